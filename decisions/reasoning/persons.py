"""What could tell who a worker is, in a free text; and the text without it. Pure.

A machine finds numbers and the plainest names. It does not find a description, so people read along.
"""

from __future__ import annotations

import re

from app.privacy import looks_like_identity_number

# Travel documents: two letters, six letters or figures and a figure (NL); two letters and six figures, or the number on
# an identity card (BE).
_DOCUMENT = re.compile(r"\b(?:[A-Z]{2}[A-Z0-9]{6}\d|[A-Z]{2}\d{6}|\d{3}-\d{7}-\d{2})\b")
# A worker and, at once after it, what looks like a name.
_WORKER = (
    r"(?:sekswerk(?:st)?er|prostitu(?:ee|é)s?|werkneemster|masseuse|masseur|escortdame|slachtoffer|"
    r"travailleu(?:se|r)(?: du sexe)?|victime|Sexarbeiterin|Opfer|worker|victim)"
)
_NAMED = re.compile(
    rf"\b(?i:{_WORKER})\s+(?:,\s*)?(?i:genaamd\s+|met de naam\s+|nommée?\s+|called\s+|named\s+)?"
    r"(?:mevrouw\s+|mw\.\s+|Mme\s+|Frau\s+)?(?P<name>[A-ZÀ-Þ][a-zà-ÿ]+(?:\s+[A-ZÀ-Þ][a-zà-ÿ]+)*)"
)
_FIGURES = re.compile(r"\d(?:[ .-]?\d){8,10}")
REDACTED = "[…]"


def identifies(text: str) -> bool:
    """Whether a text holds a personal number, the number of a document, or a worker with a name behind it."""
    return looks_like_identity_number(text) or bool(_DOCUMENT.search(text)) or bool(_NAMED.search(text))


def redacted(text: str) -> str:
    """The text with what :func:`identifies` finds taken out."""
    text = _FIGURES.sub(lambda found: REDACTED if looks_like_identity_number(found.group()) else found.group(), text)
    text = _DOCUMENT.sub(REDACTED, text)
    return _NAMED.sub(lambda found: found.group().replace(found.group("name"), REDACTED), text)
