"""The grounds of a decision as the law and the town's own by-law have them, and what the gates read from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import law
from decisions import town_law
from decisions.models import BylawArticle, Decision
from decisions.reasoning.regimes import Designated, Regulation
from permits.queries import designation_on


@dataclass(frozen=True)
class TownGrounds:
    """The grounds of a decision as the law and the town's own by-law have them on a day."""

    decision: Decision
    day: date

    @cached_property
    def articles(self) -> dict[str, BylawArticle]:
        """The town's own articles under the chosen grounds."""
        entered = town_law.articles_on(self.day)
        return {row.ground_id: entered[row.ground_id] for row in self.decision.grounds if row.ground_id in entered}

    @cached_property
    def by_laws(self) -> list[BylawArticle]:
        """Those of them that are by-law grounds; a row under a statute gives only its words."""
        return [self.articles[key] for key, ground in self.known.items() if ground.by_law and key in self.articles]

    @cached_property
    def known(self) -> dict[str, law.Ground]:
        """The chosen grounds that still hold, by id."""
        chosen = {row.ground_id for row in self.decision.grounds}
        return {one.id: one for one in town_law.worded_on(self.day, self.articles) if one.id in chosen}


def _entered_organ(town: TownGrounds) -> law.Organ | None:
    named = [row.organ for row in town.by_laws if row.organ]
    return law.Organ(named[0]) if named else None


def by_law_organ(decision: Decision, town: TownGrounds) -> law.Organ | None:
    """The organ that a Dutch by-law itself names; a Belgian regulation is a part of its own."""
    dutch = law.jurisdiction(decision.jurisdiction).country == "nl"
    return _entered_organ(town) if dutch else None


def regulation(decision: Decision, town: TownGrounds) -> Regulation:
    """What the town entered with its articles; the rest is asked."""
    rows = town.by_laws
    most = [row.max_months for row in rows if row.max_months is not None]
    belgian = law.jurisdiction(decision.jurisdiction).country == "be"
    return Regulation(
        organ=_entered_organ(town) if belgian else None,
        valid_from=max((row.valid_from for row in rows), default=None),
        valid_until=min((row.valid_until for row in rows if row.valid_until is not None), default=None),
        most_months=min(most, default=None),
    )


def designation(decision: Decision, town: TownGrounds) -> Designated | None:
    """The designation of the sector, where a chosen ground rests on one."""
    if not any(ground.needs_designation for ground in town.known.values()):
        return None
    found = designation_on(decision.establishment.sector_id, town.day)
    return Designated(start=town.day, until=found.valid_until) if found else Designated(start=False)
