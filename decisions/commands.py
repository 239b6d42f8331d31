"""The command line of this package."""

from __future__ import annotations

from flask import Flask


def install(app: Flask) -> None:
    """Add the commands."""
