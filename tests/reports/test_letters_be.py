"""The Belgian and Luxembourg letters: all are there, in one language each, and say what the law wants and no more."""

import re
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from reports import BlankMissing, Letter, compose, kinds, paragraph_rules
from reports.letter import Paragraph, Signatures, plain
from reports.press import render
from reports.texts import FOLDER
from tests.reports.made import sample, sample_case
from tests.reports.paper import failures, read, squeezed

PLACES = (("be-vlg", "nl"), ("be-bru", "nl"), ("be-bru", "fr"), ("be-wal", "fr"), ("be-dg", "de"), ("be-dg", "fr"))
LUXEMBOURG = (("lu", "fr"), ("lu", "de"))
ONE_OF_EACH = (("be-vlg", "nl"), ("be-wal", "fr"), ("be-dg", "de"))

CONFIRMED = (
    "closure-134quinquies",
    "renewal-134quinquies",
    "renewal-134septies",
    "renewal-9bis",
    "closure-134ter",
    "suspension-134ter",
    "closure-134quater",
    "closure-134septies",
    "closure-9bis",
)
INTEGRITY = ("integrity-refusal", "integrity-suspension", "integrity-abrogation", "integrity-closure")
PERMITS = ("grant", "refusal", "suspension", "revocation")
DECISIONS = (
    *CONFIRMED,
    *INTEGRITY,
    *PERMITS,
    "closure-gas",
    "police-order",
    "sealing-133ter",
    "penalty-payment-133ter",
    "penalty-collection",
    "urgent-ordinance",
    "lifting",
    "college-confirmation",
    "council-confirmation",
)
WITHOUT_REMEDY = (
    "hearing-invitation",
    "fine-notice",
    "warning",
    "integrity-opening",
    "integrity-extension",
    "diob-request",
    "extension-notice",
    "door-notice",
)
ABOUT_SERVICE = ("covering-note", "service-sheet")
TO_MANY = ("permit-runs-out", "notice-to-holders")
BELGIAN = {*DECISIONS, *WITHOUT_REMEDY, *ABOUT_SERVICE, *TO_MANY, "fine"}
LUXEMBOURGISH = {"warning", "order", "class2-refusal", "class2-suspension", "class2-withdrawal", *TO_MANY}

