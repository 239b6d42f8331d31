"""What is refused about a letter text."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app.errors import Lacking, Refusal


class FaultyText(Lacking):
    """The text cannot be a letter; every fault stands at the field where it was typed."""


class NotADraft(Refusal):
    sentence = _l("This edition has been used already and can no longer change. Write a new edition.")


class NotInUse(Refusal):
    sentence = _l("This edition is not in use. Open the letter text to see which one is.")
