"""Comparing establishments of a file with the register, and writing what is new or different, many at a time."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any, cast

from sqlalchemy import insert, select, update
from sqlalchemy.orm import selectinload

from app import acts, clock
from app.access import Permission
from app.db import db, new_id, scope
from app.story import Happening, HappeningOf
from permits import events, register_line
from permits.lifecycle import PermitState
from permits.models import (
    Establishment,
    Party,
    PartyKind,
    PartyRole,
    PartyRoleName,
    Permit,
    RegisterLine,
    SearchWord,
)
from permits.register_import.report import Report
from permits.register_import.sectors import SectorHere
from permits.register_import.staging import Group

TAKEN_OVER, CHANGED, VISITED = "register.taken-over", "register.taken-over-again", "register.visited-before"
_DAYS = frozenset({"registered_on", "closed_on"})
_COLUMNS = (
    "name", "subtype", "street", "house_number", "postal_code", "city", "rooms", "kvk_number",
    "kvk_establishment_number", "kbo_number",
    "kbo_establishment_number", "latitude", "longitude", "note", "registered_on", "closed_on",
)  # fmt: skip


@dataclass
class Wanted:
    """What the lines of one establishment say together: later lines overrule, empty cells say nothing."""

    key: str
    line: int
    columns: dict[str, Any]
    sector: SectorHere
    operator: dict[str, Any]
    latest: str
    visits: dict[tuple[str, str], int] = field(default_factory=dict)
    permits: dict[str, dict[str, Any]] = field(default_factory=dict)
    id: str = ""


@dataclass
class Known:
    """An establishment that is in the register already."""

    row: Any
    visits: set[tuple[str, str]] = field(default_factory=set)
    permits: set[str] = field(default_factory=set)
    operator: PartyRole | None = None


@dataclass
class Run:
    """What stays the same from chunk to chunk. ``numbers``: permit numbers seen, and the key they belong to."""

    source: str
    file_name: str
    by_id: bool
    sectors: dict[str, SectorHere]
    dry_run: bool
    language: str = "nl"
    numbers: dict[str, str] = field(default_factory=dict)
    parties: dict[tuple[str, str], uuid.UUID] = field(default_factory=dict)


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
    columns = {key: facts[key] for key in _COLUMNS if key in facts}
    columns.update({key: date.fromisoformat(columns[key]) for key in _DAYS & columns.keys()})
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


class _Shown(SimpleNamespace):
    address = Establishment.address
    parties = Establishment.parties
    permit_on = Establishment.permit_on


class _ShownPermit(SimpleNamespace):
    covers = Permit.covers


class Rows:
    """Rows to be written together: plain inserts of many, because a hundred thousand objects would not fit."""

    def __init__(self, run: Run) -> None:
        self._run, self._town, self._today = run, scope(), clock.today()
        self._now, self._by = clock.now(), acts.actor().name
        self._rows: dict[Any, list[dict[str, Any]]] = {
            model: []
            for model in (Establishment, Party, PartyRole, Permit, RegisterLine, SearchWord, Happening, HappeningOf)
        }
        self._updates: list[tuple[Known, Wanted, dict[str, Any]]] = []
        self._moved: dict[uuid.UUID, date] = {}
        self._parties: dict[tuple[str, str], dict[str, Any]] = {}

    def new(self, one: Wanted) -> None:
        """An establishment that was not there, with its line and search words."""
        key = new_id()
        row = _defaults() | one.columns | {"id": key, "municipality_code": self._town}
        row |= {"source": self._run.source, "source_key": one.key}
        row.setdefault("registered_on", self._today)
        self._rows[Establishment].append(row)
        self._operate(key, one, row["registered_on"])
        for number in one.permits:
            self._permit(key, one, number)
        for visit in one.visits:
            self._visit(key, visit)
        self._tell(key, TAKEN_OVER, file=self._run.file_name, line=one.line, source=self._run.source)
        self._line(row, one)

    def again(
        self,
        one: Wanted,
        there: Known,
        columns: dict[str, Any],
        visits: list[tuple[str, str]],
        permits: list[str],
        operator_differs: bool,
    ) -> None:
        """An establishment of which the file says something else, or something more."""
        key = there.row.id
        if operator_differs:
            self._end_operator(there.operator)
            self._operate(key, one, self._today)
        for number in permits:
            self._permit(key, one, number)
        for visit in visits:
            self._visit(key, visit)
        if columns or operator_differs:
            self._tell(key, CHANGED, file=self._run.file_name, columns=sorted(columns) or ["operator"])
        self._updates.append((there, one, columns))

    def _end_operator(self, role: PartyRole | None) -> None:
        """Yesterday was the last day; a role that began today or later never was."""
        if role is None:
            return
        if role.from_on >= self._today:
            db.session.delete(role)
        else:
            role.until_on = self._today - timedelta(days=1)

    def _operate(self, key: uuid.UUID, one: Wanted, from_on: date) -> None:
        if not one.operator["name"]:
            return
        since = date.fromisoformat(one.operator["since"]) if one.operator["since"] else from_on
        self._rows[PartyRole].append(
            {
                "id": new_id(),
                "municipality_code": self._town,
                "establishment_id": key,
                "party_id": self._party(one),
                "role": PartyRoleName.OPERATOR.value,
                "from_on": since,
                "until_on": None,
            }
        )

    def _party(self, one: Wanted) -> Any:
        """A place to be filled with the party's id when the chunk is written: the same operator is one party."""
        known = (one.operator["name"], one.operator["kvk_number"] or one.operator["kbo_number"] or "")
        return self._parties.setdefault(known, {"operator": one.operator})

    def _permit(self, key: uuid.UUID, one: Wanted, number: str) -> None:
        facts = one.permits[number]
        start = date.fromisoformat(facts["permit_from"])
        until = date.fromisoformat(facts["permit_until"]) if "permit_until" in facts else None
        past = until is not None and until < self._today
        self._rows[Permit].append(
            {
                "id": new_id(),
                "municipality_code": self._town,
                "version": 1,
                "establishment_id": key,
                "holder_id": self._party(one),
                "number": number,
                "permit_type": one.sector.permit_type,
                "granted_on": start,
                "valid_from": start,
                "valid_until": until,
                "state": (PermitState.LAPSED if past else PermitState.GRANTED).value,
                "ended_on": until + timedelta(days=1) if past and until else None,
            }
        )

    def _visit(self, key: uuid.UUID, visit: tuple[str, str]) -> None:
        day, outcome = date.fromisoformat(visit[0]), visit[1]
        power = Permission.FINDING_READ.value
        self._tell(
            key, VISITED, at=clock.moment(day), power=power, on=visit[0], outcome=outcome, source=self._run.source
        )
        self._moved[key] = max(day, self._moved.get(key, day))

    def _tell(self, key: uuid.UUID, kind: str, *, at: Any = None, power: str | None = None, **facts: Any) -> None:
        happening = new_id()
        self._rows[Happening].append(
            {
                "id": happening,
                "municipality_code": self._town,
                "at": at or self._now,
                "kind": kind,
                "facts": facts,
                "actor_name": self._by,
                "power": power,
                "files": [],
                "url": "",
            }
        )
        self._rows[HappeningOf].append({"happening_id": happening, "dossier_id": key})

    def _line(self, row: dict[str, Any], one: Wanted) -> None:
        """The line and words, by the same rules as for an establishment that is typed in."""
        shown = self._shown(row, one)
        term, kind = register_line.next_term(shown, self._today, [])
        self._rows[RegisterLine].append(
            {
                "municipality_code": self._town,
                "establishment_id": row["id"],
                "name": row["name"],
                "sector_id": row["sector_id"],
                "address": shown.address[:200],
                "city": row["city"],
                "operator_name": one.operator["name"][:200],
                "status": register_line.status_of(shown, self._today, []).value,
                "red_flags": 0,
                "last_visit_on": self._moved.get(row["id"]),
                "next_term_on": term,
                "next_term_kind": kind,
            }
        )
        words = register_line.words(shown)
        self._rows[SearchWord] += [
            {"municipality_code": self._town, "word": word, "establishment_id": row["id"]} for word in words
        ]

    def _shown(self, row: dict[str, Any], one: Wanted) -> Establishment:
        """What the rules of the line ask of an establishment. A mapped object would cost more than all the rest."""
        shown = _Shown(**row, roles=[], permits=[], applications=[])
        if one.operator["name"]:
            since = date.fromisoformat(one.operator["since"] or self._today.isoformat())
            role = PartyRoleName.OPERATOR
            shown.roles.append(
                SimpleNamespace(role=role, from_on=since, until_on=None, party=SimpleNamespace(**one.operator))
            )
        if one.permits:
            own = (held for held in self._rows[Permit] if held["establishment_id"] == row["id"])
            shown.permits += [_ShownPermit(**facts) for facts in own]
        return cast("Establishment", shown)

    def write(self) -> None:
        """Everything that was collected, parents first; then the lines of what changed, one by one."""
        if not self._rows[Happening] and not self._updates:
            return
        self._fill_in_parties()
        for model, rows in self._rows.items():
            if rows:
                db.session.execute(insert(model.__table__), rows)
        for there, _one, columns in self._updates:
            if columns:
                own = Establishment.id == there.row.id, Establishment.version == there.row.version
                values = {**columns, "version": there.row.version + 1}
                db.session.execute(
                    update(Establishment).where(*own).values(**values).execution_options(synchronize_session=False)
                )
        db.session.flush()
        self._refresh()

    def _fill_in_parties(self) -> None:
        known = self._run.parties
        lacking = [key for key in self._parties if key not in known]
        if lacking:
            asked = select(Party.id, Party.name, Party.kvk_number, Party.kbo_number)
            for row in db.session.execute(asked.where(Party.name.in_([name for name, _number in lacking]))):
                known.setdefault((row.name, row.kvk_number or row.kbo_number or ""), row.id)
        for key in lacking:
            if key not in known:
                known[key] = new_id()
                self._rows[Party].append(self._party_row(known[key], self._parties[key]["operator"]))
        places = {id(place): known[key] for key, place in self._parties.items()}
        for waiting, column in ((self._rows[PartyRole], "party_id"), (self._rows[Permit], "holder_id")):
            for unfilled in waiting:
                unfilled[column] = places[id(unfilled[column])]

    def _party_row(self, key: uuid.UUID, operator: dict[str, Any]) -> dict[str, Any]:
        facts = {name: operator[name] for name in ("name", "kvk_number", "kbo_number")}
        empty = dict.fromkeys(
            ("contact_name", "legal_form", "street", "house_number", "postal_code", "city", "country"), ""
        )
        kind = PartyKind.LEGAL_PERSON.value
        own = {"id": key, "municipality_code": self._town, "version": 1, "kind": kind}
        return {**own, **facts, **empty, "language": self._run.language, "language_source": "usual"}

    def _refresh(self) -> None:
        ids = [there.row.id for there, _one, _columns in self._updates]
        if not ids:
            return
        question = (
            select(Establishment)
            .where(Establishment.id.in_(ids))
            .options(
                selectinload(Establishment.roles),
                selectinload(Establishment.permits),
                selectinload(Establishment.applications),
            )
            .execution_options(populate_existing=True)
        )
        found = {row.id: row for row in db.session.scalars(question)}
        for there, _one, columns in self._updates:
            row = found[there.row.id]
            line = register_line.refresh(row)
            visited = self._moved.get(row.id)
            if visited is not None:
                line.last_visit_on = max(visited, line.last_visit_on or visited)
            if "closed_on" in columns:
                events.establishment_closed.send(row, on=columns["closed_on"])
            elif columns:
                events.establishment_changed.send(row, changed=set(columns))


def _defaults() -> dict[str, Any]:
    """A row as an establishment begins, so that many rows can be inserted with one statement."""
    texts = dict.fromkeys(("subtype", "street", "house_number", "postal_code", "city", "note"), "")
    nothing = dict.fromkeys(
        (
            "rooms",
            "kvk_number",
            "kvk_establishment_number",
            "kbo_number",
            "kbo_establishment_number",
            "closed_on",
            "latitude",
            "longitude",
        )
    )
    return {**texts, **nothing, "version": 1, "opening_hours": {}}
