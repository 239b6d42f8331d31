"""Decisions in any state, played through the real acts; read them inside ``acting(…)`` of their own town."""

from __future__ import annotations

import uuid

from decisions import queries
from decisions.bundles import acts as bundles
from decisions.models import Decision
from demonstration import cases

PDF = b"%PDF-1.4\n% proof of posting\n"


def refusal(until: str = "with-mayor") -> uuid.UUID:
    """The refusal of a massage salon in Venlo (Anna drafts, Joris reads, Hanneke signs)."""
    return cases.play_dutch_refusal(until).id


def revocation(until: str = "with-mayor") -> uuid.UUID:
    """The revocation of the permit of a club in Venlo; its effect lies fourteen days after sending."""
    return cases.play_dutch_revocation(until).id


def closure(until: str = "with-mayor") -> uuid.UUID:
    """The closure of a car wash in Genk (Femke drafts, Celine signs, the college confirms)."""
    return cases.play_genk_closure(until).id


def french_closure(until: str = "with-mayor") -> uuid.UUID:
    """The closure of a car wash in Verviers, in French."""
    return cases.play_verviers_closure(until).id


def bundle(decision_id: uuid.UUID, profile: str = "nl.court") -> uuid.UUID:
    """A bundle that is asked; ``jobs.run_queues()`` makes it. The present actor must hold BUNDLE_MAKE."""
    return bundles.ask_bundle(of(decision_id), profile, "Rechtbank Limburg").id


def of(decision_id: uuid.UUID) -> Decision:
    """The decision, for whoever acts now."""
    return queries.decision(decision_id)
