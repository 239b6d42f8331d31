"""The filtered register as CSV or XLSX, in the layout that the import mapping ``drempel`` reads back.

A cell that begins with =, +, -, @, a tab or a line end would be worked out by a spreadsheet. In XLSX such a cell is
marked as text and kept exactly. CSV has no such mark: there an apostrophe is put in front (as OWASP advises:
https://owasp.org/www-community/attacks/CSV_Injection); the import with the mapping ``drempel`` takes it off again.
"""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from typing import IO, Any

from flask import stream_with_context
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from sqlalchemy import select

from app import acts
from app.access import Permission
from app.acts import Actor, act
from app.db import db
from permits.models import Establishment, RegisterLine, Sector
from permits.register import Filters, matching

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
_CHUNK = 1_000

# Heading in the file, and the column it shows.
COLUMNS: tuple[tuple[str, Any], ...] = (
    ("id", Establishment.id),
    ("name", Establishment.name),
    ("sector", Sector.kind),
    ("subtype", Establishment.subtype),
    ("street", Establishment.street),
    ("house_number", Establishment.house_number),
    ("postal_code", Establishment.postal_code),
    ("city", Establishment.city),
    ("rooms", Establishment.rooms),
    ("kvk_number", Establishment.kvk_number),
    ("kvk_establishment_number", Establishment.kvk_establishment_number),
    ("kbo_number", Establishment.kbo_number),
    ("kbo_establishment_number", Establishment.kbo_establishment_number),
    ("operator", RegisterLine.operator_name),
    ("source", Establishment.source),
    ("source_key", Establishment.source_key),
    ("registered_on", Establishment.registered_on),
    ("closed_on", Establishment.closed_on),
    ("latitude", Establishment.latitude),
    ("longitude", Establishment.longitude),
    ("status", RegisterLine.status),
    ("last_visit_on", RegisterLine.last_visit_on),
    ("next_term_on", RegisterLine.next_term_on),
    ("next_term_kind", RegisterLine.next_term_kind),
)
HEADINGS = tuple(heading for heading, _column in COLUMNS)


@act(Permission.REGISTER_EXPORT)
def note_export(filters: Filters, form: str) -> None:
    """Write down who takes which part of the register out of the house."""
    acts.note(form=form, filters=filters.arguments(page=1))


def rows(filters: Filters) -> Iterator[list[str]]:
    """The lines of the filtered register as text, a thousand at a time; days as 2026-12-09.

    Asked in the name of who began: a file is still being sent when the request itself has been closed.
    """
    return _rows(filters, acts.actor())


def _rows(filters: Filters, who: Actor) -> Iterator[list[str]]:
    after = None
    while True:
        with acts.acting_as(who):
            found = _chunk(filters, after)
        yield from ([_text(value) for value in row] for row in found)
        if len(found) < _CHUNK:
            return
        after = found[-1][0]


def _chunk(filters: Filters, after: Any) -> Sequence[Any]:
    question = (
        select(*(column for _heading, column in COLUMNS))
        .select_from(RegisterLine)
        .join(Establishment, Establishment.id == RegisterLine.establishment_id)
        .join(Sector, Sector.id == Establishment.sector_id)
        .where(*matching(filters))
        .order_by(RegisterLine.establishment_id)
        .limit(_CHUNK)
    )
    if after is not None:
        question = question.where(RegisterLine.establishment_id > after)
    return db.session.execute(question).all()


def _text(value: Any) -> str:
    if value is None or value == date.max:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def harmless(text: str) -> str:
    """A CSV cell that no spreadsheet works out."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def csv_lines(filters: Filters) -> Iterator[str]:
    """UTF-8 with a byte-order mark (Excel asks for it), semicolons as Dutch and Belgian spreadsheets expect."""

    found = rows(filters)

    def lines() -> Iterator[str]:
        held = io.StringIO()
        writer = csv.writer(held, delimiter=";", lineterminator="\r\n")
        yield "\ufeff"
        writer.writerow(HEADINGS)
        for row in found:
            writer.writerow([harmless(cell) for cell in row])
            if held.tell() > 32_768:
                yield held.getvalue()
                held.seek(0)
                held.truncate()
        yield held.getvalue()

    streamed: Iterator[str] = stream_with_context(lines())
    return streamed


def workbook(filters: Filters) -> IO[bytes]:
    """The rows as a workbook in a temporary file, written row by row; the reader closes it."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("register")
    sheet.freeze_panes = "A2"
    sheet.append([_bold(sheet, heading) for heading in HEADINGS])
    for row in rows(filters):
        sheet.append([_text_cell(sheet, cell) for cell in row])
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the web server closes it when it has been sent
    book.save(file)
    file.seek(0)
    return file


def _text_cell(sheet: Any, value: str) -> Any:
    cell = WriteOnlyCell(sheet, value=value)
    # Without this openpyxl makes a formula of "=…".
    cell.data_type = "s"
    return cell


def _bold(sheet: Any, value: str) -> Any:
    cell = _text_cell(sheet, value)
    cell.font = Font(bold=True)
    return cell
