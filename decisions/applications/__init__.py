"""Decisions on an application: granting, asking for what is missing, leaving it untreated, moving the term.

They go the road of every decision. What they do to the application or the permit happens when they take effect.
"""

from __future__ import annotations


def install() -> None:
    """Hang everything around the decisions and on the page of an application."""
    from decisions.applications import hanging, reactions, tasks, views, words

    assert all(room.__name__ for room in (tasks, views))  # importing registers the tasks and the pages
    words.install()
    reactions.install()
    hanging.install()
