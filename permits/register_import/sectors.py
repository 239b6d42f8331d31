"""Which sector of the municipality a line of the file means."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select

from app.access import Permission, may
from app.db import db
from app.web.language import in_language
from permits.acts.sectors import SectorFacts, add_sector
from permits.models import Sector
from permits.register_import.mapping import Mapping, SectorRule
from permits.register_import.records import Wrong

_OTHER = "other"


@dataclass(frozen=True)
class SectorHere:
    id: uuid.UUID
    permit_type: str


class Sectors:
    """Finds sectors by the rules of a mapping, or by kind or name; adds one only for who may."""

    def __init__(self, mapping: Mapping, *, add: bool) -> None:
        self._mapping, self._add = mapping, add
        self._rows = list(db.session.scalars(select(Sector).order_by(Sector.kind, Sector.id)))
        self.known: dict[str, SectorHere] = {}

    def check(self, key: str) -> None:
        """Make sure that ``key`` is known, or raise :class:`Wrong` with what to do."""
        if key in self.known:
            return
        rule = self._mapping.sector_rule(key)
        row = self._by_rule(rule) if rule else self._by_word(key)
        if row is not None:
            self.known[key] = SectorHere(row.id, row.permit_type)
        elif rule and rule.name and may(Permission.MUNICIPALITY_MANAGE):
            self.known[key] = self._added(rule)
        else:
            name = in_language(dict(rule.name)) if rule and rule.name else key
            raise Wrong(
                _(
                    "Your municipality has no sector “%(name)s”. Ask the administrator to add it, or correct the line.",
                    name=name[:80],
                )
            )

    def _by_rule(self, rule: SectorRule) -> Sector | None:
        names = {name.casefold() for name in rule.name.values()}
        for row in self._rows:
            if row.kind == rule.kind and (
                rule.kind != _OTHER or names & {name.casefold() for name in row.name.values()}
            ):
                return row
        return None

    def _by_word(self, word: str) -> Sector | None:
        plain = word.casefold()
        named = [row for row in self._rows if plain in {name.casefold() for name in row.name.values()}]
        same_kind = [row for row in self._rows if row.kind == plain]
        # Several added sectors share the kind "other": then only the name says which.
        return named[0] if named else same_kind[0] if len(same_kind) == 1 else None

    def _added(self, rule: SectorRule) -> SectorHere:
        if not self._add:
            return SectorHere(uuid.UUID(int=0), "")
        row = add_sector(SectorFacts(name=dict(rule.name)), rule.kind)
        found = SectorHere(row.id, row.permit_type)
        self._rows = list(db.session.scalars(select(Sector).order_by(Sector.kind, Sector.id)))
        return found
