"""The texts: which exist, what they must and must not say, and what a value can do to them."""

import re
from dataclasses import replace
from datetime import date, time
from html import unescape
from pathlib import Path
from typing import Any

import pytest

import reports.texts
from reports import BlankMissing, FaultInText, RemediesBlank, UnknownLetter, compose, kinds, letter_html
from reports.template import fill
from reports.wording import written_date, written_time
from tests.reports.cases import CASES, GENK, GENK_CASE, LETTERS, VENLO, VENLO_CASE
from tests.reports.made import sample
from tests.reports.make_golden import ELSEWHERE, TEXTS
from tests.reports.paper import squeezed

DECISIONS_NL = ("grant", "refusal", "revocation")
INTENTIONS = ("intention-to-refuse", "intention-to-revoke")


def words(jurisdiction: str, language: str, kind: str, **changes: Any) -> str:
    blanks, head = CASES[jurisdiction]
    return squeezed(compose(kind, jurisdiction, language, replace(blanks, **changes), head).as_text())


def test_every_letter_file_is_known_to_the_tests() -> None:
    found = {(j, n, k) for j, n in {(j, n) for j, n, _ in LETTERS} for k in kinds(j, n)}
    assert set(LETTERS) <= found


@pytest.mark.parametrize(("jurisdiction", "language", "kind"), LETTERS)
def test_every_letter_names_its_text_and_edition(jurisdiction: str, language: str, kind: str) -> None:
    blanks, head = CASES[jurisdiction]
    letter = compose(kind, jurisdiction, language, blanks, head)
    assert letter.text_id == f"{jurisdiction.partition('-')[0]}/{language}/{kind}"
    assert letter.edition >= date(2026, 11, 22)


def test_an_unknown_letter_is_refused_by_name() -> None:
    with pytest.raises(UnknownLetter, match="no letter 'poem'"):
        compose("poem", "nl", "nl", VENLO_CASE, VENLO)
    with pytest.raises(UnknownLetter):
        compose("../nl/refusal", "nl", "nl", VENLO_CASE, VENLO)


def test_all_empty_blanks_are_named_at_once() -> None:
    bare = replace(VENLO_CASE, permit=None, interests=None, grounds=(), remedies=None)
    with pytest.raises(BlankMissing) as refusal:
        compose("revocation", "nl", "nl", bare, VENLO)
    names = refusal.value.names
    assert {"permit.number", "permit.granted_on", "grounds", "interests.suitable", "remedies.court"} <= set(names)
    assert len(names) == len(set(names))


def test_a_ground_without_facts_cannot_be_printed() -> None:
    groundless = tuple(replace(ground, facts=()) for ground in VENLO_CASE.grounds)
    with pytest.raises(BlankMissing) as refusal:
        compose("revocation", "nl", "nl", replace(VENLO_CASE, grounds=groundless), VENLO)
    assert refusal.value.names == ("ground.facts",)


def test_a_blank_of_only_spaces_is_an_empty_blank() -> None:
    with pytest.raises(BlankMissing, match="validity"):
        compose("grant", "nl", "nl", replace(VENLO_CASE, validity="  \n "), VENLO)
    for empty in ("", " \n\n "):
        silent = tuple(replace(ground, motivation=empty) for ground in VENLO_CASE.grounds)
        with pytest.raises(BlankMissing, match=r"ground\.motivation"):
            compose("revocation", "nl", "nl", replace(VENLO_CASE, grounds=silent), VENLO)


# What the law wants in a letter, and what it forbids


@pytest.mark.parametrize("kind", DECISIONS_NL)
def test_a_dutch_decision_prints_the_last_day_for_objection(kind: str) -> None:
    text = words("nl", "nl", kind)
    assert "De laatste dag waarop u bezwaar kunt maken is 5 januari 2027." in text
    assert "zes weken" in text
    assert "voorzieningenrechter van de Rechtbank Limburg" in text
    assert "noem zaaknummer Z-2026-00123" in text


