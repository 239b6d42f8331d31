"""How a visit, a package and what belongs to it look to a tablet: plain values, as docs/tablet-protocol.md says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Any

import law
from app import clock
from app.people import municipality_now
from inspections import danger, queries
from inspections.lifecycle import InspectionState
from inspections.models import Finding, Inspection, RedFlag
from inspections.sheet import COUNTERS, FUNCTIONS_ALONG, FUNCTIONS_THERE, Sheet, checklist_for, open_sheet
from inspections.sync import queries as known
from inspections.sync.models import Attachment
from permits import queries as register
from permits.models import Establishment, Sector

LANGUAGES = ("nl", "fr", "de", "en")
HANDED_STATES = (InspectionState.PLANNED, InspectionState.UNDER_WAY, InspectionState.SEALED)
_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
CHECKLIST_FIGURES = 16
# What the application on the tablet does by itself; the same in every municipality.
SETTINGS = {"idle_minutes": 10, "erase_hours": 24, "days_without_unlock": 7, "stale_hours": 12}


def moment(value: datetime | None) -> str | None:
    return value.isoformat() if value else None


def words(texts: Mapping[str, str]) -> dict[str, str]:
    """The text in the four languages of the screens; Dutch where one lacks."""
    return {language: texts.get(language) or texts.get("nl", "") for language in LANGUAGES}


def town() -> dict[str, Any]:
    row = municipality_now()
    country = law.jurisdiction(row.jurisdiction).country
    return {"code": row.code, "name": row.name, "country": country, "phone": row.phone}


def first_sheet(visit: Inspection) -> Sheet:
    """The sheet of a visit: as it stands, or empty with the items to look at while it has not begun."""
    if visit.state != InspectionState.PLANNED:
        return Sheet.from_dict(visit.sheet)
    still_open = [finding.item_code for finding in queries.open_violations(visit.establishment_id)]
    place = visit.establishment
    country = municipality_now().jurisdiction[:2]
    return open_sheet(checklist_for(place.sector.kind, place.subtype, country), still_open)


def visit(row: Inspection, sheet: Sheet, order: int = 0) -> dict[str, Any]:
    """VISIT of the protocol."""
    day = clock.today()
    return {
        "id": str(row.id),
        "number": row.number,
        "version": row.version,
        "state": str(row.state),
        "kind": str(row.kind),
        "reason": row.reason,
        "planned_on": row.planned_on.isoformat() if row.planned_on else None,
        "order": order,
        "place": _whole_place(row.establishment, day),
        "permit": _permit(row.establishment, day),
        "earlier": [_earlier(finding) for finding in queries.open_violations(row.establishment_id)],
        "checklist": {"id": _name_of_list(row.establishment), "version": edition(sheet.items)},
        "sheet": as_sent(sheet),
        "findings": [flag(one) for one in queries.flags_sent_ahead(row.id)],
        "attachments": [attachment(one) for one in known.attachments([row.id]).get(row.id, [])],
        "addenda": [
            {"id": str(a.id), "text": a.text, "added_at": moment(a.added_at), "by": a.added_by} for a in row.addenda
        ],
        "sealed_at": moment(row.sealed_at),
        "report": f"/api/v1/visits/{row.id}/report" if row.state == InspectionState.SEALED else None,
    }


def as_sent(sheet: Sheet) -> dict[str, Any]:
    """SHEET of the protocol: every field, also the empty ones."""
    plain = sheet.to_dict()
    plain.pop("evidence", None)
    empty: dict[str, Any] = {"notes": {}, "started_at": None, "left_at": None, "operator_remark": "", "signature": ""}
    whole = {**empty, **plain}
    for answer in whole["answers"].values():
        answer.setdefault("at_once", False)
        answer.setdefault("by", "")
    return whole


def flag(row: RedFlag) -> dict[str, Any]:
    """FINDING of the protocol."""
    return {
        "id": str(row.id),
        "visit_id": str(row.visit_id),
        "item": row.item_code,
        "basis": str(row.basis),
        "remark": row.remark,
        "counts": dict(row.counts),
        "severity": row.severity,
        "severity_reason": row.severity_reason,
        "place": row.place,
        "clock": {"captured_at": moment(row.captured_at), "zone": row.zone, "offset_ms": row.offset_ms},
    }


def attachment(row: Attachment) -> dict[str, Any]:
    return {"id": str(row.id), "item": row.item_code, "kind": row.kind, "sha256": row.sha256}


def place(row: Establishment) -> dict[str, Any]:
    """PLACE of the protocol."""
    return {
        "id": str(row.id),
        "name": row.name,
        "address": row.address,
        "postal_code": row.postal_code,
        "city": row.city,
        "sector": str(row.sector_id),
        "subtype": row.subtype,
    }


def items(sheets: Iterable[Sequence[str]]) -> dict[str, Any]:
    """Every item of these lists, once."""
    return {code: _item(law.item(code)) for code in sorted({code for one in sheets for code in one})}


def words_of_lists() -> dict[str, Any]:
    """What does not differ from visit to visit: topics, what can be counted, functions, settings."""
    return {
        "topics": [{"id": topic.id, "name": words(topic.name)} for topic in law.TOPICS],
        "counters": {topic: list(keys) for topic, keys in COUNTERS.items()},
        "functions": {"there": list(FUNCTIONS_THERE), "along": list(FUNCTIONS_ALONG)},
        "settings": SETTINGS,
    }


def sectors() -> list[dict[str, Any]]:
    """The sectors in use, each with its checklists."""
    country = municipality_now().jurisdiction[:2]
    return [_sector(row, country) for row in register.sectors()]


def danger_numbers() -> list[dict[str, Any]]:
    """Whom to call: the municipality's own list, else the numbers that ship with the house."""
    country = law.jurisdiction(municipality_now().jurisdiction).country
    own = [{"name": words({"nl": one.name}), "number": one.number, "minors": one.minors} for one in known.contacts()]
    return own or [
        {"name": words(one.name), "number": one.number, "minors": False} for one in danger.numbers_for(country)
    ]


