"""The shell of the visit application: small, the same for everybody, strict, and complete in four languages."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from inspections.visit_app import shell

STATIC = Path(__file__).parents[2] / "inspections/visit_app/static"


@pytest.fixture
def backend() -> str:
    """The shell asks no database."""
    return "sqlite"


def test_the_whole_shell_is_under_150_kb_compressed(app: Flask) -> None:
    with app.test_request_context():
        parts = [shell.page(), shell.worker(), *(file.content for file in shell.files().values())]
    assert sum(len(gzip.compress(part)) for part in parts) < 150_000


def test_every_file_of_the_shell_is_served_and_nothing_else(app: Flask) -> None:
    client = app.test_client()
    for name, file in shell.files().items():
        answer = client.get(f"/visit-app/{name}")
        assert answer.status_code == 200, name
        assert answer.data == file.content
        assert answer.mimetype == file.kind
    assert client.get("/visit-app/shapes.d.ts").status_code == 404
    assert client.get("/visit-app/..%2fviews.py").status_code == 404


def test_the_shell_is_the_same_for_everybody_and_sets_no_cookie(
    app: Flask, client_of: Callable[[str], FlaskClient]
) -> None:
    for path in ("/visit-app/", "/visit-app/sw.js", "/visit-app/app.js", "/visit-app/words/nl.json"):
        stranger, bram = app.test_client().get(path), client_of("bram").get(path)
        assert stranger.data == bram.data
        assert "Set-Cookie" not in bram.headers
        assert b"Bram" not in bram.data
        assert bram.headers["Cache-Control"] == "no-cache"


def test_nothing_inline_and_nothing_compiled_from_text_is_allowed(app: Flask) -> None:
    policy = app.test_client().get("/visit-app/").headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "nonce" not in policy
    assert "script-src 'self';" in policy
    assert "require-trusted-types-for 'script'" in policy
    assert not re.search(r"<script(?![^>]*src=)|<style|\son\w+=|\sstyle=", shell.page().decode())


def test_the_modules_never_read_markup_and_fetch_nothing_from_elsewhere() -> None:
    for path in STATIC.rglob("*.js"):
        source = path.read_text(encoding="utf-8")
        assert not re.search(
            r"\.innerHTML\s*=(?!=)|insertAdjacentHTML|document\.write|\beval\(|new Function", source
        ), path
        assert not re.search(r"[\"'`](?:https?:)?//(?!www\.w3\.org/2000/svg)", source), path


def test_no_word_hides_where_the_catalogue_does_not_find_it(app: Flask) -> None:
    """A word inside a template, or behind a template in a template, is not extracted and would stay English."""
    with app.test_request_context():
        known = shell.words("nl")
    for path in STATIC.rglob("*.js"):
        source = path.read_text(encoding="utf-8")
        assert not re.search(r"`[^`]*\$\{[^`]*\b_n?\(", source), path
        said = re.findall(r'\b_n?\(\s*"((?:[^"\\]|\\.)*)"', source)
        assert set(said) <= known.keys(), (path, set(said) - known.keys())


def test_another_byte_anywhere_is_another_edition(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    with app.test_request_context():
        before = shell.worker()
        changed = {**shell.files(), "theme.css": shell.File(b":root{}", shell.STYLE)}
        monkeypatch.setattr(shell, "files", lambda: changed)
        assert shell.worker() != before


def test_the_worker_keeps_every_file_and_never_an_answer_of_the_interface(app: Flask) -> None:
    with app.test_request_context():
        source = shell.worker().decode()
    listed = json.loads(source.split("const SHELL = ", 1)[1].split(";\n", 1)[0])
    assert set(listed["files"]) == {"./", *shell.files()}
    assert "/api/" not in source


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
def test_every_word_of_the_modules_is_there_in_each_language(app: Flask, language: str) -> None:
    with app.test_request_context():
        book = shell.words(language)
    assert len(book) > 250
    assert all(text for value in book.values() for text in (value if isinstance(value, list) else [value]))
    assert (book["Lock"] == "Lock") == (language == "en")


def test_the_home_screen_gets_its_words_in_the_language_that_is_asked(app: Flask) -> None:
    answer = app.test_client().get("/visit-app/manifest.webmanifest", headers={"Accept-Language": "fr-BE"})
    assert answer.mimetype == "application/manifest+json"
    described = answer.get_json()
    assert described["name"] == "Drempel visites"
    assert described["scope"] == "./"
    assert {icon["src"] for icon in described["icons"]} <= set(shell.files())