REMEDY = {
    "nl": ("binnen zestig dagen na de kennisgeving", "Raad van State", "uiterst dringende noodzakelijkheid"),
    "fr": ("soixante jours à partir de la notification", "Conseil d’État", "extrême urgence"),
    "de": ("sechzig Tage ab der Notifizierung", "Staatsrat", "äußerster Dringlichkeit"),
}
POLICE_COURT = {
    "nl": ("politierechtbank", "binnen een maand na de kennisgeving"),
    "fr": ("tribunal de police", "un mois à partir de la notification"),
    "de": ("Polizeigericht", "einen Monat ab der Notifizierung"),
}
COUNCIL_CLAUSE = {
    "nl": "vervalt dadelijk als de gemeenteraad haar in zijn eerstvolgende vergadering niet bekrachtigt",
    "fr": "si le conseil communal ne la confirme pas à sa plus prochaine réunion",
    "de": "wenn der Gemeinderat sie nicht in seiner nächsten Sitzung bestätigt",
}
COLLEGE_CLAUSE = {
    "nl": "als het college haar op die vergadering niet bevestigt",
    "fr": "confirme pas lors de cette réunion",
    "de": "wenn das Kollegium sie in dieser Sitzung nicht bestätigt",
}
STANDSTILL = {
    "nl": "niet uitgevoerd vóór vijftien kalenderdagen voorbij zijn, te rekenen vanaf de dag na de kennisgeving",
    "fr": "n’est pas exécutée avant l’expiration de quinze jours calendrier, à compter du lendemain",
    "de": "erst nach Ablauf von fünfzehn Kalendertagen ausgeführt, gerechnet ab dem Tag nach der Notifizierung",
}
OF_DUTCH = (
    r"januari|februari|maart|mei|juni|juli|augustus|oktober(?= \d)|uur|Kenmerk|Referentie|Pagina|Bijlagen|Kopie aan|"
    r"Gelet|Overwegende|besluit|kennisgeving|burgemeester|uitbater|artikel"
)
OF_FRENCH = r"janvier|février|août|décembre|Référence|Courriel|Annexes|Vu|Considérant|arrêté|bourgmestre|exploitant|loi"
OF_GERMAN = r"Januar|März|Dezember|Uhr|Aktenzeichen|Anlagen|Aufgrund|Erwägung|Beschluss|Bürgermeister|Betreiber|Gesetz"
FOREIGN = {
    "nl": f"{OF_FRENCH}|{OF_GERMAN}",
    "fr": f"{OF_DUTCH}|{OF_GERMAN}",
    "de": f"{OF_DUTCH}|{OF_FRENCH}",
}
INVITED = tuple(
    kind
    for kind in sorted({*CONFIRMED, *INTEGRITY, *PERMITS, "closure-gas", "police-order", "penalty-collection"})
    if kind != "grant"
)
LONGEST = {
    "closure-134quinquies": ("zes maanden", "six mois", "sechs Monate"),
    "renewal-134quinquies": ("zes maanden", "six mois", "sechs Monate"),
    "renewal-134septies": ("zes maanden", "six mois", "sechs Monate"),
    "renewal-9bis": ("zes maanden", "six mois", "sechs Monate"),
    "closure-9bis": ("zes maanden", "six mois", "sechs Monate"),
    "closure-134septies": ("zes maanden", "six mois", "sechs Monate"),
    "integrity-suspension": ("zes maanden", "six mois", "sechs Monate"),
    "closure-134ter": ("drie maanden", "trois mois", "drei Monate"),
    "suspension-134ter": ("drie maanden", "trois mois", "drei Monate"),
    "closure-134quater": ("drie maanden", "trois mois", "drei Monate"),
}


@cache
def letter(kind: str, jurisdiction: str, language: str, **changes: Any) -> Letter:
    blanks, head = sample_case(kind, jurisdiction, language)
    return compose(kind, jurisdiction, language, replace(blanks, **changes), head)


def words(kind: str, jurisdiction: str, language: str, **changes: Any) -> str:
    return squeezed(letter(kind, jurisdiction, language, **changes).as_text())


def own_words(kind: str, jurisdiction: str, language: str) -> str:
    """What the municipality says in the letter: without head, addressee and the names the sample brings along."""
    made = sample(kind, jurisdiction, language)
    labels = " ".join(row.label for row in made.references)
    paragraphs = " ".join(plain(block.runs) for block in made.blocks if isinstance(block, Paragraph))
    return f"{labels} {paragraphs}".replace(sample_case(kind, jurisdiction, language)[0].establishment.address, "")


@pytest.mark.parametrize(("jurisdiction", "language"), PLACES)
def test_every_belgian_place_has_every_letter(jurisdiction: str, language: str) -> None:
    assert set(kinds(jurisdiction, language)) == BELGIAN
    for kind in BELGIAN:
        assert sample(kind, jurisdiction, language).text_id == f"be/{language}/{kind}"


@pytest.mark.parametrize(("jurisdiction", "language"), LUXEMBOURG)
def test_luxembourg_has_the_few_letters_its_mayor_can_send(jurisdiction: str, language: str) -> None:
    assert set(kinds(jurisdiction, language)) == LUXEMBOURGISH
    for kind in LUXEMBOURGISH:
        said = words(kind, jurisdiction, language)
        assert ("Tribunal administratif" in said) is (kind not in {"warning", *TO_MANY})
        assert not re.search(r"134|119ter|Conseil d’État|Staatsrat|traite des|Menschenhandel", said)


@pytest.mark.parametrize(("jurisdiction", "language"), [*PLACES, *LUXEMBOURG])
def test_a_letter_speaks_one_language(jurisdiction: str, language: str) -> None:
    for kind in kinds(jurisdiction, language):
        foreign = re.findall(rf"\b(?:{FOREIGN[language]})\b", own_words(kind, jurisdiction, language))
        assert foreign == [], kind


