"""The visit on the tablet: overview, topics, people, danger, seal. Plain forms; the script only adds comfort."""

from __future__ import annotations

import uuid
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

import law
from app import clock
from app.access import Permission, open_to
from app.errors import ChangedMeanwhile, Lacking, NotHere, Unreadable
from app.people import municipality_now
from inspections import acts, queries
from inspections.danger import of_the_municipality
from inspections.forms import SheetPageForm, answers_of, people_form, present_of, topic_form
from inspections.lifecycle import InspectionState
from inspections.models import Inspection
from inspections.sheet import Answer, Sheet, State, deviations, unanswered, what_lacks
from inspections.sync import queries as tablets
from inspections.views.blueprint import bp
from inspections.views.today import opening

Page = str | Response | tuple[str, int]


@bp.get("/visits/<uuid:inspection_id>")
@open_to(Permission.INSPECTION_LOG)
def visit(inspection_id: uuid.UUID) -> Page:
    found = queries.inspection(inspection_id)
    if found.state in (InspectionState.SEALED, InspectionState.CANCELLED):
        return redirect(url_for("inspections.inspection", inspection_id=found.id))
    sheet = queries.sheet_of(found)
    return render_template(
        "inspections/visit.html",
        visit=found,
        sheet=sheet,
        still_open=queries.open_violations(found.establishment_id),
        topics=[_progress(sheet, topic) for topic in sheet.topics],
        opening=opening(found.establishment, clock.today()),
        saved_at=_saved_at(sheet),
    )


@bp.post("/visits/<uuid:inspection_id>/begin")
@open_to(Permission.INSPECTION_LOG)
def begin(inspection_id: uuid.UUID) -> Response:
    found = queries.inspection(inspection_id)
    acts.begin(found, request.form.get("version", type=int))
    return redirect(url_for("inspections.visit", inspection_id=inspection_id))


@bp.get("/visits/<uuid:inspection_id>/topics/<string:topic>")
@open_to(Permission.INSPECTION_LOG)
def topic(inspection_id: uuid.UUID, topic: str) -> Page:
    found, sheet = _under_way(inspection_id, topic)
    return _topic_page(found, sheet, topic, topic_form(sheet, topic, found.version))


@bp.post("/visits/<uuid:inspection_id>/topics/<string:topic>")
@open_to(Permission.INSPECTION_LOG)
def save_topic(inspection_id: uuid.UUID, topic: str) -> Page:
    found, sheet = _under_way(inspection_id, topic)
    form = topic_form(sheet, topic, found.version)
    if not form.validate_on_submit():
        return _topic_page(found, sheet, topic, form), 422
    changes = _chosen(answers_of(form, sheet, sheet.of_topic(topic), clock.now()))
    try:
        acts.save_answers(found, form.version.data, changes, topic=topic, topic_seen=form.seen.data or "")
        _keep_photos(found, form, sheet.of_topic(topic))
    except ChangedMeanwhile:
        now = queries.inspection(inspection_id)
        return _two_versions(now, topic, changes), 409
    except Unreadable as refusal:
        form[refusal.values["code"]].form.photos.errors.append(refusal.sentence)
        return _topic_page(found, queries.sheet_of(found), topic, form), 422
    return _onward(queries.inspection(inspection_id), topic, request.form.get("go", ""))


@bp.route("/visits/<uuid:inspection_id>/people", methods=["GET", "POST"])
@open_to(Permission.INSPECTION_LOG)
def people(inspection_id: uuid.UUID) -> Page:
    found, sheet = _under_way(inspection_id)
    form = people_form(sheet)
    if form.validate_on_submit():
        try:
            acts.save_present(found, form.seen.data or None, present_of(form))
            return redirect(url_for("inspections.visit", inspection_id=found.id))
        except ChangedMeanwhile as refusal:
            sheet = queries.sheet_of(queries.inspection(inspection_id))
            form.form_errors.append(refusal.sentence)
            form.seen.data = sheet.present_sha256
    page = render_template(
        "inspections/people.html", visit=found, sheet=sheet, form=form, theirs=sheet.present, saved_at=_saved_at(sheet)
    )
    return page, (409 if form.form_errors else 422 if form.errors else 200)


