"""How a page answers: a refusal at the form, two versions side by side, a save in the background."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from flask import redirect, render_template, request, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from app import clock
from app.errors import ChangedMeanwhile, Lacking, NotAllowed, NotHere, Refusal
from app.people import municipality_now
from app.web.fields import DatePartsField, HouseForm
from app.web.language import long_date
from decisions import queries
from decisions.cautions import warnings
from decisions.models import Decision
from decisions.presenting.frame import Frame, following_step, links, step_frame
from decisions.presenting.tongue import _
from decisions.reasoning import points

T = TypeVar("T")
Answer = str | Response | tuple[str, int]
_NEVER_COMPARED = frozenset({"csrf_token", "version", "file"})


def tried(form: HouseForm, deed: Callable[[], T]) -> T | None:
    """Let an act run. What it refuses stands at the field, or above the form when no field is to blame.

    Another's newer version, a missing power and a page that is not here are not the form's affair: they pass.
    """
    try:
        return deed()
    except (ChangedMeanwhile, NotAllowed, NotHere):
        raise
    except Lacking as refusal:
        for lack in refusal.lacks:
            _blame(form, lack.anchor, lack.sentence)
    except Refusal as refusal:
        _blame(form, str(refusal.values.get("field", "")), refusal.sentence)
    return None


def _blame(form: HouseForm, name: str, sentence: Any) -> None:
    at = next((field for field in form if name and field.id == name), None)
    if at is None:
        form.form_errors.append(str(sentence))
    else:
        at.errors = [*at.errors, str(sentence)]


def status_of(form: HouseForm) -> int:
    return 422 if form.errors else 200


def framed(decision: Decision, step: str, *, saved: bool | None = None) -> Frame:
    """The frame of a step, with what lacks today."""
    case = queries.case_file(decision)
    return step_frame(
        decision,
        step,
        points(case, clock.today()),
        warnings(case, clock.today()),
        second_reader=municipality_now().second_reader,
        saved="saved" in request.args if saved is None else saved,
    )


def in_background() -> bool:
    """Whether the browser saves a part without leaving the page."""
    return request.headers.get("HX-Request") == "true"


def onward(decision: Decision, step: str) -> Response:
    """After saving: the next step when that was asked, else the same page, which says when it was saved."""
    target = following_step(decision, step) if request.form.get("way") == "on" else step
    return redirect(url_for(f"decisions.{target}", decision_id=decision.id, saved=1))


def saved_part(decision: Decision, step: str, cards: Sequence[Any] = ()) -> str:
    """What moved by the save: the moment, the version, what lacks, and whether the evidence of each card suffices."""
    page = framed(decision, step, saved=True)
    return render_template("decisions/autosaved.html", frame=page, refused="", cards=cards)


def refused_part(form: HouseForm, decision: Decision, step: str) -> str:
    """Nothing was saved, and why: the first sentence."""
    errors = form.all_errors()
    first = errors[0][1] if errors else _("Not saved.")
    return render_template(
        "decisions/autosaved.html",
        frame=framed(decision, step, saved=False),
        refused=_("Not saved: %(why)s", why=first),
    )


def both_versions(form: HouseForm, decision: Decision, theirs: Mapping[str, Any], back_url: str) -> Answer:
    """Two people saved the same page: what was typed beside what is saved now; nothing is overwritten."""
    if in_background():
        newer = _("Not saved: a colleague saved this page meanwhile. Press “Save” to compare both versions.")
        return f'<span class="dr-saved dr-late" id="saved" role="status">{newer}</span>'
    rows = [
        (field.label.text, _words(field.data), _words(theirs[field.name]))
        for field in form
        if field.name in theirs and _words(field.data) != _words(theirs[field.name])
    ]
    typed = [(key, value) for key, values in request.form.lists() if key not in _NEVER_COMPARED for value in values]
    page = render_template(
        "both_versions.html",
        title=_("Two versions of decision %(number)s", number=decision.number),
        links=links(decision),
        here=_("Decision %(number)s", number=decision.number),
        rows=rows,
        typed=typed,
        version=decision.version,
        action=request.full_path.rstrip("?"),
        back_url=back_url,
    )
    return page, 409


def _words(value: Any) -> str:
    if value is None:
        return ""
    if hasattr(value, "isoformat"):
        return long_date(value)
    return str(value).strip()


def day_of(field: DatePartsField) -> date:
    """The date of a required field of a valid form."""
    assert field.data is not None, field.name
    return field.data


def upload(file: FileStorage | None) -> tuple[bytes | None, str]:
    """The bytes and the name of a file that was sent along; (None, "") when there is none."""
    if file is None or not file.filename:
        return None, ""
    return file.read(), file.filename
