"""Every letter there is, made from a case with every blank filled: its words, its form, its rules, none missing."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from io import BytesIO
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import pikepdf
import pytest
from PIL import Image

import law
from app import clock
from decisions.letter_commands import needed, written
from reports import BlankMissing, LetterBlanks, compose, paragraph_rules
from reports.checking import faults_in
from reports.letter import Figure
from reports.press import render
from reports.press.photo import PIXELS, PhotoUnreadable, bare
from reports.rules import ParagraphRule
from reports.samples import FOLDER
from reports.template import BLANK, EACH, IF
from reports.texts import text_of, whole
from tests.reports.made import pdf_of, sample, sample_case
from tests.reports.make_golden import ELSEWHERE, PLACES, TEXTS, path_of, words_of
from tests.reports.paper import squeezed

INTENTIONS = {kind for _, _, kind in TEXTS if kind.startswith("intention-") or kind == "hearing-invitation"}
# Notices and steps on the way to a decision: none of them can be fought by itself.
WITHOUT_REMEDY = INTENTIONS | {
    "fine-notice",
    "warning",
    "completion-request",
    "extension-notice",
    "suspension-notice",
    "bibob-notice",
}


def test_no_measure_of_the_law_book_lacks_its_text_in_any_language() -> None:
    assert sorted(set(needed()) - set(written())) == []


def test_every_place_has_a_service_sheet_a_door_notice_and_a_covering_note() -> None:
    beside = {"service-sheet", "door-notice", "covering-note"}
    places = {(code, language) for code, language, _ in written() if code != "lu"}
    assert {(*place, kind) for place in places for kind in beside} <= set(written())


@pytest.mark.parametrize(("jurisdiction", "language", "kind"), TEXTS)
def test_a_letter_reads_as_it_was_approved(jurisdiction: str, language: str, kind: str) -> None:
    """When a text is changed on purpose: python -m tests.reports.make_golden, and read the difference."""
    content = pdf_of((jurisdiction, language, kind))
    assert words_of(content) == path_of(jurisdiction, language, kind).read_text(encoding="utf-8")


def test_no_golden_letter_is_left_over() -> None:
    assert {path_of(*one).name for one in TEXTS} == {path.name for path in path_of(*TEXTS[0]).parent.glob("*.txt")}


def test_every_text_speaks_in_each_region_of_its_country() -> None:
    for jurisdiction, language, kind in ELSEWHERE:
        assert sample(kind, jurisdiction, language).as_text()


@pytest.mark.parametrize(("jurisdiction", "language", "kind"), TEXTS)
def test_each_paragraph_names_the_rule_that_demands_it(jurisdiction: str, language: str, kind: str) -> None:
    letter = sample(kind, jurisdiction, language)
    opening = [rule is None for rule in letter.rules]
    assert sum(opening) <= 2, "only the greeting and who speaks stand before the first rule"
    assert opening == sorted(opening, reverse=True)
    shown = paragraph_rules(kind, jurisdiction, language)
    assert {rule.block for rule in letter.rules if rule} <= {paragraph.block for paragraph in shown}
    assert all(rule.rule.strip() for rule in letter.rules if rule)


def test_the_rules_of_a_text_are_read_without_a_letter() -> None:
    found = paragraph_rules("refusal", "nl", "nl")
    assert ParagraphRule("B2.1", "Awb 3:41", "Geachte heer of mevrouw,") in found
    (term,) = (one for one in found if one.text.startswith("**Bezwaar maken.**"))
    assert (term.block, term.rule) == ("B11.1", "Awb 3:45, 6:4, 6:7, 6:8, 6:9")
    assert "{{municipality}}" in term.text
    assert "{%" not in term.text


@pytest.mark.parametrize(("jurisdiction", "language", "kind"), TEXTS)
def test_a_text_of_the_house_has_no_fault(jurisdiction: str, language: str, kind: str) -> None:
    text = text_of(kind, jurisdiction, language)
    assert faults_in(text, text, jurisdiction, language) == ()


@pytest.mark.parametrize(("jurisdiction", "language", "kind"), TEXTS)
def test_a_remedy_stands_under_every_decision_and_under_nothing_else(
    jurisdiction: str, language: str, kind: str
) -> None:
    blanks, _head = sample_case(kind, jurisdiction, language)
    assert blanks.remedies is not None
    words = sample(kind, jurisdiction, language).as_text()
    court = blanks.remedies.court_address if kind in {"fine", "decision-on-objection"} else None
    says = (court or blanks.remedies.authority_address) in words or "bezwaar kunt maken is" in words
    without = kind in WITHOUT_REMEDY or kind in {
        "bibob-hearing", "covering-note", "service-sheet", "door-notice", "diob-request", "integrity-opening",
        "permit-runs-out", "notice-to-holders",
        "integrity-extension",
    }  # fmt: skip
    assert says is not without


def test_a_temporary_measure_prints_its_first_and_last_day() -> None:
    measures = {"suspension", "temporary-withdrawal", "closure-by-law", "closure-174", "closure-174a", "closure-13b"}
    for kind in measures:
        words = squeezed(sample(kind, "nl", "nl").as_text())
        assert "8 december 2026" in words
        assert "7 maart 2027" in words
        case, head = sample_case(kind, "nl", "nl")
        with pytest.raises(BlankMissing, match=r"duration\.(from|until)_on"):
            compose(kind, "nl", "nl", replace(case, duration=None), head)


def test_a_lesser_bibob_danger_carries_conditions_and_never_a_refusal() -> None:
    for kind in ("refusal", "revocation"):
        case, head = sample_case("refusal", "nl", "nl")
        assert case.bibob is not None
        lesser = replace(case, bibob=replace(case.bibob, danger="lesser"))
        with pytest.raises(BlankMissing, match=r"bibob\.danger"):
            compose(kind, "nl", "nl", lesser, head)
    case, head = sample_case("grant-with-conditions", "nl", "nl")
    assert case.bibob is not None
    with pytest.raises(BlankMissing, match=r"bibob\.danger"):
        compose("grant-with-conditions", "nl", "nl", replace(case, bibob=replace(case.bibob, danger="serious")), head)
    words = squeezed(sample("grant-with-conditions", "nl", "nl").as_text())
    assert "Dat is geen reden om te weigeren." in words
    assert case.bibob.conditions[0].text in words


@pytest.mark.parametrize("recipient", ["party", "third-party", "judge", "committee"])
def test_each_reader_of_a_bibob_letter_gets_only_his_own_part(recipient: Any) -> None:
    case, head = sample_case("bibob-hearing", "nl", "nl")
    assert case.bibob is not None
    letter = compose("bibob-hearing", "nl", "nl", replace(case, bibob=replace(case.bibob, recipient=recipient)), head)
    words = squeezed(letter.as_text())
    assert "artikel 28 van de Wet Bibob" in words
    assert (case.bibob.facts[0].text in words) is (recipient == "party")
    assert (case.bibob.own_part in words) is (recipient == "third-party")  # type: ignore[operator]
    assert (case.establishment.name in words) is (recipient != "third-party")
    assert ("8:29" in words) is (recipient == "judge")


def test_a_warning_carries_remedies_only_where_a_by_law_makes_it_a_condition() -> None:
    case, head = sample_case("warning", "nl", "nl")
    assert case.warning is not None
    plain = squeezed(compose("warning", "nl", "nl", case, head).as_text())
    assert "geen besluit" in plain
    assert "zes weken" not in plain
    decides = replace(case, warning=replace(case.warning, is_decision=True))
    statutory = squeezed(compose("warning", "nl", "nl", decides, head).as_text())
    assert "De laatste dag waarop u bezwaar kunt maken is 5 januari 2027." in statutory
    assert "geen besluit" not in statutory


# The college speaks only where the law makes it speak

CONFIRMED = {"closure-134ter", "suspension-134ter", "closure-134quater", "closure-134quinquies", "closure-9bis",
             "closure-134septies", "renewal-134quinquies", "renewal-134septies", "renewal-9bis"}  # fmt: skip


@pytest.mark.parametrize(
    ("place", "said"), [(("be-vlg", "nl"), "bevestig"), (("be-wal", "fr"), "confirm"), (("be-dg", "de"), "bestätig")]
)
def test_only_the_measures_of_the_mayor_alone_wait_for_the_college(place: tuple[str, str], said: str) -> None:
    found = set()
    for code, language, kind in TEXTS:
        rules = paragraph_rules(kind, code, language) if (code, language) == place else ()
        if any(paragraph.block == "L7.23" and said in paragraph.text.lower() for paragraph in rules):
            found.add(kind)
    assert found == CONFIRMED


# Photos


def test_a_photo_is_a_figure_with_words_and_without_what_a_camera_hides(tmp_path: Path) -> None:
    letter = sample("closure-by-law", "nl", "nl")
    (figure,) = (block for block in letter.blocks if isinstance(block, Figure))
    with pikepdf.open(BytesIO(render(letter))) as pdf:
        tags = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"]
        (tag,) = tags
        assert str(tag.Alt) == figure.alt
        left, low, right, high = (float(edge) for edge in tag.A.BBox)
        assert left < right
        assert low < high
        images = [one for page in pdf.pages for one in page.get_images().values()]
        assert len(images) == 1
    assert figure.caption in letter.as_text()


def test_a_photo_is_written_anew_upright_and_small() -> None:
    wide = Image.new("RGB", (4000, 3000), "red")
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Telephone of Bram"
    saved = BytesIO()
    wide.save(saved, "JPEG", exif=exif)
    clean = bare(saved.getvalue())
    with Image.open(BytesIO(clean)) as picture:
        assert picture.size == (PIXELS * 3 // 4, PIXELS)
        assert not picture.getexif()
    assert b"Bram" not in clean
    assert bare(saved.getvalue()) == clean
    with pytest.raises(PhotoUnreadable):
        bare(b"%PDF-1.4")


# Blanks


def leaves(shape: Any, path: str = "") -> set[str]:
    """Every dotted path of the blanks; the items of a list are called *."""
    found: set[str] = set()
    for field in fields(shape):
        hint = get_type_hints(shape)[field.name]
        if get_origin(hint) is UnionType:
            hint = next(one for one in get_args(hint) if one is not type(None))
        here = f"{path}{field.name}"
        if get_origin(hint) is tuple:
            here, hint = f"{here}.*", get_args(hint)[0]
        found |= leaves(hint, f"{here}.") if is_dataclass(hint) else {here}
    return found


def named_in(text: str) -> set[str]:
    """The paths that a text names, with the names of its repeats resolved."""
    names = {hit["name"]: hit["path"] for hit in map(EACH.match, re.findall(r"\{%\s*(.+?)\s*%\}", text)) if hit}

    def full(path: str) -> str:
        first, dot, rest = path.partition(".")
        return f"{full(names[first])}.*{dot}{rest}" if first in names else path

    written_ = {hit[1] for hit in BLANK.finditer(text)}
    asked = {hit["path"] for hit in map(IF.match, re.findall(r"\{%\s*(.+?)\s*%\}", text)) if hit}
    return {full(path) for path in written_ | asked}


def test_every_declared_blank_is_named_by_some_text() -> None:
    named: set[str] = set()
    for jurisdiction, language, kind in TEXTS:
        text = whole(text_of(kind, jurisdiction, language), jurisdiction, language)
        heads = [path.removesuffix("!") for _, path in text.head["references"]]
        signers = " ".join(f"{place['title']} {place['name']}" for place in text.head["signatures"])
        # `addressee`, the photos and the case number stand in places of their own.
        named |= named_in(text.body) | named_in(text.head["subject"]) | named_in(signers) | set(heads)
    spoken = {"addressee.*", "photos.*.image", "photos.*.alt", "photos.*.caption", "case_number", "organ"}
    assert sorted(leaves(LetterBlanks) - named - spoken) == []


def test_the_sample_cases_fill_every_blank_that_their_country_names() -> None:
    assert {path.name for path in FOLDER.glob("*.toml")} == {"nl-nl.toml", "be-nl.toml", "fr.toml", "de.toml"}
    assert {(code, language) for code, language in PLACES} <= {(code, language) for code, language, _ in written()}
    assert (
        clock.today()
        >= min(law.jurisdiction("nl").measures(on=clock.today()), key=lambda m: m.in_force_from).in_force_from
    )
