"""A letter as a message: its words as HTML and as plain text, and its PDF beside them."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP
from html import escape

from reports.html import letter_html
from reports.letter import Letter

_FRAME = (
    '<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8"><title>{subject}</title></head>\n'
    "<body>{body}</body></html>\n"
)


def as_message(letter: Letter, pdf: bytes, name: str, *, sender: str = "", to: str = "") -> bytes:
    """A message file (RFC 5322) that a mail program opens as a draft: nothing is sent.

    ``pdf`` is enclosed as ``name``; ``sender`` and ``to`` are addresses or empty.
    """
    message = EmailMessage(policy=SMTP)
    message["Subject"] = letter.subject
    if sender:
        message["From"] = sender
    if to:
        message["To"] = to
    message["X-Unsent"] = "1"  # Outlook opens it for writing and not for reading
    message.set_content(letter.as_text())
    frame = _FRAME.format(language=letter.language, subject=escape(letter.subject), body=letter_html(letter))
    message.add_alternative(frame, subtype="html")
    message.add_attachment(pdf, maintype="application", subtype="pdf", filename=name)
    return bytes(message)
