"""Each step of a computation can be read by an officer in four languages."""

from __future__ import annotations

import string
from datetime import date

import pytest

import law
from law.explanation import SENTENCES
from law.read import LANGUAGES

NL = law.jurisdiction("nl")
BE = law.jurisdiction("be-wal")
ON = date(2026, 3, 2)


def short(day: date) -> str:
    return f"{day.day}-{day.month}-{day.year}"


def sentences(computed: law.Computed, language: str) -> list[str]:
    return [law.explain(step, language, short) for step in (*computed.steps, *computed.warnings)]


def test_a_suspended_term_can_be_followed_step_by_step() -> None:
    rule = NL.suspension_rule("nl.completion", on=ON)
    pause = law.terms.suspension(rule, date(2026, 3, 9), date(2026, 3, 23))
    computed = law.terms.last_day(NL.term("nl.decision-8-weeks", on=ON), ON, suspensions=[pause])
    assert sentences(computed, "nl") == [
        "De termijn begint de dag na 2-3-2026.",
        "De termijn duurt 8 weken, tot en met 27-4-2026.",
        (
            "De termijn stond stil van 10-3-2026 tot en met 22-3-2026: aanvulling gevraagd. Dat is 13 dagen. "
            "De termijn loopt nu tot en met 10-5-2026."
        ),
        "10-5-2026 is geen werkdag (zondag). De laatste dag schuift naar 11-5-2026.",
    ]
    assert [step.source for step in computed.steps][2:] == [
        "Awb art. 4:15 lid 1 onder a",
        "Algemene termijnenwet art. 1 lid 1",
    ]


def test_a_belgian_term_names_the_holiday_in_french() -> None:
    computed = law.terms.last_day(BE.term("be.council-of-state", on=ON), ON)
    assert sentences(computed, "fr")[-1] == (
        "Le 1-5-2026 n’est pas un jour ouvrable (fête du Travail). Le dernier jour est reporté au 4-5-2026."
    )


def test_one_month_is_singular() -> None:
    term = BE.term("be.closure-months", on=ON)
    assert "lasts 1 month," in sentences(law.terms.last_day(term, ON, events={"months": 1}), "en")[1]
    assert "lasts 2 months," in sentences(law.terms.last_day(term, ON, events={"months": 2}), "en")[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_explains_itself_without_a_blank_left_open(language: str) -> None:
    for here in (NL, law.jurisdiction("be-vlg")):
        for term in here.terms(on=date(2026, 12, 1)):
            for served_by in ("registered", "refused", "receipt"):
                events: dict[str, date | int | str] = {"months": 3, "days": 9, "served-by": served_by}
                computed = law.terms.last_day(term, date(2028, 12, 20), events=events)
                for sentence in sentences(computed, language):
                    assert "{" not in sentence
                    assert not sentence.count("nl.") + sentence.count("be.")


def test_the_blanks_of_a_sentence_are_the_same_in_all_languages() -> None:
    for rule, words in SENTENCES.items():
        blanks = {
            language: {name for _, name, _, _ in string.Formatter().parse(text) if name}
            for language, text in words.items()
        }
        assert all(found == blanks["nl"] for found in blanks.values()), rule


def test_an_unknown_language_or_step_is_refused() -> None:
    step = law.Step(on=ON, rule="magic", params={}, source="x")
    with pytest.raises(law.LawError, match="no sentence for 'magic'"):
        law.explain(step, "nl", short)
    with pytest.raises(law.LawError, match="does not speak 'es'"):
        law.explain(step, "es", short)
