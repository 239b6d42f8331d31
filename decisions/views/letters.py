"""Letters as they are: pages as pictures with their words, and the file itself; previews of letters to come."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from flask import Response, make_response, render_template, request, url_for

from app import acts, clock, files
from app.access import Permission, may, open_to
from app.errors import NotAllowed, NotHere, Refusal
from decisions import letters, queries
from decisions.lifecycle import DecisionState
from decisions.models import Decision, DecisionLetter
from decisions.presenting.frame import frame
from decisions.presenting.gaps import WithGaps
from decisions.presenting.rules import passages_of
from decisions.presenting.tongue import _
from decisions.views.blueprint import bp
from inspections.acts.photos import stamp
from reports import Letter
from reports.press import page_count, page_png
from reports.press.lines import page_texts

_WIDTH = 1240  # pixels: twice the width at which a page is read
_STAMP = 256  # pixels: shown 72 to 128 wide, twice for dense screens


@dataclass(frozen=True)
class Preview:
    """A letter that is not made yet: its pages, or the sentence why it cannot be shown."""

    title: str
    text: str
    language: str
    pages: list[dict[str, Any]]
    pdf_url: str = ""
    rules_url: str = ""
    words_url: str = ""


def pages_of(content: bytes, image_url: Callable[[int], str]) -> list[dict[str, Any]]:
    """The pages of a PDF for the macro ``letter``."""
    return [
        {
            "number": number,
            "image_url": image_url(number),
            "width": page.width,
            "height": page.height,
            "lines": page.lines,
        }
        for number, page in enumerate(page_texts(content), 1)
    ]


def pages_of_letter(decision: Decision, row: DecisionLetter) -> list[dict[str, Any]]:
    """The pages of a letter that was made, without its signature: the bytes that are read and signed."""
    address: dict[str, Any] = {"decision_id": decision.id, "letter_id": row.id}
    return pages_of(files.read(row.sha256), lambda number: url_for("decisions.letter_page", **address, page=number))


def letter_to_sign(decision: Decision) -> DecisionLetter | None:
    """The decision letter that was made when the draft was submitted; None before."""
    fitting = (row for row in reversed(decision.letters) if row.sha256 == decision.letter_sha256)
    return next(fitting, None)


def preview_of_announcement(decision: Decision) -> Preview | None:
    if decision.measure_copy["letters"]["announcement"] is None:
        return None
    return _preview(decision, "announcement", _("Preview of this letter"))


def preview_of_decision(decision: Decision) -> Preview:
    return _preview(decision, "decision", _("Preview of the decision"))


def letter_to_come(decision: Decision, which: str) -> tuple[Letter, bytes]:
    """A letter to come; what is still unknown stands as a gap."""
    if which not in ("announcement", "decision"):
        raise NotHere(table="decision_letter", key=which)
    must_be_readable(decision)
    draft = cast("Decision", WithGaps(decision))
    if which == "announcement":
        return letters.announcement(draft, clock.today())
    return letters.decision_letter(draft)


def _preview(decision: Decision, which: str, title: str) -> Preview:
    try:
        content = letter_to_come(decision, which)[1]
    except Refusal as refusal:
        return Preview(title, str(refusal.sentence), decision.language, [])
    address: dict[str, Any] = {"decision_id": decision.id, "which": which}
    pages = pages_of(content, lambda number: url_for("decisions.preview_page", **address, page=number))
    text = _("As the letter would be now. A missing text stands as […], a missing day as today. Nothing has been sent.")
    others = (url_for(f"decisions.preview_{page}", **address) for page in ("pdf", "rules", "words"))
    return Preview(title, text, decision.language, pages, *others)


def must_be_readable(decision: Decision) -> None:
    """A letter that gives the reasons of a closed inquiry is for its readers and for who decides (Wet Bibob 28)."""
    reads_along = decision.state == DecisionState.SECOND_READING and may(Permission.DECISION_SECOND_READ)
    known = reads_along or may(Permission.BIBOB_READ) or may(Permission.DECISION_SIGN)
    if any(rests(decision) for rests in letters.CONFIDENTIAL) and not known:
        raise NotAllowed(_("This letter holds a confidential inquiry. Only its readers and who decides may open it."))


def _letter(decision_id: uuid.UUID, letter_id: uuid.UUID) -> DecisionLetter:
    row = queries.letter(letter_id)
    if row.decision_id != decision_id:
        raise NotHere(table="decision_letter", key=str(letter_id))
    must_be_readable(row.decision)
    return row


def page_png_of(content: bytes, page: int) -> Response:
    if not 1 <= page <= page_count(content):
        raise NotHere(table="decision_letter", key=str(page))
    answer = make_response(page_png(content, page, _WIDTH))
    answer.mimetype = "image/png"
    return answer


def file_answer(content: bytes, media_type: str, name: str) -> Response:
    answer = make_response(content)
    answer.mimetype = media_type
    answer.headers.set("Content-Disposition", "inline", filename=name)
    return answer


@bp.get("/decisions/<uuid:decision_id>/letters/<uuid:letter_id>/pages/<int:page>.png")
@open_to(Permission.DECISION_READ)
def letter_page(decision_id: uuid.UUID, letter_id: uuid.UUID, page: int) -> Response:
    return page_png_of(files.read(_letter(decision_id, letter_id).sha256), page)


@bp.get("/decisions/<uuid:decision_id>/letters/<uuid:letter_id>.pdf")
@open_to(Permission.DECISION_READ, recorded=True)
def letter_pdf(decision_id: uuid.UUID, letter_id: uuid.UUID) -> Response:
    row = _letter(decision_id, letter_id)
    name = f"{queries.decision(decision_id).number}-{row.kind}.pdf"
    return file_answer(files.read(row.signed_sha256 or row.sha256), "application/pdf", name)


@bp.get("/decisions/<uuid:decision_id>/preview/<string:which>/pages/<int:page>.png")
@open_to(Permission.DECISION_DRAFT)
def preview_page(decision_id: uuid.UUID, which: str, page: int) -> Response:
    return page_png_of(letter_to_come(queries.decision(decision_id), which)[1], page)


@bp.get("/decisions/<uuid:decision_id>/preview/<string:which>.pdf")
@open_to(Permission.DECISION_DRAFT, recorded=True)
def preview_pdf(decision_id: uuid.UUID, which: str) -> Response:
    decision = queries.decision(decision_id)
    return file_answer(letter_to_come(decision, which)[1], "application/pdf", f"{decision.number}-preview.pdf")


@bp.get("/decisions/<uuid:decision_id>/preview/<string:which>/rules")
@open_to(Permission.DECISION_DRAFT, recorded=True)
def preview_rules(decision_id: uuid.UUID, which: str) -> str:
    """Every passage of a letter to come, with the rule that demands it."""
    decision = queries.decision(decision_id)
    made = letter_to_come(decision, which)[0]
    return render_template(
        "decisions/rules.html", frame=frame(decision), subject=made.subject, passages=passages_of(made), letter=made
    )


@bp.get("/decisions/<uuid:decision_id>/photos/<string:sha256>")
@open_to(Permission.FINDING_READ)
def photo(decision_id: uuid.UUID, sha256: str) -> Response:
    """A photo of a finding of this dossier; ``?small`` for the pages whose reading is written down already."""
    decision = queries.decision(decision_id)
    if all(sha256 not in finding.photo_sha256s for finding in queries.findings_of(decision.establishment_id)):
        raise NotHere(table="photo", key=sha256)
    content = files.read(sha256)
    if "small" in request.args:
        return file_answer(stamp(content, _STAMP), "image/jpeg", f"{sha256[:8]}.jpg")
    acts.record_look(Permission.FINDING_READ, request.path, {"decision_id": str(decision_id)})
    return file_answer(content, files.media_type_of(content), f"{sha256[:8]}.jpg")


@bp.get("/decisions/<uuid:decision_id>/reports/<uuid:report_id>")
@open_to(Permission.DECISION_READ, recorded=True)
def report_file(decision_id: uuid.UUID, report_id: uuid.UUID) -> Response:
    decision = queries.decision(decision_id)
    row = next((report for report in queries.reports_of(decision.establishment_id) if report.id == report_id), None)
    if row is None or row.file_sha256 is None:
        raise NotHere(table="official_report", key=str(report_id))
    content = files.read(row.file_sha256)
    return file_answer(content, files.media_type_of(content), row.reference)
