"""The words of this package: labels of its states and kinds, sentences of its story."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from app import story
from app.story import Wording
from permits.lifecycle import ApplicationState, PermitState
from permits.models import PartyKind, PartyRoleName

PARTY_KINDS: dict[PartyKind, Any] = {
    PartyKind.PERSON: _l("person"),
    PartyKind.LEGAL_PERSON: _l("company or other legal person"),
}
ROLES: dict[PartyRoleName, Any] = {
    PartyRoleName.OPERATOR: _l("operator"),
    PartyRoleName.MANAGER: _l("manager"),
    PartyRoleName.OWNER: _l("owner of the building"),
    PartyRoleName.FINANCIER: _l("financier"),
}
APPLICATION_STATES: dict[ApplicationState, Any] = {
    ApplicationState.RECEIVED: _l("received"),
    ApplicationState.INCOMPLETE: _l("completion asked for"),
    ApplicationState.COMPLETE: _l("complete"),
    ApplicationState.GRANTED: _l("granted"),
    ApplicationState.REFUSED: _l("refused"),
    ApplicationState.WITHDRAWN: _l("withdrawn"),
    ApplicationState.UNTREATED: _l("left untreated"),
}
PERMIT_STATES: dict[PermitState, Any] = {
    PermitState.GRANTED: _l("granted"),
    PermitState.SUSPENDED: _l("suspended"),
    PermitState.REVOKED: _l("revoked"),
    PermitState.LAPSED: _l("lapsed"),
}
LANGUAGE_SOURCES: dict[str, Any] = {
    "used-by-party": _l("the party wrote or spoke to us in this language"),
    "request": _l("the party asked for this language"),
    "usual": _l("the usual language of the municipality"),
}
DAYS: dict[str, Any] = {
    "mon": _l("Monday"),
    "tue": _l("Tuesday"),
    "wed": _l("Wednesday"),
    "thu": _l("Thursday"),
    "fri": _l("Friday"),
    "sat": _l("Saturday"),
    "sun": _l("Sunday"),
}
# Names of columns, for the story and for the page with both versions.
COLUMNS: dict[str, Any] = {
    "name": _l("name"),
    "sector_id": _l("sector"),
    "subtype": _l("kind of business"),
    "street": _l("street"),
    "house_number": _l("house number"),
    "postal_code": _l("postal code"),
    "city": _l("town"),
    "opening_hours": _l("opening hours"),
    "rooms": _l("number of rooms"),
    "kvk_number": _l("KvK number"),
    "kvk_establishment_number": _l("establishment number"),
    "kbo_number": _l("enterprise number"),
    "kbo_establishment_number": _l("establishment unit number"),
    "note": _l("note"),
    "latitude": _l("place on the map"),
    "longitude": _l("place on the map"),
    "source": _l("source"),
    "source_key": _l("source"),
    "registered_on": _l("date of opening"),
}


def install() -> None:
    """Register the sentences of the story."""
    story.wordings(_of_establishments() | _of_roles() | _of_applications() | _of_permits())


def _of_establishments() -> dict[str, Wording]:
    return {
        "establishment.registered": Wording("map-pin", _l("Establishment registered"), _l("%(name)s, %(sector)s")),
        "establishment.changed": Wording(
            "pencil", _l("Facts of the establishment changed"), _l("Changed: %(columns)s")
        ),
        "establishment.closed": Wording("lock", _l("Business stopped on %(on)s"), _l("%(reason)s")),
        "paper.added": Wording("paperclip", _l("Document added: %(title)s"), _l("Dated %(dated_on)s")),
    }


def _of_roles() -> dict[str, Wording]:
    since = _l("Since %(from_on)s")
    until = _l("Up to and including %(until_on)s")
    return {
        "role.given.operator": Wording("user-check", _l("%(name)s is the operator"), since),
        "role.given.manager": Wording("user-check", _l("%(name)s is a manager"), since),
        "role.given.owner": Wording("user-check", _l("%(name)s owns the building"), since),
        "role.given.financier": Wording("user-check", _l("%(name)s is a financier"), since),
        "role.ended.operator": Wording("log-out", _l("%(name)s is no longer the operator"), until),
        "role.ended.manager": Wording("log-out", _l("%(name)s is no longer a manager"), until),
        "role.ended.owner": Wording("log-out", _l("%(name)s no longer owns the building"), until),
        "role.ended.financier": Wording("log-out", _l("%(name)s is no longer a financier"), until),
    }


def _of_applications() -> dict[str, Wording]:
    return {
        "application.received": Wording(
            "file-text", _l("Application received"), _l("%(name)s, case %(number)s"), document=_l("Application")
        ),
        "application.document": Wording("paperclip", _l("Document received: %(label)s")),
        "application.completion-asked": Wording(
            "file-question-mark", _l("Completion asked for: %(missing)s"), _l("At the latest on %(until)s")
        ),
        "application.complete": Wording("file-check", _l("Application complete"), _l("Complete since %(on)s")),
        "application.extended": Wording("clock", _l("Decision term extended by %(weeks)s weeks"), _l("%(reason)s")),
        "application.clock-stopped": Wording(
            "pause", _l("Decision term stands still from %(from_on)s"), _l("Cause: %(cause)s")
        ),
        "application.clock-resumed": Wording(
            "clock", _l("Decision term runs again"), _l("It stood still up to and including %(until_on)s")
        ),
        "application.withdrawn": Wording("circle-x", _l("Application withdrawn"), _l("Case %(number)s")),
        "application.refused": Wording("circle-x", _l("Permit refused"), _l("Case %(number)s")),
        "application.untreated": Wording("circle-x", _l("Application left untreated"), _l("%(reason)s")),
        "application.on-paper": Wording(
            "file-text", _l("Taken over from paper"), _l("Signed outside this application: %(reference)s")
        ),
        "application.reopened": Wording(
            "undo-2", _l("The application waits for a decision again"), _l("Case %(number)s")
        ),
    }


def _of_permits() -> dict[str, Wording]:
    return {
        "permit.granted": Wording(
            "circle-check",
            _l("Permit %(number)s granted"),
            _l("Valid from %(valid_from)s up to and including %(valid_until)s"),
            document=_l("Permit"),
        ),
        "permit.granted-without-end": Wording(
            "circle-check",
            _l("Permit %(number)s granted"),
            _l("Valid from %(valid_from)s, without an end date"),
            document=_l("Permit"),
        ),
        "permit.granted-by-silence": Wording(
            "circle-check",
            _l("Permit %(number)s came about by law"),
            _l("The term ended on %(ended_on)s without a decision; valid from %(valid_from)s"),
            document=_l("Permit"),
        ),
        "permit.revoked": Wording("circle-x", _l("Permit %(number)s revoked"), _l("From %(on)s")),
        "permit.lapsed": Wording("circle-x", _l("Permit %(number)s lapsed"), _l("From %(on)s")),
        "permit.suspended": Wording("ban", _l("Permit %(number)s suspended"), _l("Up to and including %(until)s")),
        "permit.suspended-without-end": Wording("ban", _l("Permit %(number)s suspended"), _l("Until further notice")),
        "permit.restored": Wording("undo-2", _l("Permit %(number)s stands again"), _l("Its revocation does not count")),
        "permit.resumed": Wording("circle-check", _l("Permit %(number)s is valid again")),
    }
