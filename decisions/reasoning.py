"""What still lacks before a decision may go to the mayor: one list, shown by the page and used by the act. Pure.

No machine sees whether a statement is true or whether reasons convince: a full list proves only that nothing is empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

import law
from app.lifecycle import Lack
from app.privacy import looks_like_identity_number
from decisions.evidence import DOSSIER_PROVES, Need, Piece, evidence_state, proposed_grounds
from decisions.gates import source

__all__ = [
    "CaseFile",
    "ChosenGround",
    "Point",
    "evidence_state",
    "points",
    "proposed_grounds",
    "what_lacks",
    "what_lacks_to_announce",
]


@dataclass(frozen=True)
class ChosenGround:
    """A ground under a decision. ``in_force``: the copied text is still the law on the day of decision."""

    id: str
    name: str
    article: str
    quote: str
    motivation: str
    needs: tuple[Need, ...]
    pieces: tuple[Piece, ...]
    in_force: bool
    announced: bool
    needs_designation: bool
    verified: bool
    max_months: int | None = None


@dataclass(frozen=True)
class CaseFile:
    """All that the gates look at, as plain values. ``texts``: every free text by the name of its field."""

    country: str
    gates: frozenset[str]
    effect: str
    max_months: int | None
    needs_duration: bool
    confirmation: str | None
    grounds: tuple[ChosenGround, ...]
    texts: Mapping[str, str]
    addressee_complete: bool
    language: str
    allowed_languages: tuple[str, ...]
    remedies_known: bool
    mayor_known: bool
    mayor_is_drafter: bool
    sector_designated: bool
    announced_on: date | None
    hearing_until: date | None
    hearing_fixed: bool
    hearing_outcome: str
    hearing_exception: str
    consulted_on: date | None
    consulted_authority: str
    sending_on: date | None
    effect_on: date | None
    duration_from: date | None
    duration_until: date | None
    college_due_on: date | None
    held: frozenset[str] = field(default_factory=frozenset)

    def text(self, name: str) -> str:
        return self.texts.get(name, "").strip()


@dataclass(frozen=True)
class Point:
    """One thing that must be in order: its name, and the lack while it is not."""

    name: Any
    lack: Lack | None


def what_lacks(case: CaseFile, today: date) -> list[Lack]:
    """Everything that still stands between this draft and the mayor, in the order of the steps."""
    return [point.lack for point in points(case, today) if point.lack is not None]


def what_lacks_to_announce(case: CaseFile) -> list[Lack]:
    """What the letter of intention or invitation needs before it can be sent."""
    found = [*_party_points(case), *_ground_points(case, final=False), *_weighing_points(case)]
    if case.country == "be":
        found.append(_meeting(case))
    return [point.lack for point in found if point.lack is not None]


def points(case: CaseFile, today: date) -> list[Point]:
    """Every gate of this measure, met or not; the page lists both."""
    return [
        *_party_points(case),
        *_ground_points(case, final=True),
        *_hearing_points(case, today),
        *_weighing_points(case),
        *_effect_points(case),
        *_duration_points(case, today),
        *_sending_points(case, today),
        _privacy(case),
    ]


def _point(case: CaseFile, name: Any, met: bool, gate: str, sentence: Any, anchor: str, key: str = "") -> Point:
    lack = None if met else Lack(key or gate, sentence, anchor, source(case.country, gate))
    return Point(name, lack)


def _party_points(case: CaseFile) -> list[Point]:
    return [
        _point(
            case,
            _l("Addressee"),
            case.addressee_complete,
            "addressee",
            _l("Complete the name and address of the addressee"),
            "addressee",
        ),
        _point(
            case,
            _l("Language of the letter"),
            case.language in case.allowed_languages,
            "language",
            _l("Choose an addressee language in which this municipality may write"),
            "addressee",
        ),
        _point(
            case,
            _l("Somebody who signs"),
            case.mayor_known and not case.mayor_is_drafter,
            "mayor",
            _l("Ask the administrator for a mayor who did not draft this decision"),
            "addressee",
        ),
    ]


def _ground_points(case: CaseFile, *, final: bool) -> list[Point]:
    if not case.grounds:
        return [_point(case, _l("Grounds"), False, "grounds", _l("Choose at least one ground"), "grounds")]
    return [point for ground in case.grounds for point in _one_ground(case, ground, final=final)]


def _one_ground(case: CaseFile, ground: ChosenGround, *, final: bool) -> list[Point]:
    anchor, values = f"ground-{ground.id}", {"ground": ground.name}
    state = evidence_state(ground.needs, ground.pieces, case.held)
    missing = [kind for kind in state.missing if final or kind not in {*DOSSIER_PROVES, "counter_indications"}]
    found = [
        _point(
            case,
            _l("Motivation of “%(ground)s”", **values),
            bool(ground.motivation.strip()),
            "motivation",
            _l("Motivate “%(ground)s”", **values),
            f"{anchor}-motivation",
            f"motivation:{ground.id}",
        ),
        _point(
            case,
            _l("Evidence for “%(ground)s”", **values),
            state.have > 0 and not missing,
            "evidence",
            _l("Choose more evidence for “%(ground)s”, or drop this ground", **values),
            f"{anchor}-evidence",
            f"evidence:{ground.id}",
        ),
        _point(
            case,
            _l("Text of the article for “%(ground)s”", **values),
            bool(ground.quote.strip()),
            "quote",
            _l("The text of the article for “%(ground)s” is missing: ask the administrator to enter it", **values),
            anchor,
            f"quote:{ground.id}",
        ),
        _point(
            case,
            _l("Article in force for “%(ground)s”", **values),
            ground.in_force,
            "law_in_force",
            _l("The article for “%(ground)s” is not in force on the day of the decision: choose it again", **values),
            anchor,
            f"law:{ground.id}",
        ),
    ]
    if "breach_place_time" in case.gates:
        facts = [piece for piece in ground.pieces if piece.counts]
        placed = not facts or any(piece.place for piece in facts)
        found.append(
            _point(
                case,
                _l("Place and time for “%(ground)s”", **values),
                placed,
                "breach_place_time",
                _l("Choose a fact with place and time for “%(ground)s”", **values),
                f"{anchor}-evidence",
                f"place:{ground.id}",
            )
        )
    if ground.needs_designation:
        found.append(
            _point(
                case,
                _l("Designation of the sector"),
                case.sector_designated,
                "designation",
                _l("No designation of this sector is in force: “%(ground)s” cannot carry a decision", **values),
                anchor,
            )
        )
    if final and not case.hearing_exception and case.announced_on is not None:
        found.append(
            _point(
                case,
                _l("“%(ground)s” was announced", **values),
                ground.announced,
                "hearing",
                _l("“%(ground)s” was chosen after the announcement: announce again", **values),
                "announce",
                f"announced:{ground.id}",
            )
        )
    return found


def _meeting(case: CaseFile) -> Point:
    return _point(
        case,
        _l("Day and place of the hearing"),
        case.hearing_fixed,
        "hearing",
        _l("Enter day, hour and place of the hearing"),
        "hearing_at",
    )


def _hearing_points(case: CaseFile, today: date) -> list[Point]:
    if case.hearing_exception:
        reason = bool(case.text("hearing_exception_reason"))
        found = [
            _point(
                case,
                _l("Exception to the hearing"),
                reason,
                "hearing_exception",
                _l("Give the reason why nobody was heard first"),
                "hearing_exception_reason",
            )
        ]
    elif case.announced_on is None:
        found = [
            _point(
                case,
                _l("Announcement"),
                False,
                "hearing",
                _l("Announce the intention and invite the party"),
                "announce",
            )
        ]
    else:
        found = [_outcome(case, today)]
        if case.hearing_outcome in {"response", "heard"}:
            found.append(
                _point(
                    case,
                    _l("Answer to the response"),
                    bool(case.text("hearing_reply")),
                    "response",
                    _l("Answer what the party brought forward"),
                    "hearing_reply",
                )
            )
    if "judicial_consultation" in case.gates:
        consulted = case.consulted_on is not None and bool(case.consulted_authority)
        met = consulted and bool(case.text("consultation_answer"))
        found.append(
            _point(
                case,
                _l("Consultation of the judicial authority"),
                met,
                "judicial_consultation",
                _l("Enter the consultation: which authority, when, and the answer"),
                "consultation",
            )
        )
    return found


def _outcome(case: CaseFile, today: date) -> Point:
    running = case.hearing_until is not None and today <= case.hearing_until
    sentence = (
        _l("Wait for the response, or record it when it is in")
        if running
        else _l("Record the response, or that there was none")
    )
    return _point(case, _l("Response of the party"), bool(case.hearing_outcome), "hearing", sentence, "response")


def _weighing_points(case: CaseFile) -> list[Point]:
    found = []
    if "interest_weighing" in case.gates:
        found += [
            _point(
                case,
                _l("Suitable"),
                bool(case.text("suitable")),
                "interest_weighing",
                _l("Write why the measure is suitable"),
                "suitable",
                "suitable",
            ),
            _point(
                case,
                _l("In balance"),
                bool(case.text("balanced")),
                "interest_weighing",
                _l("Weigh the interests: is the measure in balance?"),
                "balanced",
                "balanced",
            ),
        ]
    if "alternatives" in case.gates or "interest_weighing" in case.gates:
        found.append(
            _point(
                case,
                _l("Necessary"),
                bool(case.text("necessary")),
                "alternatives",
                _l("Write why a lighter measure is not enough"),
                "necessary",
                "necessary",
            )
        )
    return found


def _effect_points(case: CaseFile) -> list[Point]:
    if case.effect not in {"revoke", "suspend"}:
        return []
    early = case.effect_on is not None and case.sending_on is not None and case.effect_on < case.sending_on
    found = [
        _point(
            case,
            _l("Day of effect"),
            case.effect_on is not None and not early,
            "effect",
            _l("The decision cannot take effect before it is sent: choose a later day")
            if early
            else _l("Choose the day on which it takes effect"),
            "effect_on",
        )
    ]
    if case.effect_on is not None and case.effect_on == case.sending_on:
        found.append(
            _point(
                case,
                _l("Reason for immediate effect"),
                bool(case.text("effect_reason")),
                "effect_reason",
                _l("Give the reason why it takes effect at once"),
                "effect_reason",
            )
        )
    return found


def _duration_points(case: CaseFile, today: date) -> list[Point]:
    if not case.needs_duration:
        return []
    both = case.duration_from is not None and case.duration_until is not None
    found = [
        _point(
            case, _l("First and last day"), both, "duration", _l("Enter the first and the last day"), "duration_from"
        )
    ]
    if case.duration_from is not None and case.duration_until is not None:
        found += _bounds(case, case.duration_from, case.duration_until, today)
    found.append(
        _point(
            case,
            _l("Reason for the length"),
            bool(case.text("duration_reason")),
            "duration_reason",
            _l("Give the reason for this length: why not a shorter one?"),
            "duration_reason",
        )
    )
    if case.confirmation:
        due = case.college_due_on
        met = due is not None and (case.sending_on is None or due >= case.sending_on)
        found.append(
            _point(
                case,
                _l("Next meeting of the college"),
                met,
                "confirmation",
                _l("Enter the day of the next meeting of the college, on or after the day of sending"),
                "college_due_on",
            )
        )
    return found


def _bounds(case: CaseFile, first: date, last: date, today: date) -> list[Point]:
    limits = [g.max_months for g in case.grounds if g.max_months is not None]
    longest = min([*limits, *([case.max_months] if case.max_months is not None else [])], default=None)
    short_enough = longest is None or law.terms.within_months(first, last, longest)
    begins = case.sending_on or today
    return [
        _point(
            case,
            _l("Length within the law"),
            short_enough and first <= last,
            "duration",
            _l("The law allows at most %(months)s months: choose an earlier last day", months=longest or 0),
            "duration_until",
            "duration-bound",
        ),
        _point(
            case,
            _l("First day"),
            first >= begins,
            "effect",
            _l("The measure cannot begin before the decision is sent"),
            "duration_from",
            "duration-start",
        ),
    ]


def _sending_points(case: CaseFile, today: date) -> list[Point]:
    past = case.sending_on is not None and case.sending_on < today
    return [
        _point(
            case,
            _l("Day of sending"),
            case.sending_on is not None and not past,
            "sending",
            _l("The day of sending has passed: choose it again")
            if past
            else _l("Choose the day on which the letter is sent"),
            "sending_on",
        ),
        _point(
            case,
            _l("Where to go against the decision"),
            case.remedies_known,
            "remedies",
            _l("The addresses for objection or appeal are missing: ask the administrator to enter them"),
            "sending_on",
        ),
    ]


def _privacy(case: CaseFile) -> Point:
    texts = {**case.texts, **{f"ground-{ground.id}-motivation": ground.motivation for ground in case.grounds}}
    where = next((name for name, text in texts.items() if looks_like_identity_number(text)), "")
    return _point(
        case,
        _l("No personal numbers"),
        not where,
        "privacy",
        _l("A text holds what looks like a personal number: describe the person by function"),
        where,
    )
