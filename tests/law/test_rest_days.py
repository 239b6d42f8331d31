"""Rest days, held against the independent table of the PyPI package `holidays`."""

from __future__ import annotations

from datetime import date, timedelta

import holidays as other
import pytest

import law
from law import calendar

YEARS = range(2020, 2036)


def without_decrees(country: str, year: int) -> set[date]:
    return {holiday.on for holiday in calendar.holidays(country, year) if not holiday.id.startswith("equated-")}


@pytest.mark.parametrize("year", YEARS)
def test_dutch_holidays_agree_with_an_independent_table(year: int) -> None:
    theirs = set(other.country_holidays("NL", years=year))
    # They list the Sundays of Easter and Pentecost, which are rest days as Sundays already.
    theirs -= {calendar.easter_sunday(year), calendar.easter_sunday(year) + timedelta(days=49)}
    # They list Liberation Day once in five years (a day off by custom); the statute names it every year.
    # They leave out Good Friday, which the statute only equates with a holiday (art. 3 lid 2).
    expected = theirs | {date(year, 5, 5), calendar.easter_sunday(year) - timedelta(days=2)}
    assert without_decrees("nl", year) == expected


@pytest.mark.parametrize("year", YEARS)
def test_belgian_holidays_agree_with_an_independent_table(year: int) -> None:
    theirs = set(other.country_holidays("BE", years=year))
    # Again Easter Sunday and Whit Sunday, which are Sundays.
    theirs -= {calendar.easter_sunday(year), calendar.easter_sunday(year) + timedelta(days=49)}
    assert without_decrees("be", year) == theirs


@pytest.mark.parametrize("year", YEARS)
def test_the_holidays_of_luxembourg_agree_with_an_independent_table(year: int) -> None:
    theirs = set(other.country_holidays("LU", years=year))
    theirs -= {calendar.easter_sunday(year), calendar.easter_sunday(year) + timedelta(days=49)}
    assert without_decrees("lu", year) == theirs


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2025, "01-01 04-18 04-21 04-26 05-05 05-29 05-30 06-09 12-25 12-26"),
        (2026, "01-01 01-02 04-03 04-06 04-27 05-05 05-14 05-15 05-25 12-25 12-26"),
        (2027, "01-01 03-26 03-29 04-27 05-05 05-06 05-07 05-17 12-25 12-26"),
        (2028, "01-01 04-14 04-17 04-27 04-28 05-05 05-25 05-26 06-05 12-25 12-26"),
    ],
)
def test_the_dutch_days_of_the_decree_years_are_complete(year: int, days: str) -> None:
    found = " ".join(f"{holiday.on:%m-%d}" for holiday in calendar.holidays("nl", year))
    assert found == days


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2026, "01-01 04-06 05-01 05-14 05-25 07-21 08-15 11-01 11-11 12-25"),
        (2027, "01-01 03-29 05-01 05-06 05-17 07-21 08-15 11-01 11-11 12-25"),
    ],
)
def test_the_belgian_days_are_complete(year: int, days: str) -> None:
    found = " ".join(f"{holiday.on:%m-%d}" for holiday in calendar.holidays("be", year))
    assert found == days


@pytest.mark.parametrize(
    ("country", "day", "rests"),
    [
        ("nl", date(2026, 5, 16), True),  # Saturday
        ("nl", date(2026, 5, 15), True),  # equated by decree
        ("be", date(2026, 5, 15), False),
        ("nl", date(2026, 5, 1), False),
        ("be", date(2026, 5, 1), True),
        ("be", date(2026, 4, 3), False),  # Good Friday is an ordinary day in Belgium
        ("nl", date(2026, 11, 11), False),
    ],
)
def test_a_rest_day_is_a_weekend_a_holiday_or_a_decreed_day(country: str, day: date, rests: bool) -> None:
    assert calendar.is_rest_day(country, day) is rests


def test_a_last_day_after_the_known_decrees_carries_a_warning() -> None:
    objection = law.jurisdiction("nl").term("nl.objection", on=date(2028, 12, 1))
    assert [step.rule for step in law.terms.last_day(objection, date(2028, 12, 1)).warnings] == ["decrees-unknown"]
    assert law.terms.last_day(objection, date(2028, 11, 1)).warnings == ()
    assert calendar.known_until("nl") == date(2028, 12, 31)
    assert calendar.known_until("be") is None


def test_an_unknown_country_is_answered_with_a_sentence() -> None:
    with pytest.raises(law.UnknownJurisdiction, match="has no country 'de'"):
        calendar.holidays("de", 2026)


def independently_rests(country: str, day: date) -> bool:
    """A rest day by the other package, its differences mended, and by the decrees as published."""
    theirs = set(other.country_holidays(country.upper(), years=day.year))
    if country == "nl":
        theirs |= {date(day.year, 5, 5), calendar.easter_sunday(day.year) - timedelta(days=2)}
        theirs |= {one.on for one in calendar.holidays("nl", day.year) if one.id.startswith("equated-")}
    return day.weekday() >= 5 or day in theirs


@pytest.mark.parametrize("year", YEARS)
def test_objection_terms_agree_with_a_second_way_of_counting(year: int) -> None:
    here = law.jurisdiction("nl")
    for number in range(0, 365, 13):
        start = date(year, 1, 1) + timedelta(days=number)
        end = start + timedelta(weeks=6)
        while independently_rests("nl", end):
            end += timedelta(days=1)
        assert law.terms.last_day(here.term("nl.objection", on=start), start).last_day == end


@pytest.mark.parametrize("year", [year for year in YEARS if year > 2024])
def test_integrity_investigations_agree_with_a_second_way_of_counting(year: int) -> None:
    here = law.jurisdiction("be-wal")
    for number in range(0, 365, 31):
        start = day = date(year, 1, 1) + timedelta(days=number)
        left = 50
        while left:
            day += timedelta(days=1)
            left -= not independently_rests("be", day)
        assert law.terms.last_day(here.term("be.119ter-investigation", on=start), start).last_day == day
