"""A ground, a by-law and a language are added by data alone: a copy of the book, some TOML, and no line of code."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from law.read import HOUSE, LANGUAGES

GROUND = """
[[ground]]
id = "nl.by-law.night-noise"
article = { nl = "artikel … van de Algemene plaatselijke verordening" }
own_words = { nl = "geluid in de nacht", fr = "bruit nocturne", de = "Lärm in der Nacht", en = "noise at night" }
measures = ["nl.warning", "nl.suspend"]
instruments = ["warning", "suspend"]
evidence = [{ kind = "inspection_report", count = 1, classes = ["V"] }]
decides = "mayor"
max_months = 2
remedy = "nl.objection"
by_law = true
in_force_from = 2026-01-01
source = "verzonnen"
confidence = "unverified"
"""
BYLAW = """
[[bylaw]]
id = "nl.weert"
name = { nl = "APV Weert", fr = "règlement de Weert", de = "Satzung von Weert", en = "by-law of Weert" }
municipality = "Weert"
in_force_from = 2026-01-01
source = "verzonnen"
confidence = "unverified"
[bylaw.articles]
"nl.by-law.night-noise" = "artikel 4:6a"
"""
ASK = """
import json
from datetime import date

import law
from law import asking, bylaws, overview

day = date(2026, 3, 2)
here = law.jurisdiction("be-dg")
ground = law.jurisdiction("nl").ground("nl.by-law.night-noise", on=day)
computed = law.terms.last_day(law.jurisdiction("nl").term("nl.objection", on=day), day)
answer = {
    "words": ground.own_words["pl"],
    "months": ground.max_months,
    "articles": [article for _bylaw, article in bylaws.articles_for("nl", ground.id)],
    "article": ground.with_article("artikel 4:6a", None, "APV Weert", day).article["nl"],
    "languages": here.languages,
    "quoted": here.ground("be.134quinquies", on=day).article["pl"],
    "step": law.explain(computed.steps[0], "pl", str),
    "on the page": "nl.by-law.night-noise" in overview.page(),
    "last day": str(computed.last_day),
}
print(json.dumps(answer))
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A copy of the law book in a folder of its own."""
    shutil.copytree(HOUSE, tmp_path / "law", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path / "law"


def ask(book: Path, question: str = ASK) -> subprocess.CompletedProcess[str]:
    """Ask the copy, in a Python of its own."""
    start = f"import sys; sys.path.insert(0, {str(book.parent)!r})\n"
    return subprocess.run([sys.executable, "-I", "-c", start + question], capture_output=True, text=True, check=False)


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def texts_of(value: Any) -> Iterator[str]:
    """Each text of the book in the first language it is written in."""
    if isinstance(value, dict):
        if value and set(value) <= set(LANGUAGES) and all(isinstance(one, str) for one in value.values()):
            yield next(value[language] for language in LANGUAGES if language in value)
        for one in value.values():
            yield from texts_of(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts_of(one)


def add_polish(book: Path) -> None:
    """A file of words, here with a mark instead of a translation, and the language in the lists of Belgium."""
    texts = {text for path in book.rglob("*.toml") for text in texts_of(tomllib.loads(path.read_text("utf-8")))}
    lines = (
        f"{json.dumps(text, ensure_ascii=False)} = {json.dumps('pl:' + text, ensure_ascii=False)}" for text in texts
    )
    (book / "words").mkdir(exist_ok=True)
    (book / "words" / "pl.toml").write_text("[text]\n" + "\n".join(sorted(lines)) + "\n", encoding="utf-8")
    for name, old, new in (
        ("countries.toml", '["nl", "fr", "de"]', '["nl", "fr", "de", "pl"]'),
        ("jurisdictions.toml", '["de", "fr"]', '["de", "fr", "pl"]'),
    ):
        text = (book / name).read_text(encoding="utf-8")
        assert old in text
        (book / name).write_text(text.replace(old, new), encoding="utf-8")


def test_a_ground_a_by_law_and_a_language_need_no_code(book: Path) -> None:
    append(book / "nl" / "grounds.toml", GROUND)
    append(book / "nl" / "bylaws.toml", BYLAW)
    add_polish(book)
    found = ask(book)
    assert found.stderr == ""
    assert json.loads(found.stdout) == {
        "words": "pl:geluid in de nacht",
        "months": 2,
        "articles": ["artikel 4:6a"],
        "article": "artikel 4:6a",
        "languages": ["de", "fr", "pl"],
        "quoted": "pl:artikel 134quinquies van de Nieuwe Gemeentewet",
        "step": "pl:De termijn begint de dag na 2026-03-02.",
        "on the page": True,
        "last day": "2026-04-13",
    }


def test_a_language_that_lacks_a_word_stops_the_start_and_names_it(book: Path) -> None:
    add_polish(book)
    path = book / "words" / "pl.toml"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith('"Goede Vrijdag"')]
    path.write_text("\n".join(lines), encoding="utf-8")
    found = ask(book, "import law")
    assert found.returncode == 1
    assert "key 'pl': is missing, and law/words/pl.toml has no 'Goede Vrijdag'" in found.stderr


def test_a_file_of_words_without_its_table_stops_the_start(book: Path) -> None:
    (book / "words").mkdir()
    (book / "words" / "pl.toml").write_text("", encoding="utf-8")
    assert "law/words/pl.toml cannot be read" in ask(book, "import law").stderr


def test_a_ground_with_a_measure_that_is_not_there_stops_the_start(book: Path) -> None:
    append(book / "nl" / "grounds.toml", GROUND.replace("nl.warning", "nl.wink"))
    assert "key 'measures': 'nl.wink' does not exist" in ask(book, "import law").stderr
