"""What objections hang on other pages: the dossier of an establishment and the page of a decision."""

from __future__ import annotations

from datetime import date

from flask import render_template, url_for
from markupsafe import Markup

from app.access import Permission, may
from decisions import beside
from decisions.models import Decision
from decisions.objections import presenting, queries
from decisions.presenting.tongue import _, ngettext
from permits import dossier
from permits.dossier import OpenTerm
from permits.models import Establishment


def install() -> None:
    """Hang everything; once."""
    if open_terms not in dossier.TERMS:
        dossier.TERMS.append(open_terms)
        beside.PANELS.append(panel)


def open_terms(place: Establishment, day: date) -> list[OpenTerm]:
    """The days to decide on an objection, and for appeal while it can still be lodged."""
    if not may(Permission.DECISION_READ):
        return []
    rows = [*queries.open_objections(place.id), *queries.decided_objections(place.id)]
    found = [one for row in rows if (one := presenting.deadline(row)) is not None]
    open_ones = [one for one in found if one.on >= day or one.what == _("Decide on the objection")]
    return [OpenTerm(one.what, one.on, one.url, 0.0, one.consequence) for one in open_ones]


def panel(decision: Decision) -> Markup | None:
    """What is done against a signed decision, and the way to it."""
    if decision.signed_at is None:
        return None
    number = len(queries.objections_to(decision.id)) + len(queries.cases_about(decision.id))
    text = ngettext("%(num)d registered", "%(num)d registered", number) if number else _("Nothing has been registered.")
    way = [(_("Open objection and appeal"), url_for("decisions.objections", decision_id=decision.id), "scale")]
    return Markup(  # noqa: S704 - a template of ours, which escapes every value
        render_template(
            "decisions/beside_panel.html",
            title=_("Objection and appeal"),
            id="objections",
            text=text,
            mark=None,
            notices=[one for one in presenting.notices(decision) if one[0] == "danger"],
            links=way,
        )
    )
