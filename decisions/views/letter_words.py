"""A letter as words on the screen, to be heard, enlarged or copied; and as a message for a mail program."""

from __future__ import annotations

import uuid
from hashlib import sha256

from flask import Response, make_response, render_template
from markupsafe import Markup

from app import files
from app.access import Permission, open_to
from app.errors import NotHere
from app.people import municipality_now
from decisions import letters, queries
from decisions.presenting.frame import frame
from decisions.refusals import TextHasMoved
from decisions.views.blueprint import bp
from decisions.views.letters import letter_to_come, must_be_readable
from reports import letter_html
from reports.mail import as_message


@bp.get("/decisions/<uuid:decision_id>/preview/<string:which>/words")
@open_to(Permission.DECISION_DRAFT, recorded=True)
def preview_words(decision_id: uuid.UUID, which: str) -> str:
    """A letter to come, without its pages: the same words in the same order."""
    decision = queries.decision(decision_id)
    letter = letter_to_come(decision, which)[0]
    # Every word in it was escaped by letter_html.
    words = Markup(letter_html(letter, level=2))  # noqa: S704
    return render_template("decisions/letter_words.html", frame=frame(decision), words=words, letter=letter)


@bp.get("/decisions/<uuid:decision_id>/letter.eml")
@open_to(Permission.DECISION_SERVE, recorded=True)
def letter_message(decision_id: uuid.UUID) -> Response:
    """The signed letter as a message that a mail program opens as a draft; Drempel itself sends no mail."""
    decision = queries.decision(decision_id)
    must_be_readable(decision)
    if decision.signed_sha256 is None:
        raise NotHere(table="decision_letter", key="letter.eml")
    letter, content = letters.decision_letter(decision)
    if sha256(content).hexdigest() != decision.letter_sha256:
        raise TextHasMoved
    signed = files.read(decision.signed_sha256)
    answer = make_response(as_message(letter, signed, f"{decision.number}.pdf", sender=municipality_now().email))
    answer.mimetype = "message/rfc822"
    answer.headers.set("Content-Disposition", "attachment", filename=f"{decision.number}.eml")
    return answer
