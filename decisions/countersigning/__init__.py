"""Letters that one or two hands sign besides the mayor's queue: the college's, and those of a closed file.

The mayor signs first, then the general director; the municipality's seal closes the letter after the last of them.
Nothing of it is served before. Who signs sees the letter, and no more of the file it comes from.
"""

from __future__ import annotations


def install() -> None:
    """Register the pages, the tasks and what a signed letter of a decision leads to."""
    from decisions.countersigning import reactions, tasks, views, views_returning

    assert all(room.__name__ for room in (tasks, views, views_returning))  # importing registers them
    reactions.install()
