"""The pages of this package, one module for each subject."""

from __future__ import annotations

from inspections.views import dossier as dossier
from inspections.views import evidence as evidence
from inspections.views import planning as planning
from inspections.views import sheets as sheets
from inspections.views import shift as shift
from inspections.views import tablets as tablets
from inspections.views import today as today
from inspections.views.blueprint import bp

__all__ = ["bp"]