@pytest.mark.parametrize(("jurisdiction", "language"), [*PLACES, *LUXEMBOURG])
def test_french_signs_stand_after_a_narrow_space(jurisdiction: str, language: str) -> None:
    if language != "fr":
        return
    for kind in kinds(jurisdiction, language):
        text = sample(kind, jurisdiction, language).as_text()
        assert not re.search(r"[^\u202f](?:[;!?]|:(?!//))(?=\s)", text), kind


@pytest.mark.parametrize(("jurisdiction", "language"), ONE_OF_EACH)
def test_words_of_other_countries_are_not_used(jurisdiction: str, language: str) -> None:
    germany = r"Bescheid|Widerspruch|Anfechtungsklage|Staatsanwalt|Ordnungsamt|Verwaltungsgericht"
    elsewhere = {
        "nl": r"bezwaar|exploitant|intrekking|rechtbank|zienswijze",
        "fr": r"mairie|préfet|mise en demeure|\bretrait\b|susmentionn|ledit",
        "de": rf"{germany}|bzw\.|ggf\.",
    }[language]
    for kind in BELGIAN:
        said = own_words(kind, jurisdiction, language).replace("geen bezwaar", "").replace("politierechtbank", "")
        assert re.findall(elsewhere, said) == [], kind


# What the law wants in a letter, and what it forbids


@pytest.mark.parametrize(("jurisdiction", "language"), ONE_OF_EACH)
def test_a_decision_names_the_remedy_by_its_rule_and_prints_no_last_day(jurisdiction: str, language: str) -> None:
    for kind in DECISIONS:
        said = words(kind, jurisdiction, language, objection_last_day=date(2001, 2, 3))
        assert [part for part in REMEDY[language] if part not in said] == [], kind
        assert "2001" not in said


@pytest.mark.parametrize(("jurisdiction", "language"), ONE_OF_EACH)
def test_a_letter_that_decides_nothing_names_no_remedy(jurisdiction: str, language: str) -> None:
    for kind in WITHOUT_REMEDY:
        said = words(kind, jurisdiction, language)
        assert [part for part in REMEDY[language] if part in said] == [], kind


@pytest.mark.parametrize(("jurisdiction", "language"), PLACES)
def test_only_what_the_college_must_confirm_says_that_it_lapses(jurisdiction: str, language: str) -> None:
    saying = {kind for kind in BELGIAN if COLLEGE_CLAUSE[language] in words(kind, jurisdiction, language)}
    assert saying == set(CONFIRMED)


@pytest.mark.parametrize(("jurisdiction", "language"), PLACES)
def test_only_an_urgent_ordinance_lapses_without_the_council(jurisdiction: str, language: str) -> None:
    saying = {kind for kind in BELGIAN if COUNCIL_CLAUSE[language] in words(kind, jurisdiction, language)}
    assert saying == {"urgent-ordinance"}


@pytest.mark.parametrize(("jurisdiction", "language"), ONE_OF_EACH)
def test_a_fine_goes_to_the_police_court_and_its_officer_signs(jurisdiction: str, language: str) -> None:
    blanks, _ = sample_case("fine", jurisdiction, language)
    said = words("fine", jurisdiction, language)
    assert [part for part in POLICE_COURT[language] if part not in said] == []
    assert [part for part in REMEDY[language] if part in said] == []
    (places,) = [
        block.places for block in sample("fine", jurisdiction, language).blocks if isinstance(block, Signatures)
    ]
    assert [place.title for place in places] == [blanks.mayor.title]
    assert blanks.fine is not None
    small = words("fine-notice", jurisdiction, language, fine=replace(blanks.fine, oral=False))
    large = words("fine-notice", jurisdiction, language)
    assert squeezed(blanks.fine.oral_above) in small
    assert small != large, "below the limit the law gives no right to be heard in person"
    assert squeezed(blanks.fine.amount or "?") not in large, "nothing has been decided yet"


