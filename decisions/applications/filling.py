"""What a decision on an application puts into its letter and before its gates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import law
from app.web.language import in_language
from decisions.applications import queries
from decisions.applications.kinds import GRANTS, MOVES, Kind, has_conditions, kind_of
from decisions.applications.models import ApplicationDecision
from decisions.blanks import phrase
from decisions.models import Decision
from decisions.reasoning import CaseFile
from decisions.reasoning.facts import Day
from decisions.reasoning.regimes import Applied, Designated
from permits import queries as register
from permits.lifecycle import APPLICATION, ApplicationState, PermitState
from permits.models import PartyRoleName, Permit
from permits.silence import rule_of
from reports import CompletionBlank, LetterBlanks, PermitBlank, RegulationBlank, TermBlank
from reports.wording import written_date

_DAY = timedelta(days=1)


def fill_letter(decision: Decision, blanks: LetterBlanks) -> LetterBlanks:
    """The letter with the permit, what is missing, or the term that moves."""
    row, kind = queries.behind(decision), kind_of(decision.measure_copy)
    if row is None or kind is None:
        return blanks
    if kind in GRANTS:
        return _granting(decision, row, blanks)
    if kind in MOVES:
        return replace(blanks, term=_term(decision, row, kind))
    if kind is Kind.SILENCE:
        return _by_law(decision, row, blanks)
    if kind in (Kind.COMPLETION, Kind.UNTREATED):
        told = replace(blanks.interests, balanced=row.reason) if blanks.interests else None
        return replace(blanks, completion=_completion(decision, row, kind, blanks.letter_date), interests=told)
    return blanks


def _granting(decision: Decision, row: ApplicationDecision, blanks: LetterBlanks) -> LetterBlanks:
    day, language = row.valid_from or blanks.letter_date, decision.language
    managers = decision.establishment.parties(PartyRoleName.MANAGER, day)
    filled = replace(
        blanks,
        permit=PermitBlank(row.permit_number, blanks.letter_date),
        holder=decision.addressee.name,
        managers=tuple(one.name for one in managers),
        conditions=tuple(_condition(one.text, one.why, one.rule, language) for one in row.conditions),
        validity=_validity(row, language),
        effect_on=day,
    )
    if row.organ == "mayor":
        filled = replace(filled, organ="mayor")
    elif row.organ == "college":
        filled = replace(filled, organ="college")
    return replace(filled, regulation=RegulationBlank(row.regulation, row.article)) if row.regulation else filled


def _by_law(decision: Decision, row: ApplicationDecision, blanks: LetterBlanks) -> LetterBlanks:
    """The announcement: which permit came about, since when, and when the term had ended."""
    permit, language = queries.permit_by_silence(row.application), decision.language
    if permit is None:
        return blanks
    rule = rule_of(row.application)
    own = rule.source if rule is not None and rule.granted else ""
    article = decision.measure_copy["article"] or {}
    return replace(
        blanks,
        permit=PermitBlank(permit.number, permit.granted_on),
        holder=permit.holder.name,
        effect_on=permit.valid_from,
        validity=phrase(language, "valid_without_end"),
        term=TermBlank(
            name=phrase(language, "term_of_application"),
            article=own or str(article.get(language, "")),
            cause="",
            old_end_on=permit.granted_on,
        ),
    )


def _condition(text: str, why: str, rule: str, language: str) -> str:
    return phrase(language, "condition", text=_ended(text), why=_ended(why), rule=rule.rstrip("."))


def _ended(text: str) -> str:
    plain = " ".join(text.split())
    return plain if plain.endswith((".", "!", "?")) else f"{plain}."


def _validity(row: ApplicationDecision, language: str) -> str:
    if row.valid_until is None:
        return phrase(language, "valid_without_end")
    until = phrase(language, "valid_until", day=written_date(row.valid_until, language))
    return f"{until} {_ended(row.end_reason)}" if row.end_reason else until


def _completion(decision: Decision, row: ApplicationDecision, kind: Kind, on: date) -> CompletionBlank | None:
    application, language = row.application, decision.language
    if kind is Kind.COMPLETION:
        labels = [f"{in_language(label, language)}." for label in queries.missing_of(row)]
        if row.complete_until is None:
            return None
        return CompletionBlank(missing=tuple(labels), due_on=row.complete_until, asked_on=on, clock_from_on=on + _DAY)
    if application.completion_until is None:
        return None
    asked, right = queries.asked_for(application), register.right_to_leave_untreated(application)
    came = [one for one in asked if one.received_on is not None]
    still = [in_language(label, language) for label in queries.missing_of(row)]
    listed = "; ".join
    return CompletionBlank(
        missing=tuple(f"{in_language(one.label, language)}." for one in asked),
        due_on=application.completion_until,
        asked_on=application.completion_asked_on,
        received_on=max((one.received_on for one in came if one.received_on), default=None),
        received=f"{listed(in_language(one.label, language) for one in came)}." if came else None,
        still_missing=f"{listed(still)}." if came else None,
        decide_by_on=right.last_day if right is not None else None,
    )


def _term(decision: Decision, row: ApplicationDecision, kind: Kind) -> TermBlank | None:
    ends, language = queries.ends_of(row), decision.language
    article = _rule(decision, row, kind)
    if ends.old is None or not article:
        return None
    key = "term_of_application" if law.jurisdiction(decision.jurisdiction).country == "nl" else "term_to_decide"
    return TermBlank(
        name=phrase(language, key),
        article=article,
        cause=_ended(row.reason) if row.reason else "",
        old_end_on=ends.old,
        new_end_on=ends.new,
        from_on=row.from_on if kind is Kind.SUSPENSION else None,
        until_on=row.until_on if kind is Kind.SUSPENSION else None,
    )


def _rule(decision: Decision, row: ApplicationDecision, kind: Kind) -> str:
    """The rule that lets the term move: of the cause, of the measure, or of the town's own regulation."""
    if row.article:
        return row.article
    if kind is Kind.SUSPENSION:
        return register.here().suspension_rule(row.cause, on=decision.law_on).source if row.cause else ""
    article = decision.measure_copy["article"]
    return str(article.get(decision.language, "")) if article else ""


