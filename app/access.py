"""Who may do what: the powers, the one map from roles, and the declaration every route carries."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from flask import Flask, request

from app import acts
from app.errors import NotAllowed

P = ParamSpec("P")
R = TypeVar("R")


class Permission(StrEnum):
    REGISTER_READ = "register.read"
    REGISTER_WRITE = "register.write"
    REGISTER_IMPORT = "register.import"
    REGISTER_EXPORT = "register.export"
    APPLICATION_WRITE = "application.write"
    PERMIT_GRANT = "permit.grant"
    PERMIT_END = "permit.end"
    INSPECTION_READ = "inspection.read"
    INSPECTION_PLAN = "inspection.plan"
    INSPECTION_LOG = "inspection.log"
    FINDING_READ = "finding.read"
    DECISION_READ = "decision.read"
    DECISION_DRAFT = "decision.draft"
    DECISION_SECOND_READ = "decision.second-read"
    DECISION_SIGN = "decision.sign"
    DECISION_SERVE = "decision.serve"
    MUNICIPALITY_MANAGE = "municipality.manage"
    PEOPLE_MANAGE = "people.manage"
    AUDIT_READ = "audit.read"
    OWN_ACCOUNT = "own-account"


class RoleName(StrEnum):
    PERMIT_OFFICER = "permit-officer"
    INSPECTOR = "inspector"
    MAYOR = "mayor"
    ADMINISTRATOR = "administrator"


_P = Permission
ROLE_PERMISSIONS: dict[RoleName, frozenset[Permission]] = {
    RoleName.PERMIT_OFFICER: frozenset(
        {
            _P.REGISTER_READ, _P.REGISTER_WRITE, _P.REGISTER_IMPORT, _P.REGISTER_EXPORT, _P.APPLICATION_WRITE,
            _P.PERMIT_GRANT, _P.PERMIT_END, _P.INSPECTION_READ, _P.INSPECTION_PLAN, _P.FINDING_READ,
            _P.DECISION_READ, _P.DECISION_DRAFT, _P.DECISION_SECOND_READ, _P.DECISION_SERVE, _P.OWN_ACCOUNT,
        }
    ),
    RoleName.INSPECTOR: frozenset(
        {_P.REGISTER_READ, _P.INSPECTION_READ, _P.INSPECTION_PLAN, _P.INSPECTION_LOG, _P.FINDING_READ, _P.OWN_ACCOUNT}
    ),
    # The mayor reads what she signs; the register stays with the officers (ui/README: two places, no more).
    RoleName.MAYOR: frozenset({_P.DECISION_READ, _P.DECISION_SIGN, _P.FINDING_READ, _P.OWN_ACCOUNT}),
    # The administrator runs the place and reads no dossier.
    RoleName.ADMINISTRATOR: frozenset({_P.MUNICIPALITY_MANAGE, _P.PEOPLE_MANAGE, _P.AUDIT_READ, _P.OWN_ACCOUNT}),
}  # fmt: skip


def powers_of(roles: list[str]) -> frozenset[Permission]:
    """The union of the powers of these role names; an unknown role gives none."""
    known = {role.value for role in RoleName}
    return frozenset().union(*(ROLE_PERMISSIONS[RoleName(name)] for name in roles if name in known))


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
