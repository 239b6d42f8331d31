"""The calls of a tablet: the form is checked here, the work is done by the acts."""

from __future__ import annotations

import json
import uuid
from typing import Any

from flask import Response, g, request

from app import clock
from app.access import open_to_anyone
from app.acts import actor
from inspections import queries as visits
from inspections.lifecycle import InspectionState
from inspections.models import Inspection
from inspections.paper import report_of
from inspections.sync import acts, answers, door, problems, queries, schemas, shown
from inspections.sync.acts.devices import StateTold
from inspections.sync.blueprint import Calls
from inspections.sync.clocks import Reading
from inspections.sync.described import described
from inspections.sync.sent import PictureSent, VisitSent

PICTURES = ("image/jpeg", "image/png")
bp = Calls("sync", "sync", url_prefix="/api/v1", description="What a registered tablet calls, with its token.")
bp.before_request(door.enter)
bp.after_request(door.leave)
answers.install(bp)
by_token = open_to_anyone("a registered tablet shows its token: inspections.sync.door asks for it before every call")


def told(content: Any, status: int = 200, version: int | None = None) -> Response:
    """An answer in JSON, with the version of the visit in it."""
    answer = Response(json.dumps(content, ensure_ascii=False), status, mimetype="application/json")
    if version is not None:
        answer.headers["ETag"] = f'"{version}"'
    return answer


@bp.call("/devices/<uuid:device_id>/state", "PUT")
@described({200: "StateAnswer"}, 403, 415, 422)
@bp.form(schemas.StateSchema)
@by_token
def report_state(data: dict[str, Any], device_id: uuid.UUID) -> Response:
    """The tablet's sign of life: what waits on it, and whether its store was kept."""
    if device_id != g.device_id:
        raise problems.NotThisDevice
    open_visits = [str(key) for key in data.pop("open_visits")]
    device = acts.report_state(device_id, StateTold(**data, open_visits=open_visits))
    return told(
        {
            "server_time": clock.now().isoformat(),
            "expires_at": shown.moment(device.expires_at),
            "min_client": door.MIN_CLIENT,
            "client": door.CLIENT,
        }
    )


@bp.call("/devices/<uuid:device_id>", "DELETE")
@described({204: None}, 403)
@by_token
def sign_off(device_id: uuid.UUID) -> Response:
    """The inspector erased the tablet himself; its token stops."""
    if device_id != g.device_id:
        raise problems.NotThisDevice
    acts.sign_off(device_id)
    return Response(status=204)


@bp.call("/visits/work-package")
@described({200: "WorkPackage"}, 422)
@bp.form(schemas.SinceSchema, "query")
@by_token
def work_package(data: dict[str, Any]) -> Response:
    """What the inspector needs on the way: own visits of the coming days, lists, numbers to call."""
    return told(acts.hand_package(g.device_id, data["since"], door.most_bytes()))


@bp.call("/places")
@described({200: "Places"}, 422)
@bp.form(schemas.SearchSchema, "query")
@by_token
def places(data: dict[str, Any]) -> Response:
    """Open establishments by a part of their name or street, for a visit that nobody planned."""
    return told({"places": [shown.place(row) for row in visits.places_named(data["q"])]})


@bp.call("/visits/<uuid:visit_id>")
@described({200: "VisitHeld"}, 403, 404, 410, etag=True)
@by_token
def visit(visit_id: uuid.UUID) -> Response:
    """One visit as it stands now."""
    found = _own(visit_id)
    return told(acts.hand_out(g.device_id, found), version=found.version)


@bp.call("/visits/<uuid:visit_id>/report")
@described({200: "application/pdf"}, 403, 404, 409, 410)
@by_token
def report(visit_id: uuid.UUID) -> Response:
    """The report of a sealed visit, to print or to send."""
    found = _own(visit_id)
    if found.state != InspectionState.SEALED:
        raise problems.NotSealed
    answer = Response(
        report_of(found, queries.signature_of(found.id, visits.sheet_of(found).signature)), mimetype="application/pdf"
    )
    answer.headers["Content-Disposition"] = f'attachment; filename="{found.number}.pdf"'
    return answer


