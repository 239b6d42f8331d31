"""What is seen: plans, visits, checklists, findings, evidence."""

from __future__ import annotations

from flask import Flask


def install(app: Flask) -> None:
    """Put the package into the application; called by the factory only."""
    from inspections import commands, in_dossier, jobs, reactions, sync, tasks, views, visit_app, words

    assert jobs.__name__  # importing registers the jobs
    assert tasks.__name__  # and the tasks of the start page
    reactions.install()
    in_dossier.install()
    words.install()
    app.register_blueprint(views.bp)
    app.register_blueprint(visit_app.bp)
    sync.install(app)
    commands.install(app)