@pytest.mark.parametrize("kind", DECISIONS_NL)
def test_without_a_sending_day_the_rule_stands_without_a_date(kind: str) -> None:
    text = words("nl", "nl", kind, objection_last_day=None)
    assert "laatste dag waarop" not in text
    assert "zes weken" in text


@pytest.mark.parametrize("kind", INTENTIONS)
def test_an_intention_has_no_objection_clause(kind: str) -> None:
    text = words("nl", "nl", kind)
    for forbidden in ("zes weken", "voorzieningenrechter", "5 januari 2027", "Bezwaar maken", "Rechtbank"):
        assert forbidden not in text
    assert "geen bezwaar open" in text
    assert "Dat kan tot en met 3 november 2026." in text
    assert "Wij hebben besloten" not in text


@pytest.mark.parametrize(
    ("jurisdiction", "language", "said"),
    [
        ("be-vlg", "nl", ["binnen zestig dagen na de kennisgeving", "Raad van State", "uiterst dringende"]),
        ("be-wal", "fr", ["soixante jours à partir de la notification", "Conseil d’État", "extrême urgence"]),
    ],
)
def test_a_belgian_decision_prints_the_rule_of_the_remedy(jurisdiction: str, language: str, said: list[str]) -> None:
    for kind in ("closure-134quinquies", "college-confirmation"):
        text = words(jurisdiction, language, kind)
        assert [part for part in said if part not in text] == []
    invitation = words(jurisdiction, language, "hearing-invitation")
    assert [part for part in said if part in invitation] == []


def test_a_belgian_closure_says_that_it_lapses_without_the_college() -> None:
    assert "De sluiting vervalt onmiddellijk als het college haar op die vergadering niet bevestigt." in words(
        "be-vlg", "nl", "closure-134quinquies"
    )
    assert "cesse immédiatement d’avoir effet si le collège ne la confirme pas" in words(
        "be-wal", "fr", "closure-134quinquies"
    )


def test_the_college_can_also_withhold_its_confirmation() -> None:
    assert GENK_CASE.college is not None
    refused = replace(GENK_CASE.college, outcome="not-confirmed")
    text = words("be-vlg", "nl", "college-confirmation", college=refused)
    assert "bevestigt de sluiting van Carwash Blinkend niet." in text
    assert "houdt onmiddellijk op uitwerking te hebben" in text
    assert "Het college bevestigt de sluiting van Carwash Blinkend tot en met" not in text


