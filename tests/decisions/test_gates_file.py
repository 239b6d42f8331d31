"""The schema of docs/gates.md: its tables are those of the code, its examples run, its rows name their gate."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from decisions.gates import GATES
from decisions.law_commands.group import law_group
from decisions.reasoning import points
from decisions.reasoning.draft_file import findings, of_document
from decisions.reasoning.reading import Document, NoDraft

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "gates.md").read_text(encoding="utf-8")
TODAY = date(2026, 11, 23)
EXAMPLES = [text for text in re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL) if "[decision]" in text]
ROWS = re.findall(r"^\| ([^|`]+) \| `([a-z0-9.-]+)` \| ((?:`[^`]+`\s*)+) \| `([a-z_]+)` \|$", PAGE, re.MULTILINE)
Run = Callable[..., Result]


def lacking(document: Document) -> set[str]:
    cases = of_document(document, TODAY)
    found = findings(cases, [points(case, TODAY, live=False) for case in cases])
    return {point.gate for point in found if point.lack is not None}


@pytest.fixture
def run(app: Flask, tmp_path: Path) -> Run:
    def _run(text: str, *options: str) -> Result:
        path = tmp_path / "draft.toml"
        path.write_text(text, encoding="utf-8")
        return app.test_cli_runner().invoke(law_group, ["gates", str(path), *options])

    return _run


def test_the_tables_of_the_page_are_those_of_the_code(app: Flask, tmp_path: Path) -> None:
    """Repair with ``flask law gates --page docs/gates.md``."""
    page = tmp_path / "gates.md"
    page.write_text(PAGE, encoding="utf-8")
    assert app.test_cli_runner().invoke(law_group, ["gates", "--page", str(page)]).exit_code == 0
    assert page.read_text(encoding="utf-8") == PAGE


def test_the_first_example_lacks_what_the_page_says_and_the_others_are_signable() -> None:
    assert len(EXAMPLES) == 3
    assert lacking(Document.of(EXAMPLES[0])) == {"end_date", "alternatives"}
    assert lacking(Document.of(EXAMPLES[1])) == set()
    assert lacking(Document.of(EXAMPLES[2])) == set()


@pytest.mark.parametrize(("what", "measure", "lines", "gate"), ROWS, ids=[f"{row[3]}-{row[1]}" for row in ROWS])
def test_each_row_of_defects_names_its_gate(what: str, measure: str, lines: str, gate: str) -> None:
    country = "nl" if measure.startswith("nl.") else "be-vlg"
    values: dict[str, Any] = {"unstated": "in-order", "jurisdiction": country, "measure": measure}
    assert lacking(Document("", values)) == set(), what
    text = "\n".join(re.findall(r"`([^`]+)`", lines))
    assert gate in lacking(Document(text, {**values, **tomllib.loads(text)}))


def test_the_page_has_a_row_for_most_gates() -> None:
    assert len({row[3] for row in ROWS}) >= 85
    assert {row[3] for row in ROWS} <= set(GATES)


def test_a_draft_with_lacks_prints_gate_article_and_sentence(run: Run) -> None:
    result = run(EXAMPLES[0])
    assert result.exit_code == 1
    lines = [line.split("\t") for line in result.stdout.splitlines()]
    assert all(len(line) == 3 and all(line) for line in lines)
    assert {line[0] for line in lines} == {"end_date", "alternatives"}


def test_a_draft_without_lacks_is_signable(run: Run) -> None:
    result = run(EXAMPLES[1])
    assert (result.exit_code, result.stdout) == (0, "signable\n")


def test_the_sentences_follow_the_language(run: Run) -> None:
    said = {language: run(EXAMPLES[0], "--language", language).stdout for language in ("nl", "fr", "de", "en")}
    assert len(set(said.values())) == 4


START = 'unstated = "in-order"\njurisdiction = "nl"\nmeasure = "nl.revoke"\n'
WRONG = [
    ("not toml", "TOML", "line 1"),
    ('measure = "nl.revoke"', "jurisdiction", "be-vlg"),
    (START.replace("nl.revoke", "nl.evict"), "measure", "Line 3"),
    (START + "[decision]\n\norgan = 'sheriff'", "decision.organ", "Line 6"),
    (START + "[decision]\norgn = 'mayor'", "decision.orgn", "do you mean 'organ'"),
    (START + "[decision]\npermits = ['taxi']", "decision.permits", "Line 5"),
    (START + "[[evidence]]\nsource = 'anonymous'\n[[evidence]]\nabout = 'x'", "evidence.source", "Line 6"),
    (START + "[clocks]\nserved_on = '2026-01-01'", "clocks.served_on", "a date"),
    (START + "[clocks]\nserved_on = 2026-01-01T10:00:00", "clocks.served_on", "a date"),
    (START + "[[ground]]\nid = 'nl.none'", "ground.id", "Line 5"),
    (START + "[hearing]\nexception = 'be.urgent'", "hearing.exception", "nl.urgent"),
    (START + "[[overrule]]\ngate = 'stale'", "overrule.reason", "reason"),
    (START + "hearing = 3", "hearing", "a table"),
    (START + "[duration]\nmonths = -1", "duration.months", "whole number"),
]


@pytest.mark.parametrize(("text", "key", "more"), WRONG, ids=[f"{number}-{row[1]}" for number, row in enumerate(WRONG)])
def test_what_is_no_draft_is_refused_with_key_and_line(text: str, key: str, more: str, run: Run) -> None:
    result = run(text)
    assert result.exit_code == 2
    assert key in result.stderr
    assert more in result.stderr
    assert result.stdout == ""


def test_a_file_that_is_not_there_is_refused(app: Flask) -> None:
    result = app.test_cli_runner().invoke(law_group, ["gates", "nowhere.toml"])
    assert result.exit_code == 2
    assert "nowhere.toml" in result.stderr


def test_a_reason_sets_aside_what_is_not_absolute_and_nothing_else(run: Run) -> None:
    stale = START + "[decision]\ndate = 2026-01-15\n[clocks]\nfound_on = 2023-01-02\n"
    assert run(stale).stdout.startswith("stale\t")
    aside = run(stale + '[[overrule]]\ngate = "stale"\nreason = "The breach went on all the time."\n')
    assert (aside.exit_code, aside.stdout) == (0, "signable\n")
    assert "The breach went on all the time." in aside.stderr
    organ = START + '[decision]\norgan = "college"\npermits = ["sex-business"]\n'
    kept = run(organ + '[[overrule]]\ngate = "organ"\nreason = "The mayor was away."\n')
    assert kept.exit_code == 1
    assert kept.stdout.startswith("organ\t")


def test_every_gate_can_be_listed(app: Flask) -> None:
    result = app.test_cli_runner().invoke(law_group, ["gates", "--list"])
    assert result.exit_code == 0
    assert [line.split("\t")[0] for line in result.stdout.splitlines()] == list(GATES)


def test_left_unstated_everything_lacks_or_nothing_does() -> None:
    for measure in ("nl.revoke", "nl.close-13b", "be.closure-134quinquies", "be.integrity-refuse"):
        plain = {"jurisdiction": "nl" if measure.startswith("nl") else "be-wal", "measure": measure}
        assert lacking(Document("", {**plain, "unstated": "in-order"})) == set()
        assert len(lacking(Document("", plain))) > 15


def test_a_value_of_the_wrong_kind_is_never_read() -> None:
    with pytest.raises(NoDraft):
        of_document(Document("", {"jurisdiction": "nl", "measure": "nl.revoke", "weighing": {"suitable": 3}}), TODAY)
