"""Which organ takes a decision: as the measure says, or, where that is left to the regulation, as its grounds say."""

from __future__ import annotations

from collections.abc import Iterable

import law
from decisions import town_law
from decisions.models import Decision


def of(decision: Decision, grounds: Iterable[law.Ground]) -> law.Organ | None:
    """The organ that decides on these grounds; None while nobody entered or chose what would tell.

    ``grounds``: the chosen ones, under the town's own articles.
    """
    named = law.Organ(decision.measure_copy["decides"])
    if named is not law.Organ.PER_REGULATION:
        return named
    decides = {ground.decides for ground in grounds} - {law.Organ.PER_REGULATION}
    # One college decision may rest on grounds of both; which of them do not fit is for the gates to say.
    return law.Organ.COLLEGE if law.Organ.COLLEGE in decides else min(decides, default=None)


def organ_of(decision: Decision) -> law.Organ | None:
    """The same, with the articles that hold on the day of the decision."""
    if law.Organ(decision.measure_copy["decides"]) is not law.Organ.PER_REGULATION:
        return law.Organ(decision.measure_copy["decides"])
    chosen = {row.ground_id for row in decision.grounds}
    entered = town_law.articles_on(decision.sending_on or decision.law_on)
    held = {key: row for key, row in entered.items() if key in chosen}
    return of(decision, [one for one in town_law.worded_on(decision.law_on, held) if one.id in chosen])