@pytest.mark.parametrize(("jurisdiction", "language"), PLACES)
def test_the_four_decisions_after_an_integrity_investigation_stand_still(jurisdiction: str, language: str) -> None:
    saying = {kind for kind in BELGIAN if STANDSTILL[language] in words(kind, jurisdiction, language)}
    assert saying == set(INTEGRITY)


@pytest.mark.parametrize("kind", INTEGRITY)
@pytest.mark.parametrize(
    "lacking",
    ["ordinance_on", "protocol_on", "register_on", "diob_number", "diob_received_on", "proposal_on", "facts"],
)
def test_without_a_step_of_the_investigation_there_is_no_decision(kind: str, lacking: str) -> None:
    blanks, _ = sample_case(kind, "be-vlg", "nl")
    assert blanks.integrity is not None
    empty: Any = () if lacking == "facts" else None
    with pytest.raises(BlankMissing, match=rf"integrity\.{lacking}"):
        letter(kind, "be-vlg", "nl", integrity=replace(blanks.integrity, **{lacking: empty}))


@pytest.mark.parametrize("kind", INTEGRITY)
def test_who_was_not_invited_gets_no_decision_after_an_integrity_investigation(kind: str) -> None:
    with pytest.raises(BlankMissing, match=r"hearing\.invited_on"):
        letter(kind, "be-wal", "fr", hearing=None)


@pytest.mark.parametrize(
    ("kind", "blank", "path"),
    [
        ("closure-134quinquies", "consultation", "consultation.authority"),
        ("renewal-134quinquies", "consultation", "consultation.authority"),
        ("renewal-134quinquies", "renewal", "renewal.ordinal"),
        ("renewal-9bis", "renewal", "renewal.ordinal"),
        ("renewal-134septies", "consultation", "consultation.authority"),
        ("closure-9bis", "consultation", "consultation.authority"),
        ("closure-134septies", "consultation", "consultation.authority"),
        ("fine", "fine", "fine.amount"),
        ("fine-notice", "fine", "fine.most"),
        ("urgent-ordinance", "urgency", "urgency"),
        ("urgent-ordinance", "order", "order.items"),
        ("penalty-collection", "collection", "collection.amount"),
        ("closure-134ter", "urgency", "urgency"),
        ("suspension-134ter", "urgency", "urgency"),
        ("suspension-134ter", "lifting", "lifting"),
        ("suspension", "lifting", "lifting"),
        ("closure-gas", "warned_on", "warned_on"),
        ("hearing-invitation", "measure_kind", "measure_kind"),
        ("college-confirmation", "measure_kind", "measure_kind"),
        ("door-notice", "legal_basis", "legal_basis"),
        ("police-order", "order", "order.items"),
        ("sealing-133ter", "earlier", "earlier.number"),
        ("penalty-payment-133ter", "penalty", "penalty.maximum"),
    ],
)
@pytest.mark.parametrize(("jurisdiction", "language"), ONE_OF_EACH)
def test_what_the_rule_asks_cannot_be_left_empty(
    kind: str, blank: str, path: str, jurisdiction: str, language: str
) -> None:
    with pytest.raises(BlankMissing) as refusal:
        letter(kind, jurisdiction, language, **{blank: None})
    assert path in refusal.value.names


@pytest.mark.parametrize("kind", ["closure-134quinquies", "closure-134ter", "suspension-134ter", "closure-9bis"])
def test_where_the_statute_wants_the_hearing_no_exception_is_printed(kind: str) -> None:
    blanks, _ = sample_case(kind, "be-vlg", "nl")
    assert blanks.hearing is not None
    excepted = replace(blanks.hearing, exception="Er was haast.")
    assert "Er was haast." not in words(kind, "be-vlg", "nl", hearing=excepted)
    assert "Er was haast." in words("police-order", "be-vlg", "nl", hearing=excepted)


@pytest.mark.parametrize(("jurisdiction", "language"), ONE_OF_EACH)
def test_a_warning_quotes_the_rule_that_was_breached(jurisdiction: str, language: str) -> None:
    made = sample("warning", jurisdiction, language)
    blanks, _ = sample_case("warning", jurisdiction, language)
    quoted = [plain(block.runs) for block in made.blocks if isinstance(block, Paragraph) and block.role == "quote"]
    assert quoted == [ground.quote for ground in blanks.grounds]


