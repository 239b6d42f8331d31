"""The branches of a municipality: how often they are visited, what an application needs, by which decree."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

import law
from app.access import Permission
from app.acts import act, check_version
from app.clock import today
from app.db import db
from app.errors import Refusal
from permits.decision_clock import here
from permits.events import cadence_changed
from permits.models import Designation, Sector

OTHER = "other"


class WrongSector(Refusal):
    status = 422


@dataclass(frozen=True, kw_only=True)
class SectorFacts:
    """What an administrator sets. ``name`` and each of ``required_documents``: {language: text}."""

    name: dict[str, str]
    visits_per_year: int = 0
    first_visit_days: int = 90
    permit_type: str = "designated_sector"
    decision_term: str = ""
    required_documents: list[dict[str, str]] = field(default_factory=list)
    in_use: bool = True
    silence_grants: bool | None = None
    silence_rule: str = ""

    def columns(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


@act(Permission.MUNICIPALITY_MANAGE)
def add_sector(facts: SectorFacts, kind: str = OTHER) -> Sector:
    """Add a sector; ``kind`` is a built-in one of the law book or "other"."""
    if kind != OTHER and kind not in {known.id for known in law.SECTOR_KINDS}:
        raise WrongSector(_l("This kind of sector is not in the law book. Choose one of the list."))
    _check(facts)
    row = Sector(kind=kind, **facts.columns())
    db.session.add(row)
    db.session.flush()
    return row


@act(Permission.MUNICIPALITY_MANAGE)
def save_sector(sector: Sector, seen_version: int | None, facts: SectorFacts) -> Sector:
    """Change a sector. When its cadence moves, what was planned by the old one is planned again."""
    check_version(sector, seen_version)
    _check(facts)
    before = (sector.visits_per_year, sector.first_visit_days)
    for name, value in facts.columns().items():
        setattr(sector, name, value)
    db.session.flush()
    if before != (sector.visits_per_year, sector.first_visit_days):
        cadence_changed.send(sector)
    return sector


def _check(facts: SectorFacts) -> None:
    if not any(text.strip() for text in facts.name.values()):
        raise WrongSector(_l("Fill in the name of the sector."))
    if not 0 <= facts.visits_per_year <= 52:
        raise WrongSector(_l("Plan between 0 and 52 visits a year."))
    if not 1 <= facts.first_visit_days <= 366:
        raise WrongSector(_l("The first visit takes place within 1 to 366 days."))
    if facts.silence_grants is not None and not facts.silence_rule.strip():
        raise WrongSector(_l("Fill in the article of the by-law that says what silence does."))
    if facts.decision_term and facts.decision_term not in {term.id for term in here().terms(on=today())}:
        raise WrongSector(_l("This decision term is not in the law book. Choose one of the list."))


@act(Permission.MUNICIPALITY_MANAGE)
def designate(
    sector: Sector, article: str, gazette: str, valid_from: date, valid_until: date | None = None
) -> Designation:
    """Note the decree that brings a sector under the permit duty."""
    if not article.strip() or not gazette.strip():
        raise WrongSector(_l("Fill in the article of the by-law and where the decree was published."))
    if valid_until is not None and valid_until < valid_from:
        raise WrongSector(_l("The decree cannot end before it begins. Check the dates."))
    row = Designation(
        sector_id=sector.id,
        article=article.strip(),
        gazette=gazette.strip(),
        valid_from=valid_from,
        valid_until=valid_until,
    )
    db.session.add(row)
    return row
