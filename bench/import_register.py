"""How long the import of a register takes, and how much memory: ``python -m bench.import_register [LINES]``."""

from __future__ import annotations

import os
import resource
import sys
from pathlib import Path

from bench import house, rows
from bench.results import keep


def peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(backend: str, lines: int) -> list[str]:
    """Import, and import the same again; a row of the table for each."""
    found = []
    with house.empty(backend) as (app, folder):
        path = Path(folder) / "register.csv"
        rows.write(path, lines)
        before = peak_megabytes()
        for what in ("first time", "same file again"):
            seconds, report = house.take_over(app, folder, path)
            told = f"{report.created} new, {report.unchanged} unchanged, {report.rejected} refused"
            found.append(
                f"| {backend} | {lines:,} | {what} | {seconds:.1f} s "
                f"| {before:.0f} → {peak_megabytes():.0f} MB | {told} |"
            )
            print(found[-1], flush=True)
    return found


def main() -> None:
    sizes = [int(argument) for argument in sys.argv[1:] if argument.isdigit()] or [3_000, 100_000]
    backends = [
        b for b in ("sqlite", "postgresql") if not os.environ.get("BENCH_BACKEND") or os.environ["BENCH_BACKEND"] == b
    ]
    table = ["| database | lines | | time | memory (before → peak) | result |", "|---|---|---|---|---|---|"]
    for backend in backends:
        for lines in sizes:
            table += measure(backend, lines)
    keep("Import of a register", table)


if __name__ == "__main__":
    main()