def test_articles_are_numbered_without_gaps_when_one_falls_away() -> None:
    text = words("be-vlg", "nl", "closure-134quinquies", sealing_on=None, penalty=None)
    numbers = [int(number) for number in re.findall(r"Artikel (\d+)\. [A-Z]", text)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert "Zegels" not in text


def test_the_first_french_article_is_the_1er() -> None:
    text = words("be-wal", "fr", "closure-134quinquies")
    assert "Article 1er. Fermeture." in text
    assert "Article 2. Interdiction." in text


@pytest.mark.parametrize("kind", ["refusal", "revocation"])
def test_a_party_that_was_not_heard_reads_why(kind: str) -> None:
    assert VENLO_CASE.hearing is not None
    exception = replace(VENLO_CASE.hearing, exception="De veiligheid vroeg om een besluit op dezelfde dag.")
    text = words("nl", "nl", kind, hearing=exception)
    assert "Artikel 4:11 van de Algemene wet bestuursrecht" in text
    assert "De veiligheid vroeg om een besluit op dezelfde dag." in text
    assert "U kon reageren tot en met" not in text


@pytest.mark.parametrize("kind", ["refusal", "revocation"])
def test_a_party_that_kept_silent_reads_that_too(kind: str) -> None:
    assert VENLO_CASE.hearing is not None
    silent = replace(VENLO_CASE.hearing, received_on=None, held_on=None)
    assert "U hebt binnen die termijn niet gereageerd." in words("nl", "nl", kind, hearing=silent)


@pytest.mark.parametrize("kind", ["refusal", "revocation"])
def test_a_reaction_without_an_answer_stops_the_letter(kind: str) -> None:
    assert VENLO_CASE.hearing is not None
    unanswered = replace(VENLO_CASE.hearing, reply=None)
    with pytest.raises(BlankMissing, match=r"hearing\.reply"):
        words("nl", "nl", kind, hearing=unanswered)


def test_a_belgian_defence_without_an_answer_stops_the_closure() -> None:
    assert GENK_CASE.hearing is not None
    with pytest.raises(BlankMissing, match=r"hearing\.reply"):
        words("be-vlg", "nl", "closure-134quinquies", hearing=replace(GENK_CASE.hearing, reply=None))
    with pytest.raises(BlankMissing, match=r"hearing\.summary"):
        words("be-vlg", "nl", "closure-134quinquies", hearing=replace(GENK_CASE.hearing, summary=None))


def test_a_closure_without_prior_consultation_cannot_be_made() -> None:
    with pytest.raises(BlankMissing, match=r"consultation\.authority"):
        words("be-vlg", "nl", "closure-134quinquies", consultation=None)


def test_french_has_its_narrow_spaces_and_dutch_its_hours() -> None:
    for kind in (kind for jurisdiction, _, kind in LETTERS if jurisdiction == "be-wal"):
        text = compose(kind, "be-wal", "fr", *CASES["be-wal"]).as_text()
        assert not re.search(r"[\w»)][ \u00a0]?[;!?]", text)
        assert not re.search(r"[^\u202f]:", text)
    assert written_time(time(9, 5), "nl") == "9.05"
    assert written_time(time(9, 5), "fr") == "9\u00a0h\u00a005"
    assert written_date(date(2026, 12, 1), "fr") == "1er\u00a0décembre\u00a02026"
    assert written_date(date(2026, 12, 1), "de") == "1.\u00a0Dezember\u00a02026"


def test_whether_each_ground_suffices_is_said_only_when_chosen() -> None:
    alone, together = "Elke grond is voor mij op zichzelf al genoeg", "De gronden samen dragen"
    assert alone in words("nl", "nl", "revocation", grounds_carry="alone")
    assert together in words("nl", "nl", "revocation", grounds_carry="together")
    neither = words("nl", "nl", "revocation", grounds_carry=None)
    assert alone not in neither
    assert together not in neither


# A value is text and nothing else


@pytest.mark.parametrize(
    "hostile",
    [
        "# Kop", "## Besluit", "1. eerst\n2. dan", "- punt", "**vet**", "_cursief_", "> citaat", "{{case_number}}",
        "{% signatures %}", "{% if permit %}", "<b>vet</b>", "&amp;", "\\**", "[tekst](http://kwaad.example)", "```",
        "![](/etc/passwd)", "| a | b |", "---",
    ],
)  # fmt: skip
def test_a_value_adds_no_structure_and_is_read_as_typed(hostile: str) -> None:
    quiet = compose("grant", "nl", "nl", replace(VENLO_CASE, validity="stil"), VENLO)
    loud = compose("grant", "nl", "nl", replace(VENLO_CASE, validity=hostile), VENLO)
    assert squeezed(hostile) in squeezed(loud.as_text())
    assert [type(block) for block in loud.blocks] == [type(block) for block in quiet.blocks]
    assert loud.as_text().replace(squeezed(hostile), "stil") == quiet.as_text()


def test_an_empty_line_makes_a_paragraph_and_nothing_more() -> None:
    ground = replace(VENLO_CASE.grounds[0], motivation="Eerst dit.\n\n# Dan dat.")
    letter = compose("revocation", "nl", "nl", replace(VENLO_CASE, grounds=(ground,)), VENLO)
    assert "\n\nEerst dit.\n\n# Dan dat.\n\n" in letter.as_text()


def test_the_text_on_screen_is_the_text_on_paper_and_is_escaped() -> None:
    letter = compose("grant", "nl", "nl", replace(VENLO_CASE, validity="<script>alert(1)</script> & zo"), VENLO)
    html = letter_html(letter)
    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; zo" in html
    assert squeezed(unescape(re.sub(r"<[^>]+>", "", html))) == squeezed(letter.as_text())


def test_every_letter_says_the_same_on_screen_and_on_paper() -> None:
    for jurisdiction, language, kind in (*TEXTS, *ELSEWHERE):
        letter = sample(kind, jurisdiction, language)
        html = letter_html(letter)
        assert squeezed(unescape(re.sub(r"<[^>]+>", "", html))) == squeezed(letter.as_text()), kind
        assert html.count("<h1>") == 1
        assert not set(re.findall(r"<(\w+)", html)) - {
            "article", "p", "br", "address", "dl", "div", "dt", "dd", "h1", "h2", "h3", "blockquote", "ol", "ul", "li",
            "span", "strong", "em", "a", "figure", "figcaption",
        }  # fmt: skip


# The grammar of the files


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("{% if permit %}\nx", "not closed"),
        ("x\n{% end %}", "closes nothing"),
        ("{% while permit %}", "unknown control"),
        ("{{unknown}}", "no blank is called"),
        ("{{permit.colour}}", "has no 'colour'"),
        ("{{permit._secret}}", "has no '_secret'"),
        ("{% each municipality as letter %}\n{% end %}", "is not a list"),
    ],
)
def test_a_fault_in_a_letter_file_is_named(text: str, complaint: str) -> None:
    scope = {"permit": VENLO_CASE.permit, "municipality": "Venlo"}
    with pytest.raises(FaultInText, match=complaint):
        fill(text, scope)


