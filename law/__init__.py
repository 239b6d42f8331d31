"""What the law says: the only door to the law book.

    import law
    here = law.jurisdiction("be-wal")
    here.ground("be.134quinquies", on=day)
    law.terms.last_day(here.term("be.council-of-state", on=day), received_on)

The book is data: the TOML files beside this page. Nothing here opens a database, asks the clock or knows a
case; every question takes a date, because a decision is judged by the law of its own day.

How a lawyer reads a change to these files:

1.  Nothing is edited away. When a rule changes, its entry gets `in_force_until` and a second entry with the
    same id starts the next day. So a change in a `length`, an `article` or `evidence` without a new entry
    beside it corrects an error of ours; the message of the change must say so.
2.  Each entry says where it was read (`source`) and how sure we are (`confidence`). Only what was read in
    the primary text is "verified", and then it carries `verified_on`. Raising the confidence means: open
    the source, compare.
3.  `in_force_from` is the first day for which the book answers, not always the day the rule was born.
4.  A term: which event is day 0 (`start_rule`), how long, does it move off a rest day (`rolls`, by which
    `rest` rule), which causes stop its clock (`suspensions`). tests/law/test_worked_dates.py holds dates
    worked out by hand; a change that moves one of them must explain why the old date was wrong.
5.  A ground: `measures` lists what the book has letters for, `instruments` all that it can carry in law.
    `items` only propose; a person chooses and gives reasons. Grounds with `by_law` have no article until a
    municipality gives one.
6.  A measure: `procedure` names the lifecycle that makes its letters; what it may be taken against, and by whom,
    stands in powers.toml. `case_law` on a ground or a measure says what a court taught, in our words.
7.  bylaws.toml holds what was read of by-laws elsewhere: a starting point, never a municipality's own text.
8.  A language is added by one file law/words/<language>.toml, in which each text of the book stands beside its
    translation; for letters also by its code in countries.toml and jurisdictions.toml.
9.  The start of the application reads every file and refuses a key it does not know, a missing translation,
    a bad date, a doubled id or a name that leads nowhere, naming the file and the key.
"""

from law import calendar, terms
from law.book import (
    EvidenceNeed,
    Ground,
    Holiday,
    Letters,
    Measure,
    Penalty,
    Precedent,
    Remedy,
    Statute,
    SuspensionRule,
    Term,
)
from law.checklist import Indicator, Item, SectorKind, Subtype, Topic
from law.explanation import explain
from law.jurisdictions import JURISDICTIONS, Jurisdiction, jurisdiction
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
    UnknownEntry,
    UnknownJurisdiction,
)
from law.sectors import INDICATORS, SECTOR_KINDS, TOPICS, checklist, item, items, sector_kind, topic, topics
from law.terms import Computed, Step, Suspension
from law.timeline import Happened, Moment, Turn, replay
from law.tongues import letter_language

__all__ = [
    "INDICATORS",
    "JURISDICTIONS",
    "SECTOR_KINDS",
    "TOPICS",
    "Computed",
    "Confidence",
    "Effect",
    "EvidenceKind",
    "EvidenceNeed",
    "Gate",
    "Ground",
    "Happened",
    "Holiday",
    "Indicator",
    "Instrument",
    "Item",
    "ItemClass",
    "Jurisdiction",
    "LawError",
    "Letters",
    "Measure",
    "Moment",
    "Organ",
    "Penalty",
    "Precedent",
    "Procedure",
    "Remedy",
    "SectorKind",
    "StartRule",
    "Statute",
    "Step",
    "Subtype",
    "Suspension",
    "SuspensionRule",
    "Term",
    "Topic",
    "Turn",
    "Unit",
    "UnknownEntry",
    "UnknownJurisdiction",
    "calendar",
    "checklist",
    "explain",
    "item",
    "items",
    "jurisdiction",
    "letter_language",
    "replay",
    "sector_kind",
    "terms",
    "topic",
    "topics",
]
