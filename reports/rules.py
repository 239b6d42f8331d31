"""Which rule demands which paragraph of a text, for a jurist who reads the text and not a letter made from it."""

import re
from dataclasses import dataclass

from reports.template import RULE_LINE


@dataclass(frozen=True, slots=True)
class ParagraphRule:
    """A paragraph of a text with its blanks in braces; ``block`` and ``rule`` are empty where the text names none."""

    block: str
    rule: str
    text: str


# Signatures and photos are printed; every other control only decides what is.
_CONTROL = re.compile(r"^\{%(?! (signatures|photos) ).*%\}$")


def paragraph_rules_in(body: str) -> tuple[ParagraphRule, ...]:
    """The paragraphs of a body in their order, headings and lists included, controls left out that print nothing."""
    found: list[ParagraphRule] = []
    block = rule = ""
    lines: list[str] = []

    def close() -> None:
        if lines:
            found.append(ParagraphRule(block, rule, "\n".join(lines)))
            lines.clear()

    for line in body.splitlines():
        hit = RULE_LINE.match(line)
        if hit:
            close()
            block, rule = hit["block"], hit["rule"]
        elif not line.strip():
            close()
        elif not _CONTROL.match(line):
            lines.append(line.strip())
    close()
    return tuple(found)
