"""The gates of party, grounds, evidence and privacy. Pure."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app.privacy import looks_like_identity_number
from decisions.evidence import DOSSIER_PROVES, evidence_state
from decisions.reasoning.case import CaseFile, ChosenGround, Point, point


def party_points(case: CaseFile) -> list[Point]:
    """Who gets the letter, in which language, and who signs it."""
    return [
        point(
            case,
            _l("Addressee"),
            case.addressee_complete,
            "addressee",
            _l("Complete the name and address of the addressee"),
            "addressee",
        ),
        point(
            case,
            _l("Language of the letter"),
            case.language in case.allowed_languages,
            "language",
            _l("Choose an addressee language in which this municipality may write"),
            "addressee",
        ),
        point(
            case,
            _l("Somebody who signs"),
            case.mayor_known and not case.mayor_is_drafter,
            "mayor",
            _l("Ask the administrator for a mayor who did not draft this decision"),
            "addressee",
        ),
    ]


def ground_points(case: CaseFile, *, final: bool) -> list[Point]:
    """Every chosen ground; ``final`` also asks what only the hearing can bring."""
    if not case.grounds:
        return [point(case, _l("Grounds"), False, "grounds", _l("Choose at least one ground"), "grounds")]
    return [point for ground in case.grounds for point in _one_ground(case, ground, final=final)]


def _one_ground(case: CaseFile, ground: ChosenGround, *, final: bool) -> list[Point]:
    anchor, values = f"ground-{ground.id}", {"ground": ground.name}
    state = evidence_state(ground.needs, ground.pieces, case.held)
    missing = [kind for kind in state.missing if final or kind not in {*DOSSIER_PROVES, "counter_indications"}]
    found = [
        point(
            case,
            _l("Motivation of “%(ground)s”", **values),
            bool(ground.motivation.strip()),
            "motivation",
            _l("Motivate “%(ground)s”", **values),
            f"{anchor}-motivation",
            f"motivation:{ground.id}",
        ),
        point(
            case,
            _l("Evidence for “%(ground)s”", **values),
            state.have > 0 and not missing,
            "evidence",
            _l("Choose more evidence for “%(ground)s”, or drop this ground", **values),
            f"{anchor}-evidence",
            f"evidence:{ground.id}",
        ),
        point(
            case,
            _l("Text of the article for “%(ground)s”", **values),
            bool(ground.quote.strip()),
            "quote",
            _l("The text of the article for “%(ground)s” is missing: ask the administrator to enter it", **values),
            anchor,
            f"quote:{ground.id}",
        ),
        point(
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
            point(
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
            point(
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
            point(
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


def privacy(case: CaseFile) -> Point:
    """No text may hold a number by which the state knows a person."""
    texts = {**case.texts, **{f"ground-{ground.id}-motivation": ground.motivation for ground in case.grounds}}
    where = next((name for name, text in texts.items() if looks_like_identity_number(text)), "")
    return point(
        case,
        _l("No personal numbers"),
        not where,
        "privacy",
        _l("A text holds what looks like a personal number: describe the person by function"),
        where,
    )
