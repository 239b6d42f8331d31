"""``flask letters``: every sample on disk, and the rules of a text on the screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from decisions import letter_commands
from decisions.letter_commands import letters_group, written
from reports.press import Lack


def test_every_letter_lies_in_the_folder_under_its_own_name(tmp_path: Path) -> None:
    done = CliRunner().invoke(letters_group, ["render", "--out", str(tmp_path / "letters")])
    assert done.exit_code == 0, done.output
    names = {f"{code}-{language}-{kind}.pdf" for code, language, kind in written()}
    assert {path.name for path in (tmp_path / "letters").iterdir()} == names
    lines = done.output.splitlines()
    assert len(lines) == len(names)
    assert all(line.endswith(" p.") for line in lines)
    whole, torn = tmp_path / "letters" / "nl-nl-closure-13b.pdf", tmp_path / "torn.pdf"
    assert whole.read_bytes().startswith(b"%PDF-1.7")
    assert CliRunner().invoke(letters_group, ["conform", str(whole)]).output == ""
    torn.write_bytes(whole.read_bytes().replace(b"/Lang (nl)", b"/Lang (fr)"))
    done = CliRunner().invoke(letters_group, ["conform", str(whole), str(torn)])
    assert done.exit_code == 1
    assert done.output == f"{torn}: fr: {Lack.LANGUAGE}\n"


def test_a_measure_without_a_text_ends_with_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letter_commands, "written", lambda: iter([("nl", "nl", "warning"), ("nl", "en", "warning")]))
    done = CliRunner().invoke(letters_group, ["render", "--out", str(tmp_path)])
    assert done.exit_code == 1
    assert "nl-nl-warning.pdf" in done.output
    assert "nl-en-warning: no letter 'warning'" in done.output
    assert "nl-nl-refusal: no text" in done.output


def test_the_rules_of_a_text_are_printed_paragraph_by_paragraph() -> None:
    done = CliRunner().invoke(letters_group, ["rules", "penalty-collection"])
    assert done.exit_code == 0
    assert "B11.1   Awb 3:45, 6:4, 6:7, 6:8, 6:9\n        **Bezwaar maken.**" in done.output
    assert CliRunner().invoke(letters_group, ["rules", "poem"]).exit_code == 1
