"""The powers, the one map from roles to powers, and who acts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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
    DEVICE_MANAGE = "device.manage"
    FINDING_READ = "finding.read"
    DECISION_READ = "decision.read"
    DECISION_DRAFT = "decision.draft"
    DECISION_SECOND_READ = "decision.second-read"
    DECISION_SIGN = "decision.sign"
    COLLEGE_SIGN = "college.sign"
    FINE_SIGN = "fine.sign"
    DECISION_SERVE = "decision.serve"
    BUNDLE_MAKE = "bundle.make"
    BIBOB_READ = "bibob.read"
    BIBOB_WRITE = "bibob.write"
    INTEGRITY_READ = "integrity.read"
    INTEGRITY_WRITE = "integrity.write"
    POLICY_MANAGE = "policy.manage"
    LETTER_TEXT_WRITE = "letter-text.write"
    MUNICIPALITY_MANAGE = "municipality.manage"
    PEOPLE_MANAGE = "people.manage"
    AUDIT_READ = "audit.read"
    OWN_ACCOUNT = "own-account"


# What is known only to who holds the power: others do not even learn that it exists.
CLOSED = frozenset({Permission.BIBOB_READ, Permission.INTEGRITY_READ})


class RoleName(StrEnum):
    PERMIT_OFFICER = "permit-officer"
    INSPECTOR = "inspector"
    MAYOR = "mayor"
    GENERAL_DIRECTOR = "general-director"
    SANCTIONING_OFFICER = "sanctioning-officer"
    ADMINISTRATOR = "administrator"
    BIBOB_OFFICER = "bibob-officer"
    INTEGRITY_OFFICER = "integrity-officer"


# Marks beside a role: each opens one closed compartment, and nothing else. Keyed by the country whose law knows it.
MARKS: dict[str, RoleName] = {"nl": RoleName.BIBOB_OFFICER, "be": RoleName.INTEGRITY_OFFICER}

_P = Permission
ROLE_PERMISSIONS: dict[RoleName, frozenset[Permission]] = {
    RoleName.PERMIT_OFFICER: frozenset(
        {
            _P.REGISTER_READ, _P.REGISTER_WRITE, _P.REGISTER_IMPORT, _P.REGISTER_EXPORT, _P.APPLICATION_WRITE,
            _P.PERMIT_GRANT, _P.PERMIT_END, _P.INSPECTION_READ, _P.INSPECTION_PLAN, _P.DEVICE_MANAGE, _P.FINDING_READ,
            _P.DECISION_READ, _P.DECISION_DRAFT, _P.DECISION_SECOND_READ, _P.DECISION_SERVE, _P.BUNDLE_MAKE,
            _P.POLICY_MANAGE, _P.LETTER_TEXT_WRITE, _P.OWN_ACCOUNT,
        }
    ),
    RoleName.INSPECTOR: frozenset(
        {
            _P.REGISTER_READ, _P.INSPECTION_READ, _P.INSPECTION_PLAN, _P.INSPECTION_LOG, _P.DEVICE_MANAGE,
            _P.FINDING_READ, _P.OWN_ACCOUNT,
        }
    ),
    # The mayor reads what she signs; the register stays with the officers (ui/README: two places, no more).
    RoleName.MAYOR: frozenset(
        {_P.DECISION_READ, _P.DECISION_SIGN, _P.COLLEGE_SIGN, _P.FINDING_READ, _P.OWN_ACCOUNT}
    ),
    # Belgium: countersigns what the college decided, and reads no more than these letters.
    RoleName.GENERAL_DIRECTOR: frozenset({_P.COLLEGE_SIGN, _P.OWN_ACCOUNT}),
    # Belgium: whom the council appointed signs the fines, in independence, and nothing else (law of 24 June 2013, 6).
    RoleName.SANCTIONING_OFFICER: frozenset(
        {_P.DECISION_READ, _P.DECISION_SIGN, _P.FINE_SIGN, _P.FINDING_READ, _P.OWN_ACCOUNT}
    ),
    # The administrator runs the place and reads no dossier.
    RoleName.ADMINISTRATOR: frozenset(
        {
            _P.POLICY_MANAGE, _P.LETTER_TEXT_WRITE, _P.MUNICIPALITY_MANAGE, _P.PEOPLE_MANAGE, _P.DEVICE_MANAGE,
            _P.AUDIT_READ, _P.OWN_ACCOUNT,
        }
    ),
    # Secrecy by law (Wet Bibob 28, NGW 119ter): no other role reads these, not even the mayor without the mark.
    RoleName.BIBOB_OFFICER: frozenset({_P.BIBOB_READ, _P.BIBOB_WRITE}),
    RoleName.INTEGRITY_OFFICER: frozenset({_P.INTEGRITY_READ, _P.INTEGRITY_WRITE}),
}  # fmt: skip


def powers_of(roles: list[str]) -> frozenset[Permission]:
    """The union of the powers of these role names; an unknown role gives none."""
    known = {role.value for role in RoleName}
    return frozenset().union(*(ROLE_PERMISSIONS[RoleName(name)] for name in roles if name in known))


@dataclass(frozen=True)
class Actor:
    """Who acts: a person who is signed in, a job, or a command at the console."""

    kind: str
    id: str
    name: str
    municipality_code: str | None
    powers: frozenset[Permission]
