"""What is done against the decision: objections and cases before a court."""

from __future__ import annotations

from decisions.bundles.drafts import Draft, Row
from decisions.bundles.parts.paper import dated, day, original
from decisions.bundles.profiles import PartKind
from decisions.models import Decision
from decisions.objections import queries
from decisions.objections.models import CourtCase, Objection
from decisions.objections.words import COURT_KINDS, COURT_STATES, OBJECTION_STATES, OUTCOMES, RULINGS
from decisions.presenting.tongue import _


def objection_drafts(decision: Decision) -> list[Draft]:
    return [_objection(row, decision.language) for row in queries.objections_to(decision.id)]


def court_drafts(decision: Decision) -> list[Draft]:
    return [_case(row, decision.language) for row in queries.cases_about(decision.id)]


def _objection(row: Objection, language: str) -> Draft:
    by = _("the addressee of the decision") if row.by_addressee else (row.objector or _("another interested party"))
    return Draft(
        PartKind.OBJECTIONS,
        title=_("Objection %(number)s", number=row.number),
        key=f"objection:{row.id}",
        on=day(row.received_on, language),
        rows=(
            Row(_("Number"), row.number, "objection"),
            Row(_("State"), str(OBJECTION_STATES[row.state][0]), "state", str(row.state)),
            dated(_("Received on"), "received_on", row.received_on, language),
            dated(_("Posted on"), "sent_on", row.sent_on, language),
            Row(_("Who objects"), by, "objector", text=True),
            Row(_("What the objection says"), row.gist, "gist", text=True),
            dated(_("Heard on"), "heard_on", row.heard_on, language),
            Row(_("Outcome"), str(OUTCOMES[row.outcome]) if row.outcome else "", "outcome", row.outcome or None),
            dated(_("Decided on"), "outcome_on", row.outcome_on, language),
            Row(_("Reasons for the decision on it"), row.outcome_reason, "outcome_reason", text=True),
        ),
        originals=original(row.file_sha256, row.number, _("The file as it was received")),
    )


def _case(row: CourtCase, language: str) -> Draft:
    kind = str(COURT_KINDS[row.kind])
    return Draft(
        PartKind.COURTS,
        title=f"{kind[:1].upper()}{kind[1:]}",
        key=f"case:{row.id}",
        on=day(row.lodged_on, language),
        rows=(
            Row(_("Court"), row.court, "court"),
            Row(_("Number of the case"), row.reference, "reference"),
            Row(_("State"), str(COURT_STATES[row.state][0]), "state", str(row.state)),
            dated(_("Lodged on"), "lodged_on", row.lodged_on, language),
            dated(_("Ruled on"), "ruled_on", row.ruled_on, language),
            Row(_("Ruling"), str(RULINGS[row.ruling]) if row.ruling else "", "ruling", row.ruling or None),
            Row(_("What the ruling says"), row.ruling_gist, "gist", text=True),
        ),
    )
