"""The letter files: which text speaks for a kind, a jurisdiction and a language, and what a text consists of.

A text is looked for in the folder of the jurisdiction ("be-bru") and then in that of its country ("be"). Grammar and
front matter: ``reports/letters/README.md``.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from reports.errors import FaultInText, UnknownLetter

FOLDER = Path(__file__).parent / "letters"
_KEYS = {
    "id",
    "edition",
    "kind",
    "jurisdiction",
    "language",
    "sources",
    "subject",
    "references",
    "signatures",
}
PART = re.compile(r"^\{% part ([a-z-]+) %\}$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class LetterText:
    """A text as read: ``head`` its front matter, ``body`` its Markdown, ``edition`` the date of its words."""

    id: str
    edition: date
    head: Mapping[str, Any]
    body: str


def kinds(jurisdiction: str, language: str) -> tuple[str, ...]:
    """The kinds of letter that exist for a jurisdiction ("nl", "be-vlg") in a language ("nl"), sorted."""
    found = {path.stem for folder in _folders(jurisdiction, language) for path in folder.glob("*.md")}
    return tuple(sorted(found))


def text_of(kind: str, jurisdiction: str, language: str) -> LetterText:
    """The text of one kind as the house wrote it, its shared parts still to be put in.

    Raises UnknownLetter when there is none, FaultInText when the file is not what it says.
    """
    if kind not in kinds(jurisdiction, language):  # also keeps a path out of the file name
        raise UnknownLetter(kind, jurisdiction, language)
    for folder in _folders(jurisdiction, language):
        if (folder / f"{kind}.md").exists():
            return _read(folder, kind)
    raise UnknownLetter(kind, jurisdiction, language)


def whole(text: LetterText, jurisdiction: str, language: str) -> LetterText:
    """The text with every ``{% part name %}`` replaced by that part; the youngest edition of all of them counts."""
    parts: list[date] = []

    def put_in(hit: re.Match[str]) -> str:
        part = part_of(hit[1], jurisdiction, language)
        parts.append(part.edition)
        return part.body.strip("\n")

    body = PART.sub(put_in, text.body)
    return LetterText(text.id, max(text.edition, *parts) if parts else text.edition, text.head, body)


def part_of(name: str, jurisdiction: str, language: str) -> LetterText:
    """A passage that several letters share, from ``parts/`` beside them."""
    for folder in _folders(jurisdiction, language):
        if (folder / "parts" / f"{name}.md").exists():
            return _read_part(folder, name)
    raise FaultInText(f"no part is called {name!r} for {jurisdiction} in {language}")


def _folders(jurisdiction: str, language: str) -> tuple[Path, ...]:
    # A country's own code has no hyphen ("nl", "be"); the folders are read in this order.
    country = jurisdiction.partition("-")[0]
    return tuple(FOLDER / code / language for code in dict.fromkeys((jurisdiction, country)))


@cache
def _read(folder: Path, kind: str) -> LetterText:
    where = f"{folder.parent.name}/{folder.name}/{kind}"
    head, body = _front_matter(folder / f"{kind}.md")
    if set(head) != _KEYS or not isinstance(head["edition"], date):
        raise FaultInText(f"{where}.md: front matter needs exactly {sorted(_KEYS)}")
    if (head["id"], head["kind"], head["jurisdiction"], head["language"]) != (
        where,
        kind,
        folder.parent.name,
        folder.name,
    ):
        raise FaultInText(f"{where}.md: front matter names another letter")
    return LetterText(head["id"], head["edition"], head, body)


@cache
def _read_part(folder: Path, name: str) -> LetterText:
    where = f"{folder.parent.name}/{folder.name}/parts/{name}"
    head, body = _front_matter(folder / "parts" / f"{name}.md")
    if set(head) != {"id", "edition", "sources"} or not isinstance(head["edition"], date) or head["id"] != where:
        raise FaultInText(f"{where}.md: front matter needs exactly its own id, edition and sources")
    if PART.search(body):
        raise FaultInText(f"{where}.md: a part cannot hold a part")
    return LetterText(where, head["edition"], head, body)


def _front_matter(path: Path) -> tuple[dict[str, Any], str]:
    _, front, body = path.read_text(encoding="utf-8").split("+++\n", 2)
    return tomllib.loads(front), body
