"""One letter to many permit holders: chosen, counted, tried on one, then made in the background and kept."""

from __future__ import annotations


def install() -> None:
    """Hang the pages, the queue and the words."""
    from decisions.mailings import jobs, views, words

    assert all(room.__name__ for room in (jobs, views))
    words.install()
