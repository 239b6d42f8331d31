"""The story of a dossier: what happened, who did it, which document. Written by acts, read by pages."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import JSON, ForeignKey, String, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app import acts, clock, jobs
from app.access import Permission, may
from app.db import Base, Identified, Municipal, db


class Happening(Identified, Municipal, Base):
    """One event. ``kind`` is a key of :data:`SENTENCES`; ``facts`` fill the sentence (dates as ISO text).

    ``power``: only who holds it reads this line; others are told that there is something they may not read.
    ``files``: [{"label", "sha256", "pages"}] shown as documents, the label in English where the house gave it.
    ``url``: an address of the house to open.
    """

    __tablename__ = "happening"
    at: Mapped[datetime] = mapped_column(index=True, default=clock.now)
    kind: Mapped[str] = mapped_column(String(60))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    actor_name: Mapped[str] = mapped_column(String(200))
    power: Mapped[str | None] = mapped_column(String(40))
    files: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    url: Mapped[str] = mapped_column(String(200), default="")
    dossiers: Mapped[list[HappeningOf]] = relationship(cascade="all, delete-orphan", back_populates="happening")

    @property
    def by(self) -> str:
        """Who did it, in words: what a job did, nobody did."""
        machine = self.actor_name in jobs.JOBS or self.actor_name in jobs.QUEUES
        return str(_("Drempel, by itself")) if machine else self.actor_name


class HappeningOf(Base):
    """Which dossiers an event belongs to: an establishment, an inspection, a decision."""

    __tablename__ = "happening_of"
    happening_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("happening.id"), primary_key=True)
    dossier_id: Mapped[uuid.UUID] = mapped_column(primary_key=True, index=True)
    happening: Mapped[Happening] = relationship(back_populates="dossiers")


@dataclass(frozen=True)
class Wording:
    """How an event is told: icon (Lucide name), title and optional second line, with ``%(fact)s`` places.

    ``document``: what the event's address opens ("Visit report"); without it no link is shown.
    """

    icon: str
    title: Any
    text: Any = ""
    tone: str = ""
    document: Any = ""


@dataclass(frozen=True)
class Expected:
    """A day still to come, shown dashed at the end of the story."""

    on: date
    title: Any
    text: Any = ""


SENTENCES: dict[str, Wording] = {}


def wordings(more: Mapping[str, Wording]) -> None:
    """Each package registers its own sentences when it is imported."""
    SENTENCES.update(more)


def tell(
    kind: str,
    dossiers: Iterable[uuid.UUID],
    *,
    power: Permission | None = None,
    files: Iterable[Mapping[str, str]] = (),
    url: str = "",
    at: datetime | None = None,
    **facts: Any,
) -> Happening:
    """Add an event to one or more dossiers, inside an act. Facts are plain values; dates become ISO text."""
    assert kind in SENTENCES, f"no wording for {kind}"
    plain = {k: v.isoformat() if isinstance(v, date | datetime) else v for k, v in facts.items()}
    happening = Happening(
        kind=kind,
        facts=plain,
        actor_name=acts.actor().name,
        power=power.value if power else None,
        files=[dict(file) for file in files],
        url=url,
        at=at or clock.now(),
        dossiers=[HappeningOf(dossier_id=key) for key in dict.fromkeys(dossiers)],
    )
    db.session.add(happening)
    return happening


def of(dossier: uuid.UUID, *, newest_first: bool = True) -> list[Happening]:
    """The events of one dossier in time order."""
    order = (Happening.at.desc(), Happening.id.desc()) if newest_first else (Happening.at, Happening.id)
    question = select(Happening).join(HappeningOf).where(HappeningOf.dossier_id == dossier).order_by(*order)
    return list(db.session.scalars(question))


def readable(happening: Happening) -> bool:
    return happening.power is None or may(Permission(happening.power))
