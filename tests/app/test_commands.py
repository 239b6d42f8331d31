"""Every command answers nonsense with a sentence and an exit code."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from app import acts, audit
from app.db import db
from tests.conftest import As

NEW = ["--role", "inspector", "--password", "een lang wachtwoord"]


def run(app: Flask, *words: str) -> Result:
    db.session.remove()
    return app.test_cli_runner().invoke(args=list(words))


def is_a_sentence(result: Result) -> bool:
    """Refused without a trace of the inside: only click's own exit reached the end."""
    return (
        result.exit_code in {1, 2}
        and (result.exception is None or isinstance(result.exception, SystemExit))
        and "Traceback" not in result.output
        and len(result.output.split()) > 3
    )


@pytest.mark.parametrize(
    "words",
    [
        ("municipality-add", "GM0983", "Venlo", "nl"),
        ("municipality-add", "GM0001", "Nergens", "atlantis"),
        ("municipality-add", "GM0001", "Nergens", "nl", "--language", "xx"),
        ("municipality-add", "x" * 500, "Nergens", "nl"),
        ("municipality-add", "", "", "nl"),
        ("municipality-add", "GM0001", "x" * 500, "nl"),
        ("person-add", "nieuw@venlo.example", "Nieuw", "GM9999", *NEW),
        ("person-add", "anna@drempel.example", "Anna", "GM0983", *NEW),
        ("person-add", "no address", "Nieuw", "GM0983", *NEW),
        ("person-add", "nieuw@venlo.example", "", "GM0983", *NEW),
        ("person-add", "nieuw@venlo.example", "x" * 500, "GM0983", *NEW),
        ("person-add", f"{'x' * 300}@venlo.example", "Nieuw", "GM0983", *NEW),
        ("person-add", "nieuw@venlo.example", "Nieuw", "GM0983", "--role", "king", "--password", "lang genoeg woord"),
        ("person-add", "nieuw@venlo.example", "Nieuw", "GM0983", "--role", "mayor", "--password", "kort"),
        ("demo", "--out", "/dev/null/letters"),
        ("register", "import", "/nowhere.csv", "--municipality", "GM0983", "--mapping", "south-bend"),
    ],
)
def test_a_command_refuses_nonsense_with_a_sentence(app: Flask, words: tuple[str, ...]) -> None:
    result = run(app, *words)
    assert is_a_sentence(result), (result.output, result.exception)


@pytest.mark.parametrize(
    "content", [b"", b"\x00" * 1000, b"PK\x03\x04 no", b"\xff\xfe;;\n", b"a;b\n1;2\n", b'"' * 200_000]
)
@pytest.mark.parametrize("name", ["register.csv", "register.xlsx", "register.exe"])
def test_a_register_file_that_is_none_is_refused(app: Flask, tmp_path: Path, content: bytes, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    result = run(app, "register", "import", str(file), "--municipality", "GM0983", "--mapping", "south-bend")
    assert is_a_sentence(result), (result.output, result.exception)


@pytest.mark.parametrize(
    "mapping",
    [
        b"",
        b"not toml [",
        b"\x00\xff",
        b"[columns]\nnonsense = 'x'\n",
        b"columns = 3\n",
        b"delimiter = 3\n",
        b"[sectors]\nx = 1\n",
        b"[columns]\nname = 1\n",
    ],
)
def test_a_mapping_that_is_none_is_refused(app: Flask, tmp_path: Path, mapping: bytes) -> None:
    file, chosen = tmp_path / "register.csv", tmp_path / "mapping.toml"
    file.write_text("name;sector\nX;massage\n")
    chosen.write_bytes(mapping)
    result = run(app, "register", "import", str(file), "--municipality", "GM0983", "--mapping", str(chosen))
    assert is_a_sentence(result), (result.output, result.exception)


def test_an_import_for_a_town_that_is_not_there_or_to_a_place_that_is_not_there(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "register.csv"
    file.write_text("a;b\n1;2\n")
    plain: list[Any] = ["register", "import", str(file), "--mapping", "south-bend"]
    assert is_a_sentence(run(app, *plain, "--municipality", "GM9999"))
    assert is_a_sentence(run(app, *plain, "--municipality", "GM0983", "--rejected", "/dev/null/x.csv"))


def test_the_jobs_of_a_slot_run_once(app: Flask) -> None:
    first, second = run(app, "jobs", "--once"), run(app, "jobs", "--once")
    assert first.exit_code == second.exit_code == 0
    assert first.output != "0 slots done\n"
    assert second.output == "0 slots done\n"


def test_a_forged_line_is_named_and_ends_with_a_code(app: Flask, acting: As) -> None:
    assert run(app, "audit-verify").exit_code == 0
    with acts.named("forgery"):
        newest = db.session.scalar(db.select(db.func.max(audit.AuditLine.id)).where(audit.AuditLine.chain == "GM0983"))
        db.session.execute(db.update(audit.AuditLine).where(audit.AuditLine.id == newest).values(act="nothing"))
    result = run(app, "audit-verify")
    assert result.exit_code == 1
    assert f"line {newest}" in result.output
