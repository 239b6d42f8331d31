"""Pages of one step of a closed file: a small form, what it does, and where it leads back to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from flask import request
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from app.web.fields import HouseForm
from permits.views import form_pages
from permits.views.form_pages import Differences, Links, Page

Row = TypeVar("Row")


@dataclass(frozen=True)
class StepPage(Generic[Row]):
    """``form`` makes the form for a row; ``act`` does the step with what was filled in."""

    title: Any
    button: Any
    form: Callable[[Row], HouseForm]
    act: Callable[[Row, Any], Any]
    intro: Any = ""
    help: dict[str, Any] = field(default_factory=dict)
    danger: bool = False


def answer(
    spec: StepPage[Row],
    row: Row,
    links: Links,
    back_url: str,
    saved: Callable[[], tuple[int, Any]],
) -> Any:
    """Show the step, or do it. ``saved`` gives the version and the state as they are now, for the second writer."""
    form = spec.form(row)
    page = Page(
        title=spec.title,
        links=links,
        button=spec.button,
        back_url=back_url,
        intro=spec.intro,
        help=spec.help,
        danger=spec.danger,
    )

    def save() -> str:
        spec.act(row, form)
        return back_url

    def versions() -> tuple[int, Differences]:
        version, state = saved()
        return version, [(_("State of the file"), _("your step"), state)]

    return form_pages.answer(form, page, save, versions)


def upload(name: str = "file") -> tuple[bytes | None, str]:
    """The bytes and the name of a file that came along; None when there was none."""
    sent: FileStorage | None = request.files.get(name)
    if sent is None or not sent.filename:
        return None, ""
    return sent.read(), sent.filename
