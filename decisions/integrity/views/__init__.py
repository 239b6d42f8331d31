"""The pages of the integrity compartment. Every look is recorded."""

from decisions.integrity.views import erasing, files, scopes, steps
from decisions.integrity.views.blueprint import bp

PAGES = (erasing, files, scopes, steps)
__all__ = ["bp"]
