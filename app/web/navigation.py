"""The places in the top bar: each package registers its own, each person sees what the role needs."""

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

    ``only_where``: whether this municipality has such work at all.
    """

    label: Any
    endpoint: str
    power: Permission
    order: int
    count: Callable[[], int] | None = None
    hidden_from: Permission | None = None
    only_where: Callable[[], bool] | None = None


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
) -> None:
    """Register a place; twice is once."""
    fresh = Place(label, endpoint, power, order, count, hidden_from, only_where)
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


def _for_pages() -> dict[str, Any]:
    signed_in = acts.actor_or_none() is not None
    town = _municipality() if signed_in else None
    return {
        "demonstration": current_app.config["DREMPEL"].demonstration,
        "csp_nonce": g.get("csp_nonce", ""),
        # After a fault the page leans on nothing that may have failed.
        "navigation": _items() if signed_in and "faulty" not in g else [],
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


def _items() -> list[dict[str, Any]]:
    open_to_me = [p for p in PLACES if may(p.power) and not (p.hidden_from and may(p.hidden_from))]
    shown = [p for p in open_to_me if p.only_where is None or p.only_where()]
    here = _here(shown)
    return [
        {
            "label": p.label,
            "url": url_for(p.endpoint),
            "count": p.count() if p.count else None,
            "current": p is here,
        }
        for p in shown
    ]


def _here(shown: list[Place]) -> Place | None:
    """The place this page belongs to: by its address ("/to-sign/…"), else the first of the same package."""
    by_address = [p for p in shown if f"{request.path}/".startswith(f"{url_for(p.endpoint)}/")]
    if by_address:
        return max(by_address, key=lambda p: len(url_for(p.endpoint)))
    same = [p for p in shown if p.endpoint.split(".")[0] == request.blueprint]
    return same[0] if same and request.blueprint != "web" else None
