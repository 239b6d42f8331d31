"""What a jurist must look at: entries not read in the primary text, or read too long ago, and decrees that run out."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, timedelta

from law import bylaws, calendar, powers, silence, tongues
from law.book import Dated
from law.entries import SPOKEN
from law.jurisdictions import entries_of
from law.notions import Confidence
from law.terms import within_months

DAY = timedelta(days=1)
MONTHS = 12
LONG_AGO, RUNS_OUT = "verified over a year ago", "decrees run out"


@dataclass(frozen=True, kw_only=True, slots=True)
class Remark:
    """One thing to look at. `why`: unverified, secondary, verified over a year ago, or decrees run out."""

    country: str
    only: tuple[str, ...]
    noun: str
    id: str
    why: str
    verified_on: date | None
    source: str

    def plain(self) -> dict[str, object]:
        """The remark as values that JSON can hold."""
        return {key: value.isoformat() if isinstance(value, date) else value for key, value in asdict(self).items()}


def every(country: str) -> tuple[Dated, ...]:
    """Every dated entry of a country: the book, its table of powers, the languages of letters, the by-laws read."""
    return (
        *entries_of(country),
        *powers.powers(country),
        *powers.subjects(country),
        *silence.silences(country),
        *tongues.rules(country),
        *bylaws.bylaws(country),
        *bylaws.regulations(country),
    )


def remarks(today: date) -> tuple[Remark, ...]:
    """What is to be looked at on that day, by country and in the order of the files. Past law is left out."""
    found: list[Remark] = []
    for country in SPOKEN:
        now = (entry for entry in every(country) if entry.in_force_until is None or entry.in_force_until >= today)
        found += [_remark(country, entry, why) for entry in now if (why := _why(entry, today))]
        found += _decrees(country, today)
    return tuple(found)


def _why(entry: Dated, today: date) -> str | None:
    if entry.confidence is not Confidence.VERIFIED:
        return entry.confidence.value
    read = entry.verified_on
    if read is None or today <= read or within_months(read + DAY, today, MONTHS):
        return None
    return LONG_AGO


def _remark(country: str, entry: Dated, why: str) -> Remark:
    return Remark(
        country=country,
        only=entry.only,
        noun=type(entry).__name__.lower(),
        id=entry.id,
        why=why,
        verified_on=entry.verified_on,
        source=entry.source,
    )


def _decrees(country: str, today: date) -> list[Remark]:
    """Equated days are decreed for some years at a time: within a year of the last one the next must be entered."""
    last = calendar.known_until(country)
    if last is None or not within_months(today, max(today, last), MONTHS):
        return []
    source = f"law/{country}/holidays.toml, decrees_known_until = {last}"
    return [
        Remark(country=country, only=(), noun="holidays", id=country, why=RUNS_OUT, verified_on=None, source=source)
    ]
