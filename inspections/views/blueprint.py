"""The blueprint on which every page of this package hangs."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint
from flask.blueprints import BlueprintSetupState

import law
from app.web.language import in_language
from inspections import words

bp = Blueprint("inspections", "inspections", template_folder="templates")


@bp.record_once
def _for_templates(state: BlueprintSetupState) -> None:
    """Macros that are imported see globals and filters only."""
    state.app.jinja_env.globals.update(visit_words=words)
    state.app.jinja_env.filters.update(localised=localised, topic_of=lambda code: law.item(code).topic)


def localised(texts: Mapping[str, str]) -> str:
    """The text in the reader's language out of {language: text}."""
    return in_language(dict(texts))