@bp.post("/visits/<uuid:inspection_id>/danger")
@open_to(Permission.INSPECTION_LOG)
def note_danger(inspection_id: uuid.UUID) -> Response:
    acts.note_danger(queries.inspection(inspection_id))
    return redirect(url_for("inspections.danger", inspection_id=inspection_id))


@bp.get("/visits/<uuid:inspection_id>/danger")
@open_to(Permission.INSPECTION_LOG)
def danger(inspection_id: uuid.UUID) -> str:
    found, town = queries.inspection(inspection_id), municipality_now()
    country = law.jurisdiction(town.jurisdiction).country
    numbers = of_the_municipality([(one.name, one.number) for one in tablets.contacts()], country)
    return render_template("inspections/danger.html", visit=found, numbers=numbers, town=town)


@bp.route("/visits/<uuid:inspection_id>/seal", methods=["GET", "POST"])
@open_to(Permission.INSPECTION_LOG)
def seal(inspection_id: uuid.UUID) -> Page:
    found, sheet = _under_way(inspection_id)
    status = 200
    if request.method == "POST":
        try:
            acts.seal(found, request.form.get("version", type=int))
            flash(_("The visit is sealed. The permit officer can read the report now."), "ok")
            return redirect(url_for("inspections.inspection", inspection_id=found.id))
        except (Lacking, ChangedMeanwhile) as refusal:
            flash(refusal.sentence, "warn")
            found, status = queries.inspection(inspection_id), refusal.status
            sheet = queries.sheet_of(found)
    return _seal_page(found, sheet), status


def _under_way(inspection_id: uuid.UUID, topic: str = "") -> tuple[Inspection, Sheet]:
    """The visit and its sheet; a visit that is sealed or not yet begun refuses, an unknown topic is not here."""
    found = queries.inspection(inspection_id)
    acts.sealing.must_be_under_way(found)
    sheet = queries.sheet_of(found)
    if topic and not sheet.of_topic(topic):
        raise NotHere(table="topic", key=topic)
    return found, sheet


def _topic_page(found: Inspection, sheet: Sheet, topic: str, form: SheetPageForm) -> str:
    order = [one.id for one in sheet.topics]
    at = order.index(topic)
    rested = [code for code in request.args.get("rested", "").split(",") if code in sheet.items]
    return render_template(
        "inspections/topic.html",
        visit=found,
        sheet=sheet,
        form=form,
        topic=law.topic(topic),
        items=sheet.of_topic(topic),
        number=at + 1,
        total=len(order),
        photos=_photos_by_item(found),
        still_open={finding.item_code: finding for finding in queries.open_violations(found.establishment_id)},
        unanswered=[one for one in sheet.of_topic(topic) if one.code not in sheet.answers],
        rested=rested,
        saved_at=_saved_at(sheet),
    )


def _seal_page(found: Inspection, sheet: Sheet) -> str:
    lacks = [
        {"sentence": lack.sentence, "source": lack.source, "href": _place_of(found, lack.anchor)}
        for lack in what_lacks(sheet)
    ]
    return render_template(
        "inspections/seal.html",
        visit=found,
        sheet=sheet,
        lacks=lacks,
        deviations=deviations(sheet),
        unanswered=unanswered(sheet),
        photos=_photos_by_item(found),
        saved_at=_saved_at(sheet),
    )


def _place_of(found: Inspection, anchor: str) -> str:
    """Where on the visit pages a lack is mended."""
    if anchor == "people":
        return url_for("inspections.people", inspection_id=found.id)
    if anchor.startswith("item-"):
        code = anchor.removeprefix("item-")
        address = url_for("inspections.topic", inspection_id=found.id, topic=law.item(code).topic)
        return f"{address}#{anchor}"
    return url_for("inspections.visit", inspection_id=found.id)


