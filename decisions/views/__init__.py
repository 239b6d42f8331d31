"""The pages of this package, one module for each subject."""

from __future__ import annotations

from decisions.views import (
    application_letters,
    by_laws,
    dossier,
    drafting,
    finishing,
    hearing,
    letter_texts,
    letters,
    service,
    service_papers,
    setting_aside,
    signing,
    starting,
)
from decisions.views.blueprint import bp

PAGES = (
    application_letters,
    by_laws,
    dossier,
    drafting,
    finishing,
    hearing,
    letter_texts,
    letters,
    service,
    service_papers,
    setting_aside,
    signing,
    starting,
)
__all__ = ["bp"]
