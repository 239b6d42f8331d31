"""One import from file to report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.exc import DataError, IntegrityError

from app.access import Permission, may
from app.db import db, settle
from app.errors import NotAllowed
from app.people import municipality_now
from permits.models import RegisterLine, SearchWord
from permits.register_import.mapping import Mapping
from permits.register_import.reading import Line, Table, opened
from permits.register_import.records import Problem, Record, Wrong, checked, skipped
from permits.register_import.report import Refused, Report, refused_file
from permits.register_import.sectors import Sectors
from permits.register_import.staging import Group, Stage, staged
from permits.register_import.wanted import Run
from permits.register_import.writing import NumberTaken, take_over, take_over_all, write

CHUNK = 500
MANY = 1_000
Progress = Callable[[int, int], None]


def _silent(_done: int, _total: int) -> None:
    """Nobody watches."""


@dataclass(frozen=True)
class Order:
    """What is asked. ``whole_file``: one refused line and nothing is saved; otherwise every good line is."""

    path: Path
    file_name: str
    mapping: Mapping
    dry_run: bool = False
    whole_file: bool = False


def run(order: Order, refused_path: Path, progress: Progress = _silent) -> Report:
    """Import a file for one's own municipality and write the refused lines to ``refused_path``.

    ``progress`` is told (establishments done, all establishments). Raises :class:`app.errors.Unreadable` when the file
    is no table, is empty or lacks columns, and NotAllowed without the power; then nothing has been written.
    """
    if not may(Permission.REGISTER_IMPORT):
        raise NotAllowed(power=Permission.REGISTER_IMPORT.value)
    report = Report(dry_run=order.dry_run, saved=not order.dry_run)
    sectors = Sectors(order.mapping, add=not order.dry_run)
    with (
        opened(order.path, order.mapping) as table,
        staged() as stage,
        refused_file(refused_path, report, table.headings, table.delimiter) as refused,
    ):
        _check(order, table, stage, sectors, refused, report)
        if order.whole_file and report.rejected:
            report.saved = False
            return report
        if order.mapping.join:
            joined = stage.join()
            report.spellings, report.doubtful = joined.spellings, joined.doubtful
        town = municipality_now()
        state = Run(
            order.mapping.source, order.file_name, order.mapping.by_id, sectors.known, order.dry_run, town.languages[0]
        )
        _write(order, stage, state, _Told(report, refused, table.headings, progress, stage.count()))
    if not order.dry_run and report.created + report.updated >= MANY:
        settle(RegisterLine, SearchWord)
    return report


def country_of(mapping: Mapping) -> str:
    """Whose numbers and postal codes are checked: the mapping's, or those of one's own municipality."""
    return mapping.country or municipality_now().jurisdiction[:2]


def check_line(line: Line, mapping: Mapping, country: str, sectors: Sectors) -> Record | list[Problem]:
    """The record of a line with a sector that exists here, or its problems."""
    found = checked(line, mapping, country)
    if isinstance(found, Record):
        try:
            sectors.check(found.sector)
        except Wrong as wrong:
            return [Problem(mapping.columns["sector"].source or "sector", found.sector, wrong.reason)]
    return found


def _check(order: Order, table: Table, stage: Stage, sectors: Sectors, refused: Refused, report: Report) -> None:
    country = country_of(order.mapping)
    for line in table.lines:
        report.lines += 1
        if skipped(line, order.mapping):
            report.skipped += 1
            continue
        found = check_line(line, order.mapping, country, sectors)
        if isinstance(found, Record):
            stage.add(found, order.mapping)
        else:
            refused.add(line, found)


@dataclass
class _Told:
    report: Report
    refused: Refused
    headings: tuple[str, ...]
    progress: Progress
    total: int
    done: int = 0

    def more(self, establishments: int) -> None:
        self.done += establishments
        self.progress(self.done, self.total)

    def refuse(self, number: int, column: str, value: str, reason: str) -> None:
        self.refused.add(Line(number, {}), [Problem(column, value, reason)])


def _write(order: Order, stage: Stage, state: Run, told: _Told) -> None:
    told.more(0)
    if order.dry_run:
        for chunk in stage.groups(CHUNK):
            _compare(chunk, state, told)
    elif order.whole_file:
        _all_or_nothing(stage.groups(CHUNK), state, told)
    else:
        for chunk in stage.groups(CHUNK):
            _take_over(chunk, state, told)


def _compare(chunk: list[Group], state: Run, told: _Told) -> None:
    _safely(chunk, state, told, write)


def _take_over(chunk: list[Group], state: Run, told: _Told) -> None:
    _safely(chunk, state, told, take_over)


def _safely(chunk: list[Group], state: Run, told: _Told, work: Callable[[list[Group], Run], Report]) -> None:
    """Together, which is fast; when that fails one by one, so that only the wrong one is refused."""
    before = dict(state.numbers), dict(state.parties)
    try:
        told.report.add(work(chunk, state))
    except (NumberTaken, IntegrityError, DataError) as fault:
        db.session.rollback()
        state.numbers, state.parties = before
        if len(chunk) == 1:
            _tell_fault(fault, chunk[0], told)
            told.more(1)
            return
    else:
        told.more(len(chunk))
        return
    for group in chunk:
        _safely([group], state, told, work)


def _tell_fault(fault: Exception, group: Group, told: _Told) -> None:
    if isinstance(fault, NumberTaken):
        told.refuse(
            fault.line, "permit_number", fault.number, _("This permit number belongs to another establishment.")
        )
    else:
        told.refuse(
            group.lines[0][0], "", group.key, _("The register cannot hold this line together with what is there.")
        )


def _all_or_nothing(chunks: Iterator[list[Group]], state: Run, told: _Told) -> None:
    counted = Report()
    try:
        take_over_all(chunks, state, counted, told.more)
    except NumberTaken as fault:
        told.refuse(
            fault.line, "permit_number", fault.number, _("This permit number belongs to another establishment.")
        )
        told.report.saved = False
        return
    told.report.add(counted)


def preview(order: Order, most: int = 10) -> Preview:
    """The first lines as they would be read, with their problems. Raises Unreadable like :func:`run`."""
    sectors = Sectors(order.mapping, add=False)
    country = country_of(order.mapping)
    with opened(order.path, order.mapping) as table:
        shown: list[PreviewLine] = []
        for line in table.lines:
            if len(shown) == most:
                break
            if not skipped(line, order.mapping):
                found = check_line(line, order.mapping, country, sectors)
                record = found if isinstance(found, Record) else None
                problems = [] if isinstance(found, Record) else found
                shown.append(PreviewLine(line.number, record, problems))
        return Preview(table.headings, shown)


@dataclass(frozen=True)
class PreviewLine:
    number: int
    record: Record | None
    problems: list[Problem]

    def fact(self, name: str) -> Any:
        if self.record is None:
            return ""
        return self.record.sector if name == "sector" else self.record.facts.get(name, "")


@dataclass(frozen=True)
class Preview:
    headings: tuple[str, ...]
    lines: list[PreviewLine]
