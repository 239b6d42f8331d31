"""The register as a list, and the list as a file."""

from __future__ import annotations

import uuid
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

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

navigation.place(_l("Register"), "permits.register", Permission.REGISTER_READ, 20, also=("/establishments/",))
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
        "never": _("never"),
        "title": _("Register of establishments"),
    }


def _shown(found: Listing) -> dict[str, Any]:
    filters, here = found.filters, url_for("permits.register")
    first = filters.arguments(page=1)
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
        "address": lambda **changes: _beside(here, filters.arguments(**changes)),
        "sort_address": lambda key, descending: _beside(
            here, filters.arguments(sort=key, descending=descending, page=1)
        ),
        "page_address": lambda page: _beside(here, first | {"page": str(page)} if page > 1 else first),
        "file_arguments": first,
        "keys": current_user.shortcuts,
        "new_url": url_for("permits.new_establishment"),
    }


def _beside(here: str, arguments: dict[str, str]) -> str:
    """An address of this page; the router need not be asked for each of the twenty."""
    return f"{here}?{urlencode(arguments)}" if arguments else here


def _lines(found: Listing, sectors: dict[uuid.UUID, str]) -> list[tuple[Any, ...]]:
    """(address of the dossier, name, flags, sector, address, operator, status, last visit, next term) of each row."""
    today, locale, town = clock.today(), str(get_locale()), municipality_now().name
    before, after = url_for("permits.establishment", establishment_id=_NOBODY).split(str(_NOBODY))
    lines = []
    for key, name, sector, street, city, operator, status, flags, visited_on, term_on, kind, _more in found.rows:
        address = street if city in {"", town} else f"{street}, {city}" if street else city
        visited = _short(visited_on, today, locale) if visited_on else ""
        term = "" if term_on == date.max else _term(term_on, kind, today, locale)
        url = f"{before}{key}{after}"
        lines.append((url, name, flags, sectors.get(sector, ""), address, operator, status, visited, term))
    return lines


@lru_cache(maxsize=5_000)
def _term(day: date, kind: str, today: date, locale: str) -> Any:
    """The cell of a next term, drawn once for each day and kind."""
    cell = get_template_attribute("permits/register_cells.html", "term")
    return cell(_short(day, today, locale), TERM.get(kind, ""), day < today)


@lru_cache(maxsize=5_000)
def _short(day: date, today: date, locale: str) -> str:
    """The same few days stand in the list again and again, and Babel takes its time for each."""
    return language.short_date(day)


def _address(filters: Filters, **changes: Any) -> str:
    return _beside(url_for("permits.register"), filters.arguments(**changes))


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
