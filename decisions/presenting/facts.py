"""Facts about one decision in words: its measure, whom it concerns, who worked on it."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

import law
from app.web.language import in_language, long_date, mark
from decisions.models import Decision
from decisions.presenting.tongue import _, ngettext
from decisions.town_law import letter_language
from law import tongues


def is_belgian(decision: Decision) -> bool:
    return decision.jurisdiction.startswith("be")


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def measure_of(decision: Decision) -> law.Measure:
    """The measure as the law book had it on the day of drafting."""
    return law.jurisdiction(decision.jurisdiction).measure(decision.measure_id, on=decision.law_on)


def measure_name(decision: Decision) -> str:
    return capital(in_language(dict(measure_of(decision).name)))


def title(decision: Decision) -> str:
    return f"{mark(measure_name(decision))} {decision.establishment.name}"


def sector_words(decision: Decision) -> str:
    establishment = decision.establishment
    name = in_language(establishment.sector.name).lower()
    known = {s.id: s for kind in law.SECTOR_KINDS if kind.id == establishment.sector.kind for s in kind.subtypes}
    subtype = known.get(establishment.subtype)
    words = in_language(dict(subtype.name)).lower() if subtype else establishment.subtype
    return f"{name} ({words})" if words and words != name else name


def facts_line(decision: Decision) -> list[str]:
    found = [decision.case_number, sector_words(decision)]
    if decision.permit is not None:
        found.append(_("permit of %(day)s", day=long_date(decision.permit.granted_on)))
    elif decision.application is not None:
        found.append(_("application of %(day)s", day=long_date(decision.application.received_on)))
    found.append(_("law on the day of drafting: %(day)s", day=long_date(decision.law_on)))
    return [part for part in found if part]


LANGUAGE_WORDS = {"nl": _l("Dutch"), "fr": _l("French"), "de": _l("German"), "en": _l("English")}


def _language(decision: Decision) -> str:
    """The language of the letter, and why the law asks for it; the reason falls away when the party's file changed."""
    word = str(LANGUAGE_WORDS.get(decision.language, decision.language))
    language, reason = letter_language(decision.addressee)
    return f"{word}. {in_language(dict(tongues.reason(reason)))}" if language == decision.language else word


def lessons(decision: Decision) -> list[tuple[str, str]]:
    """What courts taught about the measure and the grounds chosen: the number of each case, and the lesson."""
    book, day = law.jurisdiction(decision.jurisdiction), decision.law_on
    chosen = {ground.ground_id for ground in decision.grounds}
    behind = [*measure_of(decision).case_law]
    behind += [case for ground in book.grounds(on=day) if ground.id in chosen for case in ground.case_law]
    return [(case.ecli, in_language(dict(case.lesson))) for case in dict.fromkeys(behind)]


def measure_facts(decision: Decision) -> list[tuple[str, Any]]:
    measure = measure_of(decision)
    found: list[tuple[str, Any]] = [(_("Measure"), capital(in_language(dict(measure.name))))]
    if measure.article:
        found.append((_("Article"), in_language(dict(measure.article))))
    found += [
        (_("Addressee"), decision.addressee.name),
        (_("Language of the letter"), _language(decision)),
        (_("Establishment"), f"{decision.establishment.name}, {decision.establishment.full_address}"),
    ]
    source = measure.source if measure.verified_on else f"{measure.source} ({_('source not yet checked')})"
    found.append((_("Source"), source))
    if decision.duration_from and decision.duration_until:
        found.append((_("Duration"), period(decision.duration_from, decision.duration_until)))
    if decision.effect_on:
        found.append((_("Takes effect on"), long_date(decision.effect_on)))
    if decision.sending_on:
        found.append((_("Sent on"), long_date(decision.served_on or decision.sending_on)))
    return found


def period(first: date, last: date) -> str:
    return _("%(first)s up to and including %(last)s", first=long_date(first), last=long_date(last))


def people(decision: Decision) -> list[tuple[str, str]]:
    """Who worked on it, and what became of the hearing."""
    found = [(_("Drafted"), f"{decision.drafter.name}, {long_date(decision.drafted_at)}")]
    if decision.reader is not None and decision.read_at is not None:
        found.append(
            (
                _("Read along"),
                _("%(name)s, agreed on %(day)s", name=decision.reader.name, day=long_date(decision.read_at)),
            )
        )
        if decision.reader_remark:
            found.append((_("Remark"), decision.reader_remark))
    found.append((_("Hearing") if is_belgian(decision) else _("View"), hearing_words(decision)))
    if decision.signed_by is not None and decision.signed_at is not None:
        found.append((_("Signed by"), f"{decision.signed_by.name}, {long_date(decision.signed_at)}"))
    return found


def hearing_words(decision: Decision) -> str:
    """What became of the hearing, in one line."""
    if decision.hearing_exception:
        return _("nobody was heard first")
    if decision.hearing_outcome == "none":
        return _("no response up to and including %(day)s", day=long_date(decision.hearing_until))
    if decision.hearing_held_on:
        return _("heard on %(day)s", day=long_date(decision.hearing_held_on))
    received = decision.hearing_received_on
    if received:
        on_time = decision.hearing_until is None or received <= decision.hearing_until
        day = long_date(received)
        return _("received on %(day)s, on time", day=day) if on_time else _("received on %(day)s, late", day=day)
    if decision.announced_on:
        return _("announced on %(day)s", day=long_date(decision.announced_on))
    return _("not announced yet")


def count_words(facts: int, conclusions: int, reports: int) -> str:
    """ "3 facts, 1 report"; conclusions are named apart because they never count."""
    found = [ngettext("%(num)d fact", "%(num)d facts", facts)]
    if reports:
        found.append(ngettext("%(num)d report", "%(num)d reports", reports))
    if conclusions:
        found.append(ngettext("%(num)d conclusion", "%(num)d conclusions", conclusions))
    return ", ".join(found)
