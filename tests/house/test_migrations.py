"""Migrations: numbered, both directions, with data, equal to the models."""

from __future__ import annotations

import re
from pathlib import Path

from flask import Flask
from flask_migrate import check, downgrade, upgrade
from sqlalchemy import inspect, text

from app.db import Base, db
from demonstration import region
from tests.conftest import As

MIGRATIONS = Path(__file__).parents[2] / "migrations"


def test_migrations_are_numbered_in_one_line() -> None:
    names = sorted(path.name for path in (MIGRATIONS / "versions").glob("*.py"))
    assert [name[:4] for name in names] == [f"{number:04d}" for number in range(1, len(names) + 1)]
    assert all(re.fullmatch(r"\d{4}_[a-z_]+\.py", name) for name in names)


def test_the_models_are_what_the_migrations_make(app: Flask) -> None:
    check(directory=str(MIGRATIONS))


def test_down_and_up_again_with_data(app: Flask, acting: As) -> None:
    db.session.remove()
    downgrade(directory=str(MIGRATIONS), revision="-1")
    assert told()[-1] == "migration"  # written by today's code in yesterday's tables
    downgrade(directory=str(MIGRATIONS), revision="base")
    assert inspect(db.engine).get_table_names() == ["alembic_version"]
    upgrade(directory=str(MIGRATIONS))
    assert told() == ["migration"]
    region.lay_out()
    assert set(inspect(db.engine).get_table_names()) == set(Base.metadata.tables) | {"alembic_version"}
    assert region.member("anna").municipality.name == "Venlo"


def told() -> list[str]:
    with db.engine.connect() as connection:
        return list(connection.scalars(text("SELECT act FROM audit_line ORDER BY id")))
