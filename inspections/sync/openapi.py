"""The OpenAPI document of the tablet's calls (OpenAPI 3.1), and the form of every answer in it."""

from __future__ import annotations

from typing import Any

from flask import Flask, Response, jsonify
from flask_smorest import Api  # type: ignore[import-untyped]

from app.access import open_to_anyone
from app.web.navigation import VERSION
from inspections.sync.described import HEADERS

OPENAPI = "3.1.0"
TEXT = {"type": "string"}
WHOLE = {"type": "integer"}
YES_NO = {"type": "boolean"}
MOMENT = {"type": "string", "format": "date-time"}
DAY = {"type": "string", "format": "date"}
ID = {"type": "string", "format": "uuid"}
FREE = {"type": "object"}


def maybe(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [schema, {"type": "null"}]}


def ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def many(schema: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": schema}


def keyed(schema: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": schema}


def whole(**fields: dict[str, Any]) -> dict[str, Any]:
    """An object that has exactly these fields."""
    return {"type": "object", "properties": fields, "required": sorted(fields), "additionalProperties": False}


_PERSON = whole(id=ID, name=TEXT, language=TEXT)
_TOWN = whole(code=TEXT, name=TEXT, country=TEXT, phone=TEXT)
_WORDS = whole(nl=TEXT, fr=TEXT, de=TEXT, en=TEXT)
_PLACE = {"id": ID, "name": TEXT, "address": TEXT, "postal_code": TEXT, "city": TEXT, "sector": ID, "subtype": TEXT}
_RECEIVED = whole(id=ID, received_at=MOMENT)
_RECEIVED["properties"]["sha256"] = TEXT
ANSWERS: dict[str, dict[str, Any]] = {
    "Problem": {
        "type": "object",
        "description": "RFC 9457. Further members belong to the type.",
        "properties": {"type": TEXT, "title": TEXT, "status": WHOLE, "detail": TEXT},
        "required": ["type", "title", "status", "detail"],
    },
    "Words": _WORDS,
    "PlaceHeld": whole(**_PLACE),
    "Places": whole(places=many(ref("PlaceHeld"))),
    "Settings": whole(idle_minutes=WHOLE, erase_hours=WHOLE, days_without_unlock=WHOLE, stale_hours=WHOLE),
    "Session": whole(
        csrf_token=TEXT, fresh=YES_NO, person=_PERSON, municipality=_TOWN, settings=ref("Settings"), server_time=MOMENT
    ),
    "Registered": whole(
        device_id=ID, token=TEXT, expires_at=MOMENT, server_time=MOMENT, min_client=WHOLE, person=_PERSON,
        municipality=_TOWN, settings=ref("Settings"),
    ),
    "StateAnswer": whole(server_time=MOMENT, expires_at=MOMENT, min_client=WHOLE, client=WHOLE),
    "Received": _RECEIVED,
    "Answered": whole(
        state=TEXT, basis=TEXT, remark=TEXT, counts=keyed(WHOLE), severity=maybe(WHOLE), severity_reason=TEXT,
        place=TEXT, seen_at=maybe(MOMENT), at_once=YES_NO, by=TEXT,
    ),
    "SheetHeld": whole(
        items=many(TEXT), answers=keyed(ref("Answered")), present=maybe(keyed(WHOLE)),
        notes=keyed(whole(text=TEXT, at=maybe(MOMENT))), danger_at=many(MOMENT), started_at=maybe(MOMENT),
        left_at=maybe(MOMENT), operator_remark=TEXT, signature=TEXT,
    ),
    "Flag": whole(
        id=ID, visit_id=ID, item=TEXT, basis=TEXT, remark=TEXT, counts=keyed(WHOLE), severity=maybe(WHOLE),
        severity_reason=TEXT, place=TEXT, clock=whole(captured_at=MOMENT, zone=TEXT, offset_ms=WHOLE),
    ),
    "VisitHeld": whole(
        id=ID, number=TEXT, version=WHOLE, state=TEXT, kind=TEXT, reason=TEXT, planned_on=maybe(DAY), order=WHOLE,
        place=whole(**_PLACE, opening_hours=FREE, rooms=maybe(WHOLE), open_today=maybe(YES_NO)),
        permit=maybe(whole(number=TEXT, valid_until=maybe(DAY), suspended=YES_NO, conditions=many(TEXT))),
        earlier=many(whole(number=TEXT, item=TEXT, severity=WHOLE, remark=TEXT, seen_on=DAY)),
        checklist=whole(id=TEXT, version=TEXT), sheet=ref("SheetHeld"), findings=many(ref("Flag")),
        attachments=many(whole(id=ID, item=TEXT, kind=TEXT, sha256=TEXT)),
        addenda=many(whole(id=ID, text=TEXT, added_at=MOMENT, by=TEXT)), sealed_at=maybe(MOMENT), report=maybe(TEXT),
    ),
    "VisitAnswer": whole(
        visit=ref("VisitHeld"), version=WHOLE, received_at=MOMENT, receipt=ID, merged=many(TEXT)
    ),
    "WorkPackage": whole(
        cursor=ID, complete=YES_NO, server_time=MOMENT, first_day=DAY, last_day=DAY, visits=many(ref("VisitHeld")),
        withdrawn=many(ID), municipality=_TOWN, settings=ref("Settings"), counters=keyed(many(TEXT)),
        items=keyed(
            whole(label=ref("Words"), topic=TEXT, severity=WHOLE, kind=TEXT, says=maybe(ref("Words")),
                  says_not=maybe(ref("Words")))
        ),
        topics=many(whole(id=TEXT, name=ref("Words"))), functions=whole(there=many(TEXT), along=many(TEXT)),
        sectors=many(
            whole(id=ID, name=ref("Words"), subtypes=many(
                whole(id=TEXT, name=ref("Words"), checklist=whole(id=TEXT, version=TEXT, items=many(TEXT)))))
        ),
        places=many(ref("PlaceHeld")), danger=many(whole(name=ref("Words"), number=TEXT, minors=YES_NO)),
        limits=whole(attachment_bytes=WHOLE, attachments=WHOLE, findings=WHOLE, notes=WHOLE, json_bytes=WHOLE),
    ),
}  # fmt: skip


class TabletApi(Api):  # type: ignore[misc]
    """The library's collector of what stands at the calls; the house answers its own faults."""

    def _register_error_handlers(self) -> None:
        """None: the library's own would take the pages for people with it."""


def install(app: Flask, blueprints: tuple[Any, ...]) -> None:
    """Hang the calls on the application and serve their description."""
    app.config.update(API_TITLE="Drempel, calls of the tablet", API_VERSION=VERSION, OPENAPI_VERSION=OPENAPI)
    api = TabletApi(app)
    api.spec.components.security_scheme("token", {"type": "http", "scheme": "bearer"})
    cookie = {"type": "apiKey", "in": "cookie", "name": app.config["SESSION_COOKIE_NAME"]}
    api.spec.components.security_scheme("cookie", cookie)
    for name, schema in ANSWERS.items():
        api.spec.components.schema(name, schema)
    for blueprint in blueprints:
        api.register_blueprint(blueprint)
    document = finished(api.spec.to_dict())

    @open_to_anyone("names the calls and their forms; no case data")
    def description() -> Response:
        return jsonify(document)

    app.add_url_rule("/api/v1/openapi.json", "sync_description", description)


def finished(document: dict[str, Any]) -> dict[str, Any]:
    """The document with its paths in order and the answer to an id in the path that is none."""
    for path, operations in document["paths"].items():
        for name, operation in operations.items():
            if name == "parameters":
                continue
            operation.setdefault("parameters", []).extend(operation.pop(HEADERS, []))
            if "{" in path:
                operation["responses"].setdefault("404", {"$ref": "#/components/responses/NOT_HERE"})
    told = {"application/problem+json": {"schema": ref("Problem")}}
    document["components"].setdefault("responses", {})["NOT_HERE"] = {"description": "No such thing.", "content": told}
    return {**document, "paths": dict(sorted(document["paths"].items()))}
