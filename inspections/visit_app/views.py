"""The addresses below /visit-app/: the page, the service worker, and the files of the shell."""

from __future__ import annotations

import json

from flask import Blueprint, Response, abort, request
from flask_babel import force_locale

from app.access import open_to_anyone
from app.web import gate
from app.web.language import LANGUAGES
from inspections.visit_app import shell

WHY = "the shell is the same for everybody and holds no name, no token and no case data"
# Nothing inline and nothing compiled from text; markup can only be made by the modules themselves, element by element.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
    "manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types drempel"
)

bp = Blueprint("visit_app", __name__, url_prefix="/visit-app")
gate.NEUTRAL.update({"visit_app.page", "visit_app.worker", "visit_app.manifest", "visit_app.file"})


@bp.get("/")
@open_to_anyone(WHY)
def page() -> Response:
    return _answer(shell.page(), "text/html")


@bp.get("/sw.js")
@open_to_anyone(WHY)
def worker() -> Response:
    return _answer(shell.worker(), shell.SCRIPT)


@bp.get("/manifest.webmanifest")
@open_to_anyone(WHY)
def manifest() -> Response:
    with force_locale(request.accept_languages.best_match(list(LANGUAGES)) or "nl"):
        return _answer(json.dumps(shell.manifest()).encode(), "application/manifest+json")


@bp.get("/<path:name>")
@open_to_anyone(WHY)
def file(name: str) -> Response:
    found = shell.files().get(name)
    if found is None:
        abort(404)
    return _answer(found.content, found.kind)


def _answer(content: bytes, kind: str) -> Response:
    """The browser asks each time whether it is still the same: an old worker must never be served from a cache."""
    response = Response(content, content_type=f"{kind}; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Content-Security-Policy"] = POLICY
    response.add_etag()
    return response
