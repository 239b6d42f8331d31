"""The words of the pages as plain strings: what the translation library gives, with a type."""

from __future__ import annotations

from typing import Any

import flask_babel


def _(text: str, /, **values: Any) -> str:
    """The sentence in the reader's language."""
    return str(flask_babel.gettext(text, **values))


def ngettext(one: str, many: str, num: int, /, **values: Any) -> str:
    """The sentence for one or for several; ``num`` can stand in it."""
    return str(flask_babel.ngettext(one, many, num, **values))
