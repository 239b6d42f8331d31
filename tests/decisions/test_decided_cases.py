"""The decided cases: a draft that fell lacks what it fell on, and is signable without that; one that held is signable.

The drafts stand in ``decided/``, one file each, in the schema of docs/gates.md; ``rows.toml`` says what became of them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from decisions.reasoning import points
from decisions.reasoning.draft_file import findings, of_document
from decisions.reasoning.reading import Document

HERE = Path(__file__).parent / "decided"
ROWS: list[dict[str, Any]] = tomllib.loads((HERE / "rows.toml").read_text(encoding="utf-8"))["case"]
FAILED = [row for row in ROWS if "lack" in row]
HELD = [row for row in ROWS if "lack" not in row and "unseen" not in row]
UNSEEN = [row for row in ROWS if "unseen" in row]
TODAY = date(2026, 11, 23)


def lacking(document: Document) -> set[str]:
    """The gates that a draft does not pass."""
    cases = of_document(document, TODAY)
    found = findings(cases, [points(case, TODAY, live=False) for case in cases])
    return {point.gate for point in found if point.lack is not None}


def draft_of(row: dict[str, Any]) -> Document:
    return Document.of((HERE / f"{row['draft']}.toml").read_text(encoding="utf-8"))


def mended(row: dict[str, Any]) -> Document:
    """The draft with the tables of ``mend`` in the place of its own."""
    whole = draft_of(row)
    return Document(whole.text, {**whole.values, **row["mend"]})


@pytest.mark.parametrize("row", FAILED, ids=[row["draft"] for row in FAILED])
def test_a_draft_that_fell_lacks_what_it_fell_on(row: dict[str, Any]) -> None:
    found = lacking(draft_of(row))
    assert set(row["lack"]) <= found
    # Nothing else may be wrong with it, or the row would prove too little.
    assert found <= {*row["lack"], *row.get("also_lacks", ())}


@pytest.mark.parametrize("row", FAILED, ids=[row["draft"] for row in FAILED])
def test_the_same_draft_without_the_defect_is_signable(row: dict[str, Any]) -> None:
    assert lacking(mended(row)) == set()


@pytest.mark.parametrize("row", HELD, ids=[row["draft"] for row in HELD])
def test_a_draft_that_held_is_signable(row: dict[str, Any]) -> None:
    assert lacking(draft_of(row)) == set()


@pytest.mark.parametrize("row", UNSEEN, ids=[row["draft"] for row in UNSEEN])
def test_what_no_field_can_show_has_its_reason(row: dict[str, Any]) -> None:
    assert lacking(draft_of(row)) == set()
    assert len(row["unseen"]) > 20


def test_the_gates_are_fine_enough_for_two_failed_cases_in_three() -> None:
    assert len(UNSEEN) <= (len(FAILED) + len(UNSEEN)) / 3


def test_every_draft_has_its_row_and_every_row_its_draft() -> None:
    files = {path.stem for path in HERE.glob("*.toml")} - {"rows"}
    assert files == {row["draft"] for row in ROWS}
    assert len(ROWS) == len({row["id"] for row in ROWS}) == 47


def _rooms() -> Iterator[Path]:
    root = Path(__file__).resolve().parents[2]
    yield from (root / "decisions" / "reasoning").glob("*.py")
    yield root / "decisions" / "law_commands" / "gates.py"
    yield root / "decisions" / "gates.py"
    yield root / "law" / "powers.py"


def test_the_gates_know_no_case_no_town_and_no_court() -> None:
    known = re.compile(
        r"ECLI|RvS \d|Haarlem|Eindhoven|Moerdijk|Soest|Cuijk|Deventer|Asten|Breda|\bGent\b|Venlo|Genk|Rechtbank"
    )
    for path in _rooms():
        assert not known.search(path.read_text(encoding="utf-8")), path


def test_no_draft_names_its_case() -> None:
    for path in HERE.glob("*.toml"):
        if path.stem != "rows":
            assert "ECLI" not in path.read_text(encoding="utf-8")
