"""Whether silence grants a permit, per country and type of permit. Read from ``silence.toml``."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from law.book import Dated, Words
from law.jurisdictions import JURISDICTIONS, jurisdiction
from law.read import HOUSE, Row, dated, document, listed


@dataclass(frozen=True, kw_only=True, slots=True)
class Silence(Dated):
    """What the end of the decision term does to an application for this type of permit; ``why`` in plain words."""

    permit_type: str
    granted: bool
    why: Words = field(hash=False)


def _entry(row: Row, country: str) -> Silence:
    return Silence(
        **dated(row, country), permit_type=row.text("permit_type"), granted=row.flag("granted"), why=row.words("why")
    )


def _read(country: str) -> tuple[Silence, ...]:
    path = HOUSE / country / "silence.toml"
    if not path.exists():
        return ()
    whole = document(path)
    found = listed(whole, "silence", lambda row: _entry(row, country))
    whole.finish()
    return found


_TABLES = {country: _read(country) for country in sorted({jurisdiction(code).country for code in JURISDICTIONS})}


def silence(country: str, permit_type: str, on: date) -> Silence | None:
    """What silence does there on a day; None where the law knows no permit by silence."""
    return next((one for one in _TABLES[country] if one.permit_type == permit_type and one.holds(on)), None)


def silences(country: str) -> tuple[Silence, ...]:
    """Every entry of a country."""
    return _TABLES[country]
