"""What the OpenAPI document says of each call besides its form: headers, answers, problems."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

PROBLEM = "application/problem+json"
PDF = "application/pdf"
# Under this name the asked headers travel to inspections.sync.openapi, which puts them with the other parameters.
HEADERS = "x-headers"
# What the door may answer to every call with a token.
AT_THE_DOOR = (400, 401, 403, 426, 429, 503)
AT_THE_DESK = (503,)


def _asked(name: str, description: str, **schema: Any) -> dict[str, Any]:
    """A header without which the call is refused."""
    return {"name": name, "in": "header", "required": True, "description": description, "schema": schema}


_CLIENT = _asked("Drempel-Client", "The number of the client's protocol.", type="integer", minimum=1, maximum=10_000)
_DIGEST = _asked(
    "Content-Digest", "RFC 9530: sha-256 of the body.", type="string", pattern="^sha-256=:[A-Za-z0-9+/]{43}=:$"
)
_KEY = _asked("Idempotency-Key", "Made by the tablet, new for each edit.", type="string", format="uuid")
_MATCH = _asked(
    "If-Match",
    'The version on which the edit was made; "0" for a visit that the tablet began.',
    type="string",
    pattern='^"[0-9]{1,9}"$',
)
_TIME = {"description": "What the clock of the house says.", "schema": {"type": "string", "format": "date-time"}}
_ETAG = {"description": "The version of the visit.", "schema": {"type": "string"}}
_RETRY = {"description": "Seconds to wait.", "schema": {"type": "string"}}


def described(
    good: dict[int, str | None],
    *problems: int,
    etag: bool = False,
    edit: bool = False,
    token: bool = True,
    digest: bool = False,
    body: tuple[str, ...] = (),
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Say what a call answers. ``good``: status → schema, media type, or None for an empty body.

    ``edit``, ``digest``: the headers of an edit, or the fingerprint of the body, are asked.
    ``token`` false: the session cookie opens the call.
    ``body``: media types of a body that is no JSON.
    """

    def mark(view: Callable[P, R]) -> Callable[P, R]:
        statuses = sorted({*problems, *(AT_THE_DOOR if token else AT_THE_DESK)})
        said: dict[str, Any] = {
            "responses": {
                **{str(status): _good(schema, etag=etag or edit) for status, schema in good.items()},
                **{str(status): _bad(status) for status in statuses},
            },
            "security": [{"token": []}] if token else [{"cookie": []}],
        }
        parameters = ([_CLIENT] if token else []) + ([_KEY, _MATCH] if edit else []) + ([_DIGEST] if digest else [])
        if body:
            content = {kind: {"schema": {"type": "string", "format": "binary"}} for kind in body}
            said["requestBody"] = {"required": True, "content": content}
        kept: dict[str, Any] = deepcopy(getattr(view, "_apidoc", {}))
        said[HEADERS] = parameters
        kept["manual_doc"] = deepcopy(said)
        view._apidoc = kept  # type: ignore[attr-defined]  # noqa: SLF001 - where the library keeps what it documents
        return view

    return mark


def _good(schema: str | None, *, etag: bool) -> dict[str, Any]:
    told: dict[str, Any] = {"description": "Done.", "headers": {"Drempel-Time": _TIME}}
    if etag:
        told["headers"]["ETag"] = _ETAG
    if schema == PDF:
        told["content"] = {PDF: {"schema": {"type": "string", "format": "binary"}}}
    elif schema is not None:
        told["content"] = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    return told


def _bad(status: int) -> dict[str, Any]:
    headers = {"Retry-After": _RETRY} if status in {429, 503} else {}
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": "Refused.", "headers": headers, "content": {PROBLEM: {"schema": schema}}}
