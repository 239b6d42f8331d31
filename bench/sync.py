"""Tablets on bad networks: 50 devices with 20 visits each, cut lines, doubled and late requests, a server that dies.

    python -m bench.sync [--devices 50] [--visits 20] [--backend sqlite|postgresql] [--seed 7]

A real HTTP server (gunicorn) is killed and started again twice on the way. At the end every visit, finding and photo
must stand in the database exactly once, and each photo must be what its bytes become when they are re-encoded anew. The
last line says it; anything doubled or lost ends with an error.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Event, Thread
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import select

from app import acts, clock, files, people
from app.access import RoleName
from app.db import db, everywhere
from bench import house
from bench.tablets import Told, Work, work_of
from demonstration import region
from inspections import acts as visits
from inspections.acts.photos import without_metadata
from inspections.lifecycle import InspectionState
from inspections.models import Finding, Inspection, InspectionKind, Photo, RedFlag
from inspections.sync import acts as tablets
from inspections.sync.models import Attachment
from permits.models import Establishment
from tests.permits import factories as register

ROOT = Path(__file__).resolve().parents[1]
PLACES = 40
KILLS = 2
TRIES = 400
NOUNS = ("visits", "findings", "photos")


@dataclass
class Server:
    """gunicorn on a port of its own; ``kill`` ends all its processes without a word, as a power cut does."""

    port: int
    environment: dict[str, str]
    running: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{self.port}", "--workers", "2"]
        command += ["--threads", "4", "--log-level", "error", "--no-control-socket", "wsgi:app"]
        self.running = subprocess.Popen(command, cwd=ROOT, env=self.environment, start_new_session=True)
        for _ in range(600):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)
        raise RuntimeError("the server does not start")

    def kill(self) -> None:
        assert self.running is not None
        os.killpg(self.running.pid, signal.SIGKILL)
        self.running.wait()


@dataclass
class Line:
    """A bad network: some calls are cut after they were sent, some before they were sent whole, some go twice."""

    port: int
    dice: random.Random
    counted: Counter[str]

    def call(self, told: Told) -> int:
        """Send until an answer came; the status."""
        for _ in range(TRIES):
            chance = self.dice.random()
            try:
                if chance < 0.04:
                    self._half(told)
                elif chance < 0.16:
                    self._send(told, read=False)
                else:
                    status = self._send(told, read=True)
                    if chance < 0.26:
                        self.counted["sent again"] += 1
                        status = self._send(told, read=True)
                    if status not in {429, 503}:
                        return status
            except (OSError, HTTPException):
                self.counted["no answer"] += 1
            time.sleep(self.dice.random() * 0.2)
        raise RuntimeError(f"no answer to {told.method} {told.path}")

    def _send(self, told: Told, *, read: bool) -> int:
        self.counted["calls"] += 1
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(told.method, told.path, told.body, told.headers)
            if not read:
                self.counted["answer thrown away"] += 1
                time.sleep(self.dice.random() * 0.1)
                return 0
            answer = connection.getresponse()
            told.answer = answer.read()
            return answer.status
        finally:
            connection.close()

    def _half(self, told: Told) -> None:
        """Announce the whole body, send half of it, hang up."""
        self.counted["cut in the middle"] += 1
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as line:
            head = "".join(f"{name}: {value}\r\n" for name, value in told.headers.items())
            length = f"Content-Length: {len(told.body)}\r\n"
            line.sendall(f"{told.method} {told.path} HTTP/1.1\r\nHost: bench\r\n{head}{length}\r\n".encode())
            line.sendall(told.body[: len(told.body) // 2])


@dataclass
class Result:
    """How much there should be and is; ``doubled`` and ``lost`` name what is not as it should be."""

    wanted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    doubled: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    def compare(self, what: str, wanted: Counter[Any], found: Counter[Any]) -> None:
        self.wanted[what] += sum(wanted.values())
        self.found[what] += sum((wanted & found).values())
        self.lost += [f"{what} {one}" for one in (wanted - found)]
        self.doubled += [f"{what} {one}" for one in (found - wanted)]

    def line(self) -> str:
        told = ", ".join(
            f"{what} {self.found[what]} of {self.wanted[what]}" for what in ("visits", "findings", "photos")
        )
        return f"{told}, doubled {len(self.doubled)}, lost {len(self.lost)}"


def lay_out(app: Flask, devices: int, number: int) -> list[Work]:
    """Inspectors with a registered tablet each; three quarters of their visits are planned, the rest they begin."""
    with app.app_context():
        with acts.acting_as(people.as_actor(region.member("anna"))):
            places = [register.operated() for _ in range(PLACES)]
            keys = [place.id for place in places]
        works = [_inspector(at, number, keys) for at in range(devices)]
        db.session.remove()
    return works


def _inspector(at: int, number: int, places: Sequence[UUID]) -> Work:
    with acts.acting_as(acts.machine("command", "bench", house.TOWN)):
        email = f"inspector{at}@drempel.example"
        person = people.engage(
            email, password=f"bench {at} bench bench", name=f"Inspector {at}", roles=[RoleName.INSPECTOR],
            municipality_code=house.TOWN,
        )  # fmt: skip
        planned = []
        for count in range(number - number // 4):
            place = db.session.get_one(Establishment, places[(at + count) % len(places)])
            slot = f"bench:{at}:{count}"
            row = visits.propose(place, InspectionKind.EXTRA, slot, clock.today(), "bench")
            planned.append(visits.plan(row, None, clock.today(), person).id)
    work = work_of(at, planned, number // 4, [str(places[at % len(places)])])
    with acts.acting_as(people.as_actor(person)):
        registered = tablets.register(work.device_id, f"Tablet {at}", 1, persisted=True, lost=False)
    work.token = registered.token
    return work


def play(server: Server, works: list[Work], seed: int) -> Counter[str]:
    """All devices at once, eight at a time; the server dies on the way."""
    counted: Counter[str] = Counter()
    done = Event()

    def butcher() -> None:
        for kill in range(KILLS):
            while not done.is_set() and sum(w.finished for w in works) < (kill + 1) * len(works) // (KILLS + 1):
                done.wait(0.2)
            if not done.is_set():
                server.kill()
                counted["kill -9"] += 1
                server.start()

    killer = Thread(target=butcher, daemon=True)
    killer.start()
    with ThreadPoolExecutor(8) as pool:
        lines = [Line(server.port, random.Random(seed * 1000 + work.number), counted) for work in works]
        list(pool.map(lambda pair: pair[0].play(pair[1].call, pair[1].dice), zip(works, lines, strict=True)))
    done.set()
    killer.join()
    return counted


def verify(app: Flask, works: list[Work], result: Result) -> None:
    """Count what stands in the database against what was sent."""
    with app.app_context(), everywhere("the bench counts"):
        sealed = (Inspection.state == InspectionState.SEALED, Inspection.reason.in_(("bench", "unplanned")))
        held = Counter(str(key) for key in db.session.scalars(select(Inspection.id).where(*sealed)))
        result.compare("visits", Counter(key for work in works for key in work.sent), held)
        rows = db.session.execute(select(Finding.inspection_id, Finding.item_code, Finding.remark))
        found = Counter((str(key), item, remark) for key, item, remark in rows)
        result.compare("findings", Counter(one for work in works for one in work.findings), found)
        flags = Counter(
            str(key) for key in db.session.scalars(select(RedFlag.id).where(RedFlag.finding_id.isnot(None)))
        )
        result.compare("findings", Counter(key for work in works for key in work.flags), flags)
        _photos(works, result)


def _photos(works: list[Work], result: Result) -> None:
    wanted = {key: content for work in works for key, content in work.photos.items()}
    received = {str(row.id): row for row in db.session.scalars(select(Attachment))}
    photos = Counter(str(key) for key in db.session.scalars(select(Photo.id)))
    whole: Counter[str] = Counter()
    for key, number in photos.items():
        kept = files.path_of(received[key].file_sha256).read_bytes()
        if key in wanted and kept == without_metadata(wanted[key]):
            whole[key] += number
    result.compare("photos", Counter(dict.fromkeys(wanted, 1)), whole)
    result.doubled += [f"photos {key}" for key in received.keys() - wanted.keys()]


@contextmanager
def served(app: Flask, folder: Path) -> Iterator[Server]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    environment = {**os.environ, "DREMPEL_DEMONSTRATION": "1", "DREMPEL_DATA": str(folder), "DATABASE_URL": url}
    server = Server(port, environment)
    server.start()
    try:
        yield server
    finally:
        server.kill()


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--devices", type=int, default=50)
    asked.add_argument("--visits", type=int, default=20)
    asked.add_argument("--backend", choices=("sqlite", "postgresql"), action="append")
    asked.add_argument("--seed", type=int, default=7)
    given = asked.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # leaves through served(), which ends the server
    total = Result()
    for backend in given.backend or ("sqlite", "postgresql"):
        began = time.perf_counter()
        with house.empty(backend) as (app, folder):
            works = lay_out(app, given.devices, given.visits)
            with served(app, folder) as server:
                counted = play(server, works, given.seed)
            verify(app, works, total)
        told = ", ".join(f"{what} {number}" for what, number in sorted(counted.items()))
        print(f"{backend}: {time.perf_counter() - began:.0f} s; {told}")
    for one in (*total.doubled[:10], *total.lost[:10]):
        print("not as it should be:", one)
    print(total.line())
    if total.doubled or total.lost:
        sys.exit(1)


if __name__ == "__main__":
    main()
