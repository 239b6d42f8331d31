"""``flask law table`` keeps the page of the book true, ``flask law review`` names what nobody checked lately."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask

import law
from app import clock
from decisions.law_commands import law_group
from law import overview, review
from law.entries import SPOKEN
from law.review import LONG_AGO, RUNS_OUT

TODAY = date(2026, 11, 22)
PAGE = Path(__file__).parents[2] / "docs" / "law.md"


def ran(*words: str) -> Result:
    return CliRunner().invoke(law_group, list(words))


def test_the_page_in_docs_is_what_the_book_says_today() -> None:
    # When this fails: run `flask law table` and commit docs/law.md with the change to the book.
    assert PAGE.read_text(encoding="utf-8") == overview.page()


def test_the_table_is_written_where_one_asks(app: Flask, tmp_path: Path) -> None:
    out = tmp_path / "law.md"
    found = app.test_cli_runner().invoke(args=["law", "table", "--out", str(out)])
    assert found.exit_code == 0
    assert out.read_text(encoding="utf-8") == overview.page()


@pytest.mark.parametrize("code", law.JURISDICTIONS)
def test_every_measure_and_ground_stands_on_the_page_with_its_source_and_confidence(code: str) -> None:
    here, page = law.jurisdiction(code), overview.page()
    rows = page.splitlines()
    for entry in (*here.measures(on=TODAY), *here.grounds(on=TODAY), *here.terms(on=TODAY)):
        own = [row for row in rows if row.startswith(f"| `{entry.id}` |")]
        assert any(entry.source in row and row.endswith(f"| {entry.confidence.value} |") for row in own)
    for ground in here.grounds(on=TODAY):
        assert sum(row.startswith(f"| `{ground.id}` |") for row in rows) >= max(1, len(ground.measures))


def test_every_cell_of_the_page_stands_in_its_column() -> None:
    for table in overview.page().split("\n\n"):
        rows = [row for row in table.splitlines() if row.startswith("| ")]
        assert len({row.replace("\\|", "").count("|") for row in rows}) <= 1


def test_the_review_names_what_is_not_verified_and_nothing_that_is() -> None:
    remarks = review.remarks(TODAY)
    assert {remark.why for remark in remarks} == {"unverified", "secondary"}
    named = {(remark.country, remark.noun, remark.id) for remark in remarks}
    for country in SPOKEN:
        now = [e for e in review.every(country) if e.in_force_until is None or e.in_force_until >= TODAY]
        for entry in now:
            doubtful = entry.confidence is not law.Confidence.VERIFIED
            assert ((country, type(entry).__name__.lower(), entry.id) in named) is doubtful


def test_what_was_verified_a_year_ago_is_due_the_day_after() -> None:
    objection = law.jurisdiction("nl").term("nl.objection", on=TODAY)
    assert objection.verified_on == TODAY
    due = {remark.id for remark in review.remarks(date(2027, 11, 23)) if remark.why == LONG_AGO}
    assert "nl.objection" in due
    assert "nl.objection" not in {remark.id for remark in review.remarks(date(2027, 11, 22)) if remark.why == LONG_AGO}


@pytest.mark.parametrize(
    ("on", "warns"), [(date(2027, 12, 31), False), (date(2028, 1, 1), True), (date(2029, 5, 1), True)]
)
def test_the_review_warns_a_year_before_the_decrees_run_out(on: date, warns: bool) -> None:
    assert [remark.country for remark in review.remarks(on) if remark.why == RUNS_OUT] == (["nl"] if warns else [])


def test_the_review_is_printed_by_country_with_its_count() -> None:
    with clock.set_to(TODAY):
        lines = ran("review").stdout.splitlines()
    heads = [line for line in lines if not line.startswith("  ")]
    assert [head.split(":")[0] for head in heads] == ["nl", "be", "lu"]
    counts = [int(head.split()[1]) for head in heads]
    assert sum(counts) == len(lines) - len(heads)
    assert any(line.startswith("  unverified: term nl.decision-12-weeks.") for line in lines)


def test_the_review_can_be_read_by_a_machine() -> None:
    rows = json.loads(ran("review", "--json", "--on", "2028-06-01").stdout)
    assert {row["why"] for row in rows} == {"unverified", "secondary", LONG_AGO, RUNS_OUT}
    assert {"country": "nl", "noun": "term", "id": "nl.objection"}.items() <= next(
        row for row in rows if row["id"] == "nl.objection" and row["noun"] == "term"
    ).items()
    assert all(date.fromisoformat(row["verified_on"]) < date(2027, 6, 1) for row in rows if row["why"] == LONG_AGO)


def test_a_day_that_is_none_is_refused_with_a_sentence() -> None:
    found = ran("review", "--on", "soon")
    assert (found.exit_code, found.stdout) == (2, "")
    assert "'soon' is no date" in found.stderr
