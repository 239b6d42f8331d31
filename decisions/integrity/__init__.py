"""The Belgian integrity investigation: whether a place of business serves, or is run on, listed offences.

A closed file (Nieuwe Gemeentewet 119ter § 3). The mayor opens it and proposes; the college decides, after the advice of
the federal directorate. Others may ask :func:`decisions.integrity.summary.integrity_state` how far it is.
"""

from __future__ import annotations

from flask import Flask


def install(app: Flask) -> None:
    """Put this compartment into the application; called by :mod:`decisions`."""
    from decisions.integrity import dossier, filling, jobs, tasks, views, words

    assert jobs.__name__  # importing registers the job
    assert tasks.__name__  # and the tasks
    words.install()
    dossier.install()
    filling.install()
    app.register_blueprint(views.bp)
