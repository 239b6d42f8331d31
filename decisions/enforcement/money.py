"""Euro amounts: kept in cents, typed and shown as people write them. Pure."""

from __future__ import annotations

import re

from babel.numbers import format_currency

_TYPED = re.compile(r"(?:€ ?)?(\d{1,3}(?:[. \u00a0\u202f]\d{3})+|\d{1,8})(?:,(\d{2}|-))?(?: ?€)?")
_MOST = 100_000_000_00
_WHOLE = {"nl": "¤\u00a0#,##0", "fr": "#,##0\u00a0¤", "de": "#,##0\u00a0¤"}


def cents_of(text: str) -> int | None:
    """ "2.500", "2500,50", "€ 2.500,-" as cents; None when it is no amount. A point is never a decimal sign here."""
    found = _TYPED.fullmatch(text.strip())
    if found is None:
        return None
    whole, part = re.sub(r"\D", "", found[1]), found[2] or ""
    cents = int(whole) * 100 + (int(part) if part.isdigit() else 0)
    return cents if cents <= _MOST else None


def written(cents: int, language: str) -> str:
    """As the language writes it: "€ 2.500" in Dutch, "2 500 €" in French; cents only when there are any."""
    pattern = None if cents % 100 else _WHOLE.get(language, "¤#,##0")
    return str(format_currency(cents / 100, "EUR", pattern, locale=language, currency_digits=pattern is None))


def typed(cents: int | None) -> str:
    """As one would type it in a form; empty for none."""
    if cents is None:
        return ""
    return f"{cents // 100}" if cents % 100 == 0 else f"{cents // 100},{cents % 100:02d}"
