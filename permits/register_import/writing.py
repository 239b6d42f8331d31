"""Comparing establishments of a file with the register, and writing what is new or different, many at a time."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from app import acts
from app.access import Permission
from app.db import db, scope
from app.story import Happening, HappeningOf
from permits.models import (
    Establishment,
    PartyRole,
    PartyRoleName,
    Permit,
    RegisterLine,
)
from permits.register_import.report import Report
from permits.register_import.rows import Rows
from permits.register_import.staging import Group
from permits.register_import.wanted import COLUMNS, DAYS, VISITED, Known, Run, Wanted


class NumberTaken(Exception):
    """A permit number belongs to another establishment."""

    def __init__(self, line: int, number: str) -> None:
        super().__init__(number)
        self.line, self.number = line, number


@acts.act(Permission.REGISTER_IMPORT, name="permits.import_register")
def take_over(groups: Sequence[Group], run: Run) -> Report:
    """Write some establishments in one transaction, with one audit line that holds the counts and changed columns."""
    return write(groups, run)


@acts.act(Permission.REGISTER_IMPORT, name="permits.import_whole_file")
def take_over_all(chunks: Iterable[Sequence[Group]], run: Run, told: Report, progress: Any) -> None:
    """The whole file in one transaction: everything or nothing."""
    for chunk in chunks:
        told.add(write(chunk, run))
        progress(len(chunk))


def write(groups: Sequence[Group], run: Run) -> Report:
    """Compare and write inside the running act; in a dry run only compare."""
    wanted = [_together(group, run) for group in groups]
    known = _known(wanted, run)
    _check_numbers(wanted, known, run)
    report, rows = Report(), Rows(run)
    changed: dict[str, list[str]] = {}
    for one in wanted:
        there = known.get(one.key)
        if there is None:
            report.created += 1
            report.visits += len(one.visits)
            report.permits += len(one.permits)
            if not run.dry_run:
                rows.new(one)
            continue
        columns, more_visits, more_permits = _differences(one, there)
        operator_differs = _operator_differs(one, there)
        report.visits += len(more_visits)
        report.permits += len(more_permits)
        if not (columns or more_visits or more_permits or operator_differs):
            report.unchanged += 1
            continue
        report.updated += 1
        changed[str(there.row.id)] = sorted(columns)
        if not run.dry_run:
            rows.again(one, there, columns, more_visits, more_permits, operator_differs)
    rows.write()
    if not run.dry_run:
        acts.note(file=run.file_name, source=run.source, changed=changed, **_counted(report))
    return report


def _counted(report: Report) -> dict[str, int]:
    names = ("created", "updated", "unchanged", "visits", "permits")
    return {name: getattr(report, name) for name in names}


def _together(group: Group, run: Run) -> Wanted:
    facts: dict[str, Any] = {}
    visits: dict[tuple[str, str], int] = {}
    permits: dict[str, dict[str, Any]] = {}
    latest = sector = ""
    for number, sector, line in group.lines:  # noqa: B007 - the last line's sector holds
        facts.update(line)
        latest = max(latest, line.get("visit_on", ""), line.get("permit_from", ""))
        if "visit_on" in line:
            visits.setdefault((line["visit_on"], line.get("visit_outcome", "")), number)
        if "permit_number" in line:
            permits.setdefault(line["permit_number"], {**line, "line": number})
    columns = {key: facts[key] for key in COLUMNS if key in facts}
    columns.update({key: date.fromisoformat(columns[key]) for key in DAYS & columns.keys()})
    columns["sector_id"] = run.sectors[sector].id
    operator = {
        "name": facts.get("operator", ""),
        "kvk_number": facts.get("operator_kvk_number"),
        "kbo_number": facts.get("operator_kbo_number"),
        "since": facts.get("operator_since"),
    }
    return Wanted(
        group.key,
        group.lines[0][0],
        columns,
        run.sectors[sector],
        operator,
        latest,
        visits,
        permits,
        facts.get("id", ""),
    )


def _known(wanted: list[Wanted], run: Run) -> dict[str, Known]:
    own, line = Establishment.__table__.c, RegisterLine.__table__.c
    rows = Establishment.__table__.outerjoin(RegisterLine.__table__, line.establishment_id == own.id)
    # Plain tables, so the wall stands here in words.
    question = select(*own, line.last_visit_on).select_from(rows).where(own.municipality_code == scope())
    keys = [one.key for one in wanted]
    named = question.where(own.source == run.source, own.source_key.in_(keys))
    found = {row.source_key: Known(row) for row in db.session.execute(named)}
    if run.by_id:
        ids = {uuid.UUID(one.id): one.key for one in wanted if one.id}
        for row in db.session.execute(question.where(own.id.in_(list(ids)))):
            found[ids[row.id]] = Known(row)
    if found:
        _with_history(found)
    return found


def _with_history(found: dict[str, Known]) -> None:
    """Add visits, permits and operator. Plain tables: the ids are already those of one's own municipality."""
    by_id = {known.row.id: known for known in found.values()}
    told, of = Happening.__table__.c, HappeningOf.__table__.c
    visits = (
        select(of.dossier_id, told.facts)
        .select_from(HappeningOf.__table__.join(Happening.__table__, told.id == of.happening_id))
        .where(of.dossier_id.in_(list(by_id)), told.kind == VISITED)
    )
    for key, facts in db.session.execute(visits):
        by_id[key].visits.add((facts["on"], facts["outcome"]))
    permit = Permit.__table__.c
    for key, number in db.session.execute(
        select(permit.establishment_id, permit.number).where(permit.establishment_id.in_(list(by_id)))
    ):
        by_id[key].permits.add(number)
    roles = select(PartyRole).where(
        PartyRole.establishment_id.in_(list(by_id)),
        PartyRole.role == PartyRoleName.OPERATOR.value,
        PartyRole.until_on.is_(None),
    )
    for role in db.session.scalars(roles):
        by_id[role.establishment_id].operator = role


def _check_numbers(wanted: list[Wanted], known: dict[str, Known], run: Run) -> None:
    """A permit number is one permit of one establishment."""
    asked = {number: one for one in wanted for number in one.permits}
    if not asked:
        return
    for one in wanted:
        for number, facts in one.permits.items():
            if run.numbers.setdefault(number, one.key) != one.key:
                raise NumberTaken(facts["line"], number)
    taken = select(Permit.number, Permit.establishment_id).where(Permit.number.in_(list(asked)))
    for number, owner in db.session.execute(taken):
        there = known.get(asked[number].key)
        if there is None or there.row.id != owner:
            raise NumberTaken(asked[number].permits[number]["line"], number)


def _differences(one: Wanted, there: Known) -> tuple[dict[str, Any], list[tuple[str, str]], list[str]]:
    before = there.row.last_visit_on
    # A mended line from long ago adds its visit, but does not bring back what was true then.
    old_news = before is not None and one.latest != "" and one.latest < before.isoformat()
    columns = {
        key: value
        for key, value in one.columns.items()
        if getattr(there.row, key) != value and not (old_news and getattr(there.row, key) not in {"", None})
    }
    visits = [visit for visit in one.visits if visit not in there.visits]
    return columns, visits, [number for number in one.permits if number not in there.permits]


def _operator_differs(one: Wanted, there: Known) -> bool:
    return bool(one.operator["name"]) and (there.operator is None or there.operator.party.name != one.operator["name"])
