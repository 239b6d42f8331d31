"""Yearly numbers that people say aloud: ZK-2026-0147. Given out inside an act, without gaps."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from app import clock
from app.db import Base, Municipal, db, scope


class Series(Municipal, Base):
    """The last number given out in one series of one year."""

    __tablename__ = "series"
    municipality_code: Mapped[str] = mapped_column(
        String(12), ForeignKey("municipality.code"), primary_key=True, default=scope
    )
    name: Mapped[str] = mapped_column(String(12), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int] = mapped_column(default=0)


def next_number(series: str) -> str:
    """The next number of this year, for instance ``ZK-2026-0147``; the row lock makes two acts queue."""
    row = hold(series)
    row.last += 1
    db.session.flush()
    return f"{series}-{row.year}-{row.last:04d}"


def hold(series: str) -> Series:
    """Lock a series until the end of the act: for who must take several locks in the order of everybody else."""
    year = clock.today().year
    question = select(Series).where(Series.name == series, Series.year == year).with_for_update()
    row = db.session.scalars(question).one_or_none()
    if row is None:
        _begin(series, year)
        row = db.session.scalars(question).one()
    return row


def _begin(series: str, year: int) -> None:
    """The first number of a year: there is no row to lock yet, so two acts may both come here; one makes the row."""
    dialect = postgresql if db.engine.dialect.name == "postgresql" else sqlite
    first = dialect.insert(Series).values(municipality_code=scope(), name=series, year=year, last=0)
    db.session.execute(first.on_conflict_do_nothing())
