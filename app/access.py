"""Who may open what: the declaration every route carries. The powers themselves stand in app.powers."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from flask import Flask, request

from app import acts
from app.errors import NotAllowed
from app.powers import ROLE_PERMISSIONS, Permission, RoleName, powers_of

__all__ = [
    "ROLE_PERMISSIONS",
    "Permission",
    "RoleName",
    "declare_open",
    "declared",
    "may",
    "open_to",
    "open_to_anyone",
    "powers_of",
    "undeclared_routes",
]

P = ParamSpec("P")
R = TypeVar("R")


def may(power: Permission) -> bool:
    """Whether the present actor holds the power (for templates and queries)."""
    actor = acts.actor_or_none()
    return actor is not None and power in actor.powers


def open_to(power: Permission, *, recorded: bool = False) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Open a route to a power. ``recorded``: looking is itself written down (dossiers with persons)."""

    def mark(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            if not may(power):
                raise NotAllowed(power=power.value)
            answer = view(*args, **kwargs)
            if recorded:
                acts.record_look(power, request.path, {k: str(v) for k, v in (request.view_args or {}).items()})
            return answer

        guarded.open_to = power  # type: ignore[attr-defined]
        guarded.recorded = recorded  # type: ignore[attr-defined]
        return guarded

    return mark


def open_to_anyone(why: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Open a route to people who are not signed in; the reason stands beside it."""

    def mark(view: Callable[P, R]) -> Callable[P, R]:
        view.open_to = why  # type: ignore[attr-defined]
        return view

    return mark


def declare_open(app: Flask, endpoint: str, why: str) -> None:
    """The same for a route of a library."""
    library_view = app.view_functions[endpoint]

    @wraps(library_view)
    def opened(*args: Any, **kwargs: Any) -> Any:
        return library_view(*args, **kwargs)

    app.view_functions[endpoint] = open_to_anyone(why)(opened)


def undeclared_routes(app: Flask) -> list[str]:
    """Endpoints that do not say who they are open to; the application does not start while there is one."""
    return sorted(name for name, view in app.view_functions.items() if not hasattr(view, "open_to"))


def declared(view: Any) -> Permission | str | None:
    return getattr(view, "open_to", None)
