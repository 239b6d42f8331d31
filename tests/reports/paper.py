"""Independent readers of what the press makes; a reader that is not installed is a failure, never a skip."""

import shutil
import subprocess
from pathlib import Path

import page
import pytest

PACKAGES = {"qpdf": "qpdf", "pdfsig": "poppler-utils", "pdftotext": "poppler-utils", "pdfinfo": "poppler-utils"}


def run(program: str, *arguments: str) -> str:
    """Run an independent program and give what it says; fails the test when it is missing or complains."""
    path = shutil.which(program)
    if path is None:
        pytest.fail(f"{program} is missing; install it with: apt-get install {PACKAGES[program]}")
    done = subprocess.run([path, *arguments], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def read(pdf: bytes, folder: Path) -> str:
    """The words of a PDF as another program reads them, white space made single."""
    return squeezed(run("pdftotext", "-layout", str(kept(pdf, folder)), "-"))


def kept(pdf: bytes, folder: Path) -> Path:
    """The PDF as a file."""
    path = folder / "letter.pdf"
    path.write_bytes(pdf)
    return path


def squeezed(text: str) -> str:
    """All white space, also the kinds that do not break, as single spaces."""
    return " ".join(text.split())


def failures(pdf: bytes, profile: str) -> list[str]:
    """What an independent validator holds against the file: profile 2a (PDF/A) or ua1 (PDF/UA)."""
    report = page.validate_pdf_bytes(pdf, profile=page.ValidationProfile(profile))
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]
