"""What is granted: establishments, parties, applications, permits, and the import of registers."""

from __future__ import annotations

from flask import Flask


def install(app: Flask) -> None:
    """Put the package into the application; called by the factory only."""
    from permits import commands, dossier_parts, jobs, tasks, views, words

    assert jobs.__name__  # importing registers the jobs
    words.install()
    dossier_parts.install()
    tasks.install()
    app.register_blueprint(views.bp)
    commands.install(app)
