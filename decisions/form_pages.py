"""A page with one form for the rooms around decisions: save and go on, or the sentence where it belongs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import flash, redirect

from app.errors import ChangedMeanwhile
from app.web.fields import HouseForm
from decisions.presenting.tongue import _
from decisions.views.answering import Answer, status_of, tried
from permits.views.form_pages import Differences, Page, both, shown

__all__ = ["Differences", "Page", "answered", "state_versions"]
T = TypeVar("T")


def answered(
    form: HouseForm,
    page: Page,
    deed: Callable[[], T],
    done: Any,
    versions: Callable[[], tuple[int, Differences]] | None = None,
    onward: Callable[[T], str] | None = None,
) -> Answer:
    """Run the act of a valid form, say that it is done, and go back or ``onward``; else the page with what was typed.

    ``versions`` gives the version now saved and (label, yours, theirs), for when somebody else saved first.
    """
    if form.validate_on_submit():
        try:
            made = tried(form, deed)
        except ChangedMeanwhile:
            if versions is None:
                raise
            return both(page, *versions()), 409
        if made is not None:
            flash(done, "ok")
            return redirect(onward(made) if onward else page.back_url)
    return shown(form, page), status_of(form)


def state_versions(version: int, state: Any) -> tuple[int, Differences]:
    """What ``answered`` shows of a row whose state somebody else changed: the step that was asked, the state it has."""
    return version, [(_("State"), _("your step"), state)]
