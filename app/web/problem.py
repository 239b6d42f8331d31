"""Faults for machines: ``application/problem+json`` (RFC 9457). Pages for people stand in app.web.refused."""

from __future__ import annotations

import json
from typing import Any

from flask import Response, request

PREFIX = "/api/"
MEDIA_TYPE = "application/problem+json"
# What a status is called when nobody said it more precisely.
NAMES = {
    400: "bad-request",
    401: "sign-in-needed",
    403: "not-allowed",
    404: "not-found",
    405: "method-not-allowed",
    409: "changed-meanwhile",
    413: "too-large",
    415: "not-json",
    422: "invalid",
    500: "fault",
    503: "busy",
}


def is_asked() -> bool:
    """Whether a machine asks, by the address."""
    return request.path.startswith(PREFIX)


def problem(status: int, title: Any, detail: Any, name: str = "", **more: Any) -> Response:
    """The answer. ``name`` is the last part of its type; ``more``: further members of the object."""
    told = {
        "type": f"{PREFIX}v1/problems/{name or NAMES.get(status, 'refused')}",
        "title": str(title),
        "status": status,
        "detail": str(detail),
        **more,
    }
    answer = Response(json.dumps(told, ensure_ascii=False, default=str), status, mimetype=MEDIA_TYPE)
    if status == 503:
        answer.headers["Retry-After"] = "5"
    return answer
