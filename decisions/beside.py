"""Where the rooms around a decision hang something on its pages; decisions never look at those rooms."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from decisions.models import Decision
from permits.models import Establishment

# A part of a page, ready to show, or None where there is nothing to say.
STARTS: list[Callable[[Establishment], Markup | None]] = []
PANELS: list[Callable[[Decision], Markup | None]] = []


def start_panels(establishment: Establishment) -> list[Markup]:
    """What stands above the form that begins a decision."""
    return [shown for hung in STARTS if (shown := hung(establishment))]


def panels(decision: Decision) -> list[Markup]:
    """What stands on the page of a decision, below its grounds."""
    return [shown for hung in PANELS if (shown := hung(decision))]
