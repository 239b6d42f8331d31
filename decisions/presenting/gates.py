"""What the law asks before a measure, as sentences for the officer and as met conditions for the mayor."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from app.web.language import in_language, long_date, mark
from decisions.gates import GATES, help_of, source
from decisions.models import Decision
from decisions.presenting.facts import hearing_words, is_belgian, period
from decisions.presenting.tongue import _

GATE_WORDS = {
    "motivation": _l("A motivation of each ground"),
    "evidence": _l("Enough evidence for each ground"),
    "breach_place_time": _l("Place and time of each breach"),
    "hearing": _l("Hearing the party first, or a statutory exception"),
    "interest_weighing": _l("A weighing of the interests: suitable, necessary, balanced"),
    "alternatives": _l("An answer to the question why nothing lighter is enough"),
    "duration": _l("A first and a last day, within the limits of the law"),
    "duration_reason": _l("A reason of its own for the length"),
    "end_date": _l("An end date"),
    "urgency_reason": _l("A reason for the haste"),
    "prior_warning": _l("An earlier warning"),
    "judicial_consultation": _l("Consultation of the judicial authority"),
    "by_law_power": _l("An article of the by-law that is in force"),
    "designation": _l("A designation of the sector that is in force"),
    "second_reader": _l("A second reader, where the municipality asks for one"),
    "personal_signature": _l("The signature of the mayor in person"),
    "confirmation": _l("Confirmation by the college at its next meeting"),
}


@dataclass(frozen=True)
class Met:
    """A condition that is met: its name, and how."""

    name: str
    text: str


def gate_words(decision: Decision) -> list[str]:
    """The gates of the measure with their article."""
    country = "be" if is_belgian(decision) else "nl"
    found = []
    for gate in decision.measure_copy.get("gates", []):
        article = source(country, gate)
        words = str(GATE_WORDS.get(gate, gate.replace("_", " ")))
        found.append(f"{words} ({article})" if article else words)
    return found


def help_words(gate: str) -> str:
    """What a gate asks, why a measure falls without it, and what to write, in the language of the reader."""
    known = help_of(gate)
    return in_language(dict(known.text)) if known is not None else ""


def rulings(gate: str) -> str:
    """The rulings behind a gate; empty when it rests on the words of the law alone."""
    return GATES[gate].case


def met_gates(decision: Decision) -> list[Met]:
    """What the mayor of a closing decision sees as met before signing: consultation, hearing, length."""
    if not is_belgian(decision):
        return []
    found = []
    if decision.consulted_on is not None:
        said_by = f"{decision.consulted_authority}, {long_date(decision.consulted_on)}"
        text = f"{mark(said_by)} {decision.consultation_answer}"
        found.append(Met(_("Consultation of the judicial authority"), text))
    found.append(Met(_("Hearing of the party"), hearing_words(decision)))
    if decision.duration_from and decision.duration_until:
        found.append(Met(_("Duration with its reason"), period(decision.duration_from, decision.duration_until)))
    return found
