"""What bundles hang on the page of a decision."""

from __future__ import annotations

from flask import render_template, url_for
from markupsafe import Markup

from app.access import Permission, may
from decisions import beside
from decisions.bundles import acts, jobs, queries
from decisions.compartments import erasing
from decisions.models import Decision
from decisions.presenting.tongue import _, ngettext
from decisions.signatures.jobs import ALSO


def install() -> None:
    """Hang everything; once."""
    if panel not in beside.PANELS:
        beside.PANELS.append(panel)
        erasing.ALSO.append(acts.forget_closed)
        ALSO.append(jobs.want_proofs)


def panel(decision: Decision) -> Markup | None:
    """The way to the bundles of a signed decision."""
    if decision.signed_at is None or not may(Permission.BUNDLE_MAKE):
        return None
    number = len(queries.bundles_of(decision.id))
    none = _("No bundle has been made yet.")
    return Markup(  # noqa: S704 - a template of ours, which escapes every value
        render_template(
            "decisions/beside_panel.html",
            title=_("Bundles for objection and court"),
            id="bundles",
            text=ngettext("%(num)d bundle", "%(num)d bundles", number) if number else none,
            mark=None,
            notices=[],
            links=[(_("Open the bundles"), url_for("decisions.bundles", decision_id=decision.id), "paperclip")],
        )
    )
