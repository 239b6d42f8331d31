"""The pages of the Bibob compartment. Every look is recorded."""

from decisions.bibob.views import erasing, files, steps
from decisions.bibob.views.blueprint import bp

PAGES = (erasing, files, steps)
__all__ = ["bp"]
