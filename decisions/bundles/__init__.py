"""Bundles: the evidence of one decision for an objection or a court, redacted for whoever gets it."""

from __future__ import annotations


def install() -> None:
    """Hang everything around the decisions."""
    from decisions.bundles import hanging, jobs, views, words

    # Importing registers the queue and the pages.
    assert all(room.__name__ for room in (jobs, views))
    words.install()
    hanging.install()
