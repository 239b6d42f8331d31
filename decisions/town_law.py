"""The grounds that hold in one municipality on one day: the law book with the articles of the town's own by-law."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import or_, select

import law
import reports
from app.db import db
from app.people import municipality_now
from decisions.models import BylawArticle
from law import tongues
from permits.models import Party


def here() -> law.Jurisdiction:
    """The law of the actor's municipality."""
    return law.jurisdiction(municipality_now().jurisdiction)


def letter_language(party: Party) -> tuple[str, str]:
    """The language of a letter to a party under the language laws, and the key of the reason.

    Where there are language facilities another language needs a request; elsewhere it is the one the party uses.
    """
    town = municipality_now()
    facilities = tongues.has_facilities(town.jurisdiction, town.name)
    known = party.language_source == "request" or (party.language_source == "used-by-party" and not facilities)
    return law.letter_language(town.jurisdiction, facilities, party.language if known else None)


def articles_on(day: date) -> dict[str, BylawArticle]:
    """The articles in force on a day, by ground."""
    question = select(BylawArticle).where(
        BylawArticle.valid_from <= day, or_(BylawArticle.valid_until.is_(None), BylawArticle.valid_until >= day)
    )
    return {row.ground_id: row for row in db.session.scalars(question)}


def grounds_here(day: date) -> tuple[law.Ground, ...]:
    """Every ground that the municipality can use on a day.

    A by-law ground without an article here is left out. For a ground in a statute, a row of the municipality gives
    the words of the article: the law book holds only our own summary.
    """
    return worded_on(day, articles_on(day))


def worded_on(day: date, rows: dict[str, BylawArticle]) -> tuple[law.Ground, ...]:
    """The same with the articles that were read already."""
    return tuple(worded(ground, rows.get(ground.id)) for ground in here().grounds(on=day) if not _bare(ground, rows))


def _bare(ground: law.Ground, rows: dict[str, BylawArticle]) -> bool:
    return ground.by_law and ground.id not in rows


def worded(ground: law.Ground, row: BylawArticle | None) -> law.Ground:
    """A by-law ground under the town's article, decided on by the organ it names; any other ground as it is."""
    if row is None or not ground.by_law:
        return ground
    decides = law.Organ(row.organ) if row.organ else ground.decides
    return replace(ground, decides=decides).with_article(
        f"{row.article}, {row.bylaw}",
        row.quote or None,
        row.source or row.bylaw,
        row.valid_from,
        row.valid_until,
        law.Confidence(row.confidence),
    )


def quoted(ground: law.Ground, language: str, day: date) -> str:
    """The words of the article to print; empty when nobody has entered them."""
    row = articles_on(day).get(ground.id)
    if row is not None and row.quote:
        return row.quote
    return (ground.quote or {}).get(language, "")


def measures_here(day: date) -> tuple[law.Measure, ...]:
    """The measures that are drafted as a decision and whose letters exist; others come with their own procedure."""
    return tuple(one for one in _with_letters(day) if one.procedure is law.Procedure.DRAFTING)


def application_measures(day: date) -> tuple[law.Measure, ...]:
    """The measures by which an application is decided on, or its course is told."""
    return tuple(one for one in _with_letters(day) if one.procedure is law.Procedure.APPLICATION)


def objection_measures(day: date) -> tuple[law.Measure, ...]:
    """The measure by which an objection is decided on; none where the law knows no objection."""
    return tuple(one for one in _with_letters(day) if one.procedure is law.Procedure.OBJECTION)


def measure_to_draft(measure_id: str, day: date) -> law.Measure | None:
    """A measure that a decision can be drafted for, from the drafting page or from a procedure of its own.

    What belongs to the Bibob inquiry is no draft of a decision.
    """
    no_draft = law.Procedure.BIBOB
    return next((one for one in _with_letters(day) if one.id == measure_id and one.procedure is not no_draft), None)


def _with_letters(day: date) -> tuple[law.Measure, ...]:
    """The measures whose every letter is written in every language of the municipality's law."""
    book = here()
    written = [set(reports.kinds(book.code, language)) for language in book.languages]
    return tuple(
        measure for measure in book.measures(on=day) if all(_kinds(measure.letters) <= kinds for kinds in written)
    )


def _kinds(letters: law.Letters) -> set[str]:
    return {kind for kind in (letters.announcement, letters.decision, letters.confirmation) if kind is not None}


def grounds_for(measure_id: str, day: date) -> tuple[law.Ground, ...]:
    """The grounds that can carry a measure here on a day."""
    return tuple(ground for ground in grounds_here(day) if measure_id in ground.measures and not ground.supports_only)
