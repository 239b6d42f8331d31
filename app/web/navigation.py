"""The places in the top bar: each package registers its own, each person sees what the role needs.

The bar holds six at most. A place that is rarely opened stands ``under`` another: on that one's page, and in the
trail of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, g, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app import acts, clock, remembered, tasks
from app.access import Permission, may
from app.people import Municipality, municipality_now


@dataclass(frozen=True)
class Place:
    """``endpoint`` is opened; ``power`` shows it; ``count`` (only on today's work) gives the badge.

    ``only_where``: whether this municipality has such work at all. ``under``: the endpoint of the place on whose page
    it stands, with the sentence ``about``, in place of the bar. ``also``: the beginnings of other addresses that belong
    to it.
    """

    label: Any
    endpoint: str
    power: Permission
    order: int
    count: Callable[[], int] | None = None
    hidden_from: Permission | None = None
    only_where: Callable[[], bool] | None = None
    under: str | None = None
    about: Any = ""
    also: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        return url_for(self.endpoint)


PLACES: list[Place] = []
VERSION = "1.0"


def place(
    label: Any,
    endpoint: str,
    power: Permission,
    order: int,
    *,
    count: Callable[[], int] | None = None,
    hidden_from: Permission | None = None,
    only_where: Callable[[], bool] | None = None,
    under: str | None = None,
    about: Any = "",
    also: tuple[str, ...] = (),
) -> None:
    """Register a place; twice is once."""
    fresh = Place(label, endpoint, power, order, count, hidden_from, only_where, under, about, also)
    if all(known.endpoint != endpoint for known in PLACES):
        PLACES.append(fresh)
        PLACES.sort(key=lambda known: known.order)


@dataclass(frozen=True)
class StartAction:
    """A button beside the title of the start page."""

    label: Any
    endpoint: str
    power: Permission
    icon: str

    @property
    def url(self) -> str:
        return url_for(self.endpoint)


START_ACTIONS: list[StartAction] = []
# Where the magnifying glass leads: (endpoint, power), registered by the package that has the register.
SEARCHES: list[tuple[str, Permission]] = []


def start_action(label: Any, endpoint: str, power: Permission, icon: str) -> None:
    if all(known.endpoint != endpoint for known in START_ACTIONS):
        START_ACTIONS.append(StartAction(label, endpoint, power, icon))


def agenda_now() -> tasks.Agenda:
    """Today's tasks of the present actor, worked out once for each request."""
    if "agenda" not in g:
        g.agenda = tasks.agenda(acts.actor(), clock.today())
    found: tasks.Agenda = g.agenda
    return found


def agenda_count() -> int:
    """The number in the bar, on every page: remembered until somebody in this municipality does something."""
    if "agenda" in g:
        return agenda_now().count
    what = ("agenda-count", acts.actor().id, clock.today())
    return remembered.recall(what, remembered.head_of_request(), lambda: agenda_now().count)


def install(app: Flask) -> None:
    app.context_processor(_for_pages)
    # The macro of the trail is imported without the context of the page.
    app.add_template_global(places_above)


def _for_pages() -> dict[str, Any]:
    signed_in = acts.actor_or_none() is not None
    town = _municipality() if signed_in else None
    return {
        "demonstration": current_app.config["DREMPEL"].demonstration,
        "csp_nonce": g.get("csp_nonce", ""),
        # After a fault the page leans on nothing that may have failed.
        "navigation": _items() if signed_in and "faulty" not in g else [],
        "trail": _trail() if signed_in and "faulty" not in g else [],
        "municipality": town,
        "municipality_name": _("Municipality of %(name)s", name=town.name) if town else None,
        "account": {"name": current_user.name, "url": url_for("web.settings")} if signed_in and town else None,
        "start_actions": lambda: [action for action in START_ACTIONS if may(action.power)],
        "search_url": next((url_for(e, _anchor="q") for e, p in SEARCHES if may(p)), None),
        "help_url": url_for("web.help_page"),
        "accessibility_url": url_for("web.accessibility"),
        "privacy_url": url_for("web.privacy"),
        "version": VERSION,
        "may": may,
        "Permission": Permission,
        "today": clock.today(),
    }


def _municipality() -> Municipality:
    if "municipality" not in g:
        g.municipality = municipality_now()
    found: Municipality = g.municipality
    return found


def _shown() -> list[Place]:
    if "places" not in g:
        open_to_me = [p for p in PLACES if may(p.power) and not (p.hidden_from and may(p.hidden_from))]
        g.places = [p for p in open_to_me if p.only_where is None or p.only_where()]
    found: list[Place] = g.places
    return found


def _above(one: Place, shown: list[Place]) -> Place | None:
    """The place it stands under; whom that one is not shown to has it in the bar."""
    return next((p for p in shown if p.endpoint == one.under), None)


def places_under(endpoint: str) -> list[Place]:
    """What stands on the page of this place, for the present actor."""
    return [p for p in _shown() if p.under == endpoint]


def places_above() -> list[tuple[str, str]]:
    """The beginning of the trail of a page: (label, address) of the place under which its own place stands, if any."""
    if acts.actor_or_none() is None or "faulty" in g:
        return []
    shown = _shown()
    here = _by_address(shown)
    above = _above(here, shown) if here else None
    return [(str(above.label), above.url)] if above else []


def _trail() -> list[tuple[str, str]]:
    """The trail of a page that gives none itself: the place it belongs to, unless it is that place."""
    here = _by_address(_shown())
    return [(str(here.label), here.url)] if here and request.path != here.url else []


def _items() -> list[dict[str, Any]]:
    shown = _shown()
    bar = [p for p in shown if _above(p, shown) is None]
    here = _here(shown, bar)
    return [
        {
            "label": p.label,
            "url": p.url,
            "count": p.count() if p.count else None,
            "current": p is here,
        }
        for p in bar
    ]


def _here(shown: list[Place], bar: list[Place]) -> Place | None:
    """The place this page belongs to: by its address ("/to-sign/…"), else the first of the same package."""
    by_address = _by_address(shown)
    if by_address:
        return _above(by_address, shown) or by_address
    same = [p for p in bar if p.endpoint.split(".")[0] == request.blueprint]
    return same[0] if same and request.blueprint != "web" else None


def _by_address(shown: list[Place]) -> Place | None:
    path = f"{request.path}/"
    found = [(p, start) for p in shown for start in (f"{p.url}/", *p.also) if path.startswith(start)]
    return max(found, key=lambda pair: len(pair[1]), default=(None, ""))[0]
