"""The pages of this package, one module for each subject."""

from __future__ import annotations

from decisions.views import (
    by_laws,
    dossier,
    drafting,
    finishing,
    hearing,
    letter_texts,
    letter_words,
    letterhead,
    letters,
    photos,
    questions,
    service,
    service_papers,
    setting_aside,
    signing,
    starting,
)
from decisions.views.blueprint import bp

PAGES = (
    by_laws,
    dossier,
    drafting,
    finishing,
    hearing,
    letter_texts,
    letter_words,
    letterhead,
    letters,
    photos,
    questions,
    service,
    service_papers,
    setting_aside,
    signing,
    starting,
)
__all__ = ["bp"]
