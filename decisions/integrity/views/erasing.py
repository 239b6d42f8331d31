"""What is proposed for destruction, and what became of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app import clock
from app.access import Permission, open_to
from decisions.compartments import step_pages
from decisions.compartments.lifecycle import ErasureState
from decisions.compartments.models import Erasure
from decisions.compartments.step_pages import StepPage
from decisions.integrity import acts, queries
from decisions.integrity.forms import ConfirmForm, KeepForm
from decisions.integrity.lifecycle import ARTICLES
from decisions.integrity.views.blueprint import bp

_YEAR = timedelta(days=365)
STEPS: dict[str, StepPage[Erasure]] = {
    "confirm": StepPage(
        _l("Destroy it"),
        _l("Destroy it"),
        lambda row: ConfirmForm(data={"version": row.version}),
        lambda row, form: acts.erase(row, form.version.data),
        intro=_l(
            "Underlying data, or the whole file with its lines in the story, are destroyed. This cannot be undone."
        ),
        danger=True,
    ),
    "keep": StepPage(
        _l("Keep it for longer"),
        _l("Keep it"),
        lambda row: KeepForm(data={"version": row.version, "until": clock.today() + _YEAR}),
        lambda row, form: acts.keep_longer(row, form.version.data, form.because.data, form.until.data),
        intro=_l("Keep it only for a case that is pending."),
    ),
}
_STEP = ", ".join(f'"{name}"' for name in STEPS)


@bp.get("/integrity/erasures")
@open_to(Permission.INTEGRITY_READ, recorded=True)
def erasures() -> str:
    rows = queries.erasures()
    return render_template(
        "integrity/erasures.html",
        proposed=[row for row in rows if row.state == ErasureState.PROPOSED],
        decided=[row for row in rows if row.state != ErasureState.PROPOSED],
        article=ARTICLES["retention"],
    )


@bp.route(f"/integrity/erasures/<uuid:erasure_id>/<any({_STEP}):step>", methods=["GET", "POST"])
@open_to(Permission.INTEGRITY_WRITE, recorded=True)
def erasure_step(erasure_id: UUID, step: str) -> Any:
    row = queries.erasure(erasure_id)
    back = url_for("integrity.erasures")
    if row.state != ErasureState.PROPOSED:
        return redirect(back)
    links = [(_("Integrity"), url_for("integrity.index")), (_("Destruction"), back)]
    return step_pages.answer(STEPS[step], row, links, back, lambda: (queries.erasure(erasure_id).version, row.state))
