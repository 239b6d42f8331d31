"""The head of every page of a dossier: badges, facts, tabs. Upper storeys use it for their own tabs."""

from __future__ import annotations

import re
from datetime import date, time
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup

import law
from app import clock
from app.access import Permission, may
from app.web.language import hour_of_day, in_language, long_date
from permits import opening_hours, queries
from permits.dossier import tabs_for
from permits.models import Establishment, PartyRoleName, RegisterLine
from permits.register_words import STATUS
from permits.words import DAYS

_CLOCK = re.compile(r"(\d{2}):(\d{2})")
# Where the law book's word for the places in a business differs from "rooms".
_ROOMS = {"carwash": _l("Wash bays"), "sex_establishment": _l("Working rooms"), "massage": _l("Treatment rooms")}


def frame(establishment: Establishment, current: str) -> dict[str, Any]:
    """Context of the template ``permits/dossier_frame.html``; ``current`` is the key of the open tab."""
    line = queries.line(establishment.id)
    return {
        "establishment": establishment,
        "badges": badges(line),
        "case_line": case_line(establishment),
        "facts_of": facts(establishment),
        "dossier_tabs": [
            {
                "label": tab.label,
                "href": url_for(tab.endpoint, establishment_id=establishment.id),
                "count": count,
                "current": tab.key == current,
            }
            for tab, count in tabs_for(establishment)
        ],
    }


def badges(line: RegisterLine | None) -> list[tuple[Any, str, str]]:
    """(word, icon, tone) for the status and, for who may read findings, the red flags."""
    if line is None:
        return []
    word = STATUS[line.status]
    found = [(word.label, word.icon, word.tone)]
    if line.red_flags and may(Permission.FINDING_READ):
        found.append((_("Red flags: %(number)s", number=line.red_flags), "flag", "red"))
    return found


def case_line(establishment: Establishment) -> str:
    application = queries.open_application(establishment)
    return _("Case %(number)s", number=application.case_number) if application else ""


def facts(establishment: Establishment) -> list[tuple[Any, Any]]:
    """The eight facts of the head."""
    day = clock.today()
    return [
        (_("Address"), establishment.full_address),
        (_("Sector"), sector_words(establishment)),
        (_("Operator"), _held(establishment, PartyRoleName.OPERATOR, day)),
        (_("Owner of the building"), _held(establishment, PartyRoleName.OWNER, day)),
        _numbers(establishment),
        (_("Opening hours"), hours_words(establishment.opening_hours)),
        (_ROOMS.get(establishment.sector.kind, _l("Rooms")), establishment.rooms),
        (_("Permit"), permit_words(establishment, day)),
    ]


def sector_words(establishment: Establishment) -> str:
    """The sector and, when known, the kind of business in it."""
    name = in_language(establishment.sector.name)
    kinds = [kind for kind in law.SECTOR_KINDS if kind.id == establishment.sector.kind]
    subtypes = {subtype.id: in_language(dict(subtype.name)) for kind in kinds for subtype in kind.subtypes}
    word = subtypes.get(establishment.subtype, establishment.subtype)
    return f"{name} ({word})" if word and word.lower() != name.lower() else name


def _held(establishment: Establishment, role: PartyRoleName, day: date) -> Markup | str:
    here = [held for held in establishment.roles if held.role == role and held.holds_on(day)]
    since = [
        Markup('<a href="{}">{}</a> {}').format(
            url_for("permits.parties", establishment_id=establishment.id),
            held.party.name,
            _("since %(day)s", day=long_date(held.from_on)),
        )
        for held in here
    ]
    joined: Markup = Markup("<br>").join(since)
    return joined


def _numbers(establishment: Establishment) -> tuple[str, str]:
    belgian = establishment.kbo_number or establishment.kbo_establishment_number
    if belgian or (queries.here().country == "be" and not establishment.kvk_number):
        pair = (
            _("Enterprise / establishment unit"),
            (establishment.kbo_number, establishment.kbo_establishment_number),
        )
    else:
        pair = (_("KvK / establishment"), (establishment.kvk_number, establishment.kvk_establishment_number))
    return pair[0], " / ".join(number for number in pair[1] if number)


def hours_words(hours: opening_hours.Hours) -> str:
    """Opening hours in one line, times as the reader writes them: "dinsdag–zondag 12.00–22.00"."""
    found = []
    for first, last, text in opening_hours.stretches(hours):
        days = str(DAYS[first]) if first == last else f"{DAYS[first]}–{DAYS[last]}"
        found.append(f"{days} {_CLOCK.sub(_o_clock, text.replace('-', '–'))}")
    return "; ".join(found)


def _o_clock(found: re.Match[str]) -> str:
    if found[1] == "24":  # the end of the day, which is no time of its own in Python
        return hour_of_day(time(0)).replace("00", "24", 1)
    return hour_of_day(time(int(found[1]), int(found[2])))


def permit_words(establishment: Establishment, day: date) -> Markup | str:
    permit = establishment.permit_on(day) or next(
        (p for p in establishment.permits if p.valid_from > day and p.ended_on is None), None
    )
    if permit is not None:
        link = Markup('<a href="{}">{}</a>').format(url_for("permits.permit", permit_id=permit.id), permit.number)
        if permit.valid_until is None:
            return Markup("{} {}").format(link, _("without end date"))
        return Markup("{} {}").format(link, _("up to and including %(day)s", day=long_date(permit.valid_until)))
    application = queries.open_application(establishment)
    if application is not None:
        return str(_("None. Application of %(day)s", day=long_date(application.received_on)))
    return str(_("None"))
