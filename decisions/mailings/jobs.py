"""What happens by itself: the letters of a started mailing are made, few at a time, until none waits."""

from __future__ import annotations

from app.db import db
from app.jobs import queue
from decisions.mailings import acts, queries

AT_ONCE = 10
"""Letters in one transaction: a quarter of a second, so that nobody else waits long for the write lock."""


@queue("mailings", waiting=queries.towns_that_wait)
def make_mailings() -> None:
    """Make what waits; after each handful everything is committed and forgotten, so memory stays flat."""
    for key in [row.id for row in queries.running()]:
        while acts.make_letters(queries.mailing(key), AT_ONCE):
            db.session.expunge_all()
        row = queries.mailing(key)
        # Another process may hold the last handful still: then the next turn finishes.
        if not queries.progress(row).waiting:
            acts.finish_mailing(row)
