"""``flask demo``: the four cases from register to signed letter, with a printed summary a sceptic can check."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select

from app import acts, clock, files
from app.db import db, everywhere
from app.people import municipality_now
from decisions import queries
from decisions.lifecycle import DecisionState
from decisions.models import Decision
from decisions.signing_key import house_signer
from demonstration import cases, register
from inspections import queries as visits
from inspections.lifecycle import InspectionState
from permits.lifecycle import PermitState
from permits.models import Establishment
from permits.register_import import mapping, running
from reports.press import verify_all
from reports.wording import written_date

# The real registers, as practice rows: file, mapping, town.
REGISTERS = (
    ("amsterdam-childcare-visits.csv", "amsterdam-childcare", "GM0983"),
    ("south-bend-business-licences.csv", "south-bend", "GM0988"),
)
PLAYED = ("dutch-refusal", "dutch-revocation", "genk-closure", "verviers-closure")


class DemoFailed(RuntimeError):
    """Something that the demonstration promises is not so; the message says what."""


@dataclass(frozen=True)
class Shown:
    """One letter as it lies in the folder. ``last_day`` is printed in it, or None where it prints the rule."""

    file: str
    kind: str
    signer: str
    signature: str
    last_day: date | None


def import_registers(folder: Path | None) -> Iterator[str]:
    """Import the registers that the folder holds, or lay out the made-up one; yields a line for each."""
    found = [entry for entry in REGISTERS if folder is not None and (folder / entry[0]).is_file()]
    for name, mapping_name, town in found:
        assert folder is not None
        with acts.acting_as(acts.machine("command", "demo", town)), tempfile.TemporaryDirectory() as spare:
            order = running.Order(folder / name, name, mapping.find(mapping_name))
            report = running.run(order, Path(spare) / "refused.csv")
            if not report.saved:
                raise DemoFailed(f"{name} was not imported")
            counts = report.counts()
            yield f"{name}: {counts['created']} establishments created, {counts['rejected']} lines refused"
    if not found:
        yield f"made-up register: {register.lay_register()} establishments" if not _is_laid() else "register: as it was"


def _is_laid() -> bool:
    with everywhere("the demonstration asks whether any town has a register already"):
        return db.session.scalar(select(Establishment.id).limit(1)) is not None


def play_all(out: Path) -> Iterator[Shown]:
    """Play every case to its end and put its letters in the folder."""
    for name in PLAYED:
        decision = cases.play(name, "in-effect")
        if cases.CASES[name].get("months"):
            cases.confirm(decision, name)
        with cases.at(cases.CASES[name]["officer"], clock.today()):
            row = queries.decision(decision.id)
            _must_have_worked(row)
            yield from _letters(name, row, out)


def _must_have_worked(row: Decision) -> None:
    if row.state != DecisionState.IN_EFFECT:
        raise DemoFailed(f"{row.number} of {row.establishment.name} is {row.state}, not in effect")
    if row.permit is not None:
        open_visits = [v.number for v in visits.inspections_of(row.establishment_id) if _is_open(v.state)]
        if row.permit.state != PermitState.REVOKED or open_visits:
            raise DemoFailed(f"{row.permit.number} is {row.permit.state}, visits still open: {open_visits}")


def _is_open(state: str) -> bool:
    return state in {InspectionState.PROPOSED, InspectionState.PLANNED}


def _letters(name: str, row: Decision, out: Path) -> Iterator[Shown]:
    for letter in row.letters:
        content = files.read(letter.signed_sha256 or letter.sha256)
        path = out / f"{name}-{letter.kind}{'-signed' if letter.signed_sha256 else ''}.pdf"
        path.write_bytes(content)
        if letter.signed_sha256 is None:
            yield Shown(path.name, letter.kind, "", "not signed", None)
            continue
        proofs = verify_all(content, [house_signer().certificate])
        mayor, last = proofs[0], proofs[-1]
        last_day = queries.printed_last_day(row)
        if not (mayor.intact and mayor.trusted and last.intact and last.covers_whole_file):
            raise DemoFailed(f"the signature under {path.name} is not whole")
        _must_print(path, row, last_day)
        signer = row.signed_by.name if row.signed_by else ""
        yield Shown(path.name, letter.kind, f"{signer}, {municipality_now().name}", _by_pdfsig(path), last_day)


def _by_pdfsig(path: Path) -> str:
    """What poppler's own checker says; our own verification where it is not installed."""
    if shutil.which("pdfsig") is None:
        return "whole (pdfsig is not installed: apt-get install poppler-utils)"
    said = subprocess.run(["pdfsig", "-nocert", str(path)], capture_output=True, text=True, check=False)  # noqa: S603, S607 - a fixed command on a file of ours
    if "Signature is Valid" not in said.stdout:
        raise DemoFailed(f"pdfsig does not call {path.name} valid:\n{said.stdout}{said.stderr}")
    return "pdfsig: Signature is Valid"


def _must_print(path: Path, row: Decision, last_day: date | None) -> None:
    """The last day that the law gives must stand in the letter, as poppler reads it."""
    if last_day is None or shutil.which("pdftotext") is None:
        return
    said = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True, check=False)  # noqa: S603, S607 - the same
    wanted = written_date(last_day, row.language).replace("\u00a0", " ")
    if wanted not in " ".join(said.stdout.replace("\u00a0", " ").split()):
        raise DemoFailed(f"{path.name} does not print the last day {wanted}")
