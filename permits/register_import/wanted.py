"""What a file wants of one establishment, what the register knows of it, and the import under way."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

from permits.models import (
    PartyRole,
)
from permits.register_import.sectors import SectorHere

TAKEN_OVER, CHANGED, VISITED = "register.taken-over", "register.taken-over-again", "register.visited-before"
DAYS = frozenset({"registered_on", "closed_on"})
COLUMNS = (
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
