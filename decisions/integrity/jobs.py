"""What happens by itself: each night the data and files whose time has come are proposed for destruction."""

from __future__ import annotations

from datetime import datetime

from flask_babel import lazy_gettext as _l

from app.jobs import job
from decisions.integrity import acts, queries


@job("integrity-erasure", "25 5 * * *", _l("Propose integrity files for destruction"))
def propose(slot: datetime) -> str:
    """Propose what may no longer be kept; a person confirms."""
    proposed = sum(len(acts.propose_erasure(row)) for row in queries.all_investigations())
    return f"{proposed} proposed for destruction"
