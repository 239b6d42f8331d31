"""Making the file: streamed to disk, sealed where the municipality has a seal, with its progress beside it.

What is large never stands in memory as a whole, and no transaction is open meanwhile. Cut off, it begins anew: the same
plan gives the same bytes.
"""

from __future__ import annotations

import fcntl
import json
import logging
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import file_digest
from pathlib import Path

from flask import current_app
from flask_babel import force_locale

from app import clock, files
from app.db import db
from app.errors import Refusal
from app.people import municipality_now
from decisions import letters, signing_key
from decisions.bundles import acts, queries
from decisions.bundles.lifecycle import BundleState
from decisions.bundles.models import Bundle as Row
from decisions.bundles.refusals import CannotBeMade
from decisions.presenting.tongue import _
from decisions.signatures.refusals import CannotSign
from reports import press
from reports.bundle import Bundle
from reports.bundle_pages import enclosed, pages_of

log = logging.getLogger(__name__)


def make(bundle_id: uuid.UUID) -> None:
    """Make one bundle that was asked; nothing when another process is at it. A failure is kept as a sentence."""
    with _alone(bundle_id) as mine:
        if not mine:
            return
        # Read when the lock is held: another process may have made it in between.
        db.session.rollback()
        row = queries.bundle(bundle_id)
        if row.state != BundleState.ASKED:
            return
        part = _folder() / f"{bundle_id}.part"
        try:
            _make(row, part)
        except Refusal as refusal:
            _give_up(bundle_id, str(refusal.sentence))
        except Exception:  # the reader is told; the details are for the log
            log.exception("bundle %s failed", bundle_id)
            _give_up(bundle_id, _("Something went wrong on our side. Try again; tell the administrator if it stays."))
        finally:
            part.unlink(missing_ok=True)
            _progress_file(bundle_id).unlink(missing_ok=True)


def _give_up(bundle_id: uuid.UUID, sentence: str) -> None:
    db.session.rollback()
    acts.give_up_bundle(queries.bundle(bundle_id), sentence)


def _make(row: Row, part: Path) -> None:
    plan = Bundle.from_plain(json.loads(files.read(row.plan_sha256)))
    places = {digest: files.whole(digest) for digest in wanted(plan)}
    key, number = row.id, row.decision.number
    name, seal = municipality_now().name, _seal()
    db.session.rollback()  # what follows takes long and needs no rows
    _note(key, 0, 0)
    try:
        write(plan, places, part, key)
    except (press.UnprintableCharacter, press.NotConformant, press.PagesUnknown) as fault:
        raise CannotBeMade(_("A document cannot be printed: %(fault)s", fault=str(fault))) from fault
    with part.open("rb") as file:
        bare = file_digest(file, "sha256").hexdigest()
    if seal is not None:
        _put_seal(part, seal, name, letters.phrase(plan.language, "sealing_reason", number=number))
    acts.finish_bundle(queries.bundle(key), part, bare, sealed=seal is not None)


def write(plan: Bundle, places: dict[str, Path], out: Path, key: uuid.UUID) -> None:
    """Write the pages and what goes along to a file, telling how far it is. Nothing large is held."""
    with out.open("wb") as file:
        paper, along = pages_of(plan, places.__getitem__), enclosed(plan, places.__getitem__)
        press.write(paper, file, along, lambda done, total: _note(key, done, total))


def wanted(plan: Bundle) -> list[str]:
    """The SHA-256 of every file that is printed or goes along."""
    found = [part.letter for part in plan.parts if part.letter]
    found += [one.sha256 for part in plan.parts for one in part.pictures]
    found += [one.sha256 for part in plan.parts for one in part.originals]
    return list(dict.fromkeys(found))


def _seal() -> press.Signer | None:
    try:
        return signing_key.house().seal
    except press.SigningFault as fault:
        raise CannotSign(fault) from fault


def _put_seal(part: Path, seal: press.Signer, name: str, reason: str) -> None:
    try:
        press.check_not_revoked(seal, signing_key.roots())
        press.sign_file(
            part,
            seal,
            "Seal",
            name=name,
            reason=reason,
            at=clock.civil(clock.now()),
            authority=signing_key.authority(),
        )
    except press.SigningFault as fault:
        signing_key.forget_keys()
        raise CannotSign(fault) from fault


@contextmanager
def _alone(bundle_id: uuid.UUID) -> Iterator[bool]:
    """Whether no other process is at this bundle. The lock falls with the process that held it."""
    path = _folder() / f"{bundle_id}.lock"
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        if not _same_file(file.fileno(), path):
            yield False  # who held it took the name away meanwhile: the next turn looks again
            return
        try:
            yield True
        finally:
            path.unlink(missing_ok=True)


def _same_file(handle: int, path: Path) -> bool:
    with suppress(FileNotFoundError):
        return os.path.samestat(os.fstat(handle), path.stat())
    return False


def make_seals_last() -> None:
    """Add what proves the seal for years to every bundle that waits for it, in the town of the present actor.

    Outside any transaction, as a bundle may be a gigabyte. While a service is away the bundle waits for the next slot
    of the job that asked.
    """
    authority, roots = signing_key.authority(), signing_key.roots()
    for key in [row.id for row in queries.proof_due()]:
        try:
            if authority is not None and roots:
                _make_seal_last(key, authority, roots)
        except (press.SigningFault, files.BrokenFile) as fault:
            log.warning("the seal of bundle %s cannot be made to last: %s", key, type(fault).__name__)
        finally:
            db.session.rollback()
            acts.proof_tried(queries.bundle(key))


def _make_seal_last(bundle_id: uuid.UUID, authority: press.Authority, roots: tuple[bytes, ...]) -> None:
    with _alone(bundle_id) as mine:
        digest = queries.bundle(bundle_id).file_sha256
        if not mine or digest is None:
            return
        sealed, part = files.whole(digest), _folder() / f"{bundle_id}.part"
        db.session.rollback()  # what follows takes long and needs no rows
        try:
            shutil.copyfile(sealed, part)
            press.make_file_lasting(part, authority, roots)
            acts.keep_proof(queries.bundle(bundle_id), digest, part, press.file_proven_until(part))
        finally:
            part.unlink(missing_ok=True)


def progress_of(bundle_id: uuid.UUID) -> tuple[int, int] | None:
    """(pictures written, all of them); None while nobody is at it."""
    with suppress(OSError, ValueError):
        done, total = json.loads(_progress_file(bundle_id).read_text())
        return int(done), int(total)
    return None


def _note(bundle_id: uuid.UUID, done: int, total: int) -> None:
    """Beside the database, which nobody has to wait for."""
    path = _progress_file(bundle_id)
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps([done, total]))
    fresh.replace(path)


def _progress_file(bundle_id: uuid.UUID) -> Path:
    return _folder() / f"{bundle_id}.json"


def _folder() -> Path:
    folder: Path = current_app.config["DREMPEL"].data_folder / "bundles"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def make_all() -> None:
    """Make what waits in the municipality of the present actor, the oldest first."""
    for key, language in [(row.id, row.asked_by.language) for row in queries.asked()]:
        with force_locale(language):
            make(key)
