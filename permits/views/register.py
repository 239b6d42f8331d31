"""The register as a list, and the list as a file."""

from __future__ import annotations

import uuid
from datetime import date
from functools import lru_cache
from typing import Any

from flask import Response, get_template_attribute, make_response, render_template, request, send_file, url_for
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from app import clock
from app.access import Permission, open_to
from app.people import municipality_now
from app.web import language, navigation
from permits import export
from permits.models import RegisterStatus
from permits.register import ALL, NEVER, NOT_ENDED, PER_PAGE, Filters, Listing, is_empty, listing
from permits.register_words import STATUS, TERM
from permits.views.blueprint import bp

navigation.place(_l("Register"), "permits.register", Permission.REGISTER_READ, 20)
navigation.SEARCHES.append(("permits.register", Permission.REGISTER_READ))

VISIT_WORDS: dict[str, Any] = {
    "": _l("Does not matter"),
    NEVER: _l("Never visited"),
    "3-months": _l("More than 3 months ago"),
    "6-months": _l("More than 6 months ago"),
    "12-months": _l("More than 12 months ago"),
}
SORT_WORDS: dict[str, Any] = {"term": _l("next term"), "name": _l("name"), "visit": _l("last visit")}
_NOBODY = uuid.UUID(int=0)


def badge(word: str, icon: str, tone: str) -> Any:
    """The macro of the house, called from here so that it draws each badge once and not fifty times."""
    return get_template_attribute("components/badge.html", "badge")(word, icon, tone)


@bp.get("/register")
@open_to(Permission.REGISTER_READ)
def register() -> Response:
    found = listing(Filters.read(request.args))
    if not found.rows and not found.filters.narrowed and is_empty():
        return make_response(
            render_template("permits/register_empty.html", new_url=url_for("permits.new_establishment"))
        )
    part = "HX-Request" in request.headers and "HX-History-Restore-Request" not in request.headers
    template = "permits/register_rows.html" if part else "permits/register.html"
    answer = make_response(render_template(template, part=part, **_shown(found)))
    if part:
        answer.headers["HX-Push-Url"] = _address(found.filters)
    return answer


@bp.get("/register/export.csv")
@open_to(Permission.REGISTER_EXPORT)
def register_csv() -> Response:
    filters = Filters.read(request.args)
    export.note_export(filters, "csv")
    return _as_file(Response(export.csv_lines(filters), mimetype="text/csv"), "csv")


@bp.get("/register/export.xlsx")
@open_to(Permission.REGISTER_EXPORT)
def register_xlsx() -> Response:
    filters = Filters.read(request.args)
    export.note_export(filters, "xlsx")
    return _as_file(send_file(export.workbook(filters), mimetype=export.XLSX), "xlsx")


def _as_file(answer: Response, ending: str) -> Response:
    name = f"register-{municipality_now().code}-{clock.today().isoformat()}.{ending}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@lru_cache(maxsize=16)
def _words(language_code: str) -> dict[str, Any]:
    """The words of the page that are the same for everybody who reads this language, looked up once."""
    statuses = {NOT_ENDED: _("All but ended"), ALL: _("All"), **{s.value: str(w.label) for s, w in STATUS.items()}}
    return {
        "statuses": list(statuses.items()),
        "visits": [(key, str(word)) for key, word in VISIT_WORDS.items()],
        "status_badges": {s.value: badge(str(w.label), w.icon, w.tone) for s, w in STATUS.items()},
        "term_words": {kind: str(word) for kind, word in TERM.items()},
        "never": _("never"),
        "title": _("Register of establishments"),
    }


def _shown(found: Listing) -> dict[str, Any]:
    filters = found.filters
    sectors = {choice.id: language.in_language(choice.name) for choice in found.sectors}
    return {
        **_words(str(get_locale())),
        "found": found,
        "filters": filters,
        "sectors": sectors,
        "sort_word": SORT_WORDS[filters.sort],
        "chips": _chips(filters, sectors),
        "how_many": _count(found),
        "per_page": PER_PAGE,
        "lines": _lines(found, sectors),
        "address": lambda **changes: _address(filters, **changes),
        "sort_address": lambda key, descending: _address(filters, sort=key, descending=descending, page=1),
        "page_address": lambda page: _address(filters, page=page),
        "file_arguments": filters.arguments(page=1),
        "keys": current_user.shortcuts,
        "new_url": url_for("permits.new_establishment"),
    }


def _lines(found: Listing, sectors: dict[uuid.UUID, str]) -> list[tuple[Any, ...]]:
    """(address of the dossier, row, sector, address, last visit, next term, late) of each row."""
    today, locale, town = clock.today(), str(get_locale()), municipality_now().name
    dossier = url_for("permits.establishment", establishment_id=_NOBODY)
    lines = []
    for row in found.rows:
        address = row.address if row.city in {"", town} else f"{row.address}, {row.city}" if row.address else row.city
        term = "" if row.next_term_on == date.max else _short(row.next_term_on, today, locale)
        visited = _short(row.last_visit_on, today, locale) if row.last_visit_on else ""
        url = dossier.replace(str(_NOBODY), str(row.establishment_id))
        sector = sectors.get(row.sector_id, "")
        lines.append((url, row, sector, address, visited, term, row.next_term_on < today))
    return lines


@lru_cache(maxsize=5_000)
def _short(day: date, today: date, locale: str) -> str:
    """The same few days stand in the list again and again, and Babel takes its time for each."""
    return language.short_date(day)


def _address(filters: Filters, **changes: Any) -> str:
    arguments: dict[str, Any] = dict(filters.arguments(**changes))
    return str(url_for("permits.register", **arguments))


def _chips(filters: Filters, sectors: dict[uuid.UUID, str]) -> list[tuple[str, str]]:
    """(label, address without the filter) for each filter that is on."""
    found = []
    if filters.q:
        found.append((_("Search: %(words)s", words=filters.q), _address(filters, q="", page=1)))
    if filters.sector:
        word = sectors.get(filters.sector, "?")
        found.append((_("Sector: %(sector)s", sector=word), _address(filters, sector=None, page=1)))
    if filters.status != ALL:
        word = _("all but ended") if filters.status == NOT_ENDED else STATUS[RegisterStatus(filters.status)].label
        found.append((_("Status: %(status)s", status=word), _address(filters, status=ALL, page=1)))
    if filters.visit:
        word = VISIT_WORDS[filters.visit]
        found.append((_("Last visit: %(visit)s", visit=word), _address(filters, visit="", page=1)))
    return found


def _count(found: Listing) -> str:
    if found.more:
        return str(_("More than %(number)s establishments", number=found.total))
    return str(ngettext("%(num)s establishment", "%(num)s establishments", found.total))