def _progress(sheet: Sheet, topic: law.Topic) -> dict[str, Any]:
    items = sheet.of_topic(topic.id)
    deviating = sum(one.code in sheet.answers and sheet.answers[one.code].state is State.DEVIATION for one in items)
    return {"topic": topic, "answered": sheet.answered(topic.id), "total": len(items), "deviating": deviating}


def _saved_at(sheet: Sheet) -> Any:
    return max((answer.seen_at for answer in sheet.answers.values() if answer.seen_at), default=None)


def _photos_by_item(found: Inspection) -> dict[str, list[Any]]:
    by_item: dict[str, list[Any]] = {}
    for photo in found.photos:
        by_item.setdefault(photo.item_code, []).append(photo)
    return by_item


def _keep_photos(found: Inspection, form: SheetPageForm, items: tuple[law.Item, ...]) -> None:
    for one in items:
        for upload in form[one.code].form.photos.data or []:
            if getattr(upload, "filename", ""):
                try:
                    acts.add_photo(found, one.code, upload.read(), upload.filename)
                except Unreadable as refusal:
                    refusal.values["code"] = one.code
                    raise


def _chosen(changes: dict[str, Answer | None]) -> dict[str, Answer | None]:
    """Without the answers of which the saved version was chosen on the page with two versions."""
    return {code: answer for code, answer in changes.items() if request.form.get(f"keep-{code}") != "theirs"}


def _two_versions(found: Inspection, topic: str, changes: dict[str, Answer | None]) -> str:
    sheet = queries.sheet_of(found)
    rows = [(law.item(code), mine, sheet.answers.get(code)) for code, mine in changes.items()]
    skipped = {"csrf_token", "version", "seen", "go"}
    typed = [(k, v) for k, vs in request.form.lists() if k not in skipped and not k.startswith("keep-") for v in vs]
    return render_template(
        "inspections/two_versions.html",
        visit=found,
        rows=rows,
        typed=typed,
        seen=sheet.topic_sha256(topic),
        topic=law.topic(topic),
    )


def _onward(found: Inspection, topic: str, go: str) -> Response:
    """Where the pressed button leads, after everything was saved."""
    sheet = queries.sheet_of(found)
    order = [one.id for one in sheet.topics]
    step = {"next": 1, "previous": -1}.get(go)
    if step is not None and 0 <= order.index(topic) + step < len(order):
        return redirect(url_for("inspections.topic", inspection_id=found.id, topic=order[order.index(topic) + step]))
    if step == 1:
        return redirect(url_for("inspections.people", inspection_id=found.id))
    here = url_for("inspections.topic", inspection_id=found.id, topic=topic)
    if go == "rest":
        fresh = sheet.rest_in_order(topic, clock.now())
        rested = {code: answer for code, answer in fresh.answers.items() if code not in sheet.answers}
        acts.save_answers(found, found.version, rested)
        return redirect(f"{here}?rested={','.join(sorted(rested))}")
    if go == "undo":
        codes = [code for code in request.form.get("rested", "").split(",") if code in sheet.answers]
        plain = [code for code in codes if sheet.answers[code].state is State.IN_ORDER]
        acts.save_answers(found, found.version, dict.fromkeys(plain))
        return redirect(here)
    if go.startswith("remove:"):
        return _removed(found, here, go.removeprefix("remove:"))
    return redirect(here if go == "stay" else url_for("inspections.visit", inspection_id=found.id))


def _removed(found: Inspection, here: str, key: str) -> Response:
    photo = next((photo for photo in found.photos if str(photo.id) == key), None)
    if photo is None:
        raise NotHere(table="photo", key=key)
    code = photo.item_code
    acts.remove_photo(photo)
    return redirect(f"{here}#item-{code}")
