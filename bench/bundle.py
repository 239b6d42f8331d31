"""How much memory a bundle of five hundred photos takes, from its plan to the sealed file.

Measured in a process of its own that has the whole application loaded, as ``flask jobs`` has. The photos are as the
house keeps them: JPEG, 2560 pixels wide, about a megabyte, without metadata.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from PIL import Image

PHOTOS = 500
SIZE = (2560, 1920)
MOST_MEGABYTES = 300
MEGABYTE = 1024 * 1024


def photos(folder: Path, number: int) -> list[str]:
    """Different photos under their SHA-256: one picture, each time with another step in its tables."""
    out = BytesIO()
    Image.effect_noise(SIZE, 22).convert("RGB").save(out, "JPEG", quality=85)
    first = bytearray(out.getvalue())
    table = first.index(b"\xff\xdb") + 4
    digests = []
    for step in range(number):
        first[table + 63], first[table + 64] = 40 + step % 200, 40 + step // 200
        digest = sha256(first).hexdigest()
        (folder / digest).write_bytes(first)
        digests.append(digest)
    return digests


def measure(folder: Path, digests: list[str]) -> dict[str, float]:
    """Write and seal the bundle; megabytes at the highest, megabytes before, seconds of processor."""
    import app.factory  # noqa: F401 - what the process of the jobs holds
    from reports.bundle import Bundle, Fact, Legend, Part, Picture, Status
    from reports.bundle_pages import enclosed, pages_of
    from reports.press import make_development_key, sign_file, write

    legend = Legend(
        contents="Inhoud",
        cover="Over dit dossier",
        facts_heads=("Wat", "Welke"),
        inventory="Inventaris",
        inventory_heads=("Nr.", "Stuk", "Datum", "Hierin"),
        status={one.value: one.value for one in Status},
        files="Bestanden",
        files_heads=("Nr.", "Bestand", "SHA-256"),
        files_text="Bijgevoegd.",
        letter_text="De brief.",
    )
    pictures = tuple(
        Picture(digest, f"Foto {at} van de achterkamer", f"Foto {at}. SHA-256 {digest}.")
        for at, digest in enumerate(digests, 1)
    )
    part = Part("1", "Foto’s", "6 oktober 2026", Status.WHOLE, pictures=pictures)
    facts = (Fact("Voor", "Rechtbank Limburg"),)
    bundle = Bundle("Dossier", "Venlo", "B-1-D1", "nl", date(2026, 11, 22), facts, ("De stukken.",), (part,),
                    json.dumps({}), "decision.json", "Gegevens", legend)  # fmt: skip
    before, began = _highest(), time.process_time()
    out = folder / "bundle.pdf"
    with out.open("wb") as file:
        write(pages_of(bundle, folder.__truediv__), file, enclosed(bundle, folder.__truediv__))
    seconds, written = time.process_time() - began, _highest()
    key = make_development_key(folder / "seal.p12", name="Seal of the bench")
    sign_file(out, key, "Seal", name="Venlo", reason="Bench", at=datetime(2026, 11, 22, tzinfo=UTC))
    return {
        "before": before,
        "written": written,
        "sealed": _highest(),
        "seconds": seconds,
        "size": out.stat().st_size / MEGABYTE,
    }


def _highest() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Measure in a child, tell, and keep the result."""
    from bench import results

    with tempfile.TemporaryDirectory() as name:
        digests = photos(Path(name), PHOTOS)
        child = [sys.executable, "-m", "bench.bundle", name]
        done = subprocess.run(child, input="\n".join(digests), capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    line = (
        f"{PHOTOS} photos, {found['size']:.0f} MB of PDF: at most {found['sealed']:.0f} MB in memory "
        f"({found['before']:.0f} MB before, {found['written']:.0f} MB after writing), "
        f"{found['seconds']:.0f} s of processor."
    )
    print(line)
    results.keep("Evidence bundle", [line, "", f"Must stay under {MOST_MEGABYTES} MB."])
    assert found["sealed"] < MOST_MEGABYTES, line


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measure(Path(sys.argv[1]), sys.stdin.read().split())))
    else:
        main()
