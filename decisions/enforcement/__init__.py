"""What is done about a breach: the policy and its next step, warnings, closures and penalty orders."""

from __future__ import annotations


def install() -> None:
    """Hang everything around the decisions."""
    from decisions.enforcement import models

    assert models.__name__
