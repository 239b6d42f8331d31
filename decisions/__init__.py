"""What is decided: reasoning, drafts, hearing, signature, service."""

from __future__ import annotations

from flask import Flask


def install(app: Flask) -> None:
    """Put the package into the application; called by the factory only."""
    from decisions import (
        applications,
        bibob,
        commands,
        dossier,
        enforcement,
        integrity,
        jobs,
        objections,
        signatures,
        tasks,
        views,
        words,
    )

    assert jobs.__name__  # importing registers the jobs
    assert tasks.__name__  # and the tasks
    words.install()
    dossier.install()
    applications.install()
    enforcement.install()
    objections.install()
    bibob.install(app)
    integrity.install(app)
    app.register_blueprint(views.bp)
    commands.install(app)
    signatures.install(app)
