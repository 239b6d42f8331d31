"""The rows that an import writes, gathered for many establishments and written at once."""

from __future__ import annotations

import uuid
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
from permits.register_import.wanted import CHANGED, TAKEN_OVER, VISITED, Known, Run, Wanted


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
