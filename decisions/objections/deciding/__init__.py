"""The decision on an objection: a decision of its own, with its letter (Awb 7:11 to 7:15).

It is drafted from the page of the objection and goes the road of every decision; when it is served, the objection is
decided, and the decision that was contested falls where it must.
"""

from __future__ import annotations


def install() -> None:
    """Hang everything around the decisions."""
    from decisions.objections.deciding import filling, hanging, reactions

    filling.install()
    reactions.install()
    hanging.install()
