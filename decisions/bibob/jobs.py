"""What happens by itself: each night the files whose time has come are proposed for destruction."""

from __future__ import annotations

from datetime import datetime

from flask_babel import lazy_gettext as _l

from app.jobs import job
from decisions.bibob import acts, queries


@job("bibob-erasure", "20 5 * * *", _l("Propose Bibob files for destruction"))
def propose(slot: datetime) -> str:
    """Propose each Bibob file that may no longer be kept; a person confirms."""
    proposed = [row.number for row in queries.all_inquiries() if acts.propose_erasure(row) is not None]
    return f"{len(proposed)} proposed for destruction"
