"""From a letter text and its blanks to a Letter."""

from dataclasses import fields, replace
from typing import Any

from reports import markdown
from reports.blanks import LetterBlanks
from reports.errors import BlankMissing
from reports.letter import Figure, Letter, Letterhead, Reference, Signature
from reports.press.sanitise import printable
from reports.rules import ParagraphRule, paragraph_rules_in
from reports.template import Filled, fill, is_empty, look_up
from reports.texts import LetterText, text_of, whole
from reports.wording import PAGE_WORDS, REGIONS, VERIFY_WORDS

__all__ = ["compose", "paragraph_rules", "scope_of"]


def compose(
    kind: str,
    jurisdiction: str,
    language: str,
    blanks: LetterBlanks,
    letterhead: Letterhead,
    text: LetterText | None = None,
    verify_url: str = "",
) -> Letter:
    """Fill the text of one kind. The words are the final ones: a page only lays them out.

    ``text`` takes the place of the house's own text: a municipality's edition of it. ``verify_url``: where anybody can
    ask whether the letter is genuine.

    Raises UnknownLetter, BlankMissing with the names of all empty blanks the text needs, or
    press.UnprintableCharacter for a character that no font of ours can print.
    """
    text = whole(text or text_of(kind, jurisdiction, language), jurisdiction, language)
    scope = scope_of(blanks, jurisdiction, language)
    filled = Filled()
    subject = markdown.line(fill(text.head["subject"], scope, filled), language)
    references = _references(text.head["references"], scope, filled, language)
    signatures = _signatures(text.head["signatures"], scope, filled, language)
    blocks, rules = markdown.ruled_blocks(fill(text.body, scope, filled), language, signatures, _figures(blanks))
    if filled.missing:
        raise BlankMissing(tuple(dict.fromkeys(filled.missing)))
    return Letter(
        text_id=text.id,
        edition=text.edition,
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
        rules=rules,
        page_words=PAGE_WORDS[language],
        verify_url=verify_url,
        verify_words=VERIFY_WORDS[language],
    )


def scope_of(blanks: LetterBlanks, jurisdiction: str, language: str) -> dict[str, object]:
    """What a text can name: every blank, and two things that follow from the place and not from the case.

    ``jurisdiction`` ("be-bru") for a clause that only one of them has; ``region`` for what a Belgian region calls its
    organs, None elsewhere.
    """
    here = {"jurisdiction": jurisdiction, "region": REGIONS.get((jurisdiction, language))}
    return {field.name: getattr(blanks, field.name) for field in fields(blanks)} | here


def paragraph_rules(kind: str, jurisdiction: str, language: str) -> tuple[ParagraphRule, ...]:
    """The paragraphs of a text in their order, each with the rule that demands it; blanks stand in their braces."""
    return paragraph_rules_in(whole(text_of(kind, jurisdiction, language), jurisdiction, language).body)


def _figures(blanks: LetterBlanks) -> tuple[Figure, ...]:
    return tuple(Figure(photo.image, printable(photo.alt), printable(photo.caption)) for photo in blanks.photos)


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
        # A place with an organ is there only when that organ decides: the college signs by two hands.
        if place.get("organ", scope["organ"]) == scope["organ"]
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
