"""The checked lines of a file on disk, brought together by establishment: memory does not grow with the file."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from permits.register_import.mapping import Mapping
from permits.register_import.records import Record, place, plain_name


@dataclass(frozen=True)
class Group:
    """All lines of one establishment, oldest first."""

    key: str
    lines: list[tuple[int, str, dict[str, Any]]]  # line number, sector, facts


@dataclass
class Joined:
    """``spellings``: establishments written in more ways that became one; ``doubtful``: names that stayed apart."""

    spellings: int = 0
    doubtful: int = 0


class Stage:
    """Lines wait here between checking and writing. A scratch file of our own, not the house's database."""

    def __init__(self, path: Path) -> None:
        self._file = sqlite3.connect(path, isolation_level=None)
        self._file.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN;"
            "CREATE TABLE line (number INTEGER PRIMARY KEY, key TEXT, place TEXT, name TEXT, sector TEXT, day TEXT, "
            "facts TEXT);"
        )

    def add(self, record: Record, mapping: Mapping) -> None:
        facts = record.facts
        day = facts.get("visit_on") or facts.get("permit_from") or ""
        where = (place(facts, mapping), plain_name(facts["name"], mapping)) if mapping.join else ("", "")
        row = (record.line, record.key, *where, record.sector, day, json.dumps(facts))
        self._file.execute("INSERT INTO line VALUES (?, ?, ?, ?, ?, ?, ?)", row)

    def join(self) -> Joined:
        """Bring spellings of one business at one address under one key.

        The same letters are the same name. A name that only adds words to exactly one other name there is that name;
        one that could be two is left alone and counted as doubtful.
        """
        told = Joined()
        self._file.execute("CREATE INDEX place ON line (place)")
        shared = "SELECT place FROM line WHERE place <> '' GROUP BY place HAVING COUNT(DISTINCT name) > 1"
        for (where,) in self._file.execute(shared).fetchall():
            found = self._file.execute(
                "SELECT name, MIN(number) FROM line WHERE place = ? GROUP BY name ORDER BY 2", (where,)
            )
            renamed, doubtful = one_name([name for name, _first in found])
            told.doubtful += doubtful
            told.spellings += len(set(renamed.values()))
            for name, other in renamed.items():
                key = f"{other}@{where}"[:120]
                self._file.execute(
                    "UPDATE line SET key = ? WHERE place = ? AND name IN (?, ?)", (key, where, name, other)
                )
        return told

    def count(self) -> int:
        return int(self._file.execute("SELECT COUNT(DISTINCT key) FROM line").fetchone()[0])

    def groups(self, size: int) -> Iterator[list[Group]]:
        """The establishments in the order of the file, some at a time."""
        self._file.execute("CREATE TABLE first AS SELECT key, MIN(number) AS number FROM line GROUP BY key ORDER BY 2")
        self._file.execute("CREATE INDEX line_key ON line (key)")
        question = (
            "SELECT line.key, line.number, line.sector, line.facts FROM first JOIN line ON line.key = first.key "
            "ORDER BY first.number, line.day, line.number"
        )
        waiting: list[Group] = []
        for key, number, sector, facts in self._file.execute(question):
            if not waiting or waiting[-1].key != key:
                if len(waiting) >= size:
                    yield waiting
                    waiting = []
                waiting.append(Group(key, []))
            waiting[-1].lines.append((number, sector, json.loads(facts)))
        if waiting:
            yield waiting

    def close(self) -> None:
        self._file.close()


def one_name(names: list[str]) -> tuple[dict[str, str], int]:
    """{name: the name it is a spelling of} among names at one address, and how many stayed in doubt."""
    by_letters: dict[str, list[str]] = defaultdict(list)
    for name in names:
        by_letters[name.replace(" ", "")].append(name)
    firsts = [same[0] for same in by_letters.values()]
    renamed = {name: same[0] for same in by_letters.values() for name in same[1:]}
    doubtful = 0
    roots: dict[str, str] = {}
    for name in sorted(firsts, key=lambda one: len(one.split())):
        shorter = {roots.get(other, other) for other in firsts if other != name and name.startswith(f"{other} ")}
        if len(shorter) == 1:
            roots[name] = shorter.pop()
        elif shorter:
            doubtful += 1
    renamed = {name: roots.get(first, first) for name, first in renamed.items()} | roots
    return renamed, doubtful


@contextmanager
def staged() -> Iterator[Stage]:
    with tempfile.TemporaryDirectory(prefix="drempel-import-") as folder:
        stage = Stage(Path(folder) / "lines.sqlite")
        try:
            yield stage
        finally:
            stage.close()
