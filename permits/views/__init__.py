"""The pages of this package, one module for each subject."""

from __future__ import annotations

from permits.views import imports as imports
from permits.views import register as register
from permits.views.blueprint import bp

__all__ = ["bp"]
