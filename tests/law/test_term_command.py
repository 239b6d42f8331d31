"""``flask law term`` answers every date worked out by hand, and bad questions with a sentence and exit code 2."""

from __future__ import annotations

from datetime import date

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from app import clock
from decisions.law_commands import law_group


def asked(question: str) -> Result:
    return CliRunner().invoke(law_group, question.split())


# A term, its first day, events; right of the arrow the first line of the answer. Worked examples of the references.
VECTORS = """
nl.objection 2026-03-02 -> 2026-04-13
nl.objection 2026-02-20 -> 2026-04-07
nl.objection 2026-04-03 -> 2026-05-18
nl.objection 2026-04-13 -> 2026-05-26
nl.objection 2026-05-04 -> 2026-06-15
nl.objection 2026-11-20 -> 2027-01-04
nl.objection 2026-11-23 -> 2027-01-04
nl.objection 2027-02-12 -> 2027-03-30
nl.decision-8-weeks 2026-03-19 -> 2026-05-18
nl.decision-8-weeks 2026-11-02 -> 2026-12-28
nl.decision-8-weeks 2026-03-02 -> 2026-04-28
nl.decision-12-weeks 2026-10-02 -> 2026-12-28
nl.decision-13-weeks 2026-09-25 -> 2026-12-25
nl.not-treat 2026-11-27 -> 2026-12-28
nl.decision-8-weeks 2026-03-02 suspended-from=2026-03-10 suspended-until=2026-03-22 -> 2026-05-11
nl.decision-8-weeks 2026-03-02 completion-asked=2026-03-09 completion-received=2026-03-23 -> 2026-05-11
nl.decision-8-weeks 2026-03-02 bibob-asked=2026-03-16 bibob-received=2026-05-29 -> 2026-07-13
nl.decision-8-weeks 2026-03-02 bibob-asked=2026-03-16 bibob-received=2026-12-31 -> 2026-07-20
nl.decision-8-weeks 2026-03-02 bibob-asked=2026-03-16 -> 2026-07-20
nl.days 2026-04-30 days=3 -> 2026-05-04
nl.days 2026-04-02 days=3 -> 2026-04-08
nl.late-decision-notice 2026-12-01 -> 2026-12-15
nl.late-decision-penalty 2026-12-01 -> 2027-01-26
nl.objection-decision-6-weeks 2027-01-04 -> 2027-02-15
nl.objection-decision-12-weeks 2027-01-04 -> 2027-03-30
nl.objection-by-post 2026-12-28 -> 2027-01-04
nl.penalty-payment 2026-11-16 -> 2026-12-28
be.council-of-state 2026-03-02 -> 2026-05-04
be.council-of-state 2026-03-02 served-by=registered-receipt -> 2026-05-04
be.council-of-state 2026-09-14 served-by=refused -> 2026-11-13
be.council-of-state 2026-10-26 served-by=registered-receipt -> 2026-12-28
be.council-of-state 2026-08-28 served-by=registered -> 2026-11-02
be.119ter-investigation 2026-03-31 -> 2026-06-15
be.119ter-investigation-extended 2026-03-31 -> 2026-07-28
be.diob-admissibility 2026-04-01 -> 2026-04-09
be.diob-advice 2026-04-09 -> 2026-05-26
be.119ter-standstill 2026-05-08 -> 2026-05-24
be.closure-months 2026-03-10 months=6 -> 2026-09-09
be.closure-months 2026-09-10 months=6 -> 2027-03-09
be.closure-months 2027-03-10 months=6 -> 2027-09-09
be.closure-months 2026-07-06 months=3 -> 2026-10-05
"""


@pytest.mark.parametrize("line", VECTORS.strip().splitlines())
def test_the_command_answers_the_day_worked_out_by_hand(line: str) -> None:
    question, answer = line.split(" -> ")
    term_id, start, *events = question.split()
    found = asked(" ".join(["term", term_id, "--from", start, *(f"--event {event}" for event in events)]))
    assert (found.stdout, found.exit_code) == (f"{answer}\n", 0)


@pytest.mark.parametrize(
    ("notice", "event", "on", "euros"),
    [
        ("2026-12-01", "", "2026-12-15", 0),
        ("2026-12-01", "", "2026-12-16", 23),
        ("2026-12-01", "", "2026-12-29", 322),
        ("2026-12-01", "", "2026-12-30", 357),
        ("2026-12-01", "", "2027-01-12", 812),
        ("2026-12-01", "", "2027-01-13", 857),
        ("2026-12-01", "", "2027-01-26", 1442),
        ("2026-12-01", "", "2027-03-01", 1442),
        ("2026-11-20", "lapsed=2026-12-01", "2026-12-16", 23),
    ],
)
def test_the_command_answers_what_a_late_decision_costs(notice: str, event: str, on: str, euros: int) -> None:
    events = f"--event {event}" if event else ""
    assert asked(f"term nl.late-decision-penalty --from {notice} --on {on} {events}").stdout == f"{euros}\n"


def test_several_stand_stills_each_move_the_end() -> None:
    question = (
        "term nl.decision-8-weeks --from 2026-03-02 "
        "--event suspended-from=2026-03-10 --event suspended-until=2026-03-12 "
        "--event suspended-from=2026-03-16 --event suspended-until=2026-03-20"
    )
    assert asked(question).stdout == "2026-05-06\n"  # 27 April and eight days: Tuesday 5 May is a holiday


def test_an_extension_is_given_in_the_unit_of_the_term() -> None:
    assert asked("term nl.decision-8-weeks --from 2026-03-19 --event extended-by=8").stdout == "2026-07-09\n"