def fill_case(decision: Decision, case: CaseFile) -> CaseFile:
    """The case file with the application, what its conditions rest on, and whether the term can still move."""
    row, kind = queries.behind(decision), kind_of(decision.measure_copy)
    if row is None or kind is None:
        return case
    application = row.application
    is_open = application.state not in APPLICATION.final or kind is Kind.SILENCE
    section = Applied(open=is_open)
    if kind in GRANTS:
        case = _designated(decision, case)
        taken = replace(case.taken, organ=law.Organ(row.organ)) if row.organ else case.taken
        return replace(case, taken=taken, application=_grant(row, kind, case.country, section))
    if kind in MOVES:
        return replace(case, application=_moved(decision, row, kind, section))
    particulars = replace(
        case.particulars,
        completion_asked_on=_or_false(application.completion_asked_on),
        completion_until=application.completion_until,
    )
    section = replace(section, missing=bool(queries.lacking(application))) if kind is not Kind.SILENCE else section
    return replace(case, application=section, particulars=particulars)


def _or_false(day: date | None) -> Day:
    return day or False


def _grant(row: ApplicationDecision, kind: Kind, country: str, section: Applied) -> Applied:
    founded = all(one.text and one.why and one.rule for one in row.conditions)
    return replace(
        section,
        complete=row.application.state == ApplicationState.COMPLETE,
        place_free=_is_free(row),
        conditions=bool(row.conditions) if has_conditions(kind, country) else None,
        conditions_founded=founded,
        ends=row.valid_until is not None,
        end_reason=row.end_reason,
    )


def _is_free(row: ApplicationDecision) -> bool:
    first, last = row.valid_from or queries.day_of(row.decision), row.valid_until or date.max
    return not any(_overlaps(other, first, last) for other in row.decision.establishment.permits)


def _overlaps(permit: Permit, first: date, last: date) -> bool:
    running = permit.state in (PermitState.GRANTED, PermitState.SUSPENDED)
    return running and permit.valid_from <= last and first <= (permit.valid_until or date.max)


def _moved(decision: Decision, row: ApplicationDecision, kind: Kind, section: Applied) -> Applied:
    ends, on = queries.ends_of(row), queries.day_of(decision)
    if register.decision_term(row.application) is None:  # the town's own regulation gives the days
        fits = row.old_end_on is not None and row.new_end_on is not None and row.new_end_on > row.old_end_on
    elif kind is Kind.EXTENSION:
        fits = 1 <= (row.weeks or 0) <= register.extension_left(row.application)
    else:
        fits = row.cause in register.causes_to_stop(row.application) and row.from_on is not None
    running = ends.old is not None and on <= ends.old
    return replace(section, term_reason=row.reason, term_running=running, within_most=fits)


def _designated(decision: Decision, case: CaseFile) -> CaseFile:
    """A permit duty of a designated sector lasts as long as its decree (ECLI:NL:RVS:2021:461)."""
    wanted = decision.application is not None and decision.application.permit_type == "designated_sector"
    if case.country != "nl" or not wanted:
        return case
    found = register.designation_on(decision.establishment.sector_id, queries.day_of(decision))
    return replace(case, designation=Designated(start=found.valid_from if found else False, published=True))
