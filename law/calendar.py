"""Rest days of a country: holidays computed from Easter or a fixed date, and days that a decree adds.

Everything here speaks of calendar days in local law; there are no clock times and no time zones.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from law import entries
from law.book import Holiday, RestRule, Words
from law.notions import LawError, UnknownEntry, UnknownJurisdiction
from law.read import HOUSE, Row, document, listed

COUNTRIES = tuple(entries.SPOKEN)
SATURDAY, SUNDAY = 5, 6
DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class HolidayRule:
    """How a holiday finds its date in a year: so many days from Easter Sunday, or a month and day."""

    id: str
    name: Words = field(hash=False)
    easter: int | None
    month: int | None
    day: int | None
    if_sunday: int  # days to move when the fixed date is a Sunday
    source: str

    def on(self, year: int) -> date:
        """The date in that year."""
        if self.easter is not None:
            return easter_sunday(year) + timedelta(days=self.easter)
        assert self.month is not None
        assert self.day is not None
        fixed = date(year, self.month, self.day)
        return fixed + timedelta(days=self.if_sunday) if fixed.weekday() == SUNDAY else fixed


@dataclass(frozen=True, kw_only=True, slots=True)
class _Country:
    rules: tuple[HolidayRule, ...]
    equated: tuple[Holiday, ...]
    known_from: date
    known_until: date | None
    rest_rules: tuple[RestRule, ...]


def easter_sunday(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the anonymous algorithm (Meeus/Jones/Butcher)."""
    golden, century, rest = year % 19, year // 100, year % 100
    leap = century - century // 4 - (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + leap + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    correction = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * correction + 114, 31)
    return date(year, month, day + 1)


def _holiday_rule(row: Row) -> HolidayRule:
    rule = HolidayRule(
        id=row.text("id"),
        name=row.words("name"),
        easter=row.whole_or_none("easter"),
        month=row.whole_or_none("month", least=1),
        day=row.whole_or_none("day", least=1),
        if_sunday=row.whole_or_none("if_sunday") or 0,
        source=row.text("source"),
    )
    if (rule.easter is None) == (rule.month is None) or (rule.month is None) != (rule.day is None):
        raise row.lack("easter", "or else month and day must say when it is, and only one of them")
    return rule


def _read(country: str) -> _Country:
    whole = document(HOUSE / country / "holidays.toml")
    found = _Country(
        known_from=whole.day("decrees_known_from"),
        known_until=whole.day_or_none("decrees_known_until"),
        rules=listed(whole, "holiday", _holiday_rule),
        equated=listed(whole, "equated", entries.equated_day),
        rest_rules=listed(whole, "rest_rule", lambda row: entries.rest_rule(row, country)),
    )
    whole.finish()
    return found


_BY_COUNTRY = {country: _read(country) for country in COUNTRIES}
_REST_RULES = {rule.id: rule for country in _BY_COUNTRY.values() for rule in country.rest_rules}


def _country(country: str) -> _Country:
    try:
        return _BY_COUNTRY[country]
    except KeyError:
        raise UnknownJurisdiction(f"The calendar has no country {country!r}; it has {', '.join(COUNTRIES)}.") from None


@lru_cache(maxsize=256)
def holidays(country: str, year: int) -> tuple[Holiday, ...]:
    """Legal rest days of that year in order of date, Sundays as such not included.

    Raises UnknownJurisdiction for a country that is not in the book.
    """
    of = _country(country)
    computed = (Holiday(id=rule.id, on=rule.on(year), name=rule.name, source=rule.source) for rule in of.rules)
    decreed = (day for day in of.equated if day.on.year == year)
    return tuple(sorted((*computed, *decreed), key=lambda holiday: (holiday.on, holiday.id)))


@lru_cache(maxsize=256)
def _dates(country: str, year: int) -> frozenset[date]:
    return frozenset(holiday.on for holiday in holidays(country, year))


def is_rest_day(country: str, day: date) -> bool:
    """Whether the day is a Saturday, a Sunday, a legal holiday or a day equated with one."""
    return day.weekday() >= SATURDAY or day in _dates(country, day.year)


def why_rest(country: str, day: date) -> str | None:
    """The id of the holiday, else "saturday" or "sunday", else None for a day on which people work."""
    for holiday in holidays(country, day.year):
        if holiday.on == day:
            return holiday.id
    return {SATURDAY: "saturday", SUNDAY: "sunday"}.get(day.weekday())


def name_of(holiday_id: str, language: str) -> str | None:
    """The name of a holiday in that language, or None when no country has it."""
    for country in _BY_COUNTRY.values():
        names = {rule.id: rule.name for rule in country.rules} | {day.id: day.name for day in country.equated}
        if holiday_id in names:
            return names[holiday_id][language]
    return None


def decrees_cover(country: str, day: date) -> bool:
    """Whether the decrees on equated days of that time are in the book; if not, an end may still move."""
    of = _country(country)
    return of.known_from <= day and (of.known_until is None or day <= of.known_until)


def known_until(country: str) -> date | None:
    """The last day for which equated days are known; None where no decree can add any."""
    return _country(country).known_until


def rest_rule(rule_id: str) -> RestRule:
    """The rest-day rule of that id. Raises UnknownEntry."""
    try:
        return _REST_RULES[rule_id]
    except KeyError:
        raise UnknownEntry(f"The book has no rest-day rule {rule_id!r}.") from None


@lru_cache(maxsize=512)
def _working_days_of(country: str, year: int) -> tuple[date, ...]:
    days = (date(year, 1, 1) + DAY * number for number in range(366))
    return tuple(day for day in days if day.year == year and not is_rest_day(country, day))


def working_day_after(country: str, day: date, count: int) -> date:
    """The `count`-th working day after that day; with 0 the day itself. Raises LawError below 0."""
    if count < 0:
        raise LawError("Working days are counted forward only.")
    if count == 0:
        return day
    year = day.year
    open_days = _working_days_of(country, year)
    left = count + bisect_left(open_days, day + DAY)
    while left > len(open_days):
        left -= len(open_days)
        year += 1
        open_days = _working_days_of(country, year)
    return open_days[left - 1]


def next_open_day(country: str, day: date) -> date:
    """The day itself when it is no rest day, else the first day after it that is none."""
    while is_rest_day(country, day):
        day += DAY
    return day