def test_the_explanation_numbers_the_steps_with_their_sources() -> None:
    lines = asked("term nl.objection --from 2026-02-20 --explain").stdout.splitlines()
    assert lines == [
        "2026-04-07",
        "1. The term starts on the day after 20 February 2026. [Awb art. 6:7 en 6:8 lid 1]",
        "2. The term lasts 6 weeks, up to and including 3 April 2026. [Awb art. 6:7 en 6:8 lid 1]",
        (
            "3. 3 April 2026 is not a working day (Good Friday). The last day moves to 7 April 2026. "
            "[Algemene termijnenwet art. 1 lid 1]"
        ),
    ]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", "Goede Vrijdag"),
        ("fr", "n’est pas un jour ouvrable"),
        ("de", "ist kein Werktag"),
        ("en", "is not a working day"),
    ],
)
def test_the_explanation_speaks_four_languages(language: str, words: str) -> None:
    assert words in asked(f"term nl.objection --from 2026-02-20 --explain --language {language}").stdout


def test_a_term_that_nobody_verified_says_so() -> None:
    found = asked("term nl.decision-12-weeks --from 2026-10-02")
    assert found.stdout == "2026-12-28\n"
    assert "not read in the text of the law" in found.stderr
    assert (
        "not read in the text" in asked("term nl.decision-12-weeks --from 2026-10-02 --explain").stdout.splitlines()[-1]
    )


def test_a_last_day_after_the_last_known_decree_is_answered_with_a_warning() -> None:
    assert "does not yet know every equated day" in asked("term nl.objection --from 2028-12-01").stderr


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("nl.objektion --from 2026-02-20", "no term 'nl.objektion'. Did you mean nl.objection"),
        ("zzz --from 2026-02-20", "flask law terms lists them all"),
        ("nl.objection --from 2026-02-30", "'2026-02-30' is no date"),
        ("nl.objection --from 20-2-2026", "'20-2-2026' is no date"),
        ("nl.objection", "Missing option '--from'"),
        ("nl.objection --from 1999-01-01", "from 2020-01-01; on 1999-01-01 it was not in force"),
        ("be.119ter-standstill --from 2024-02-16", "from 2024-02-17; on 2024-02-16 it was not in force"),
        ("be.closure-months --from 2026-03-10", "needs the event months"),
        ("be.closure-months --from 2026-03-10 --event months=0", "must be a whole number from 1 to 9999, not '0'"),
        ("be.closure-months --from 2026-03-10 --event months=99999999", "must be a whole number from 1 to 9999, not"),
        ("be.closure-months --from 2026-03-10 --event months", "written as name=value, not 'months'"),
        ("be.closure-months --from 2026-03-10 --event weeks=3", "has no event 'weeks'; it knows months"),
        ("nl.objection --from 2026-03-10 --event suspended-from=2026-03-11", "it knows no events"),
        ("be.council-of-state --from 2026-03-02 --event served-by=pigeon", "must be registered-receipt"),
        (
            "nl.decision-8-weeks --from 2026-03-02 --event suspended-from=2026-03-10",
            "suspended-from needs the event suspended-until beside it",
        ),
        (
            "nl.decision-8-weeks --from 2026-03-02 --event bibob-received=2026-03-10",
            "bibob-received needs the event bibob-asked beside it",
        ),
        (
            "nl.decision-8-weeks --from 2026-03-02 --event consent-until=2026-03-09 --event consent-from=2026-03-10",
            "consent-until (2026-03-09) lies before consent-from (2026-03-10)",
        ),
        (
            "nl.decision-8-weeks --from 2026-03-02 --event suspended-from=tomorrow --event suspended-until=2026-03-09",
            "The event suspended-from: 'tomorrow' is no date",
        ),
        ("nl.decision-8-weeks --from 2026-03-02 --event extended-by=9", "extended by 8 weeks at most, not 9"),
        ("nl.objection --from 2026-03-02 --on 2026-03-10", "--on says nothing about it"),
        ("nl.late-decision-penalty --from 2026-12-01 --event months=2", "has no event 'months'; it knows lapsed"),
        ("nl.objection --from 9999-12-30", "beyond the calendar"),
        ("nl.late-decision-penalty --from 9999-12-30", "beyond the calendar"),
        ("nl.objection --from 2026-02-20 --language es", "'es' is not one of"),
    ],
)
def test_a_bad_question_gets_a_sentence_and_exit_code_2(question: str, sentence: str) -> None:
    found = asked(f"term {question}")
    assert found.exit_code == 2
    assert sentence in found.stderr
    assert found.stdout == ""
    assert "Traceback" not in found.stderr


def test_the_list_of_terms_names_each_with_its_events() -> None:
    with clock.set_to(date(2026, 11, 22)):
        lines = asked("terms").stdout.splitlines()
    assert any(line.startswith("be.closure-months ") and line.endswith("(months)") for line in lines)
    ids = [line.split()[0] for line in lines]
    assert {"nl.objection", "nl.late-decision-penalty", "lu.annulment"} <= set(ids)
    assert len(ids) == len(set(ids))


def test_the_list_of_terms_is_that_of_the_day_asked_about(app: Flask) -> None:
    found = app.test_cli_runner().invoke(args=["law", "terms", "--on", "2024-02-16", "--language", "nl"])
    assert "be.119ter-standstill" not in found.stdout
    assert "bezwaar maken" in found.stdout
    assert asked("terms --on yesterday").exit_code == 2
