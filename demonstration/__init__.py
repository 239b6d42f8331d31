"""The practice region: made-up towns' data, the cast, and the two cases played through the real acts.

Stands above every case package; only the factory looks at it.
"""

from __future__ import annotations

from flask import Flask


def install(app: Flask) -> None:
    """Put the commands into the application; called by the factory only."""
    from demonstration import commands

    commands.install(app)