def test_a_letter_file_must_name_itself_rightly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    original = (reports.texts.FOLDER / "nl" / "nl" / "grant.md").read_text()
    (tmp_path / "nl" / "nl").mkdir(parents=True)
    (tmp_path / "nl" / "nl" / "permission.md").write_text(original)
    monkeypatch.setattr(reports.texts, "FOLDER", tmp_path)
    with pytest.raises(FaultInText, match="names another letter"):
        compose("permission", "nl", "nl", VENLO_CASE, VENLO)


@pytest.mark.parametrize("forbidden", ["`code`", "# Titel", "    code", "- a\n  - b"])
def test_a_letter_file_that_uses_more_markdown_is_refused_or_read_as_text(
    forbidden: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = (reports.texts.FOLDER / "nl" / "nl" / "covering-note.md").read_text()
    (tmp_path / "nl" / "nl").mkdir(parents=True)
    (tmp_path / "nl" / "nl" / "covering-note.md").write_text(original + "\n\n" + forbidden + "\n")
    monkeypatch.setattr(reports.texts, "FOLDER", tmp_path)
    reports.texts._read.cache_clear()
    try:
        letter = compose("covering-note", "nl", "nl", VENLO_CASE, VENLO)
    except FaultInText:
        return
    finally:
        reports.texts._read.cache_clear()
    assert letter.as_text().endswith(forbidden.strip())


def test_a_remedy_without_extras_still_makes_a_whole_sentence() -> None:
    plain = RemediesBlank(authority_address="Postbus 1, Venlo", online_route="www.venlo.example", court="de rechtbank")
    assert "Voor deze procedure betaalt u griffierecht." in words("nl", "nl", "refusal", remedies=plain)


def test_a_college_without_named_director_still_has_a_place_to_sign() -> None:
    assert GENK_CASE.college is not None
    nameless = replace(GENK_CASE.college, director=None)
    letter = compose("college-confirmation", "be-vlg", "nl", replace(GENK_CASE, college=nameless), GENK)
    assert "De algemeen directeur\n" in letter.as_text()
