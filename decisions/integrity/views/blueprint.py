"""The blueprint on which every page of this compartment hangs."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("integrity", "decisions.integrity", template_folder="templates")
