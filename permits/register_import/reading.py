"""Lines out of a CSV or XLSX file, one by one, whatever its name says."""

from __future__ import annotations

import codecs
import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from defusedxml.common import DefusedXmlException
from flask_babel import lazy_gettext as _l
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from app.errors import Unreadable
from permits.register_import.mapping import Mapping

# A cell of more is no fact of a register, and what Excel itself holds.
LONGEST_CELL = 32_767
MOST_COLUMNS = 500
# An XLSX is a zip file: refuse one that unpacks to more than this, or to a hundred times its size.
MOST_UNPACKED = 1_000 * 1024 * 1024
MOST_RATIO = 200
_SAMPLE = 65_536
_GUARDED = re.compile(r"^'(?=[=+\-@\t\r\n])")


class NoTable(Unreadable):
    sentence = _l(
        "This file is no CSV or XLSX, whatever its name says. Save the list as CSV or XLSX and choose that file."
    )


class EmptyTable(Unreadable):
    sentence = _l("This file has no lines. Check that you chose the right file.")


class ColumnsLack(Unreadable):
    """``sentence`` names the columns that are not there."""


@dataclass(frozen=True)
class Line:
    """``number`` as a spreadsheet counts: the headings stand on line 1."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Table:
    headings: tuple[str, ...]
    lines: Iterator[Line]
    delimiter: str


@contextmanager
def opened(path: Path, mapping: Mapping) -> Iterator[Table]:
    """The table in a file. Raises :class:`Unreadable` with a sentence: empty, no table, columns that lack."""
    if path.stat().st_size == 0:
        raise EmptyTable
    with path.open("rb") as file:
        head = file.read(4)
    reading = _workbook(path, mapping) if head == b"PK\x03\x04" else _text(path, mapping)
    with reading as table:
        lacking = [heading for heading in mapping.headings if heading not in table.headings]
        if lacking:
            raise ColumnsLack(
                _l(
                    "These columns are not in the file: %(lacking)s. The file has: %(found)s. "
                    "Choose another mapping or file.",
                    lacking=", ".join(lacking),
                    found=", ".join(table.headings[:40])[:600] or "–",
                )
            )
        yield table


@contextmanager
def _text(path: Path, mapping: Mapping) -> Iterator[Table]:
    encoding = _encoding(path)
    with path.open(encoding=encoding, newline="") as file:
        sample = file.read(_SAMPLE)
        if "\x00" in sample or not sample.strip():
            raise NoTable if sample.strip() else EmptyTable
        file.seek(0)
        delimiter = mapping.delimiter if mapping.delimiter and mapping.delimiter in sample else _delimiter(sample)
        csv.field_size_limit(LONGEST_CELL * 4)
        yield _table(_csv_rows(file, delimiter), delimiter)


def _csv_rows(file: io.TextIOBase, delimiter: str) -> Iterator[tuple[int, Sequence[Any]]]:
    reader = csv.reader(file, delimiter=delimiter, strict=False)
    number = 0
    while True:
        number += 1
        try:
            yield number, next(reader)
        except StopIteration:
            return
        except (csv.Error, UnicodeDecodeError) as fault:
            raise NoTable(
                _l("Line %(line)s cannot be read as CSV. Open the file and check quotation marks.", line=number)
            ) from fault


def _encoding(path: Path) -> str:
    """UTF-8 when the whole file is; otherwise Latin-1, the usual other one, in which every byte means something."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    with path.open("rb") as file:
        try:
            while block := file.read(1 << 20):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "latin-1"
    return "utf-8-sig"


def _delimiter(sample: str) -> str:
    """The separator that cuts the first line into the most pieces."""
    first = sample.splitlines()[0] if sample else ""
    return max((";", ",", "\t", "|"), key=first.count)


@contextmanager
def _workbook(path: Path, mapping: Mapping) -> Iterator[Table]:
    _no_bomb(path)
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (
        InvalidFileException,
        KeyError,
        ValueError,
        OSError,
        zipfile.BadZipFile,
        SyntaxError,
        DefusedXmlException,
    ) as fault:
        raise NoTable from fault
    try:
        if mapping.sheet and mapping.sheet not in book.sheetnames:
            raise ColumnsLack(_l("The workbook has no sheet “%(sheet)s”.", sheet=mapping.sheet))
        sheet = book[mapping.sheet] if mapping.sheet else book.worksheets[0]
        yield _table(enumerate(sheet.iter_rows(values_only=True), start=1), ";")
    except (SyntaxError, DefusedXmlException, zipfile.BadZipFile) as fault:
        raise NoTable from fault
    finally:
        book.close()


def _no_bomb(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
            names = archive.namelist()
    except zipfile.BadZipFile as fault:
        raise NoTable from fault
    if "[Content_Types].xml" not in names:
        raise NoTable
    if unpacked > MOST_UNPACKED or unpacked > MOST_RATIO * max(path.stat().st_size, 100_000):
        raise NoTable(_l("This workbook unpacks to more than can be read safely. Save it as CSV and choose that file."))


def _table(rows: Iterator[tuple[int, Sequence[Any]]], delimiter: str) -> Table:
    first = next(rows, None)
    if first is None:
        raise EmptyTable
    headings = tuple(_plain(cell).strip() for cell in first[1])[:MOST_COLUMNS]
    if not any(headings):
        raise EmptyTable
    return Table(headings, _lines(headings, rows), delimiter)


def _lines(headings: tuple[str, ...], rows: Iterator[tuple[int, Sequence[Any]]]) -> Iterator[Line]:
    for number, row in rows:
        cells = [_plain(cell) for cell in row[: len(headings)]]
        if any(cell.strip() for cell in cells):
            cells += [""] * (len(headings) - len(cells))
            yield Line(number, dict(zip(headings, cells, strict=True)))


def _plain(value: Any) -> str:
    """A cell as text; days as 2026-12-09; whole numbers without ".0"; without the apostrophe of our own export."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return _GUARDED.sub("", str(value))
