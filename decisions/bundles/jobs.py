"""What happens by itself: a bundle that was asked is made, also after a restart, and its seal is made to last."""

from __future__ import annotations

from app import clock
from app.jobs import queue
from decisions.bundles import acts, making, queries
from decisions.signatures.jobs import AHEAD, GRACE


@queue("bundles", waiting=queries.towns_that_wait)
def make_bundles() -> None:
    """Make what waits."""
    making.make_all()


@queue("bundle-seals", waiting=queries.towns_with_proof_due)
def make_seals_last() -> None:
    """Add the proof to the seals that the job of the signatures found due."""
    making.make_seals_last()


def want_proofs() -> int:
    """Put the seals that are due in the queue, and tell how many: they are made to last outside any transaction."""
    due = queries.unproven(clock.now() - GRACE, clock.now() + AHEAD)
    for row in due:
        acts.want_proof(row)
    return len(due)
