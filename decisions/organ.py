"""Which organ takes a decision: as the measure says, or, where that is left to the regulation, as its grounds say."""

from __future__ import annotations

import law
from decisions import town_law
from decisions.models import Decision


def organ_of(decision: Decision) -> law.Organ | None:
    """The organ that decides; None while it depends on grounds that nobody has chosen yet."""
    named = law.Organ(decision.measure_copy["decides"])
    if named is not law.Organ.PER_REGULATION:
        return named
    chosen = {row.ground_id for row in decision.grounds}
    decides = {ground.decides for ground in town_law.here().grounds(on=decision.law_on) if ground.id in chosen}
    decides.discard(law.Organ.PER_REGULATION)
    # One college decision may rest on grounds of both; which of them do not fit is for the gates to say.
    return law.Organ.COLLEGE if law.Organ.COLLEGE in decides else min(decides, default=None)
