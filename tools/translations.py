"""Extract, fill and compile the catalogues: one per package, source text English, nl fr de complete.

python tools/translations.py extract            update every .po from the source
python tools/translations.py missing nl         print what still lacks a Dutch text, as JSON
python tools/translations.py fill nl FILE.json  put {package: {msgid: text | [one, many]}} into the catalogues
python tools/translations.py compile            make the .mo files
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from babel.messages import Catalog
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("app", "permits", "inspections", "decisions")
LANGUAGES = ("nl", "fr", "de")
KEYWORDS = ("-k", "_l", "-k", "lazy_gettext", "-k", "lazy_ngettext:1,2", "-k", "_n:1,2")


def catalogue(package: str, language: str) -> Path:
    return ROOT / package / "translations" / language / "LC_MESSAGES" / "messages.po"


def pybabel(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "babel.messages.frontend", "-q", *arguments], check=True, cwd=ROOT)


def extract() -> None:
    for package in PACKAGES:
        template = ROOT / "build" / f"{package}.pot"
        template.parent.mkdir(exist_ok=True)
        common = ("--no-location", "--sort-output", "--omit-header", "-F", "tools/babel.cfg")
        pybabel("extract", *common, *KEYWORDS, "-o", str(template), package)
        for language in LANGUAGES:
            path = catalogue(package, language)
            if path.exists():
                options = ("--no-fuzzy-matching", "--ignore-obsolete", "--omit-header")
                pybabel("update", *options, "-i", str(template), "-o", str(path), "-l", language)
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                pybabel("init", "-i", str(template), "-o", str(path), "-l", language)


def read(package: str, language: str) -> Catalog:
    with catalogue(package, language).open("rb") as file:
        return read_po(file, locale=language)


def lacks(message: Any) -> bool:
    texts = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return bool(message.id) and (message.fuzzy or not all(texts))


def missing(language: str) -> dict[str, list[Any]]:
    found = {package: [m.id for m in read(package, language) if lacks(m)] for package in PACKAGES}
    return {package: entries for package, entries in found.items() if entries}


def fill(language: str, texts: dict[str, dict[str, Any]]) -> None:
    for package, pairs in texts.items():
        book = read(package, language)
        for message in book:
            key = message.id[0] if isinstance(message.id, tuple | list) else message.id
            text = pairs.get(key)
            if key and text:
                message.string = tuple(text) if isinstance(text, list) else text
                message.flags.discard("fuzzy")
        with catalogue(package, language).open("wb") as file:
            write_po(file, book, omit_header=True, sort_output=True, width=110, no_location=True)


def compile_all() -> None:
    for package in PACKAGES:
        pybabel("compile", "-f", "-d", f"{package}/translations")  # -f: without a header Babel calls it fuzzy


def main(arguments: list[str]) -> None:
    match arguments:
        case ["extract"]:
            extract()
        case ["missing", language]:
            print(json.dumps(missing(language), ensure_ascii=False, indent=1))
        case ["fill", language, file]:
            fill(language, json.loads(Path(file).read_text(encoding="utf-8")))
        case ["compile"]:
            compile_all()
        case _:
            raise SystemExit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