@bp.call("/visits/<uuid:visit_id>/attachments/<uuid:attachment_id>", "PUT")
@described({201: "Received", 204: None}, 400, 404, 409, 413, 415, 422, body=PICTURES, digest=True)
@bp.form(schemas.PictureSchema, "query")
@by_token
def attachment(data: dict[str, Any], visit_id: uuid.UUID, attachment_id: uuid.UUID) -> Response:
    """A photo or a signature, before the visit that names it; it never changes."""
    if request.mimetype not in PICTURES:
        raise problems.NotAPhoto
    door.must_have_digest()
    content = door.body(door.most_bytes())
    reading = Reading(data["captured_at"], data["zone"], data["offset_ms"])
    sent = PictureSent(attachment_id, visit_id, data["kind"], data["item"], content, reading)
    taken = acts.receive_attachment(g.device_id, sent)
    if not taken.fresh:
        return Response(status=204)
    return told({"id": str(taken.id), "sha256": sent.sha256, "received_at": taken.received_at.isoformat()}, 201)


@bp.call("/findings/<uuid:finding_id>", "PUT")
@described({200: "Received", 201: "Received"}, 404, 409, 413, 415, 422)
@door.received("finding")
@bp.form(schemas.FindingSchema)
@by_token
def finding(data: dict[str, Any], finding_id: uuid.UUID) -> Response:
    """A red flag, kept whatever becomes of its visit."""
    if data.get("id", finding_id) != finding_id:
        raise problems.Invalid(errors={"id": ["Is not the id of the path."]})
    taken = acts.receive_flag(g.device_id, schemas.flag_of(data, finding_id))
    return told({"id": str(taken.id), "received_at": taken.received_at.isoformat()}, 201 if taken.fresh else 200)


@bp.call("/visits/<uuid:visit_id>", "PUT")
@described({200: "VisitAnswer", 201: "VisitAnswer"}, 400, 403, 404, 409, 410, 412, 413, 415, 422, 424, 428, edit=True)
@door.received("visit", "Idempotency-Key", "If-Match")
@bp.form(schemas.VisitSchema)
@by_token
def put_visit(data: dict[str, Any], visit_id: uuid.UUID) -> Response:
    """An edit of a visit: once for each key, merged per question, sealed when asked."""
    sent = _sent(data, visit_id)
    outcome = door.once_more_after_a_ring(lambda: acts.receive_visit(g.device_id, sent))
    if outcome.clash:
        kind = problems.Conflict if outcome.status == 409 else problems.VisitWithdrawn
        answer = answers.refused(kind(**outcome.answer))
    else:
        answer = told(outcome.answer, outcome.status, outcome.version)
    if outcome.replayed:
        answer.headers["Idempotent-Replayed"] = "true"
    return answer


@bp.call("/visits/<uuid:visit_id>/addenda/<uuid:addendum_id>", "PUT")
@described({200: "Received", 201: "Received"}, 403, 404, 409, 410, 413, 415, 422)
@door.received("addendum")
@bp.form(schemas.AddendumSchema)
@by_token
def addendum(data: dict[str, Any], visit_id: uuid.UUID, addendum_id: uuid.UUID) -> Response:
    """What was wrong or forgotten in a sealed visit."""
    found = _own(visit_id)
    taken = acts.receive_addendum(g.device_id, found, addendum_id, data["text"], data["clock"])
    return told({"id": str(taken.id), "received_at": taken.received_at.isoformat()}, 201 if taken.fresh else 200)


def _own(visit_id: uuid.UUID) -> Inspection:
    """A visit of this inspector. Raises VisitUnknown, VisitNotYours, VisitWithdrawn."""
    found = visits.inspection(visit_id)
    if str(found.inspector_id) == actor().id and found.state in shown.HANDED_STATES:
        return found
    raise problems.VisitWithdrawn if queries.was_handed(found.id, g.device_id) else problems.VisitNotYours


def _sent(data: dict[str, Any], visit_id: uuid.UUID) -> VisitSent:
    if schemas.too_many(data):
        raise problems.TooMany
    flags = tuple(schemas.flag_of(one) for one in data["findings"] if "id" in one)
    if len(flags) != len(data["findings"]) or any(one.visit_id != visit_id for one in flags):
        raise problems.Invalid(errors={"findings": ["Each needs an id and belongs to this visit."]})
    reading = data["clock"]
    attached = tuple(dict.fromkeys(data["attachments"]))
    return VisitSent(
        visit_id=visit_id,
        operation_id=door.operation_id(),
        base_version=door.base_version(),
        request_sha256=door.request_sha256(),
        receipt_id=g.receipt_id,
        sheet=data["sheet"],
        clock=reading,
        attachments=attached,
        findings=flags,
        seal=data["seal"],
        place=data["place"],
        told={
            "receipt": str(g.receipt_id),
            "attachments": [str(key) for key in attached],
            "seal": data["seal"],
            "captured_at": reading.captured_at.isoformat(),
            "zone": reading.zone,
            "offset_ms": reading.offset_ms,
        },
    )
