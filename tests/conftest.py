"""One house on two databases: each test that asks for ``app`` runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, nullcontext
from contextvars import Context
from pathlib import Path
from typing import Any

import psycopg
import pytest
from flask import Flask, has_app_context
from flask.testing import FlaskClient
from flask_migrate import upgrade

from app import acts, clock, people
from app.acts import Actor
from app.config import Config
from app.db import db
from app.factory import create_app
from demonstration import region
from tests import live, postgres, recalled
from tests.recalled import Recollections
from tests.snapshots import Snapshots

BACKENDS = ("sqlite", "postgresql")


class FreshClient(FlaskClient):
    """Each request in a context of its own, as behind a real server: nothing of the test leaks in but the clock."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        if has_app_context():
            db.session.rollback()  # what the test has read is read again after the request
        kwargs.setdefault("buffered", True)
        when = clock.now() if clock.is_set() else None

        def fresh() -> Any:
            with clock.set_to(when) if when else nullcontext():
                return super(FreshClient, self).open(*args, **kwargs)

        return Context().run(fresh)


class House:
    """An application on one database, put back to the bare region (towns, cast, sectors) before each test."""

    def __init__(self, folder: Path, url: str) -> None:
        self.url, self.folder = url, folder
        self.recollections = Recollections(self)
        self.app = create_app(
            Config.read({"DREMPEL_DEMONSTRATION": "1", "DREMPEL_DATA": str(folder), "DATABASE_URL": url})
        )
        self.app.test_client_class = FreshClient
        self.app.config.update(WTF_CSRF_ENABLED=False, TESTING=False, PROPAGATE_EXCEPTIONS=False)
        # A quarter of a second of two cores for each password would be most of many tests; test_door asks how strong
        # the passwords of a real house are.
        self.app.extensions["security"].pwd_context.update(
            argon2__memory_cost=8, argon2__time_cost=1, argon2__parallelism=1
        )
        with self.app.app_context():
            upgrade(directory=str(Path(__file__).parents[1] / "migrations"))
            region.lay_out()
            db.session.remove()
            db.engine.dispose()
        self.keep()

    def leave(self) -> None:
        """Give back what was held open."""

    def keep(self, name: str = "kept") -> None:
        """Remember the database as it is now."""
        raise NotImplementedError

    def restore(self, name: str = "kept") -> None:
        """Put it back as it was remembered."""
        raise NotImplementedError

    def keep_played(self, name: str) -> None:
        """Remember a case that was played since."""
        db.engine.dispose()
        self.keep(name)

    def restore_played(self, name: str) -> None:
        """Put it back as the case left it."""
        db.engine.dispose()
        self.restore(name)


class SqliteHouse(House):
    def keep(self, name: str = "kept") -> None:
        with closing(sqlite3.connect(self.folder / "house.sqlite")) as beside:  # what was written lies beside the file
            (busy, _, _) = beside.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        assert not busy, "somebody reads or writes still"
        shutil.copyfile(self.folder / "house.sqlite", self.folder / f"{name}.sqlite")

    def restore(self, name: str = "kept") -> None:
        for extra in ("-wal", "-shm"):
            (self.folder / f"house.sqlite{extra}").unlink(missing_ok=True)
        shutil.copyfile(self.folder / f"{name}.sqlite", self.folder / "house.sqlite")


