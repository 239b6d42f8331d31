"""One function per noun: a row of a file in, a value of the book out."""

from __future__ import annotations

from types import MappingProxyType

from law.book import (
    Country,
    EvidenceNeed,
    Ground,
    Holiday,
    Letters,
    Measure,
    Penalty,
    PenaltyStep,
    Precedent,
    Remedy,
    RestRule,
    Statute,
    SuspensionRule,
    Term,
)
from law.checklist import Indicator, Item, SectorKind, Subtype, Topic
from law.notions import Effect, EvidenceKind, Gate, Instrument, ItemClass, Organ, Procedure, StartRule, Unit
from law.read import HOUSE, LANGUAGES, Row, dated, things

MOST_SEVERE = 4


def _country(row: Row) -> Country:
    return Country(code=row.text("code"), languages=row.texts("languages"))


# The languages in which the book of each country quotes its articles.
SPOKEN = {one.code: one.languages for one in things(HOUSE / "countries.toml", "country", _country, key="code")}


def statute(row: Row, jurisdiction: str) -> Statute:
    """A row of statutes.toml."""
    spoken = SPOKEN[jurisdiction]
    return Statute(
        **dated(row, jurisdiction),
        title=row.words("title", spoken),
        citation=row.words("citation", spoken),
        url=row.text("url"),
    )


def ground(row: Row, jurisdiction: str) -> Ground:
    """A row of grounds.toml."""
    spoken = SPOKEN[jurisdiction]
    return Ground(
        **dated(row, jurisdiction),
        article=row.words("article", spoken),
        own_words=row.words("own_words"),
        quote=row.words_or_none("quote", spoken),
        measures=row.texts("measures"),
        instruments=row.choices("instruments", Instrument),
        evidence=tuple(_evidence(need) for need in row.rows("evidence")),
        decides=row.choice("decides", Organ),
        max_months=row.whole_or_none("max_months", least=1),
        remedy=row.text_or_none("remedy"),
        by_law=row.flag("by_law"),
        needs_designation=row.flag("needs_designation"),
        supports_only=row.flag("supports_only"),
        items=row.texts("items"),
        gates=row.choices("gates", Gate),
        case_law=_case_law(row),
    )


def _case_law(row: Row) -> tuple[Precedent, ...]:
    return tuple(_precedent(case) for case in row.rows("case_law"))


def _precedent(row: Row) -> Precedent:
    case = Precedent(ecli=row.text("ecli"), lesson=row.words("lesson"))
    row.finish()
    return case


def _evidence(row: Row) -> EvidenceNeed:
    need = EvidenceNeed(
        kind=row.choice("kind", EvidenceKind),
        count=row.whole("count", least=1),
        classes=row.choices("classes", ItemClass),
        alternatives=row.choices("alternatives", EvidenceKind),
    )
    row.finish()
    return need


def measure(row: Row, jurisdiction: str) -> Measure:
    """A row of measures.toml."""
    return Measure(
        **dated(row, jurisdiction),
        name=row.words("name"),
        effect=row.choice("effect", Effect),
        instrument=row.choice("instrument", Instrument),
        procedure=row.choice("procedure", Procedure),
        letters=_letters(row.row("letters")),
        gates=row.choices("gates", Gate),
        decides=row.choice("decides", Organ),
        announce_required=row.flag("announce_required"),
        hearing_term=row.text_or_none("hearing_term"),
        needs_duration=row.flag("needs_duration"),
        max_months=row.whole_or_none("max_months", least=1),
        renewals=row.whole_or_none("renewals", least=0),
        renews=row.text_or_none("renews"),
        confirmation=row.text_or_none("confirmation"),
        most_cents=row.whole_or_none("most_cents", least=1),
        remedy=row.text_or_none("remedy"),
        article=row.words_or_none("article", SPOKEN[jurisdiction]),
        case_law=_case_law(row),
    )


def _letters(row: Row) -> Letters:
    letters = Letters(
        announcement=row.text_or_none("announcement"),
        decision=row.text("decision"),
        confirmation=row.text_or_none("confirmation"),
    )
    row.finish()
    return letters


def term(row: Row, jurisdiction: str) -> Term:
    """A row of terms.toml; exactly one of `length` and `length_from`."""
    length, length_from = row.whole_or_none("length", least=1), row.text_or_none("length_from")
    if (length is None) == (length_from is None):
        raise row.lack("length", "must be there, or else length_from must name the event that gives it")
    rolls, rest, unit = row.flag("rolls"), row.text_or_none("rest"), row.choice("unit", Unit)
    if rest is None and (rolls or unit is Unit.WORKING_DAYS):
        raise row.lack("rest", "is missing: which days are rest days for this term")
    return Term(
        **dated(row, jurisdiction),
        name=row.words("name"),
        runs_from=row.words("runs_from"),
        start_rule=row.choice("start_rule", StartRule),
        length=length,
        length_from=length_from,
        unit=unit,
        rolls=rolls,
        rest=rest,
        sent_working_days=row.whole_or_none("sent_working_days", least=1),
        stands_still=row.flag("stands_still"),
        extension=row.whole_or_none("extension", least=1),
        suspensions=row.texts("suspensions"),
        town_sets_length=row.flag("town_sets_length"),
    )