@pytest.mark.parametrize("kind", ["suspension", "revocation"])
def test_the_law_on_municipal_sanctions_is_named_only_after_a_warning(kind: str) -> None:
    assert "artikel 45" in words(kind, "be-vlg", "nl")
    assert "24 juni 2013" not in words(kind, "be-vlg", "nl", warned_on=None)


def test_a_municipal_sanction_carries_no_penalty_payment() -> None:
    for jurisdiction, language in ONE_OF_EACH:
        blanks, _ = sample_case("closure-gas", jurisdiction, language)
        assert blanks.penalty is not None
        assert blanks.penalty.amount not in words("closure-gas", jurisdiction, language)
        assert squeezed(blanks.penalty.amount) in words("closure-134ter", jurisdiction, language)


# The invitation and the confirmation know which measure they are about


@pytest.mark.parametrize("about", INVITED)
def test_an_invitation_names_the_measure_and_its_longest_duration(about: str) -> None:
    others = {
        said
        for kind in INVITED
        if kind != about
        for said in [words("hearing-invitation", "be-vlg", "nl", measure_kind=kind)]
    }
    assert words("hearing-invitation", "be-vlg", "nl", measure_kind=about) not in others
    for (jurisdiction, language), longest in zip(ONE_OF_EACH, LONGEST.get(about, ("", "", "")), strict=True):
        said = words("hearing-invitation", jurisdiction, language, measure_kind=about)
        assert longest in said
        number = re.search(r"134\w+|9bis", about)
        assert number is None or number[0] in said


def test_seals_are_spoken_of_only_where_something_may_be_closed() -> None:
    speaking = {kind for kind in INVITED if "zegels" in words("hearing-invitation", "be-vlg", "nl", measure_kind=kind)}
    assert speaking == {*CONFIRMED, "closure-gas", "police-order", "integrity-closure"}


@pytest.mark.parametrize("about", CONFIRMED)
def test_the_college_confirms_under_the_article_of_the_measure(about: str) -> None:
    number = re.search(r"134\w+|9bis", about)
    assert number is not None
    for jurisdiction, language in ONE_OF_EACH:
        said = words("college-confirmation", jurisdiction, language, measure_kind=about)
        assert re.findall(r"134\w+|9bis", said) == [number[0]]


def test_a_college_that_does_not_confirm_ends_the_measure_in_every_language() -> None:
    ended = ("onmiddellijk op uitwerking te hebben", "cesse immédiatement d’avoir effet", "wird sofort unwirksam")
    for (jurisdiction, language), sentence in zip(ONE_OF_EACH, ended, strict=True):
        blanks, _ = sample_case("college-confirmation", jurisdiction, language)
        assert blanks.college is not None
        refused = replace(blanks.college, outcome="not-confirmed")
        assert sentence in words("college-confirmation", jurisdiction, language, college=refused)
        assert sentence not in words("college-confirmation", jurisdiction, language)


# Who speaks and who signs


@pytest.mark.parametrize("kind", [*PERMITS, "lifting"])
def test_the_organ_of_the_regulation_speaks_and_signs(kind: str) -> None:
    def titles(organ: str) -> list[str]:
        made = letter(kind, "be-vlg", "nl", organ=organ)
        return [place.field for block in made.blocks if isinstance(block, Signatures) for place in block.places]

    assert titles("mayor") == ["Mayor"]
    assert titles("college") == ["Director", "Mayor"]
    assert "Het college van burgemeester en schepenen, in vergadering van" in words(
        kind, "be-vlg", "nl", organ="college"
    )


