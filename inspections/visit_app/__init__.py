"""The visit application on the tablet: a shell without name, token or session that also starts without a network.

Everything about a visit comes and goes by the protocol of docs/tablet-protocol.md; what is served here is the same for
everybody, so a browser may keep it.
"""

from __future__ import annotations

from inspections.visit_app.views import bp as bp

__all__ = ["bp"]
