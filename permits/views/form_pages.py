"""One way of answering a form: save and go on, or show the sentence where it belongs and keep what was typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask import redirect, render_template, request
from flask_babel import gettext as _

from app.errors import ChangedMeanwhile, Lacking, NotAllowed, NotHere, Refusal
from app.web.fields import HouseForm

Links = Sequence[tuple[Any, str]]
Differences = list[tuple[Any, Any, Any]]
_NEVER_TYPED = frozenset({"csrf_token", "version"})


@dataclass(frozen=True)
class Page:
    """What stands around a form. ``help``: {field name: sentence}; ``more``: further values for the template."""

    title: Any
    links: Links
    button: Any
    back_url: str
    intro: Any = ""
    help: dict[str, Any] = field(default_factory=dict)
    template: str = "permits/form.html"
    danger: bool = False
    more: dict[str, Any] = field(default_factory=dict)


def answer(
    form: HouseForm,
    page: Page,
    save: Callable[[], str],
    versions: Callable[[], tuple[int, Differences]] | None = None,
) -> Any:
    """Validate, ``save`` (returns the next address) and redirect; else the page with its sentences.

    ``versions`` gives the version now saved and (label, yours, theirs) of what differs.
    """
    if not form.validate_on_submit():
        return shown(form, page), 422 if form.errors else 200
    try:
        return redirect(save())
    except ChangedMeanwhile:
        if versions is None:
            raise
        return both(page, *versions()), 409
    except (NotAllowed, NotHere):
        raise
    except Refusal as refusal:
        put(form, refusal)
        return shown(form, page), refusal.status


def shown(form: HouseForm, page: Page) -> str:
    return render_template(page.template, form=form, page=page, **page.more)


def put(form: HouseForm, refusal: Refusal) -> None:
    """Put a refusal at its field, or at the top of the form."""
    name = getattr(refusal, "field", None)
    if name and name in form:
        form[name].errors = [*form[name].errors, refusal.sentence]
        return
    sentences = [lack.sentence for lack in refusal.lacks] if isinstance(refusal, Lacking) else [refusal.sentence]
    form.form_errors.extend(sentences)


def both(page: Page, version: int, rows: Differences) -> str:
    """The page with both versions; what was typed travels along."""
    typed = [(name, value) for name, values in request.form.lists() if name not in _NEVER_TYPED for value in values]
    different = [row for row in rows if str(row[1] or "") != str(row[2] or "")]
    return render_template(
        "both_versions.html",
        title=_("Two versions"),
        links=page.links,
        here=page.title,
        rows=different,
        typed=typed,
        version=version,
        action=request.path,
        back_url=page.back_url,
    )


def filled(field: Any) -> date:
    """The date of a field that validation has required."""
    day: date | None = field.data
    assert day is not None, field.name
    return day
