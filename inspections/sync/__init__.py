"""The tablet: what it calls, what it sends, what is decided about it. The protocol: docs/tablet-protocol.md."""

from __future__ import annotations

from flask import Flask


def install(app: Flask) -> None:
    """Hang the calls on the application. Only those with a token ask no form token: they come without a cookie."""
    from inspections.sync import calls, devices, jobs, openapi

    assert jobs.__name__  # importing registers the job

    openapi.install(app, (calls.bp, devices.bp))
    app.extensions["csrf"].exempt(calls.bp)
