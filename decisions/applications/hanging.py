"""What decisions on an application hang on other pages: that of the application and that of the decision."""

from __future__ import annotations

from flask import render_template, url_for
from markupsafe import Markup

from app.access import Permission, may
from app.web.language import long_date
from decisions import beside as decision_pages
from decisions import case_file, letters
from decisions.applications import filling, presenting, queries
from decisions.lifecycle import DecisionState
from decisions.models import Decision
from decisions.presenting.tongue import _
from permits import beside as register_pages


def install() -> None:
    """Hang everything; once."""
    if presenting.ways not in register_pages.WAYS:
        register_pages.WAYS.append(presenting.ways)
        decision_pages.PANELS.append(panel)
        letters.FILLERS.append(filling.fill_letter)
        case_file.FILLERS.append(filling.fill_case)


def panel(decision: Decision) -> Markup | None:
    """The way to the application, and that the right to leave it untreated lapsed."""
    row = queries.behind(decision)
    if row is None or not may(Permission.REGISTER_READ):
        return None
    address = url_for("permits.application", application_id=row.application_id)
    way, notices = [(_("Open the application"), address, "file-text")], []
    lapsed = queries.right_has_lapsed(decision)
    if lapsed is not None:
        sentence = _("This right lapsed after %(day)s and can no longer be used.", day=long_date(lapsed.last_day))
        notices = [("danger", sentence)]
        if decision.state == DecisionState.SIGNED and may(Permission.DECISION_SERVE):
            way.append((_("Do not send it"), url_for("decisions.give_up", decision_id=decision.id), "circle-x"))
    return Markup(  # noqa: S704 - a template of ours, which escapes every value
        render_template(
            "decisions/beside_panel.html",
            title=_("The application"),
            id="application",
            text=row.application.case_number,
            mark=None,
            notices=notices,
            links=way,
        )
    )
