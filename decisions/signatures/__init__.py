"""Signatures after the act: what each copy of a letter proves, how long, and whether a file is one of ours."""

from __future__ import annotations

from flask import Flask


def install(app: Flask) -> None:
    """Hang the job, the public page and the command on the house."""
    from decisions.letter_commands import letters_group
    from decisions.signatures import commands, jobs, views

    assert jobs.__name__  # importing registers the job
    app.register_blueprint(views.bp)
    letters_group.add_command(commands.verify)
