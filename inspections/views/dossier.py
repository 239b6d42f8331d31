"""The dossier of a visit: its story, its report, addenda; and the two tabs in the dossier of an establishment."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response as FlaskResponse
from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

import law
from app import story
from app.access import Permission, may, open_to
from app.errors import NotHere, Refusal
from app.web.language import in_language
from inspections import acts, queries
from inspections.forms import AddendumForm
from inspections.models import Finding, Inspection, RedFlag
from inspections.paper import report_of
from inspections.sync import queries as tablets
from inspections.views.blueprint import bp
from permits import queries as register
from permits.dossier_page import frame
from permits.told import events

Page = str | Response | tuple[str, int]


@bp.get("/inspections/<uuid:inspection_id>")
@open_to(Permission.INSPECTION_READ, recorded=True)
def inspection(inspection_id: uuid.UUID) -> str:
    visit = queries.inspection(inspection_id)
    return render_template(
        "inspections/inspection.html",
        visit=visit,
        events=_told_here(visit),
        findings=_findings(visit) if may(Permission.FINDING_READ) else None,
        photos=_photos(visit),
        grave=any(finding.severity >= acts.sealing.GRAVE for finding in visit.findings),
        looked=queries.was_looked_at(visit.id),
        sheet=queries.sheet_of(visit),
        clashes=tablets.clashes_of(visit.id) if may(Permission.FINDING_READ) else [],
        loose_flags=_loose_flags(visit) if may(Permission.FINDING_READ) else [],
    )


@bp.get("/inspections/<uuid:inspection_id>/report")
@open_to(Permission.FINDING_READ, recorded=True)
def report(inspection_id: uuid.UUID) -> str:
    visit = queries.inspection(inspection_id)
    sheet = queries.sheet_of(visit)
    return render_template(
        "inspections/report.html",
        visit=visit,
        sheet=sheet,
        findings=_findings(visit),
        photos=_photos(visit),
        topics=[(topic, _answered(sheet.of_topic(topic.id), sheet)) for topic in sheet.topics],
    )


@bp.get("/inspections/<uuid:inspection_id>/report.pdf")
@open_to(Permission.FINDING_READ, recorded=True)
def report_paper(inspection_id: uuid.UUID) -> Response:
    """The same report on paper, to print or to send."""
    visit = queries.inspection(inspection_id)
    if visit.sealed_at is None:
        raise NotHere(table="report", key=str(inspection_id))
    content = report_of(visit, tablets.signature_of(visit.id, queries.sheet_of(visit).signature))
    answer = FlaskResponse(content, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{visit.number}.pdf"'
    return answer


@bp.post("/inspections/<uuid:inspection_id>/looked")
@open_to(Permission.FINDING_READ)
def mark_looked(inspection_id: uuid.UUID) -> Response:
    acts.mark_looked(queries.inspection(inspection_id))
    return redirect(url_for("inspections.inspection", inspection_id=inspection_id))


@bp.route("/inspections/<uuid:inspection_id>/addendum", methods=["GET", "POST"])
@open_to(Permission.INSPECTION_LOG)
def add_addendum(inspection_id: uuid.UUID) -> Page:
    visit = queries.inspection(inspection_id)
    form, status = AddendumForm(), 200
    form.offer([(str(f.id), f"{f.number} · {in_language(f.label)}") for f in _findings(visit)])
    if form.validate_on_submit():
        chosen = next((f for f in visit.findings if str(f.id) == form.finding.data), None)
        try:
            acts.add_addendum(visit, form.text.data, chosen)
            return redirect(url_for("inspections.inspection", inspection_id=inspection_id))
        except Refusal as refusal:
            form.form_errors.append(refusal.sentence)
            status = refusal.status
    page = render_template("inspections/addendum.html", visit=visit, form=form)
    return page, status if status != 200 else (422 if form.errors else 200)


@bp.get("/establishments/<uuid:establishment_id>/inspections")
@open_to(Permission.INSPECTION_READ, recorded=True)
def of_establishment(establishment_id: uuid.UUID) -> str:
    place = register.establishment(establishment_id)
    visits = queries.inspections_of(place.id)
    return render_template("inspections/of_establishment.html", visits=visits, **frame(place, "inspections"))


@bp.get("/establishments/<uuid:establishment_id>/findings")
@open_to(Permission.FINDING_READ, recorded=True)
def findings(establishment_id: uuid.UUID) -> str:
    place = register.establishment(establishment_id)
    by_visit: dict[uuid.UUID, tuple[Inspection, list[Finding]]] = {}
    for finding in queries.findings_of(place.id):
        by_visit.setdefault(finding.inspection_id, (finding.inspection, []))[1].append(finding)
    return render_template(
        "inspections/findings.html",
        visits=list(by_visit.values()),
        photos=queries.photos_of([visit for visit, _found in by_visit.values()]),
        still_open=queries.open_violations(place.id),
        **frame(place, "findings"),
    )


def _told_here(visit: Inspection) -> list[dict[str, Any]]:
    """The story, without links to the page on which it stands."""
    own = url_for("inspections.inspection", inspection_id=visit.id)
    told = events(story.of(visit.id))
    return [event | {"documents": [d for d in event.get("documents", []) if d["href"] != own]} for event in told]


def _findings(visit: Inspection) -> list[Finding]:
    return sorted(visit.findings, key=lambda finding: (-finding.severity, finding.number))


def _photos(visit: Inspection) -> dict[str, list[Any]]:
    return queries.photos_of([visit]).get(visit.id, {})


def _loose_flags(visit: Inspection) -> list[RedFlag]:
    """Red flags that a tablet sent ahead and that stand in no finding: not sealed yet, or answered otherwise."""
    return [flag for flag in queries.flags_sent_ahead(visit.id) if flag.finding_id is None]


def _answered(items: tuple[law.Item, ...], sheet: Any) -> list[tuple[law.Item, Any]]:
    return [(one, sheet.answers.get(one.code)) for one in items]
