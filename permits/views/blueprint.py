"""The blueprint on which every page of this package hangs."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("permits", "permits", template_folder="templates")
