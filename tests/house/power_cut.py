"""A process of its own that does one deed and is killed in the middle of its writing, as by a power cut.

    python -m tests.house.power_cut DATABASE_URL FOLDER DEED ARGUMENT AFTER

``after``: how many writing statements are let through; -1 lets the deed end.
"""

from __future__ import annotations

import os
import signal
import sys
import uuid
from pathlib import Path
from typing import Any

from sqlalchemy import event

from app import acts, clock, jobs, people
from app.config import Config
from app.db import db
from app.factory import create_app
from demonstration import region
from inspections import acts as inspection_acts
from inspections import queries
from inspections.sync import acts as tablets
from inspections.sync.clocks import Reading
from inspections.sync.sent import PictureSent
from permits.register_import import mapping, running
from tests.inspections import factories as visits


class Current:
    """Counts writing statements and cuts the power; ``on`` says from when it counts."""

    def __init__(self, after: int, *, on: bool) -> None:
        self.left, self.on = after, on

    def write(self, conn: Any, cursor: Any, statement: str, *rest: Any) -> None:
        if self.left < 0 or not self.on or not statement.lstrip().lower().startswith(("insert", "update", "delete")):
            return
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        self.left -= 1


def seal(argument: str, current: Current) -> None:
    visit = queries.inspection(uuid.UUID(argument))
    inspection_acts.seal(visit, visit.version)


def import_rows(argument: str, current: Current, *, whole_file: bool = False) -> None:
    def progress(done: int, total: int) -> None:
        current.on = current.on or 0 < done < total

    order = running.Order(Path(argument), "register.csv", mapping.find("drempel"), whole_file=whole_file)
    running.run(order, Path(argument).with_suffix(".refused"), progress)


def import_whole(argument: str, current: Current) -> None:
    import_rows(argument, current, whole_file=True)


def receive_photo(argument: str, current: Current) -> None:
    device, visit, key = (uuid.UUID(part) for part in argument.split("/"))
    reading = Reading(clock.now(), "Europe/Amsterdam", 0)
    sent = PictureSent(key, visit, "photo", "A21", visits.photo_bytes("navy"), reading)
    tablets.receive_attachment(device, sent)


def make_mailing(argument: str, current: Current) -> None:
    jobs.run_queues()


DEEDS = {
    "make-mailing": (make_mailing, "anna"),
    "receive-photo": (receive_photo, "bram"),
    "seal": (seal, "bram"),
    "import-rows": (import_rows, "anna"),
    "import-whole": (import_whole, "anna"),
}


def main(url: str, folder: str, name: str, argument: str, after: str) -> None:
    app = create_app(Config.read({"DREMPEL_DEMONSTRATION": "1", "DREMPEL_DATA": folder, "DATABASE_URL": url}))
    deed, who = DEEDS[name]
    current = Current(int(after), on=name != "import-rows")
    with app.app_context(), acts.acting_as(people.as_actor(region.member(who))):
        event.listen(db.engine, "after_cursor_execute", current.write)
        deed(argument, current)


if __name__ == "__main__":
    main(*sys.argv[1:])
