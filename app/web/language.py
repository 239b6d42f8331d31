"""The language of the screen, and dates and numbers in it. A letter has its own language, never the reader's."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from flask import Flask, has_request_context, request, session
from flask_babel import Babel, format_date, format_time, get_locale, get_translations, lazy_gettext, ngettext
from flask_babel import gettext as _
from flask_login import current_user

from app import clock

LANGUAGES = {"nl": "Nederlands", "fr": "Français", "de": "Deutsch", "en": "English"}
ROOMS = ("app", "permits", "inspections", "decisions")
_TABLE_MONTHS = 12
_NARROW = "\u202f"
_QUOTES = {"fr": (f"«{_NARROW}", f"{_NARROW}»"), "de": ("„", "“"), "en": ("“", "”")}
_FIRST_DAY = re.compile(r"\b1 (?=[^\W\d])")


def install(app: Flask) -> None:
    root = Path(__file__).resolve().parents[2]
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = ";".join(str(root / room / "translations") for room in ROOMS)
    app.config["BABEL_DEFAULT_LOCALE"] = "nl"
    app.config["BABEL_DEFAULT_TIMEZONE"] = clock.ZONE.key
    Babel(app, locale_selector=chosen)
    # What Flask-Babel installs looks up the catalogue anew for each of the hundred words of a page.
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=lambda text: _catalogue().ugettext(text),
        ngettext=lambda one, many, n: _catalogue().ungettext(one, many, n),
        newstyle=True,
        pgettext=lambda context, text: _catalogue().upgettext(context, text),
        npgettext=lambda context, one, many, n: _catalogue().unpgettext(context, one, many, n),
    )
    app.jinja_env.filters.update(
        capital=capital,
        full_date=full_date,
        long_date=long_date,
        short_date=short_date,
        clock_time=clock_time,
        iso=lambda value: value.isoformat(),
        mark=mark,
        far=far,
        quoted=quoted,
    )
    app.context_processor(lambda: {"current_language": chosen(), "languages": LANGUAGES})


_CATALOGUES: dict[str, Any] = {}


def _catalogue() -> Any:
    """The words of the language now in force."""
    locale = get_locale()
    if locale is None:
        return get_translations()
    if locale.language not in _CATALOGUES:
        _CATALOGUES[locale.language] = get_translations()
    return _CATALOGUES[locale.language]


def chosen() -> str:
    """The user's language; before sign-in the one picked on the page, then the browser's, then Dutch."""
    if not has_request_context():
        return "nl"
    own = getattr(current_user, "language", None) or session.get("language")
    if own in LANGUAGES:
        return str(own)
    return request.accept_languages.best_match(list(LANGUAGES)) or "nl"


def long_date(day: date | datetime | str | None) -> str:
    """A date in running text: "wo 9 december 2026". A moment is shown in civil time."""
    plain = _day(day)
    if plain is None:
        return ""
    return _first(format_date(plain, _("EEE d MMMM y"), rebase=False))


def full_date(day: date | datetime | str | None) -> str:
    """A date where a sentence or a page begins with it: "Zondag 22 november 2026"."""
    plain = _day(day)
    if plain is None:
        return ""
    return _first(format_date(plain, _("EEEE d MMMM y"), rebase=False))


def short_date(day: date | datetime | str | None) -> str:
    """A date in a table: "9 dec", with the year when it is more than twelve months away."""
    plain = _day(day)
    if plain is None:
        return ""
    pattern = _("d MMM y") if far(plain) else _("d MMM")
    return _first(format_date(plain, pattern, rebase=False)).replace(".", "")


def _first(text: str) -> str:
    """French writes the first day of a month as an ordinal: "1er décembre"."""
    return _FIRST_DAY.sub("1er ", text) if _language() == "fr" else text


def capital(words: Any) -> str:
    """The first letter as a capital, the rest as it is: German nouns keep theirs."""
    text = str(words)
    return text[:1].upper() + text[1:]


def clock_time(moment: datetime) -> str:
    """A time of day in the words of the reader's language: "16.12 uur", "16 h 12"."""
    local = clock.civil(moment)
    return str(_("%(hour)s:%(minute)s", hour=f"{local:%H}", minute=f"{local:%M}"))


def far(day: date) -> bool:
    """Whether a day is so far away that its year must be said."""
    today = clock.today()
    return abs((day.year - today.year) * 12 + day.month - today.month) >= _TABLE_MONTHS


def hour_of_day(moment: datetime | time) -> str:
    """A time of day without the word for hour, as in a field: "16.12", "16 h 12"."""
    return str(
        format_time(clock.civil(moment).time() if isinstance(moment, datetime) else moment, _("HH:mm"), rebase=False)
    )


def mark(words: Any, sign: str = ":") -> str:
    """The words with a colon or semicolon behind them: French sets a narrow no-break space before it."""
    return f"{words}{_NARROW if _language() == 'fr' else ''}{sign}"


def quoted(words: Any) -> str:
    """The words between the quotation marks of the reader's language."""
    first, last = _QUOTES.get(_language(), _QUOTES["en"])
    return f"{first}{words}{last}"


def document_name(label: Any, pages: Any = None) -> str:
    """What a document is called where it is offered: "Brief, 3 pagina’s". A word of the house is translated."""
    counted = [ngettext("%(num)d page", "%(num)d pages", int(pages))] if pages else []
    return ", ".join([capital(_(str(label))), *counted])


def _language() -> str:
    return str(get_locale() or "nl")[:2]


def _day(value: date | datetime | str | None) -> date | None:
    if isinstance(value, str):
        value = datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    if isinstance(value, datetime):
        return clock.civil(value).date()
    return value


def in_language(texts: dict[str, str], language: str | None = None) -> str:
    """The text in a language out of {language: text}, falling back to Dutch, then to any."""
    wanted = language or str(get_locale() or "nl")[:2]
    return texts.get(wanted) or texts.get("nl") or next(iter(texts.values()), "")


_l = lazy_gettext
WEEKDAYS = (
    _l("Monday"),
    _l("Tuesday"),
    _l("Wednesday"),
    _l("Thursday"),
    _l("Friday"),
    _l("Saturday"),
    _l("Sunday"),
)
