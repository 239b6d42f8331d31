"""The visit sheet as a plain value."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import law
from inspections.sheet import (
    Answer,
    Sheet,
    State,
    checklist_for,
    deviations,
    open_sheet,
    severity_of,
    unanswered,
    what_lacks,
)

AT = datetime(2026, 11, 23, 13, 50, tzinfo=UTC)
SALON = checklist_for("massage", "", "nl")


def _sheet(**answers: Answer) -> Sheet:
    sheet = open_sheet(SALON).with_present({"at-work": 3})
    for code, answer in answers.items():
        sheet = sheet.answer(code, answer)
    return sheet


_answers = st.builds(
    Answer,
    state=st.sampled_from(list(State)),
    basis=st.sampled_from(["", "fact", "conclusion"]),
    remark=st.text(max_size=40),
    counts=st.dictionaries(st.sampled_from(["persons", "sleepers"]), st.integers(0, 9999)),
    severity=st.sampled_from([None, 1, 2, 3, 4]),
    severity_reason=st.text(max_size=20),
    seen_at=st.none() | st.just(AT),
    place=st.text(max_size=20),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from([one.code for one in SALON]), _answers, max_size=8))
def test_a_sheet_survives_storage_unchanged(answers: dict[str, Answer]) -> None:
    sheet = _sheet(**answers)
    again = Sheet.from_dict(sheet.to_dict())
    assert again == sheet
    assert again.sha256 == sheet.sha256


def test_an_empty_value_is_a_sheet_not_yet_begun() -> None:
    assert Sheet.from_dict({}) == Sheet()


def test_one_changed_letter_changes_the_fingerprint() -> None:
    one = _sheet(A21=Answer(State.DEVIATION, "fact", "Four mattresses"))
    other = _sheet(A21=Answer(State.DEVIATION, "fact", "Five mattresses"))
    assert one.sha256 != other.sha256
    assert one.topic_sha256("living") != other.topic_sha256("living")
    assert one.topic_sha256("safety") == other.topic_sha256("safety")


def test_an_answer_to_an_unknown_item_is_refused() -> None:
    with pytest.raises(KeyError):
        _sheet().answer("Z99", Answer(State.IN_ORDER))


def test_an_answer_can_be_taken_away() -> None:
    assert _sheet(A21=Answer(State.IN_ORDER)).answer("A21", None).answers == {}


def test_the_rest_in_order_fills_only_what_is_unanswered_and_notes_the_time() -> None:
    before = _sheet(A21=Answer(State.DEVIATION, "fact", "Four mattresses"))
    after = before.rest_in_order("living", AT)
    assert after.answers["A21"] == before.answers["A21"]
    others = [after.answers[one.code] for one in after.of_topic("living") if one.code != "A21"]
    assert others
    assert all(answer == Answer(State.IN_ORDER, seen_at=AT) for answer in others)
    assert after.answered("safety") == 0


@pytest.mark.parametrize(
    ("answer", "lacking"),
    [
        (Answer(State.IN_ORDER), set()),
        (Answer(State.NOT_SEEN), set()),
        (Answer(State.DEVIATION, "fact", "Four mattresses"), set()),
        (Answer(State.DEVIATION, "fact", "  "), {"remark:A21"}),
        (Answer(State.DEVIATION, "", "Four mattresses"), {"basis:A21"}),
        (Answer(State.DEVIATION, "fact", "Four", severity=1), {"severity:A21"}),
        (Answer(State.DEVIATION, "fact", "Four", severity=1, severity_reason="Unused."), set()),
        (Answer(State.DEVIATION, "fact", "Four", severity=law.item("A21").severity), set()),
    ],
)
def test_a_deviation_must_be_told_before_the_seal(answer: Answer, lacking: set[str]) -> None:
    assert {lack.key for lack in what_lacks(_sheet(A21=answer))} == lacking


def test_who_was_present_must_be_counted_and_something_must_be_answered() -> None:
    assert {lack.key for lack in what_lacks(open_sheet(SALON))} == {"answers", "present"}


def test_what_was_not_answered_is_listed_but_does_not_stop_the_seal() -> None:
    sheet = _sheet(A21=Answer(State.IN_ORDER))
    assert "A21" not in {one.code for one in unanswered(sheet)}
    assert len(unanswered(sheet)) == len(SALON) - 1
    assert what_lacks(sheet) == []


def test_deviations_come_in_the_order_of_the_list_with_the_proposed_severity() -> None:
    told = Answer(State.DEVIATION, "fact", "seen")
    found = deviations(_sheet(A31=told, A01=told, A21=Answer(State.IN_ORDER)))
    assert [one.code for one, _answer in found] == ["A01", "A31"]
    assert severity_of(law.item("A01"), told) == law.item("A01").severity
    assert severity_of(law.item("A01"), Answer(State.DEVIATION, severity=2)) == 2


def test_a_sector_that_the_town_added_has_the_core_list() -> None:
    added = checklist_for("nail-studio", "", "nl")
    assert added
    assert {one.set for one in added} == {"core"}


def test_a_subtype_of_the_town_gives_the_list_of_the_whole_sector() -> None:
    assert checklist_for("carwash", "bubbles", "be") == law.checklist("carwash", None, "be")


def test_items_still_open_are_on_the_sheet_whatever_the_list_says() -> None:
    sheet = open_sheet(checklist_for("carwash", "", "nl"), ["S15", "A21"])
    assert sheet.items.count("A21") == 1
    assert "S15" in sheet.items
    assert "living" in {topic.id for topic in sheet.topics}
