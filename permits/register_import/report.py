"""What an import did: counts, and every refused line with column, value and reason."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from permits.export import harmless
from permits.register_import.reading import Line
from permits.register_import.records import Problem

# So many refused lines stand in the report itself; all of them are in the file of refused lines.
MOST_SHOWN = 200
EXTRA = ("drempel_line", "drempel_column", "drempel_reason")


@dataclass
class Report:
    """Establishments: created, updated, unchanged. Lines: read, skipped (by the mapping), rejected."""

    lines: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    rejected: int = 0
    visits: int = 0
    permits: int = 0
    spellings: int = 0
    doubtful: int = 0
    dry_run: bool = False
    saved: bool = True
    rejections: list[dict[str, Any]] = field(default_factory=list)

    def add(self, more: Report) -> None:
        for name in ("created", "updated", "unchanged", "visits", "permits"):
            setattr(self, name, getattr(self, name) + getattr(more, name))

    def counts(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if name != "rejections"}

    def plain(self) -> dict[str, Any]:
        return asdict(self)


class Refused:
    """Keeps refused lines: the first in the report, all in a CSV that can be mended and imported again."""

    def __init__(self, report: Report, writer: Any, headings: tuple[str, ...]) -> None:
        self._report, self._writer, self._headings = report, writer, headings

    def add(self, line: Line, problems: list[Problem]) -> None:
        self._report.rejected += 1
        for problem in problems:
            if len(self._report.rejections) < MOST_SHOWN:
                self._report.rejections.append({"line": line.number, **asdict(problem)})
        told = " · ".join(f"{problem.column}: {problem.reason}" for problem in problems)
        cells = [harmless(line.cells.get(heading, "")) for heading in self._headings]
        self._writer.writerow([*cells, line.number, problems[0].column, told])


@contextmanager
def refused_file(path: Path, report: Report, headings: tuple[str, ...], delimiter: str) -> Iterator[Refused]:
    """The file of refused lines, with the headings and separator of the file itself and three columns more."""
    own = tuple(heading for heading in headings if heading not in EXTRA)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow([*own, *EXTRA])
        yield Refused(report, writer, own)
