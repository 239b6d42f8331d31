"""The pages of this package, one module for each subject."""

from __future__ import annotations

from decisions.views.blueprint import bp

__all__ = ["bp"]
