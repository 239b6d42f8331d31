"""The command line of this package."""

from __future__ import annotations

from flask import Flask

from decisions.law_commands import law_group
from decisions.letter_commands import letters_group


def install(app: Flask) -> None:
    """Add the commands."""
    app.cli.add_command(law_group)
    app.cli.add_command(letters_group)
