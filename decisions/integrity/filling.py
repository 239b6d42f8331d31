"""What an integrity investigation puts into the case file of a decision on it: steps and days, never a fact or name."""

from __future__ import annotations

from dataclasses import replace

from app import clock
from decisions import case_file
from decisions.integrity import queries
from decisions.integrity.measures import PREFIX
from decisions.integrity.summary import integrity_state
from decisions.models import Decision
from decisions.reasoning import CaseFile
from decisions.reasoning.regimes import Integrity


def install() -> None:
    """Put it in; once."""
    if fill_case not in case_file.FILLERS:
        case_file.FILLERS.append(fill_case)


def fill_case(decision: Decision, case: CaseFile) -> CaseFile:
    """The case file with the investigation of the place, for the measures that rest on one."""
    if not decision.measure_id.startswith(PREFIX):
        return case
    served = decision.served_on or decision.sending_on
    clocks = replace(case.clocks, served_on=served) if served is not None else case.clocks
    section = replace(_section(decision), advice_annexed=case.integrity.advice_annexed)
    return replace(case, integrity=section, clocks=clocks)


def _section(decision: Decision) -> Integrity:
    day = decision.sending_on or clock.today()
    scope = queries.scope_on(decision.establishment.sector_id, day)
    found = integrity_state(decision.establishment_id)
    # An ordinance is entered with its risk analysis and the protocol, and no investigation opens outside its zone.
    named = Integrity(ordinance=scope is not None, risk_analysis=scope is not None, protocol=scope is not None)
    if found is None:
        lacking = replace(named, register_queried=False, diob_asked=False, proposal=False)
        return replace(lacking, sector_listed=scope is not None)
    return replace(
        named,
        sector_listed=scope is not None,
        in_zone=True,
        register_queried=found.register_queried,
        diob_asked=found.diob_asked,
        diob_advice_on=found.diob_advice_on or False,
        diob_due_on=found.diob_due_on,
        proposal=found.proposed,
        listed_offence=bool(found.offences),
        oldest_fact_on=found.oldest_fact_on,
        opened_on=found.opened_on,
        executed_on=found.executed_on,
    )
