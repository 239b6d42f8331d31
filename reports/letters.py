"""From a letter file and its blanks to a Letter."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from reports import markdown
from reports.blanks import LetterBlanks
from reports.errors import BlankMissing, FaultInText, UnknownLetter
from reports.letter import Letter, Letterhead, Reference, Signature
from reports.press.sanitise import printable
from reports.template import Filled, fill, is_empty, look_up
from reports.wording import PAGE_WORDS

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


@dataclass(frozen=True, slots=True)
class LetterText:
    """A letter file as read: ``head`` is its front matter, ``body`` its Markdown with blanks."""

    head: Mapping[str, Any]
    body: str


def kinds(jurisdiction: str, language: str) -> tuple[str, ...]:
    """The kinds of letter that exist for a jurisdiction ("nl", "be-vlg") in a language ("nl"), sorted."""
    return tuple(sorted(path.stem for path in (FOLDER / jurisdiction / language).glob("*.md")))


def compose(kind: str, jurisdiction: str, language: str, blanks: LetterBlanks, letterhead: Letterhead) -> Letter:
    """Fill the text of one kind. The words are the final ones: a page only lays them out.

    Raises UnknownLetter, BlankMissing with the names of all empty blanks the text needs, or
    press.UnprintableCharacter for a character that no font of ours can print.
    """
    text = _read(kind, jurisdiction, language)
    scope = {field.name: getattr(blanks, field.name) for field in fields(blanks)}
    filled = Filled()
    subject = markdown.line(fill(text.head["subject"], scope, filled), language)
    references = _references(text.head["references"], scope, filled, language)
    signatures = _signatures(text.head["signatures"], scope, filled, language)
    blocks = markdown.blocks(fill(text.body, scope, filled), language, signatures)
    if filled.missing:
        raise BlankMissing(tuple(dict.fromkeys(filled.missing)))
    return Letter(
        text_id=text.head["id"],
        edition=text.head["edition"],
        kind=kind,
        jurisdiction=jurisdiction,
        language=language,
        case_number=printable(blanks.case_number),
        letter_date=blanks.letter_date,
        letterhead=_clean(letterhead),
        addressee=tuple(printable(line) for line in blanks.addressee),
        references=references,
        subject=subject,
        blocks=blocks,
        page_words=PAGE_WORDS[language],
    )


@cache
def _read(kind: str, jurisdiction: str, language: str) -> LetterText:
    if kind not in kinds(jurisdiction, language):  # also keeps a path out of the file name
        raise UnknownLetter(kind, jurisdiction, language)
    raw = (FOLDER / jurisdiction / language / f"{kind}.md").read_text(encoding="utf-8")
    _, front, body = raw.split("+++\n", 2)
    head = tomllib.loads(front)
    if set(head) != _KEYS or not isinstance(head["edition"], date):
        raise FaultInText(f"{jurisdiction}/{language}/{kind}.md: front matter needs exactly {sorted(_KEYS)}")
    if (head["kind"], head["jurisdiction"], head["language"]) != (kind, jurisdiction, language):
        raise FaultInText(f"{jurisdiction}/{language}/{kind}.md: front matter names another letter")
    return LetterText(head, body)


def _references(
    rows: list[list[str]], scope: dict[str, object], filled: Filled, language: str
) -> tuple[Reference, ...]:
    # A row is [label, path] and falls away when its blank is empty; ends with "!" when the law wants it
    # printed.
    found = []
    for label, path in rows:
        name = path.removesuffix("!")
        value = look_up(name, scope)
        if not is_empty(value):
            found.append(Reference(label, markdown.value_line(value, language)))
        elif path.endswith("!"):
            filled.missing.append(name)
    return tuple(found)


def _signatures(
    places: list[dict[str, Any]], scope: dict[str, object], filled: Filled, language: str
) -> tuple[Signature, ...]:
    return tuple(
        Signature(
            field=place["field"],
            title=markdown.line(fill(place["title"], scope, filled), language),
            name=_signer_name(place, scope, filled, language),
        )
        for place in places
    )


def _signer_name(place: dict[str, Any], scope: dict[str, object], filled: Filled, language: str) -> str:
    # An optional name may be written by hand; the place to sign is printed all the same.
    if not place.get("optional"):
        return markdown.line(fill(place["name"], scope, filled), language)
    return markdown.line(fill(place["name"], scope, Filled()), language)


def _clean(letterhead: Letterhead) -> Letterhead:
    return replace(
        letterhead,
        municipality=printable(letterhead.municipality),
        office=printable(letterhead.office),
        address=tuple(printable(line) for line in letterhead.address),
        contact=tuple(printable(line) for line in letterhead.contact),
        return_line=None if letterhead.return_line is None else printable(letterhead.return_line),
    )
