"""The register of fines that were imposed, for the officer who decides on them."""

from __future__ import annotations

from flask import render_template
from flask_babel import lazy_gettext as _l

import law
from app import clock
from app.access import Permission, open_to
from app.web.navigation import place
from decisions import particulars, terms
from decisions.enforcement import presenting, queries, rules
from decisions.enforcement.money import written
from decisions.models import Decision
from decisions.views.blueprint import bp

place(_l("Fines"), "decisions.fines", Permission.FINE_SIGN, 15)


@bp.get("/fines")
@open_to(Permission.FINE_SIGN, recorded=True)
def fines() -> str:
    return render_template("decisions/fines.html", rows=[_shown(row) for row in queries.fines()])


def _shown(row: Decision) -> dict[str, object]:
    """One line of the register: what, when, until when one can appeal, until when it is kept."""
    cents = getattr(particulars.of(row), "penalty_cents", None) or 0
    signed_on = clock.civil(row.signed_at or clock.now()).date()
    name = rules.rules_of(row.jurisdiction).fine_register
    kept = law.terms.last_day(law.jurisdiction(row.jurisdiction).term(name, on=signed_on), signed_on) if name else None
    return {
        "decision": row,
        "amount": written(cents, presenting.language()),
        "signed_on": signed_on,
        "appeal_until": terms.holding_last_day(row),
        "kept_until": kept.last_day if kept else None,
    }
