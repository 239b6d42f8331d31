"""The same decision letter by this press and by what a municipality would otherwise use: ``make bench-press``.

Two pages with a table of seventeen rows and a photo. All on one processor, by turns in one run, so that a slow moment
of the machine hits all alike; what counts are ratios of CPU time. Each engine is a process of its own that stays alive.
A rival that is not installed is named as missing.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from bench.press.engines import LETTERS_AT_ONCE
from bench.results import keep

ROOT = Path(__file__).resolve().parents[2]
RIVALS = ROOT / "build/bench-press/bin/python"
OURS = {"press": "this press, 2a + UA-1", "signed_press": "the same, signed (B-B, key loaded)"}
OTHERS = {
    "typst": "typst, a-2a",
    "weasyprint_archive": "WeasyPrint, pdf/a-2a",
    "weasyprint_access": "WeasyPrint, pdf/ua-1",
}
OFFICE = "libreoffice"
ROUNDS, WARM = int(os.environ.get("BENCH_ROUNDS", "40")), 5
BATCHES = 3


@dataclass
class Running:
    """A worker and what its letters cost, in milliseconds of CPU."""

    name: str
    process: subprocess.Popen[str]
    spent: list[float] = field(default_factory=list)
    size: int = 0

    def ask(self, turn: int) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        print(turn, file=self.process.stdin, flush=True)
        seconds, size = self.process.stdout.readline().split()
        self.spent.append(float(seconds) * 1000)
        self.size = int(size)

    @property
    def middle(self) -> float:
        return statistics.median(self.spent)


def started(name: str, python: str) -> Running:
    """A worker on the one processor of the comparison."""
    command = ["taskset", "-c", "0", python, "-m", "bench.press.worker", name]
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    if process.stdout.readline().strip() != "ready":
        raise SystemExit(f"{name} did not start")
    return Running(name, process)


def missing() -> list[str]:
    """Rivals that cannot be measured here, and how to get them."""
    found = []
    if not RIVALS.exists():
        found.append("typst, WeasyPrint and python-docx are not installed: make bench-press installs them")
    if shutil.which("soffice") is None:
        found.append("LibreOffice is not installed: apt-get install libreoffice-writer-nogui")
    return found


def measure() -> list[Running]:
    """Every engine by turns; LibreOffice makes its letters in batches between them."""
    engines = [started(name, sys.executable) for name in OURS]
    if RIVALS.exists():
        engines += [started(name, str(RIVALS)) for name in OTHERS]
    office = started(OFFICE, str(RIVALS)) if RIVALS.exists() and shutil.which("soffice") else None
    for turn in range(WARM + ROUNDS):
        for engine in engines:
            engine.ask(turn)
        if office is not None and turn >= WARM and (turn - WARM) % (ROUNDS // BATCHES) == 0:
            office.ask(turn)
    for engine in engines:
        del engine.spent[:WARM]
    if office is not None:
        office.spent = [batch / LETTERS_AT_ONCE for batch in office.spent]
        engines.append(office)
    for engine in engines:
        assert engine.process.stdin is not None
        engine.process.stdin.close()
        engine.process.wait()
    return engines


def told(engines: list[Running]) -> list[str]:
    """The table: each engine beside the press, and what is asked of the press."""
    by_name = {engine.name: engine for engine in engines}
    press = by_name["press"].middle
    signed = by_name["signed_press"]
    more, least = signed.middle - press, min(signed.spent) - min(by_name["press"].spent)
    words = {**OURS, **OTHERS, OFFICE: f"LibreOffice, batch of {LETTERS_AT_ONCE} in one process, 2a + UA"}
    asked = {
        "signed_press": f"{more:.1f} ms more, at the fastest {least:.1f} (must be at most 25)",
        "typst": "at least 0.91",
        "weasyprint_archive": "at least 5",
        "weasyprint_access": "at least 5",
        OFFICE: "at least 8",
    }
    rows = [
        f"| {words[one.name]} | {one.middle / press:.2f} | {one.middle:.1f} ms | {min(one.spent):.1f} ms "
        f"| {one.size // 1024} KB | {asked.get(one.name, '')} |"
        for one in engines
    ]
    return [
        f"The same decision letter (two pages, a table of seventeen rows, a photo), {ROUNDS} rounds by turns on one",
        "processor. CPU time of one letter as a multiple of this press; below 1 is faster than this press.",
        "",
        "| engine | ratio | median | fastest | file | |",
        "|---|---|---|---|---|---|",
        *rows,
        *(f"\nMissing: {one}." for one in missing()),
    ]


def main() -> None:
    if shutil.which("taskset") is None:
        raise SystemExit("taskset (util-linux) is needed to keep all engines on one processor")
    for lack in missing():
        print(f"Left out: {lack}")
    lines = told(measure())
    print("\n".join(lines))
    keep("The press", lines)


if __name__ == "__main__":
    main()
