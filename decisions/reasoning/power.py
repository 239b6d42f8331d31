"""The gates of competence: which organ, against what, by which power, for which permit. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from flask_babel import lazy_gettext as _l

import law
from app.web.language import in_language
from decisions.reasoning.case import CaseFile, Point, every, no, point, said, some, within
from decisions.reasoning.facts import Signature
from law import powers
from law.powers import BY_REGULATION, BY_SUBJECT, Premises, Subject

ORGANS = {
    law.Organ.MAYOR: _l("the mayor"),
    law.Organ.COLLEGE: _l("the college"),
    law.Organ.MAYOR_AND_COLLEGE: _l("the mayor, with confirmation by the college"),
    law.Organ.MAYOR_AND_COUNCIL: _l("the mayor, with confirmation by the council"),
    law.Organ.SANCTIONING_OFFICER: _l("the sanctioning officer"),
    law.Organ.COUNCIL: _l("the council"),
    law.Organ.PER_REGULATION: _l("the organ that the regulation names"),
    law.Organ.OTHER: _l("an authority outside the municipality"),
}
OBJECTS = {
    Premises.PUBLIC: _l("premises open to the public"),
    Premises.DWELLING: _l("a dwelling that is lived in"),
    Premises.CLOSED: _l("premises not open to the public"),
    Premises.VEHICLE: _l("a vehicle"),
    Premises.NONE: _l("a business without premises"),
}
_CONFIRMED = {law.Organ.MAYOR_AND_COLLEGE: law.Organ.MAYOR, law.Organ.MAYOR_AND_COUNCIL: law.Organ.MAYOR}


def _words(texts: Mapping[str, str]) -> str:
    return in_language(dict(texts))


def power_points(case: CaseFile, today: date) -> list[Point]:
    """The right organ uses the right power against the right object."""
    on = case.decided_on or today
    return [
        *_organ(case, on),
        *_object(case),
        *_signature(case),
        *_immediate(case),
        *_letter(case, on),
        point(
            case,
            "permit_in_force",
            case.taken.permit_in_force if case.rules.effect in {"revoke", "suspend"} else True,
            _l("The permit had already ended: there is nothing left to end or suspend"),
        ),
        point(
            case,
            "impartial",
            True if case.taken.impartial is None else case.taken.impartial,
            _l("Who decides has a personal stake or a fixed opinion: let another decide"),
        ),
    ]


def _subjects(case: CaseFile, on: date) -> list[Subject]:
    names = [*(case.taken.permits or ()), *([case.taken.norm] if case.taken.norm else [])]
    found = (powers.subject(case.country, name, on) for name in names)
    return [one for one in found if one is not None]


def _allowed(case: CaseFile, organs: Iterable[str]) -> set[law.Organ]:
    """The organs of a row of the table; empty when only the by-law or regulation can tell and nobody did."""
    own = case.taken.by_law_organ or case.regulation.organ
    named = {law.Organ(one) for one in organs if one not in {BY_SUBJECT, BY_REGULATION}}
    if BY_REGULATION in organs and own is not None:
        named.add(own)
    return {_CONFIRMED.get(one, one) for one in named}


def _organ(case: CaseFile, on: date) -> list[Point]:
    power = case.rules.power
    if power is None:
        return []
    demands: list[tuple[Subject | None, set[law.Organ]]] = [(None, _allowed(case, power.organs))]
    if {BY_SUBJECT, BY_REGULATION} & set(power.organs):
        demands += [(one, _of_subject(case, one)) for one in _subjects(case, on)]
        decides = [ground.decides for ground in case.grounds or () if ground.decides is not None]
        demands += [(None, {_CONFIRMED.get(one, one)}) for one in decides]
    decided = case.taken.organ
    if decided is None and case.organ_known is False:
        sentence = _l("The regulation says who decides: ask the administrator to enter that with its article")
        return [point(case, "organ", False, sentence, "grounds")]
    taken = None if decided is None else _CONFIRMED.get(decided, decided)
    wrong = next(((one, fit) for one, fit in demands if fit and taken is not None and taken not in fit), None)
    right = _words(wrong[0].name) if wrong and wrong[0] else _words(power.article)
    fit = sorted(wrong[1]) if wrong else []
    sentence = _l(
        "Wrong organ: not %(taken)s but %(right)s decides on “%(about)s”",
        taken=ORGANS[taken] if taken else "",
        right=ORGANS[fit[0]] if fit else "",
        about=right,
    )
    return [point(case, "organ", None if taken is None else wrong is None, sentence, "organ")]


def _of_subject(case: CaseFile, one: Subject) -> set[law.Organ]:
    if case.taken.by_law_organ is not None and one.kind is powers.SubjectKind.PERMIT:
        return {case.taken.by_law_organ}
    return _allowed(case, one.organs)


def _object(case: CaseFile) -> list[Point]:
    power, against = case.rules.power, case.taken.object
    if power is None or not power.objects:
        return []
    met = None if against is None else against in power.objects
    if against is Premises.DWELLING:
        met = met or any(ground.id in power.dwelling_grounds for ground in case.grounds or ())
    sentence = _l(
        "%(article)s gives no power against %(object)s: choose the power that does",
        article=_words(power.article),
        object=OBJECTS[against] if against else "",
    )
    return [point(case, "power", met, sentence, "object", source=_words(power.article))]


def _signature(case: CaseFile) -> list[Point]:
    signed, power = case.taken.signed, case.rules.power
    personal = "personal_signature" in case.rules.gates or (power is not None and power.personal_signature)
    found = []
    if personal:
        met = None if signed is None else signed is Signature.OWN
        sentence = _l("The law wants the organ itself to sign here: no mandate and no delegation")
        found.append(point(case, "personal_signature", met, sentence, "signed"))
    if signed is Signature.WITHOUT_MANDATE:
        sentence = _l("Who signed had no mandate: let the organ sign, or somebody it mandated in writing before")
        found.append(point(case, "mandate", False, sentence, "signed"))
    elif signed is Signature.DELEGATED and not personal:
        sentence = _l("The power was transferred: name the article of the law that allows it, or let the organ decide")
        found.append(point(case, "delegation", False, sentence, "signed"))
    return found


def _immediate(case: CaseFile) -> list[Point]:
    power = case.rules.power
    if power is None or not power.immediate_only:
        return []
    met = every(
        case.taken.immediate,
        said(case.taken.urgency),
        within(case.newest_fact, case.decided_on, power.urgent_days),
        _short(case, power.longest_urgent_months or 0),
    )
    sentence = _l("%(article)s serves acute danger only: it cannot carry old facts or a long closure")
    article = _words(power.article)
    return [point(case, "immediate_only", met, sentence % {"article": article}, "urgency", source=article)]


def _short(case: CaseFile, months: int) -> bool | None:
    first, last, given = case.duration.start, case.duration.until, case.duration.months
    if case.duration.indefinite:
        return False
    if first and last:
        return law.terms.within_months(first, last, months)
    return None if given is None else given <= months


def _letter(case: CaseFile, on: date) -> list[Point]:
    permits = tuple(dict.fromkeys(case.taken.permits or ()))
    if len(permits) < 2 or case.taken.one_letter is False:
        return []
    organs = [_of_subject(case, one) for one in _subjects(case, on) if one.id in permits]
    own = {ground.permit for ground in case.grounds or () if ground.permit}
    alike = all(organ == organs[0] for organ in organs)
    met = False if not alike else (set(permits) <= own if own else None)
    sentence = _l("Two kinds of permits in one letter: make a decision for each, with its own organ and norm")
    return [point(case, "two_permits", met, sentence, "permits")]


def carrying_points(case: CaseFile) -> list[Point]:
    """At least one ground carries this measure; a fact that only supports never does."""
    given = True if case.regulation.power is None else case.regulation.power
    sentence = _l("The by-law does not give this power: choose a measure that it does give")
    found = [point(case, "by_law_power", given, sentence, "regulation_power")]
    if case.grounds:
        carries = [False if ground.supports_only else ground.carries for ground in case.grounds]
        sentence = _l(
            "No chosen ground carries this measure: a ground for a permit does not close premises, and the reverse"
        )
        found.append(point(case, "ground_carries", some(*carries), sentence, "grounds"))
    return found


def basis_points(case: CaseFile) -> list[Point]:
    """The rule or condition that was breached rests on a law itself."""
    basis = said(case.regulation.basis)
    sentence = _l(
        "The rule or permit condition that was breached has no basis in the law or by-law: the measure falls with it"
    )
    return [point(case, "basis", True if basis is None else basis, sentence, "regulation_basis"), *_no_other(case)]


def _no_other(case: CaseFile) -> list[Point]:
    once = no(bool(case.regulation.sanctioned_before))
    sentence = _l("This breach was punished before: one breach, one sanction")
    found = [point(case, "punished_once", once, sentence, "sanctioned_before")]
    if case.rules.asks("own_sanction"):
        sentence = _l("A law or decree already punishes this breach: the municipality cannot punish it too")
        found.append(point(case, "own_sanction", no(case.regulation.other_sanction), sentence, "other_sanction"))
    return found
