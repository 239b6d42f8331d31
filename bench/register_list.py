"""The register list beside a bare page of the same rows, in one run, by turns: ``python -m bench.register_list``.

The bare page is what nobody can do without: one SQLAlchemy-core question for the same fifty rows and a Jinja template
that puts the same cells in a table. No sign-in, no language, no filter bar, no count, no page numbers.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from flask import Flask
from sqlalchemy import Engine, event, select
from werkzeug.test import Client, EnvironBuilder, run_wsgi_app

from app import acts, people, remembered
from app.db import db, everywhere
from bench import house
from bench.results import keep
from demonstration import region
from permits.models import RegisterLine, Sector
from permits.register import Filters, listing

ROUNDS = 300
MOST_RATIO, MOST_STATEMENTS, MOST_MILLISECONDS = 2.5, 3, 20.0

_BARE = """<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Register</title></head><body><table><tbody>
{% for row in rows %}<tr><th scope="row"><a href="/establishments/{{ row.establishment_id }}">{{ row.name }}</a></th>
<td>{% if row.red_flags %}{{ row.red_flags }}{% endif %}</td><td>{{ sectors[row.sector_id] }}</td>
<td>{{ row.address }}{% if row.city %}, {{ row.city }}{% endif %}</td><td>{{ row.operator_name }}</td>
<td>{{ row.status }}</td>
<td>{% if row.last_visit_on %}{{ row.last_visit_on.strftime("%d-%m-%Y") }}{% else %}nooit{% endif %}</td>
<td>{% if row.next_term_on != never %}{{ row.next_term_on.strftime("%d-%m-%Y") }}
{{ row.next_term_kind }}{% endif %}</td></tr>
{% endfor %}</tbody></table></body></html>"""

SEARCHES = {
    "a name": "Studio Roerdomp 4711",
    "half a name": "stille maas",
    "two words of a name": "studio kalmoes",
    "an address": "Maasboulevar17 174",
    "a postal code": "5927 EP",
    "a trade-register number": "10004711",
    "an establishment number": "000500004711",
    "the beginning of a number": "1000",
    "one letter": "s",
    "nothing there": "zzzz",
}


def bare_house(engine: Engine) -> Flask:
    """An application of one page, on the same connections."""
    app = Flask("bare")
    page = app.jinja_env.from_string(_BARE)
    line, sector = RegisterLine.__table__.c, Sector.__table__.c

    @app.get("/bare")
    def bare() -> str:
        question = (
            select(RegisterLine.__table__)
            .where(line.municipality_code == house.TOWN, line.status != "ended")
            .order_by(line.next_term_on, line.establishment_id)
            .limit(50)
        )
        with engine.connect() as connection:
            rows = connection.execute(question).all()
            names = connection.execute(select(sector.id, sector.name).where(sector.municipality_code == house.TOWN))
            sectors = {key: name["nl"] for key, name in names}
        return page.render(rows=rows, sectors=sectors, never=date.max)

    return app


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    """The statements sent to the database in the block."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement != "BEGIN":
            seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)


def asked(app: Flask, path: str, cookie: str = "") -> Callable[[], int]:
    """A request without a network: the CPU nanoseconds of one answer."""
    sent = [("Cookie", f"drempel={cookie}")] if cookie else []
    environment = EnvironBuilder(path, headers=sent).get_environ()

    def ask() -> int:
        started = time.process_time_ns()
        body, status, _headers = run_wsgi_app(app.wsgi_app, dict(environment), buffered=True)
        b"".join(body)
        spent = time.process_time_ns() - started
        assert status.startswith("200"), status
        return spent

    return ask


def by_turns(*pages: Callable[[], int]) -> list[list[int]]:
    """Each page in turn, so that a slow moment of the machine hits all alike."""
    for page in pages:
        for _ in range(20):
            page()
    spent: list[list[int]] = [[] for _ in pages]
    for _ in range(ROUNDS):
        for place, page in enumerate(pages):
            spent[place].append(page())
    return spent


def cookie_of(app: Flask) -> str:
    with app.app_context(), everywhere("the cast"):
        key = region.member("anna").id
    client = Client(app)
    client.post(f"/practice/{key}")
    found = client.get_cookie("drempel")
    assert found is not None
    return str(found.value)


def searches(rounds: int = 15) -> list[str]:
    """Milliseconds of the whole question for each kind of search, statements included."""
    told = []
    with acts.acting_as(people.as_actor(region.member("anna"))):
        for what, words in SEARCHES.items():
            filters = Filters(q=words, status="all")
            listing(filters)
            spent = []
            for _ in range(rounds):
                db.session.rollback()
                started = time.perf_counter()
                found = listing(filters)
                spent.append((time.perf_counter() - started) * 1000)
            count = f"more than {found.total}" if found.more else str(found.total)
            told.append((what, words, count, statistics.median(spent), max(spent)))
    return [
        f"| search: {what} | “{words}” | {count} found | {middle:.1f} ms | {most:.1f} ms |"
        for what, words, count, middle, most in told
    ]


def measure(backend: str, lines: int) -> list[str]:
    """One database: the two pages by turns, the statements, the searches."""
    with house.filled(backend, lines) as filled:
        app = filled.app
        with app.app_context():
            engine = db.engine
        ours, bare = asked(app, "/register", cookie_of(app)), asked(bare_house(engine), "/bare")
        spent_ours, spent_bare = by_turns(ours, bare)
        with counted(engine) as all_statements:
            ours()
        with app.app_context():
            found = searches()
            remembered.forget()
            with acts.acting_as(people.as_actor(region.member("anna"))), counted(engine) as of_list:
                listing(Filters())
        middle_ours, middle_bare = (statistics.median(spent) / 1e6 for spent in (spent_ours, spent_bare))
        assert engine.dialect.name == backend
        print(f"{backend}: {middle_ours:.2f} ms / {middle_bare:.2f} ms = {middle_ours / middle_bare:.2f}", flush=True)
        return [
            f"**{backend}, {lines:,} establishments, {ROUNDS} requests each by turns**",
            "",
            "| what | measured | must be |",
            "|---|---|---|",
            f"| CPU of the register list (median) | {middle_ours:.2f} ms | |",
            f"| CPU of the bare page (median) | {middle_bare:.2f} ms | |",
            f"| ratio | {middle_ours / middle_bare:.2f} | at most {MOST_RATIO} |",
            f"| statements of the list | {len(of_list)} | at most {MOST_STATEMENTS} |",
            f"| statements of the whole request, sign-in included | {len(all_statements)} | |",
            "",
            f"| | | | median | slowest (must be at most {MOST_MILLISECONDS:.0f} ms) |",
            "|---|---|---|---|---|",
            *found,
            "",
        ]


def main() -> None:
    lines = int(os.environ.get("BENCH_LINES", "100000"))
    backends = os.environ.get("BENCH_BACKEND", "sqlite postgresql").split()
    table = [row for backend in backends for row in measure(backend, lines)]
    print("\n".join(table))
    keep("The register list", table)


if __name__ == "__main__":
    main()
