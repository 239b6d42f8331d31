"""A practice house on a database of its own, filled with a register of a given size."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from flask import Flask
from flask_migrate import upgrade

from app import acts
from app.config import Config
from app.db import db
from app.factory import create_app
from bench import rows
from demonstration import region
from permits.register_import import mapping, running
from permits.register_import.report import Report
from tests import postgres

ROOT = Path(__file__).resolve().parents[1]
TOWN = "GM0983"


@dataclass
class Filled:
    app: Flask
    folder: Path
    seconds: float
    report: Report


@contextmanager
def empty(backend: str) -> Iterator[tuple[Flask, Path]]:
    """The bare region on "sqlite" or "postgresql", removed afterwards."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="drempel-bench-")))
        url = f"sqlite:///{folder / 'bench.sqlite'}"
        if backend == "postgresql":
            address = stack.enter_context(postgres.server())
            with psycopg.connect(address.replace("+psycopg", "") + "postgres", autocommit=True) as connection:
                connection.execute("CREATE DATABASE bench")
            url = address + "bench"
        settings = {"DREMPEL_DEMONSTRATION": "1", "DREMPEL_DATA": str(folder), "DATABASE_URL": url}
        app = create_app(Config.read(settings))
        app.config.update(WTF_CSRF_ENABLED=False)
        with app.app_context():
            upgrade(directory=str(ROOT / "migrations"))
            region.lay_out()
        yield app, folder
        with app.app_context():
            db.engine.dispose()


def take_over(app: Flask, folder: Path, path: Path, name: str = "drempel") -> tuple[float, Report]:
    """Import a file as the command does; seconds and report."""
    with app.app_context(), acts.acting_as(acts.machine("command", "bench", TOWN)):
        started = time.perf_counter()
        report = running.run(running.Order(path, path.name, mapping.find(name)), folder / "refused.csv")
        seconds = time.perf_counter() - started
    return seconds, report


@contextmanager
def filled(backend: str, lines: int) -> Iterator[Filled]:
    """The region with a register of so many establishments."""
    with empty(backend) as (app, folder):
        path = folder / "register.csv"
        rows.write(path, lines)
        seconds, report = take_over(app, folder, path)
        yield Filled(app, folder, seconds, report)