def suspension_rule(row: Row, jurisdiction: str) -> SuspensionRule:
    """A suspension row of terms.toml."""
    return SuspensionRule(
        **dated(row, jurisdiction),
        name=row.words("name"),
        opened_by=row.text("opened_by"),
        closed_by=row.text("closed_by"),
        first_offset=row.whole("first_offset"),
        last_offset=row.whole("last_offset"),
        cap_days=row.whole_or_none("cap_days", least=1),
    )


def penalty(row: Row, jurisdiction: str) -> Penalty:
    """A penalty row of terms.toml."""
    return Penalty(
        **dated(row, jurisdiction),
        name=row.words("name"),
        notice_term=row.text("notice_term"),
        days_term=row.text("days_term"),
        steps=tuple(_penalty_step(step) for step in row.rows("steps")),
    )


def _penalty_step(row: Row) -> PenaltyStep:
    step = PenaltyStep(days=row.whole("days", least=1), cents=row.whole("cents", least=1))
    row.finish()
    return step


def remedy(row: Row, jurisdiction: str) -> Remedy:
    """A row of remedies.toml."""
    spoken = SPOKEN[jurisdiction]
    starts_on = row.text("starts_on")
    if starts_on not in ("service", "receipt"):
        raise row.lack("starts_on", f'must be "service" or "receipt", not {starts_on!r}')
    return Remedy(
        **dated(row, jurisdiction),
        name=row.words("name"),
        term=row.text_or_none("term"),
        authority=row.words("authority"),
        prints_last_day=row.flag("prints_last_day"),
        starts_on=starts_on,
        suspends=row.flag("suspends"),
        text=row.words("text", spoken),
    )


def rest_rule(row: Row, country: str) -> RestRule:
    """A rest rule of holidays.toml."""
    longest = None
    if row.has("longest"):
        units = row.row("longest")
        longest = MappingProxyType({unit: units.whole(unit, least=1) for unit in units.unread()})
        unknown = set(longest) - set(Unit)
        if unknown:
            raise units.lack(min(unknown), "is no unit of a term")
    return RestRule(
        id=row.text("id"),
        country=country,
        longest=longest,
        least_open_days=row.whole("least_open_days", least=0),
        least_open_from=row.whole("least_open_from", least=0),
        source=row.text("source"),
        least_open_source=row.text_or_none("least_open_source"),
        longest_source=row.text_or_none("longest_source"),
    )


def equated_day(row: Row) -> Holiday:
    """A day that a decree makes equal to a holiday."""
    on = row.day("on")
    return Holiday(id=f"equated-{on}", on=on, name=row.words("name"), source=row.text("source"))


def topic(row: Row) -> Topic:
    """A topic of checklists/topics.toml."""
    return Topic(id=row.text("id"), name=row.words("name"))


def item(row: Row) -> Item:
    """An item of a checklist."""
    code = row.text("code")
    row.where = f"{row.where} ({code})"
    severity = row.whole("severity", least=1)
    if severity > MOST_SEVERE:
        raise row.lack("severity", f"must be 1 to {MOST_SEVERE}, not {severity}")
    says, says_not = row.words_or_none("says"), row.words_or_none("says_not")
    if (says is None) != (says_not is None):
        raise row.lack("says_not", "belongs with says: what an item proves and what it does not")
    return Item(
        code=code,
        set=row.text("set"),
        scope=row.text("scope"),
        label=row.words("label"),
        severity=severity,
        cls=row.choice("class", ItemClass),
        topic=row.text("topic"),
        sources=row.texts("sources"),
        countries=row.texts("countries"),
        says=says,
        says_not=says_not,
    )


def sector_kind(row: Row) -> SectorKind:
    """A sector of checklists/sectors.toml."""
    return SectorKind(
        id=row.text("id"),
        set=row.text("set"),
        scope=row.text("scope"),
        name=row.words("name"),
        subtypes=tuple(_subtype(subtype) for subtype in row.rows("subtype")),
    )


def _subtype(row: Row) -> Subtype:
    subtype = Subtype(id=row.text("id"), name=row.words("name"), scope=row.text("scope"))
    row.finish()
    return subtype


def indicator(row: Row) -> Indicator:
    """A row of indicators.toml."""
    return Indicator(
        id=row.text("id"),
        set=row.text("set"),
        name=row.words("name", LANGUAGES),
        items=row.texts("items"),
        source=row.text("source"),
    )
