"""What looks at a finished letter: programs that are not ours. Each gives a list of complaints, empty when content."""

from __future__ import annotations

import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pikepdf
import pikepdf.pdfa
import pytest

from reports.letter import Figure, Letter
from tests.reports.paper import PACKAGES, run

_ONLY_IN_LEVEL_A = (
    (r">A</pdfaid:conformance>", ">B</pdfaid:conformance>"),
    (r"<pdfuaid:part>1</pdfuaid:part>", ""),
    (r"<pdfaExtension:schemas>.*?</pdfaExtension:schemas>", ""),
    (r'xmlns:pdf(?:uaid|aExtension|aSchema|aProperty)="[^"]*"', ""),
)


def opinion(pdf: bytes) -> list[str]:
    """A second validator, with an allow-list, on a probe: the letter as PDF/A-2b without what that list has never seen.

    Taken away are the signature fields, the claim of level A and of PDF/UA; fonts, text, pictures and colours stay.
    """
    with pikepdf.open(BytesIO(pdf)) as probe:
        for holder in (probe.Root, *(sheet.obj for sheet in probe.pages)):
            for name in {"/AcroForm", "/Annots"} & set(holder.keys()):
                del holder[name]
        if "/Metadata" in probe.Root:
            words = probe.Root.Metadata.read_bytes().decode()
            for found, instead in _ONLY_IN_LEVEL_A:
                words = re.sub(found, instead, words, flags=re.DOTALL)
            probe.Root.Metadata.write(words.encode())
        out = BytesIO()
        probe.save(out, **pikepdf.pdfa.resolve_save_kwargs("2b"))
    return [str(finding) for finding in pikepdf.pdfa.validate_written(BytesIO(out.getvalue()), "2b").findings]


def syntax(path: Path) -> list[str]:
    """What ``qpdf --check`` holds against the file."""
    done = _asked("qpdf", "--check", str(path))
    return [] if done.returncode == 0 and "No syntax or stream encoding errors" in done.stdout else [done.stdout]


def signatures(path: Path, expected: int) -> list[str]:
    """What ``pdfsig`` (poppler) holds against the signatures, and whether it finds as many as there should be."""
    done = _asked("pdfsig", str(path))
    valid = done.stdout.count("Signature is Valid.")
    return [] if valid == expected and "Not total document signed" not in _last(done.stdout) else [done.stdout]


def _last(said: str) -> str:
    return said.rpartition("Signature #")[2]


def _asked(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    path = shutil.which(program)
    if path is None:
        pytest.fail(f"{program} is missing; install it with: apt-get install {PACKAGES[program]}")
    return subprocess.run([path, *arguments], capture_output=True, text=True, check=False, timeout=60)


def heard_by_poppler(path: Path) -> str:
    """All words in the order of the structure tree, as poppler reads them; it does not count alternatives as words."""
    tree = run("pdfinfo", "-struct-text", str(path))
    return "".join(re.findall(r'^\s*"(.*)"$', tree, flags=re.MULTILINE))


def letters_of(text: str) -> str:
    """A text without white space; a soft hyphen only tells where a line was broken (ISO 32000-1, 14.8.2.2.3)."""
    return "".join(text.split()).replace("\u00ad", "")


def spoken(letter: Letter) -> str:
    """What should be heard of a letter: its text, in the order in which the page says it."""
    written = letter.as_text()
    colon = "\u202f: " if letter.language == "fr" else ": "
    for row in letter.references:  # on paper the label stands above its value, without a colon
        assert f"{row.label}{colon}{row.value}" in written
        written = written.replace(f"{row.label}{colon}{row.value}", f"{row.label} {row.value}")
    head = letter.letterhead
    if head.return_line and letter.addressee:
        sender = "\n".join((*head.address, *head.contact))
        written = written.replace(sender, f"{sender}\n{head.return_line}", 1)
    return letters_of(written)


def spoken_without_pictures(letter: Letter) -> str:
    """The same for a reader that leaves out the words for pictures."""
    words = spoken(letter)
    for block in letter.blocks:
        if isinstance(block, Figure):
            words = words.replace(letters_of(f"[{block.alt}]"), "", 1)
    return words
