"""The blueprint on which every page of this package hangs."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("inspections", "inspections", template_folder="templates")
