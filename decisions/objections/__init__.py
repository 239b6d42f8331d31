"""What is done against a decision: objections, cases before a court, and what an annulment does."""

from __future__ import annotations


def install() -> None:
    """Hang everything around the decisions."""
    from decisions.objections import acts, words

    assert acts.__name__  # the rows are known to the migrations, the acts to the house
    words.install()
