"""The case in time: what happened, on which day, and who did it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from app import clock, story
from app.story import Happening
from app.web.language import in_language
from decisions.bundles.drafts import Draft
from decisions.bundles.parts.paper import day, day_and_time, in_cell, moment_of
from decisions.bundles.profiles import PartKind
from decisions.models import Decision
from decisions.presenting.tongue import _
from reports.bundle import Grid


def timeline_drafts(decision: Decision, told: Sequence[Happening]) -> list[Draft]:
    """The story of the decision, the earliest first; what asks for the mark of a closed file is left to that file."""
    language = decision.language
    lines = [one for one in told if not one.kind.startswith("bundle.")]
    if not lines:
        return []
    title = _("What happened")
    heads = ((_("When"), 0.25), (title, 0.53), (_("Who"), 0.22))
    rows = tuple((in_cell(day_and_time(one.at, language)), _told(one, language), one.actor_name) for one in lines)
    return [
        Draft(
            PartKind.TIMELINE,
            title=_("Timeline of the case"),
            key="timeline",
            on=day(clock.civil(lines[-1].at).date(), language),
            tables=((title, Grid("", heads, rows)),),
            lists={"events": [_event(one, language) for one in lines]},
            named=((title, 2),),
        )
    ]


def _told(one: Happening, language: str) -> str:
    wording = story.SENTENCES[one.kind]
    facts = {key: _written(value, language) for key, value in one.facts.items()}
    parts = (str(words) % facts for words in (wording.title, wording.text) if words)
    return ". ".join(part.rstrip(".") for part in parts if part)


def _written(value: Any, language: str) -> Any:
    if isinstance(value, dict):
        return in_language(value, language)
    if isinstance(value, str) and len(value) >= 10 and value[4:5] == "-":
        try:
            return day(date.fromisoformat(value[:10]), language)
        except ValueError:
            return value
    return value


def _event(one: Happening, language: str) -> dict[str, Any]:
    return {"at": moment_of(one.at), "kind": one.kind, "told": _told(one, language), "by": one.actor_name}
