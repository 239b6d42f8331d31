"""The nouns of the law book. Plain frozen values: no file, no database, no clock.

Every dated entry carries `in_force_from`, `in_force_until` (both inclusive), its source and a confidence.
Texts are mappings from a language code (nl, fr, de, en) to the text in that language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from law.notions import (
    Confidence,
    Effect,
    EvidenceKind,
    Gate,
    Instrument,
    ItemClass,
    LawError,
    Organ,
    Procedure,
    StartRule,
    Unit,
)

Words = Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Country:
    """A country that has a book, and the languages in which that book quotes its articles."""

    code: str
    languages: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Dated:
    """What every entry that can change has: when it holds, where it was read, how sure we are."""

    id: str
    jurisdiction: str  # the book it stands in: "nl", "be" or "lu"
    only: tuple[str, ...]  # jurisdictions within that book where it holds; empty: in all of them
    in_force_from: date
    in_force_until: date | None
    source: str
    verified_on: date | None
    confidence: Confidence

    def holds(self, on: date) -> bool:
        """Whether the entry is in force on that day (first and last day included)."""
        return self.in_force_from <= on and (self.in_force_until is None or on <= self.in_force_until)


@dataclass(frozen=True, kw_only=True, slots=True)
class Statute(Dated):
    """A law; `citation` is how a letter names it."""

    title: Words = field(hash=False)
    citation: Words = field(hash=False)
    url: str


@dataclass(frozen=True, kw_only=True, slots=True)
class EvidenceNeed:
    """So many pieces of proof of a kind, or of one of the alternatives.

    `classes` narrows findings of an inspection report to those checklist classes ("V", "I", "B"); empty: any.
    """

    kind: EvidenceKind
    count: int
    classes: tuple[ItemClass, ...]
    alternatives: tuple[EvidenceKind, ...]

    @property
    def kinds(self) -> tuple[EvidenceKind, ...]:
        """The kind and its alternatives: any of them counts."""
        return (self.kind, *self.alternatives)


@dataclass(frozen=True, kw_only=True, slots=True)
class Precedent:
    """A decided case behind a ground or a measure: its number, and what it taught, in our own words."""

    ecli: str  # the ECLI, or court and number where a ruling has none
    lesson: Words = field(hash=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Ground(Dated):
    """A reason in law for a measure.

    Where `by_law` is true the article comes from the municipality: `article` holds a placeholder until
    `with_article` fills it. `items` are checklist codes that may propose the ground; a person chooses.
    `instruments` is all that the ground can carry in law, `measures` those that the book has as a measure;
    `gates` come on top of those of the measure.
    `supports_only` marks a fact that never carries a measure by itself.
    """

    article: Words = field(hash=False)
    own_words: Words = field(hash=False)
    quote: Words | None = field(hash=False)
    measures: tuple[str, ...]
    instruments: tuple[Instrument, ...]
    evidence: tuple[EvidenceNeed, ...]
    decides: Organ
    max_months: int | None
    remedy: str | None
    by_law: bool
    needs_designation: bool
    supports_only: bool
    items: tuple[str, ...]
    gates: tuple[Gate, ...]
    case_law: tuple[Precedent, ...]

    def with_article(
        self,
        article: str | Words,
        quote: str | Words | None,
        source: str,
        in_force_from: date,
        in_force_until: date | None = None,
        confidence: Confidence = Confidence.UNVERIFIED,
    ) -> Ground:
        """The same ground under a municipality's own article, valid in the period of that by-law version.

        A plain text stands for every language of the jurisdiction.
        Raises LawError when the ground is no by-law ground, the article is empty or the period ends
        before it starts.
        """
        if not self.by_law:
            raise LawError(f"{self.id} stands in a statute; a municipality cannot give it another article.")
        words = self._in_all_languages(article)
        if not words or not all(text.strip() for text in words.values()):
            raise LawError(f"{self.id} needs the number of the article in the by-law.")
        if in_force_until is not None and in_force_until < in_force_from:
            raise LawError(f"The article for {self.id} would end on {in_force_until}, before it starts.")
        return replace(
            self,
            article=words,
            quote=None if quote is None else self._in_all_languages(quote),
            source=source,
            in_force_from=in_force_from,
            in_force_until=in_force_until,
            confidence=confidence,
        )

    def _in_all_languages(self, text: str | Words) -> Words:
        words = dict.fromkeys(self.article, text) if isinstance(text, str) else dict(text)
        return MappingProxyType(words)


@dataclass(frozen=True, kw_only=True, slots=True)
class Letters:
    """Letter kinds of a measure; None where the measure has no such letter."""

    announcement: str | None
    decision: str
    confirmation: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Measure(Dated):
    """What a municipality may do, with everything that must be there first.

    `hearing_term` is the id of the term offered for the hearing, `renewals` how often the measure may be
    renewed, `max_months` how long each time; both None where the law sets no bound. `renews` is the measure of
    which this one is the renewal. Where `decides` is "per-regulation" the ground says who, and where that says
    the same, the municipality's own regulation.
    `most_cents` is the highest amount of a fine, None where there is none. `remedy` is None for what is no decision.
    """

    name: Words = field(hash=False)
    effect: Effect
    instrument: Instrument
    procedure: Procedure
    letters: Letters
    gates: tuple[Gate, ...]
    decides: Organ
    announce_required: bool
    hearing_term: str | None
    needs_duration: bool
    max_months: int | None
    renewals: int | None
    renews: str | None
    confirmation: str | None  # "college" or "council": lapses unless that organ confirms at its next meeting
    most_cents: int | None
    remedy: str | None
    article: Words | None = field(hash=False)
    case_law: tuple[Precedent, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Term(Dated):
    """A period that the law counts; `runs_from` is the event that sets it going.

    `length` is None when an event gives it (`length_from` names the event).
    `rest` is the rest-day rule by which the last day moves when `rolls`; a working-day term counts by it.
    `sent_working_days`: a letter sent without proof of receipt counts as received so many working days later.
    `stands_still`: nothing may be done before the term has passed, so its answer is the day after it.
    `extension` is the longest extension, in the unit of the term; None where there is none.
    `town_sets_length`: the law gives no length, so that each municipality chooses its own.
    """

    name: Words = field(hash=False)
    runs_from: Words = field(hash=False)
    start_rule: StartRule
    length: int | None
    length_from: str | None
    unit: Unit
    rolls: bool
    rest: str | None
    sent_working_days: int | None
    stands_still: bool
    extension: int | None
    suspensions: tuple[str, ...]
    town_sets_length: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class SuspensionRule(Dated):
    """When a clock stands still: which days between the two events count, and at most how many.

    `first_offset` days after the opening event is the first suspended day, `last_offset` days after the
    closing event (negative: before it) is the last. `opened_by` and `closed_by` name the two events.
    """

    name: Words = field(hash=False)
    opened_by: str
    closed_by: str
    first_offset: int
    last_offset: int
    cap_days: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class PenaltyStep:
    """So many days at so many euro cents a day."""

    days: int
    cents: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Penalty(Dated):
    """What a late decision costs per day, in steps.

    `notice_term` must have passed since the notice of default before the first day; `days_term` is how long it runs.
    """

    name: Words = field(hash=False)
    notice_term: str
    days_term: str
    steps: tuple[PenaltyStep, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Remedy(Dated):
    """What can be done against a decision, where, and within which term.

    `prints_last_day`: the letter can print the last day, because the term runs from service by sending;
    where it runs from receipt the letter prints the rule in `text`.
    """

    name: Words = field(hash=False)
    term: str | None
    authority: Words = field(hash=False)
    prints_last_day: bool
    starts_on: str  # "service" (the day of sending) or "receipt"
    suspends: bool
    text: Words = field(hash=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class RestRule:
    """Which days a term may not end on, and for which terms that holds.

    `longest` gives per unit the longest term that still rolls (a missing unit never rolls; None: no bound);
    terms of at least `least_open_from` days contain at least `least_open_days` days that are not rest days.
    """

    id: str
    country: str
    longest: Mapping[str, int] | None = field(hash=False)
    least_open_days: int
    least_open_from: int
    source: str
    least_open_source: str | None
    longest_source: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Holiday:
    """A rest day by law on one date."""

    id: str
    on: date
    name: Words = field(hash=False)
    source: str
