"""The pages of this package, one module for each subject."""

from __future__ import annotations

from permits.views import applications as applications
from permits.views import establishments as establishments
from permits.views import explained as explained
from permits.views import imports as imports
from permits.views import papers as papers
from permits.views import parties as parties
from permits.views import permits as permits
from permits.views import register as register
from permits.views import sectors as sectors
from permits.views.blueprint import bp

__all__ = ["bp"]
