"""A thousand letters in one mailing: time and memory on the way: ``python -m bench.press.batch``."""

from __future__ import annotations

import os
import time
from datetime import timedelta
from pathlib import Path

from sqlalchemy import insert, select

from app import acts, clock, people
from app.db import db, scope
from bench import house, rows
from bench.results import keep
from decisions.mailings import acts as mailings
from decisions.mailings import jobs, queries
from demonstration import region
from permits.lifecycle import PermitState
from permits.models import Establishment, PartyRole, Permit

LETTERS = int(os.environ.get("BENCH_LETTERS", "1000"))
MOST_GROWTH = 8.0  # megabytes between the hundredth and the last letter


def megabytes() -> float:
    """Memory of this process now, as the system counts it."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024**2


def with_permits() -> None:
    """A permit for every establishment of the imported register, held by its operator."""
    with acts.named("bench.permits"):
        found = select(Establishment.id, PartyRole.party_id).join(PartyRole)
        day = clock.today()
        values = [
            {
                "establishment_id": establishment_id,
                "holder_id": party_id,
                "number": f"V-{number:05d}",
                "permit_type": "designated_sector",
                "granted_on": day,
                "valid_from": day,
                "valid_until": day + timedelta(days=500),
                "state": PermitState.GRANTED,
                "paper_reference": "bench",
                "municipality_code": scope(),
            }
            for number, (establishment_id, party_id) in enumerate(db.session.execute(found))
        ]
        db.session.execute(insert(Permit), values)


def measure(backend: str) -> str:
    """Make the letters as the job does, a handful at a time; the row of the table."""
    with house.empty(backend) as (app, folder):
        rows.write(Path(folder) / "register.csv", LETTERS)
        house.take_over(app, folder, Path(folder) / "register.csv")
        with app.app_context():
            with acts.acting_as(acts.machine("command", "bench", house.TOWN)):
                with_permits()
            with acts.acting_as(people.as_actor(region.member("anna"))):
                row = mailings.prepare_mailing(mailings.Wanted(queries.RUNS_OUT, "nl"))
                key = mailings.start_mailing(row, row.version).id
                db.session.expunge_all()
            with acts.acting_as(acts.machine("job", "mailings", house.TOWN)):
                seen, done, began, spent = {}, 0, time.perf_counter(), time.process_time()
                while taken := mailings.make_letters(queries.mailing(key), jobs.AT_ONCE):
                    db.session.expunge_all()
                    done += taken
                    seen[done] = megabytes()
                took, used = time.perf_counter() - began, time.process_time() - spent
    grown = seen[done] - seen[100]
    memory = f"{seen[100]:.0f} MB | {seen[done]:.0f} MB | {grown:+.1f} MB (at most {MOST_GROWTH:.0f})"
    return f"| {backend} | {done:,} | {took:.0f} s | {used / done * 1000:.0f} ms | {memory} |"


def main() -> None:
    table = [
        "Letters to all permit holders, kept in their dossiers with audit line and event, ten in a transaction.",
        "",
        "| database | letters | time | CPU of one, database included | memory at letter 100 | at the last | grown |",
        "|---|---|---|---|---|---|---|",
    ]
    for backend in os.environ.get("BENCH_BACKEND", "sqlite postgresql").split():
        table.append(measure(backend))
        print(table[-1], flush=True)
    keep("A mailing of a thousand letters", table)


if __name__ == "__main__":
    main()
