"""What happens by itself: a bundle that was asked is made, also when the machine was restarted meanwhile."""

from __future__ import annotations

from app.jobs import queue
from decisions.bundles import making, queries


@queue("bundles", waiting=queries.towns_that_wait)
def make_bundles() -> None:
    """Make what waits."""
    making.make_all()
