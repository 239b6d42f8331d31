"""What is done about a breach: the policy and its next step, warnings, closures and penalty orders."""

from __future__ import annotations


def install() -> None:
    """Hang everything around the decisions."""
    from decisions.enforcement import hanging, jobs, reactions, tasks, words
    from decisions.enforcement.views import fines, following, penalties, places, policies, seals, written

    # Importing registers the jobs, the tasks and the pages.
    assert all(room.__name__ for room in (jobs, tasks, fines, following, penalties, places, policies, seals, written))
    words.install()
    reactions.install()
    hanging.install()
