"""Decisions in any state, played through the real acts; read them inside ``acting(…)`` of their own town."""

from __future__ import annotations

import uuid

from app import acts, people
from decisions import queries
from decisions.bundles import acts as bundles
from decisions.mailings import acts as sent
from decisions.mailings import queries as mailing_queries
from decisions.mailings.acts import Wanted
from decisions.models import Decision
from demonstration import cases, region
from tests.permits import factories as register
from tests.recalled import recalled

PDF = b"%PDF-1.4\n% proof of posting\n"


@recalled
def refusal(until: str = "with-mayor", ago: int = 3) -> uuid.UUID:
    """The refusal of a massage salon in Venlo (Anna drafts, Joris reads, Hanneke signs)."""
    return cases.play_dutch_refusal(until, ago=ago).id


@recalled
def revocation(until: str = "with-mayor", ago: int = 3) -> uuid.UUID:
    """The revocation of the permit of a club in Venlo; its effect lies fourteen days after sending."""
    return cases.play_dutch_revocation(until, ago=ago).id


@recalled
def closure(until: str = "with-mayor", ago: int = 3) -> uuid.UUID:
    """The closure of a car wash in Genk (Femke drafts, Celine signs, the college confirms)."""
    return cases.play_genk_closure(until, ago=ago).id


@recalled
def french_closure(until: str = "with-mayor", ago: int = 3) -> uuid.UUID:
    """The closure of a car wash in Verviers, in French."""
    return cases.play_verviers_closure(until, ago=ago).id


def bundle(decision_id: uuid.UUID, profile: str = "nl.court") -> uuid.UUID:
    """A bundle that is asked; ``jobs.run_queues()`` makes it. The present actor must hold BUNDLE_MAKE."""
    return bundles.ask_bundle(of(decision_id), profile, "Rechtbank Limburg").id


def of(decision_id: uuid.UUID) -> Decision:
    """The decision, for whoever acts now."""
    return queries.decision(decision_id)


def mailings() -> None:
    """Three mailings of Venlo, by Anna: finished with one letter that could not be made, being made, and a draft."""
    wanted = Wanted(
        mailing_queries.NOTICE, "nl", "De voorschriften veranderen", "Vanaf 1 januari hangen de prijzen bij de ingang."
    )
    with acts.acting_as(people.as_actor(region.member("anna"))):
        register.permit(register.operated(name="Salon 漢"))
        for state in ("finished", "running", "draft"):
            row = sent.prepare_mailing(wanted)
            if state != "draft":
                sent.start_mailing(row, row.version)
                while sent.make_letters(row, 10) and state == "finished":
                    pass
            if state == "finished":
                sent.finish_mailing(row)