class PostgresHouse(House):
    """Remembers twice: as rows, which go back at once, and as a whole database for when the tables were others."""

    def __init__(self, folder: Path, url: str) -> None:
        self.snapshots = Snapshots()
        self._beside: psycopg.Connection[Any] | None = None
        super().__init__(folder, url)

    @property
    def beside(self) -> psycopg.Connection[Any]:
        """A connection of our own, kept open: each new one costs the server a process."""
        if self._beside is None:
            self._beside = self._connected("house")
        return self._beside

    def leave(self) -> None:
        if self._beside is not None:
            self._beside.close()
            self._beside = None

    def _connected(self, database: str) -> psycopg.Connection[Any]:
        address = self.url.replace("postgresql+psycopg", "postgresql").replace("/house", f"/{database}")
        return psycopg.connect(address, autocommit=True)

    def _anew(self, database: str, template: str) -> None:
        self.leave()
        with self._connected("postgres") as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")
            connection.execute(f"CREATE DATABASE {database} TEMPLATE {template}")

    def keep(self, name: str = "kept") -> None:
        self.snapshots.keep(self.beside, name)
        self._anew(name, template="house")

    def restore(self, name: str = "kept") -> None:
        self.beside.execute(  # a request that a test left hanging holds locks and would write later
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        if self.snapshots.restore(self.beside, name):
            return
        self._anew("house", template=name)
        self.recollections = Recollections(self)  # its numbers run from where they ran then

    def keep_played(self, name: str) -> None:
        self.snapshots.keep_since(self.beside, name)

    def restore_played(self, name: str) -> None:
        self.restore(self.snapshots.current)
        self.snapshots.restore_since(self.beside, name)


@pytest.fixture(scope="session")
def houses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], House]]:
    """The house on a backend, built when first asked for."""
    built: dict[str, House] = {}
    servers: list[AbstractContextManager[str]] = []

    def house(backend: str) -> House:
        if backend not in built:
            folder = tmp_path_factory.mktemp(backend)
            if backend == "sqlite":
                built[backend] = SqliteHouse(folder, f"sqlite:///{folder / 'house.sqlite'}")
            else:
                running = postgres.server()
                address = running.__enter__()
                servers.append(running)
                with psycopg.connect(address.replace("+psycopg", "") + "postgres", autocommit=True) as connection:
                    connection.execute("CREATE DATABASE house")
                built[backend] = PostgresHouse(folder, address + "house")
        return built[backend]

    yield house
    for one in built.values():
        one.leave()
    for running in servers:
        running.__exit__(None, None, None)


@pytest.fixture(params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def house(backend: str, houses: Callable[[str], House]) -> House:
    return houses(backend)


@pytest.fixture
def app(house: House, request: pytest.FixtureRequest) -> Iterator[Flask]:
    """The application with the bare region, inside an application context."""
    with house.app.app_context():
        db.engine.dispose()
        house.restore()
        # What was patched by a test must not come back in another, nor be left out.
        patched = "monkeypatch" in request.fixturenames
        with nullcontext() if patched else recalled.begin(house.recollections):
            yield house.app
        db.session.remove()
        db.engine.dispose()


As = Callable[[str], AbstractContextManager[Actor]]


@pytest.fixture
def acting(app: Flask) -> As:
    """``with acting("anna"): …`` lets one of the cast act and see only her own town."""

    def start(short: str) -> AbstractContextManager[Actor]:
        return acts.acting_as(people.as_actor(region.member(short)))

    return start


@pytest.fixture
def client_of(app: Flask) -> Callable[[str], FlaskClient]:
    """A browser without script, signed in as one of the cast."""

    def signed_in(short: str) -> FlaskClient:
        client = app.test_client()
        answer = client.post(f"/practice/{region.member(short).id}")
        assert answer.status_code == 302, answer.text
        return client

    return signed_in


LONG = ("/browser/", "/journeys/", "/house/test_hostile")


def pytest_collection_modifyitems(items: list[Any]) -> None:
    """What takes long begins first, so that of two workers neither waits for the other at the end."""
    for item in items:
        if any(folder in str(item.path) for folder in LONG[:2]):
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: not any(part in str(item.path) for part in LONG))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    with live.browser() as running:
        yield running


@pytest.fixture
def live_app(app: Flask) -> Iterator[Flask]:
    """The application as people meet it, with its tokens checked."""
    app.config["WTF_CSRF_ENABLED"] = True
    yield app
    app.config["WTF_CSRF_ENABLED"] = False


@pytest.fixture
def opens(live_app: Flask, chromium: Any) -> Iterator[live.Opens]:
    """``opens("Anna Verhaegh", "/register", width=820)`` gives a page of the real browser."""
    with live.served(live_app) as address:
        open_page, contexts = live.opener(chromium, address)
        yield open_page
        for context in contexts:
            context.close()
