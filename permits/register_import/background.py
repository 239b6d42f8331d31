"""An import that was asked for on a page: kept, shown, started, and run in a thread of its own."""

from __future__ import annotations

import json
import logging
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from flask import Flask, current_app
from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from app import acts, clock, files
from app.access import Permission
from app.acts import Actor, act
from app.db import db, fetch
from app.errors import Refusal
from permits.models import ImportRun
from permits.register_import import mapping, running
from permits.register_import.report import Report

WAITING, RUNNING, DONE, REFUSED = "waiting", "running", "done", "refused"
# Without a sign of life for so long the thread is gone (the server was restarted).
_SILENT_SECONDS = 120
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
log = logging.getLogger(__name__)


class StartedAlready(Refusal):
    sentence = _l("This import has been started already. Open it to see how far it is.")


@act(Permission.REGISTER_IMPORT)
def offer_import(content: bytes, name: str, mapping_name: str) -> ImportRun:
    """Keep a file that can be imported. Raises Unreadable or MappingFault with a sentence; then nothing is kept."""
    chosen = mapping.find(mapping_name)
    with tempfile.NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        running.preview(running.Order(Path(file.name), name, chosen), most=1)
    kept = files.keep(content, name, XLSX if content.startswith(b"PK\x03\x04") else "text/csv")
    row = ImportRun(file_name=kept.name, file_sha256=kept.sha256, mapping=mapping_name, started_by=acts.actor().name)
    db.session.add(row)
    return row


@act(Permission.REGISTER_IMPORT)
def start_import(row: ImportRun, *, dry_run: bool, whole_file: bool) -> ImportRun:
    """Mark an import as running; the thread begins when that is saved. An import that fell silent can begin again."""
    if row.state == RUNNING and not fell_silent(row):
        raise StartedAlready
    if row.state == DONE and not row.dry_run:
        raise StartedAlready
    row.state, row.dry_run, row.report = RUNNING, dry_run, {}
    row.started_at, row.finished_at, row.started_by = clock.now(), None, acts.actor().name
    _note_progress(row.id, 0, 0)
    house, actor, key = current_app._get_current_object(), acts.actor(), row.id  # type: ignore[attr-defined]  # noqa: SLF001
    acts.after_commit(lambda: Thread(target=_run, args=(house, actor, key, whole_file), daemon=True).start())
    return row


@act(Permission.REGISTER_IMPORT)
def finish_import(row: ImportRun, report: Report, refused: bytes) -> None:
    """Keep the report, and the refused lines as a file."""
    kept = files.keep(refused, f"refused-{row.file_name}.csv", "text/csv").sha256 if report.rejected else ""
    row.report = {**report.plain(), "refused_sha256": kept}
    row.rows_total = row.rows_done = report.lines
    row.state, row.finished_at = DONE, clock.now()
    acts.note(**report.counts())


@act(Permission.REGISTER_IMPORT)
def refuse_import(row: ImportRun, sentence: str) -> None:
    """Keep why the file could not be imported."""
    row.state, row.finished_at, row.report = REFUSED, clock.now(), {"sentence": sentence}


def imports(most: int = 20) -> list[ImportRun]:
    """The imports of one's own municipality, newest first."""
    return list(db.session.scalars(select(ImportRun).order_by(ImportRun.started_at.desc()).limit(most)))


def one_import(key: uuid.UUID) -> ImportRun:
    return fetch(ImportRun, key)


@contextmanager
def order_of(row: ImportRun) -> Iterator[running.Order]:
    """The order to preview or run an import that was kept."""
    files.read(row.file_sha256)
    yield running.Order(files.path_of(row.file_sha256), row.file_name, mapping.find(row.mapping), dry_run=row.dry_run)


def progress_of(row: ImportRun) -> tuple[int, int]:
    """(establishments done, all establishments); (0, 0) while the lines are still being read."""
    try:
        done, total = json.loads(_progress_file(row.id).read_text())
    except (OSError, ValueError):
        return 0, 0
    return int(done), int(total)


def fell_silent(row: ImportRun) -> bool:
    """Whether a running import has given no sign of life for some minutes."""
    try:
        return time.time() - _progress_file(row.id).stat().st_mtime > _SILENT_SECONDS
    except OSError:
        return True


def _progress_file(key: uuid.UUID) -> Path:
    folder: Path = current_app.config["DREMPEL"].data_folder / "imports"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{key}.json"


def _note_progress(key: uuid.UUID, done: int, total: int) -> None:
    """Beside the database: the page can read it while the import holds the database's write lock."""
    path = _progress_file(key)
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps([done, total]))
    fresh.replace(path)


def _run(house: Flask, actor: Actor, key: uuid.UUID, whole_file: bool) -> None:
    language = "nl"
    with house.app_context(), acts.acting_as(actor), tempfile.TemporaryDirectory() as folder, force_locale(language):
        try:
            _import(key, Path(folder) / "refused.csv", whole_file)
        except Refusal as refusal:
            db.session.rollback()
            refuse_import(one_import(key), str(refusal.sentence))
        except Exception:  # the reader is told; the details are for the log
            log.exception("import %s failed", key)
            db.session.rollback()
            refuse_import(
                one_import(key),
                _("Something went wrong on our side. Lines that were saved stay; start again: nothing is doubled."),
            )
        finally:
            db.session.remove()
            _progress_file(key).unlink(missing_ok=True)


def _import(key: uuid.UUID, refused: Path, whole_file: bool) -> None:
    row = one_import(key)
    with order_of(row) as order:
        wanted = running.Order(order.path, order.file_name, order.mapping, row.dry_run, whole_file)
    report = running.run(wanted, refused, lambda done, total: _note_progress(key, done, total))
    finish_import(one_import(key), report, refused.read_bytes())
