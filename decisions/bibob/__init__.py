"""The Bibob inquiry: whether a Dutch permit would serve to use the gains of offences, or to commit them.

A closed file (Wet Bibob 28). Others may ask :func:`decisions.bibob.summary.bibob_state` how far it is, never what
stands in it.
"""

from __future__ import annotations

from flask import Flask


def install(app: Flask) -> None:
    """Put the compartment into the application; called by :mod:`decisions`."""
    from decisions.bibob import dossier, filling, jobs, tasks, views, words

    assert jobs.__name__  # importing registers the job
    assert tasks.__name__  # and the tasks
    words.install()
    dossier.install()
    filling.install()
    app.register_blueprint(views.bp)
