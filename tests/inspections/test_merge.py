"""Copies of one visit come together: nothing seen is lost, whatever the order and however often they come."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspections import merge
from inspections.sheet import Answer, Note, Sheet, State

CODES = ("A01", "A02", "A21")
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
MOMENTS = st.integers(0, 3).map(lambda minutes: NOON + timedelta(minutes=minutes))
ANSWERS = st.builds(
    Answer,
    state=st.sampled_from(State),
    remark=st.sampled_from(("", "Two mattresses.", "One mattress.")),
    counts=st.dictionaries(st.just("persons"), st.integers(0, 2), max_size=1),
    severity=st.sampled_from((None, 3)),
    seen_at=MOMENTS,
    by=st.sampled_from(("Bram", "Mieke")),
)
NOTES = st.dictionaries(
    st.sampled_from(("n1", "n2")), st.builds(Note, text=st.sampled_from(("stairs", "hall")), at=MOMENTS)
)
# Sheets have many fields: on a busy machine the library finds making them slow, which says nothing about the merge.
EASY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SHEETS = st.builds(
    Sheet,
    items=st.just(CODES),
    answers=st.dictionaries(st.sampled_from(CODES), ANSWERS),
    present=st.none() | st.dictionaries(st.sampled_from(("operator", "visitors")), st.integers(0, 2)),
    danger_at=st.lists(st.sampled_from(("a", "b")), unique=True).map(tuple),
    notes=NOTES,
    started_at=st.none() | MOMENTS,
    left_at=st.none() | MOMENTS,
    operator_remark=st.sampled_from(("", "I disagree.")),
    signature=st.sampled_from(("", "s1")),
)


def substance(answer: Answer | None) -> dict[str, Any] | None:
    return None if answer is None else answer.substance()


def as_told(found: merge.Merged) -> Any:
    return found.sheet.to_dict(), {name: [str(value) for value in values] for name, values in found.clashes.items()}


@given(SHEETS, st.lists(SHEETS, min_size=1, max_size=3))
@EASY
def test_the_order_of_the_copies_does_not_matter(base: Sheet, copies: list[Sheet]) -> None:
    assert len({str(as_told(merge.merge(base, *some))) for some in permutations(copies)}) == 1


@given(SHEETS, SHEETS, SHEETS)
@EASY
def test_a_copy_that_comes_twice_counts_once(base: Sheet, ours: Sheet, theirs: Sheet) -> None:
    once = merge.merge(base, ours, theirs)
    assert as_told(merge.merge(base, ours, theirs, theirs, ours)) == as_told(once)
    if not once.clashes:
        again = merge.merge(base, once.sheet, theirs).sheet
        assert merge.changed_fields(again, once.sheet) == []
        assert (again.notes, again.danger_at) == (once.sheet.notes, once.sheet.danger_at)


@given(SHEETS, SHEETS, SHEETS)
@EASY
def test_nothing_that_somebody_saw_is_lost(base: Sheet, ours: Sheet, theirs: Sheet) -> None:
    found = merge.merge(base, ours, theirs)
    for copy in (ours, theirs):
        assert {note.text for note in copy.notes.values()} <= {note.text for note in found.sheet.notes.values()}
        assert set(copy.danger_at) <= set(found.sheet.danger_at)
        for name in merge.changed_fields(base, copy):
            if name in merge.WHOLE:
                value = getattr(copy, name)
                assert value in found.clashes.get(name, (getattr(found.sheet, name),))
            else:
                there = found.clashes.get(name, (found.sheet.answers.get(name),))
                assert substance(copy.answers.get(name)) in [substance(one) for one in there]


@given(SHEETS, SHEETS)
@EASY
def test_what_only_one_side_changed_never_clashes(base: Sheet, ours: Sheet) -> None:
    found = merge.merge(base, ours, base)
    assert found.clashes == {}
    assert merge.changed_fields(found.sheet, ours) == []


@given(SHEETS, SHEETS, SHEETS)
@EASY
def test_a_person_decides_a_clash_and_only_a_clash(base: Sheet, ours: Sheet, theirs: Sheet) -> None:
    found = merge.merge(base, ours, theirs)
    for chosen, side in ((set(found.clashes), theirs), (set[str](), ours)):
        sheet = merge.decided(base, ours, theirs, chosen)
        assert set(merge.changed_fields(sheet, side)) & set(found.clashes) == set()
        assert set(merge.changed_fields(sheet, found.sheet)) <= set(found.clashes)
        # Whose copy comes again after the decision says nothing new any more.
        assert merge.merge(theirs, sheet, theirs).clashes == {}


@given(SHEETS, SHEETS, st.lists(SHEETS, max_size=2))
@EASY
def test_a_sealed_visit_only_gains_addenda(sealed: Sheet, base: Sheet, copies: list[Sheet]) -> None:
    late = merge.after_seal(sealed, base, *copies)
    assert merge.after_seal(sealed, base, *reversed(copies), *copies) == late
    assert merge.after_seal(sealed, base, base) == tuple(one for one in late_of(sealed, base))
    for copy in copies:
        texts = {note.text for note in sealed.notes.values()} | {x.value.text for x in late if x.what == "note"}
        assert {note.text for note in copy.notes.values()} <= texts
        for code in (name for name in merge.changed_fields(base, copy) if name not in merge.WHOLE):
            if copy.answers.get(code) is not None:
                said = [substance(x.value) for x in late if x.key == code] + [substance(sealed.answers.get(code))]
                assert substance(copy.answers[code]) in said


def late_of(sealed: Sheet, base: Sheet) -> tuple[merge.Late, ...]:
    """What the unchanged copy itself still brings: its notes and moments, never an answer."""
    late = merge.after_seal(sealed, base, base)
    assert {one.what for one in late} <= {"note", "danger"}
    return late


def test_the_same_answer_at_another_moment_is_the_same_answer() -> None:
    base = Sheet(items=CODES)
    ours, theirs = (base.answer("A01", Answer(State.IN_ORDER, seen_at=at)) for at in (NOON, NOON + timedelta(hours=1)))
    found = merge.merge(base, ours, theirs)
    assert found.clashes == {}
    assert found.sheet.answers["A01"].seen_at == NOON


def test_two_notes_under_one_id_are_both_kept() -> None:
    base = Sheet(items=CODES)
    found = merge.merge(base, replace(base, notes={"n": Note("a")}), replace(base, notes={"n": Note("b")}))
    assert sorted(note.text for note in found.sheet.notes.values()) == ["a", "b"]


def test_a_sheet_travels_as_plain_values_and_back() -> None:
    sheet = Sheet(
        items=CODES,
        answers={"A01": Answer(State.IN_ORDER, seen_at=NOON, at_once=True, by="Bram")},
        notes={"n": Note("stairs", NOON)},
        started_at=NOON,
        left_at=NOON,
        operator_remark="no",
        signature="s",
        evidence={"zone": "Europe/Amsterdam"},
    )
    back = Sheet.from_dict(sheet.to_dict())
    assert back == sheet
    assert (back.answers["A01"].by, back.answers["A01"].at_once) == ("Bram", True)
    assert "notes" not in Sheet(items=CODES).to_dict(), "a sheet of the desk keeps the fingerprint it had"
