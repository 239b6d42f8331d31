"""What is done against a decision: objections, cases before a court, and what an annulment does."""

from __future__ import annotations


def install() -> None:
    """Hang everything around the decisions."""
    from decisions.objections import deciding, hanging, tasks, words
    from decisions.objections.views import courts, objecting
    from decisions.objections.views import deciding as deciding_pages

    # Importing registers the tasks and the pages.
    assert all(room.__name__ for room in (tasks, courts, objecting, deciding_pages))
    words.install()
    hanging.install()
    deciding.install()
