"""What enforcement hangs on other pages: the dossier of an establishment, the start and the page of a decision."""

from __future__ import annotations

from datetime import date

from flask import render_template, url_for
from flask_babel import lazy_gettext as _l
from markupsafe import Markup

from app.access import Permission, may
from app.web.language import long_date
from decisions import beside, case_file, letters
from decisions.acts.desk import EDITABLE
from decisions.enforcement import deadlines, filling, paper, presenting, queries, resting
from decisions.enforcement.views.following import what_runs
from decisions.enforcement.views.written import fields_for
from decisions.models import Decision
from decisions.presenting.tongue import _
from permits import dossier
from permits.dossier import NextStep, OpenTerm, Tab
from permits.models import Establishment

# After the steps of a decision that is under way, before those of visits and applications.
_ORDER = 28


def install() -> None:
    """Hang everything; once."""
    dossier.tab(
        Tab("enforcement", _l("Enforcement"), "decisions.enforcement", Permission.DECISION_READ, 42, _uncounted)
    )
    if open_terms not in dossier.TERMS:
        dossier.TERMS.append(open_terms)
        dossier.STEPS.append(next_steps)
        letters.FILLERS.extend([paper.fill, resting.fill])
        case_file.FILLERS.append(filling.fill_case)
        beside.STARTS.append(on_start)
        beside.PANELS.extend([policy_panel, follow_up_panel, particulars_panel])


def _uncounted(place: Establishment) -> None:
    return None


def open_terms(place: Establishment, day: date) -> list[OpenTerm]:
    """The days that run; the college's meeting stands there already with its decision."""
    if not may(Permission.DECISION_READ):
        return []
    rows = [(row, one) for row, one in deadlines.running(place.id) if one.on is not None]
    return [
        OpenTerm(one.what, one.on, url_for("decisions.follow_up", decision_id=row.decision_id), 0.0, one.consequence)
        for row, one in rows
        if one.on is not None and one.on != row.decision.college_due_on and one.on != row.decision.duration_until
    ]


def next_steps(place: Establishment, day: date) -> list[NextStep]:
    """The step the policy proposes for the newest finding that nothing has been done about."""
    if not may(Permission.DECISION_DRAFT) or place.closed_on is not None:
        return []
    waiting = [step for step in queries.proposed_steps(place) if step.taken is None]
    if not waiting:
        return []
    shown = presenting.step_shown(waiting[0])
    sentence = _("Proposed next step: %(measure)s", measure=shown.measure)
    url = url_for("decisions.enforcement", establishment_id=place.id)
    return [NextStep(_ORDER, sentence, shown.because, url, _("See why"))]


def on_start(place: Establishment) -> Markup | None:
    """The proposed steps, above the form that begins a decision."""
    steps = [presenting.step_shown(step) for step in queries.proposed_steps(place)]
    if not steps:
        return None
    return Markup(  # noqa: S704 - a template of ours, which escapes every value
        render_template("decisions/proposed_steps.html", steps=steps, establishment=place, drafts=True)
    )


def policy_panel(decision: Decision) -> Markup | None:
    """What the policy proposed when the decision was begun."""
    choice = queries.choice_of(decision.id)
    if choice is None:
        return None
    counted = "; ".join(f"{one['number']}, {long_date(one['on'])}" for one in choice.counted)
    return Markup(  # noqa: S704 - the same
        render_template(
            "decisions/policy_panel.html",
            choice=choice,
            measure=presenting.measure_word(choice.measure_id),
            counted=counted,
            editable=decision.state in EDITABLE and may(Permission.DECISION_DRAFT),
        )
    )


def follow_up_panel(decision: Decision) -> Markup | None:
    """What runs because of the decision, with its next day."""
    row = queries.warning_of(decision.id) or queries.closure_of(decision.id) or queries.order_of(decision.id)
    if row is None:
        return None
    _row, mark, shown = what_runs(decision.id)
    text = ""
    if shown.next is not None and shown.next.on is not None:
        text = _("%(what)s: %(day)s. %(consequence)s", what=shown.next.what, day=long_date(shown.next.on),
                 consequence=shown.next.consequence)  # fmt: skip
    way = [(_("Open what follows"), url_for("decisions.follow_up", decision_id=decision.id), "arrow-right")]
    return _panel(_("What follows"), "follows", text, mark, shown.notices, way)


def particulars_panel(decision: Decision) -> Markup | None:
    """The way to term, amount and conditions, while the decision is a draft."""
    if decision.state not in EDITABLE or not may(Permission.DECISION_DRAFT) or not fields_for(decision):
        return None
    way = [(_("Fill in"), url_for("decisions.particulars_page", decision_id=decision.id), "pencil")]
    return _panel(_("Term, amount and conditions"), "particulars", "", None, [], way)


def _panel(
    title: str,
    key: str,
    text: str,
    mark: tuple[object, str, str] | None,
    notices: list[tuple[str, str]],
    links: list[tuple[str, str, str]],
) -> Markup:
    return Markup(  # noqa: S704 - the same
        render_template(
            "decisions/beside_panel.html", title=title, id=key, text=text, mark=mark, notices=notices, links=links
        )
    )