def test_each_region_calls_its_college_and_its_director_by_their_own_names() -> None:
    said = {place: words("closure-gas", *place) for place in PLACES}
    assert "Le collège des bourgmestre et échevins" in said["be-bru", "fr"]
    assert "Le secrétaire communal" in said["be-bru", "fr"]
    assert "Le collège communal" in said["be-wal", "fr"]
    assert "Le directeur général" in said["be-wal", "fr"]
    assert "collège des bourgmestre" not in said["be-wal", "fr"]
    assert "Das Gemeindekollegium" in said["be-dg", "de"]
    assert "Der Generaldirektor" in said["be-dg", "de"]
    assert "De gemeentesecretaris" in said["be-bru", "nl"]
    assert "De algemeen directeur" in said["be-vlg", "nl"]


def test_each_region_names_its_own_rules_on_openness() -> None:
    said = {place: words("hearing-invitation", *place) for place in PLACES}
    assert "Bestuursdecreet" in said["be-vlg", "nl"]
    assert "decreet en ordonnantie" in said["be-bru", "nl"]
    assert "décret et ordonnance" in said["be-bru", "fr"]
    assert "Code de la démocratie locale" in said["be-wal", "fr"]
    assert "Kodex der lokalen Demokratie" in said["be-dg", "de"]


@pytest.mark.parametrize(("jurisdiction", "language"), PLACES)
def test_a_door_notice_gives_no_reason_and_no_name(jurisdiction: str, language: str) -> None:
    made = sample("door-notice", jurisdiction, language)
    blanks, _ = sample_case("door-notice", jurisdiction, language)
    assert made.addressee == ()
    assert made.references == ()
    said = squeezed(made.as_text())
    for secret in (blanks.mayor.name, blanks.establishment.name, blanks.grounds[0].own_words, "handel", "traite"):
        assert secret not in said


# How the texts are built


@pytest.mark.parametrize(("jurisdiction", "language"), [*ONE_OF_EACH, *LUXEMBOURG])
def test_every_paragraph_stands_under_a_rule(jurisdiction: str, language: str) -> None:
    for kind in kinds(jurisdiction, language):
        assert [part.text for part in paragraph_rules(kind, jurisdiction, language) if not part.rule] == [], kind


@pytest.mark.parametrize("folder", ["be/nl", "be/fr", "be/de", "lu/fr", "lu/de"])
def test_every_shared_passage_is_used(folder: str) -> None:
    texts = "\n".join(path.read_text(encoding="utf-8") for path in (FOLDER / folder).glob("*.md"))
    unused = [
        path.stem for path in (FOLDER / folder / "parts").glob("*.md") if f"{{% part {path.stem} %}}" not in texts
    ]
    assert unused == []


@pytest.mark.parametrize(("jurisdiction", "language"), ONE_OF_EACH)
def test_articles_are_numbered_from_one_without_gaps(jurisdiction: str, language: str) -> None:
    start = {"nl": r"^Artikel (\d+)\.", "fr": r"^Article (\d+)(?:er)?\.", "de": r"^Art(?:ikel|\.) (\d+) -"}[language]
    for kind in sorted({*DECISIONS} - {"college-confirmation"}):
        text = letter(kind, jurisdiction, language, sealing_on=None).as_text() if "seal" not in kind else ""
        numbers = [int(number) for number in re.findall(start, text, re.MULTILINE)]
        assert numbers == list(range(1, len(numbers) + 1)), kind
        if language == "fr" and numbers:
            assert re.findall(r"^Article (\d+)er\.", text, re.MULTILINE) == ["1"], kind


@pytest.mark.parametrize(
    ("kind", "jurisdiction", "language"),
    [
        ("closure-134quinquies", "be-dg", "de"),
        ("integrity-refusal", "be-bru", "fr"),
        ("door-notice", "be-vlg", "nl"),
        ("class2-suspension", "lu", "de"),
    ],
)
def test_a_letter_is_an_archival_and_accessible_pdf(
    kind: str, jurisdiction: str, language: str, tmp_path: Path
) -> None:
    pdf = render(sample(kind, jurisdiction, language))
    assert failures(pdf, "2a") == []
    assert failures(pdf, "ua1") == []
    page = {"nl": "Pagina 1 van", "fr": "Page 1 sur", "de": "Seite 1 von"}[language]
    assert page in read(pdf, tmp_path)
