"""Every string in four languages."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
PACKAGES = ("app", "permits", "inspections", "decisions")
KEYWORDS = {
    "_": None,
    "_l": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "_n": (1, 2),
    "lazy_ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2"), ("**/visit_app/static/**.js", "javascript")]
PLACE = re.compile(r"%\((\w+)\)[sd]")


def catalogue(package: str, language: str) -> Catalog:
    path = ROOT / package / "translations" / language / "LC_MESSAGES/messages.po"
    with path.open("rb") as file:
        return read_po(file, locale=language)


def texts_of(entry: Message) -> tuple[str, ...]:
    texts = entry.string if isinstance(entry.string, tuple | list) else (entry.string,)
    return tuple(text or "" for text in texts)


@pytest.mark.parametrize("language", ["nl", "fr", "de"])
@pytest.mark.parametrize("package", PACKAGES)
def test_no_string_lacks_a_translation(package: str, language: str) -> None:
    book = catalogue(package, language)
    lacking = []
    for _, _, message, _, context in extract_from_dir(ROOT / package, METHODS, keywords=KEYWORDS):
        key = message[0] if isinstance(message, tuple) else message
        entry = book.get(key, context)
        if entry is None or entry.fuzzy or not all(texts_of(entry)):
            lacking.append(key)
    assert lacking == []


@pytest.mark.parametrize("language", ["nl", "fr", "de"])
@pytest.mark.parametrize("package", PACKAGES)
def test_a_translation_keeps_every_place(package: str, language: str) -> None:
    for entry in catalogue(package, language):
        source = " ".join(entry.id) if isinstance(entry.id, tuple | list) else entry.id
        for text in texts_of(entry):
            assert set(PLACE.findall(text)) <= set(PLACE.findall(source)), (source, text)
            if not isinstance(entry.id, tuple | list):
                assert set(PLACE.findall(text)) == set(PLACE.findall(source)), (source, text)


def test_french_has_no_plain_space_before_high_punctuation() -> None:
    for package in PACKAGES:
        for entry in catalogue(package, "fr"):
            for text in texts_of(entry):
                assert not re.search(r" [:;!?»]|« ", text), text


def test_the_catalogues_compile() -> None:
    subprocess.run([sys.executable, "tools/translations.py", "compile"], cwd=ROOT, check=True)
    assert (ROOT / "permits/translations/nl/LC_MESSAGES/messages.mo").exists()
