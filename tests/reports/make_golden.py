"""The words of every sample letter as they stand on paper. Made anew with: python -m tests.reports.make_golden"""

from __future__ import annotations

from pathlib import Path

import law
from reports import kinds
from reports.press import render
from reports.press.lines import page_texts
from reports.samples import sample

FOLDER = Path(__file__).parent / "golden"
# One jurisdiction for each text: the others of its country read the same file.
PLACES = (("nl", "nl"), ("be-vlg", "nl"), ("be-wal", "fr"), ("be-dg", "de"), ("lu", "fr"), ("lu", "de"))
TEXTS = tuple((code, language, kind) for code, language in PLACES for kind in kinds(code, language))
ELSEWHERE = tuple(
    (place.code, language, kind)
    for place in map(law.jurisdiction, law.JURISDICTIONS)
    for language in place.languages
    if (place.code, language) not in PLACES
    for kind in kinds(place.code, language)
)


def words_of(content: bytes) -> str:
    """The lines of a PDF in the order in which they are read, a ruled line between pages."""
    pages = ("\n".join(line.text for line in page.lines) for page in page_texts(content))
    return "\n----\n".join(pages).replace("\r", "") + "\n"


def path_of(jurisdiction: str, language: str, kind: str) -> Path:
    return FOLDER / f"{jurisdiction}-{language}-{kind}.txt"


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.txt"):
        old.unlink()
    for jurisdiction, language, kind in TEXTS:
        content = render(sample(kind, jurisdiction, language))
        path_of(jurisdiction, language, kind).write_text(words_of(content), encoding="utf-8")


if __name__ == "__main__":
    main()
