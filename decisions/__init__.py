"""What is decided: reasoning, drafts, hearing, signature, service."""

from __future__ import annotations

from flask import Flask


def install(app: Flask) -> None:
    """Put the package into the application; called by the factory only."""
    from decisions import (
        applications,
        bibob,
        bundles,
        commands,
        countersigning,
        dossier,
        enforcement,
        integrity,
        jobs,
        mailings,
        objections,
        signatures,
        tasks,
        views,
        words,
    )
    from decisions.photos import filling

    assert jobs.__name__  # importing registers the jobs
    assert tasks.__name__  # and the tasks
    words.install()
    dossier.install()
    applications.install()
    enforcement.install()
    objections.install()
    bundles.install()
    mailings.install()
    bibob.install(app)
    integrity.install(app)
    countersigning.install()
    app.register_blueprint(views.bp)
    commands.install(app)
    signatures.install(app)
    filling.install()
