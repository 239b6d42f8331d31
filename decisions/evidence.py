"""Which grounds the facts propose, and whether the chosen evidence carries them. Pure.

A proposal is no decision: a person chooses and gives reasons. A conclusion of an inspector never counts as evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import law

# What a finding of the municipality's own inspectors can prove.
FINDING_PROVES = frozenset({"inspection_report", "own_verification", "independent_fact"})
# What an entered document proves, where its name is not that of the law book.
DOCUMENT_PROVES = {"police-report": "official_report", "registry-extract": "register_extract"}
# Needs that the dossier itself answers; their own gates ask for them.
DOSSIER_PROVES = frozenset(
    {"designation", "permit_register_check", "operator_proof", "consultation_record", "hearing_record"}
)


@dataclass(frozen=True)
class Piece:
    """One finding or one document. ``ref`` is ("finding" | "report", id); ``proves`` kinds of the law book.

    ``cls`` is the class of the checklist item (V, I, B), empty for a document. ``counter``: it speaks against.
    """

    ref: tuple[str, str]
    number: str
    proves: frozenset[str]
    on: date
    item_code: str = ""
    cls: str = ""
    is_fact: bool = True
    counter: bool = False
    severity: int = 0
    place: str = ""

    @property
    def counts(self) -> bool:
        """Whether it can carry a ground: a fact that does not speak against it."""
        return self.is_fact and not self.counter


def document_proves(kind: str) -> frozenset[str]:
    """The kinds of the law book that an entered document can prove; an "other" report proves nothing by itself."""
    if kind == "other-report":
        return frozenset()
    return frozenset({DOCUMENT_PROVES.get(kind, kind.replace("-", "_")), "independent_fact"})


@dataclass(frozen=True)
class Proposal:
    """A ground that the facts point at, with the pieces that point at it."""

    ground: law.Ground
    pieces: tuple[Piece, ...]

    @property
    def facts(self) -> int:
        return sum(piece.counts for piece in self.pieces)

    @property
    def conclusions(self) -> int:
        return sum(not piece.is_fact for piece in self.pieces)


def proposed_grounds(
    grounds: Iterable[law.Ground], findings: Iterable[Piece], reports: Iterable[Piece], on: date
) -> tuple[Proposal, ...]:
    """The grounds that findings or documents can carry on a day, those with most facts first.

    A ground is proposed by a finding of one of its checklist items; documents only join a ground so proposed,
    or one that asks for just that kind of document.
    """
    seen, papers = tuple(findings), tuple(reports)
    found = [_proposal(ground, seen, papers) for ground in grounds if ground.holds(on)]
    return tuple(sorted((p for p in found if p is not None), key=lambda p: (-p.facts, -len(p.pieces), p.ground.id)))


def _proposal(ground: law.Ground, findings: tuple[Piece, ...], papers: tuple[Piece, ...]) -> Proposal | None:
    seen = tuple(piece for piece in findings if piece.item_code in ground.items)
    wanted = {kind.value for need in ground.evidence for kind in need.kinds}
    fitting = tuple(piece for piece in papers if piece.proves & wanted)
    by_paper_alone = fitting and not ground.items
    return Proposal(ground, seen + fitting) if seen or by_paper_alone else None


@dataclass(frozen=True)
class Need:
    """So many pieces of one of these kinds; ``classes`` narrows findings to checklist classes."""

    kinds: frozenset[str]
    count: int
    classes: frozenset[str] = frozenset()

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Need:
        """A need as kept with the chosen ground (see :func:`written_needs`)."""
        return cls(frozenset(data["kinds"]), int(data["count"]), frozenset(data["classes"]))

    def met_by(self, piece: Piece) -> bool:
        return bool(piece.proves & self.kinds) and (not self.classes or not piece.cls or piece.cls in self.classes)


def written_needs(ground: law.Ground) -> list[dict[str, Any]]:
    """The evidence a ground asks for, as plain values to keep with the decision."""
    return [
        {
            "kinds": [kind.value for kind in need.kinds],
            "count": need.count,
            "classes": [one.value for one in need.classes],
        }
        for need in ground.evidence
    ]


@dataclass(frozen=True)
class EvidenceState:
    """``have`` facts chosen, ``need`` pieces asked for, ``missing`` the kinds that lack (names of the law book)."""

    have: int
    need: int
    missing: tuple[str, ...]

    @property
    def enough(self) -> bool:
        return self.have > 0 and not self.missing


def evidence_state(
    ground: law.Ground | Iterable[Need], chosen: Iterable[Piece], held: frozenset[str] = frozenset()
) -> EvidenceState:
    """Whether the chosen pieces carry a ground. ``held``: kinds that the dossier itself proves.

    One piece fills one need. A piece that speaks against, answered, is what "counter indications" asks for.
    """
    needs = [Need.read(d) for d in written_needs(ground)] if isinstance(ground, law.Ground) else list(ground)
    pieces = tuple(chosen)
    free = [piece for piece in pieces if piece.counts]
    against = {"counter_indications"} if any(piece.counter for piece in pieces) else set()
    missing: list[str] = []
    asked = 0
    for need in needs:
        if need.kinds & (held | against):
            continue
        asked += need.count
        used = [piece for piece in free if need.met_by(piece)][: need.count]
        free = [piece for piece in free if piece not in used]
        missing += [min(need.kinds)] * (need.count - len(used))
    return EvidenceState(sum(piece.counts for piece in pieces), max(asked, 1), tuple(missing))
