"""Words by which an establishment is found, folded so that é is e and capitals do not matter. Pure."""

from __future__ import annotations

import unicodedata

# Letters that do not fall apart into a plain letter and a mark.
_SPELLED = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "þ": "th"})
LONGEST = 60


def fold(text: str) -> str:
    """Lower case, without accents, everything that is no letter or figure made a single space.

    Letters of other scripts stay as they are, so that such a name can still be found.
    """
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_SPELLED))
    kept = "".join(c if c.isalnum() else "" if unicodedata.combining(c) else "" if c in "'’" else " " for c in plain)
    return " ".join(kept.split())


def words_of(*texts: str | None) -> set[str]:
    """The separate folded words of some texts, each at most 60 characters."""
    return {word[:LONGEST] for text in texts if text for word in fold(text).split()}
