"""The way from a decision on an objection to the objection."""

from __future__ import annotations

from flask import render_template, url_for
from markupsafe import Markup

from decisions import beside
from decisions.models import Decision
from decisions.objections.deciding import queries
from decisions.presenting.tongue import _


def install() -> None:
    """Hang it; once."""
    if panel not in beside.PANELS:
        beside.PANELS.append(panel)


def panel(decision: Decision) -> Markup | None:
    row = queries.behind(decision)
    if row is None:
        return None
    address = url_for("decisions.objection", objection_id=row.objection_id)
    return Markup(  # noqa: S704 - a template of ours, which escapes every value
        render_template(
            "decisions/beside_panel.html",
            title=_("Objection %(number)s", number=row.objection.number),
            id="answered",
            text=row.objection.gist,
            mark=None,
            notices=[],
            links=[(_("Open the objection"), address, "scale")],
        )
    )
