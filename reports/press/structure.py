"""The logical tree of a document: what a screen reader walks through, wherever it stands on the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

Mark = tuple[int, int]
"""A stretch of drawn content: (page index, MCID)."""


@dataclass(slots=True, eq=False)
class Node:
    """One structure element ("H1", "P", "LI" …); ``kids`` are elements and marks in reading order.

    A paragraph that runs over a page keeps one node with marks on both pages.
    """

    tag: str
    kids: list[Node | Mark] = field(default_factory=list)
    annotation: str | None = None
    """The name of the one annotation this element stands for (a signature field, a link)."""
    page: int | None = None
    """The page of that annotation."""
    alt: str | None = None
    actual: str | None = None
    """What is read, where it is not what is drawn: a name from right to left."""
    scope: str | None = None
    """Of a TH: "Row" or "Column" (ISO 32000-1, 14.8.5.7)."""
    box: tuple[float, float, float, float] | None = None
    """Of a figure: left, lower, right and upper edge in points of its page (ISO 32000-1, 14.8.5.4.3)."""
    ordered: bool | None = None
    """Of an L: whether its labels are numbers."""

    def add(self, tag: str, *, scope: str | None = None, alt: str | None = None) -> Node:
        """A new last child."""
        child = Node(tag, scope=scope, alt=alt)
        self.kids.append(child)
        return child

    def is_empty(self) -> bool:
        """Nothing was drawn for this element or anything below it; a cell without words is a cell all the same."""
        if self.annotation is not None or self.tag in {"TD", "TH"}:
            return False
        return all(isinstance(kid, Node) and kid.is_empty() for kid in self.kids)

    def drawn(self) -> Iterator[Node | Mark]:
        """The kids that were drawn, in reading order."""
        return (kid for kid in self.kids if not isinstance(kid, Node) or not kid.is_empty())

    def walk(self) -> Iterator[Node]:
        """This node and all below it that were drawn, in reading order."""
        if not self.is_empty():
            yield self
            for kid in self.kids:
                if isinstance(kid, Node):
                    yield from kid.walk()
