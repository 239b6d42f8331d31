"""The pages of this package, one module for each subject."""

from __future__ import annotations

from inspections.views.blueprint import bp

__all__ = ["bp"]
