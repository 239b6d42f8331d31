"""The logical tree of a letter: what a screen reader walks through, wherever it stands on the page."""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True, eq=False)
class Node:
    """One structure element ("H1", "P", "LI" …). ``marks`` are (page index, MCID) in reading order.

    A paragraph that runs over a page keeps one node with marks on both pages.
    """

    tag: str
    children: list["Node"] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)
    annotation: str | None = None
    """The name of the one annotation this element stands for (a signature field)."""
    page: int | None = None
    """The page of that annotation."""
    alt: str | None = None
    box: tuple[float, float, float, float] | None = None
    """Of a figure: left, lower, right and upper edge in points of its page (ISO 32000-1, 14.8.5.4.3)."""

    def add(self, tag: str) -> "Node":
        """A new last child."""
        child = Node(tag)
        self.children.append(child)
        return child

    def is_empty(self) -> bool:
        """Nothing was drawn for this element or anything below it."""
        return not self.marks and self.annotation is None and all(child.is_empty() for child in self.children)

    def walk(self) -> Iterator["Node"]:
        """This node and all below it that were drawn, in reading order."""
        if not self.is_empty():
            yield self
            for child in self.children:
                yield from child.walk()