def edition(codes: Sequence[str]) -> str:
    """A fingerprint of a list as it reads now: codes, labels and gravity."""
    told = "\x1f".join(f"{one.code}|{one.severity}|{one.cls.value}|{one.label['nl']}" for one in map(law.item, codes))
    return sha256(told.encode()).hexdigest()[:CHECKLIST_FIGURES]


def _sector(row: Sector, country: str) -> dict[str, Any]:
    known_kinds = {one.id: one for one in law.SECTOR_KINDS}
    kind = known_kinds.get(row.kind)
    subtypes = [("", dict(row.name)), *((one.id, one.name) for one in (kind.subtypes if kind else ()))]
    return {
        "id": str(row.id),
        "name": words(row.name),
        "subtypes": [
            {"id": key, "name": words(name), "checklist": _checklist(row.kind, key, country)} for key, name in subtypes
        ],
    }


def _checklist(sector: str, subtype: str, country: str) -> dict[str, Any]:
    codes = [one.code for one in checklist_for(sector, subtype, country)]
    return {"id": f"{sector}/{subtype}".rstrip("/"), "version": edition(codes), "items": codes}


def _name_of_list(row: Establishment) -> str:
    return f"{row.sector.kind}/{row.subtype}".rstrip("/")


def _item(one: law.Item) -> dict[str, Any]:
    return {
        "label": words(one.label),
        "topic": one.topic,
        "severity": one.severity,
        "kind": one.cls.value,
        "says": words(one.says) if one.says else None,
        "says_not": words(one.says_not) if one.says_not else None,
    }


def _whole_place(row: Establishment, day: date) -> dict[str, Any]:
    hours = row.opening_hours or {}
    open_today = bool(hours.get(_WEEK[day.weekday()])) if hours else None
    return {**place(row), "opening_hours": hours, "rooms": row.rooms, "open_today": open_today}


def _permit(row: Establishment, day: date) -> dict[str, Any] | None:
    permit = row.permit_on(day)
    if permit is None:
        return None
    return {
        "number": permit.number,
        "valid_until": permit.valid_until.isoformat() if permit.valid_until else None,
        "suspended": permit.suspended_until is not None,
        "conditions": [condition.text for condition in permit.conditions],
    }


def _earlier(finding: Finding) -> dict[str, Any]:
    return {
        "number": finding.number,
        "item": finding.item_code,
        "severity": finding.severity,
        "remark": finding.remark,
        "seen_on": clock.civil(finding.seen_at).date().isoformat(),
    }
