"""PostgreSQL put back in milliseconds: only the rows that were written since are taken out or laid back.

``CREATE DATABASE … TEMPLATE`` copies some four hundred files, a fifth of a second each time. Each row tells by its
``xmin`` which transaction wrote it, so what changed is known without asking the application.
https://www.postgresql.org/docs/current/ddl-system-columns.html
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import psycopg
from psycopg import sql

Connection = psycopg.Connection[Any]
Change = tuple[str, list[Any], bytes]
"""A table, the keys of the rows that went or were changed, and the rows that came instead."""

# Every table of the house with the columns of its primary key; the numbers tell whether it is still the same table.
TABLES = """
SELECT c.relname, c.oid::bigint, array_agg(a.attname::text ORDER BY a.attnum)
FROM pg_class c JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY(i.indkey)
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' GROUP BY 1, 2 ORDER BY 1
"""
NEXT_TRANSACTION = "SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint"


@dataclass
class Snapshots:
    """What was remembered of one database, as schemas beside its own.

    ``mark``: the first transaction after the database was last like ``current``.
    """

    tables: dict[str, list[tuple[str, int, list[str]]]] = field(default_factory=dict)
    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    since: dict[str, list[Change]] = field(default_factory=dict)
    current: str = ""
    mark: int = 0

    def keep(self, house: Connection, name: str) -> None:
        """Copy every table into a schema of this name."""
        self.tables[name] = house.execute(TABLES).fetchall()
        copies = sql.SQL("DROP SCHEMA IF EXISTS {0} CASCADE; CREATE SCHEMA {0};").format(sql.Identifier(name))
        for table, _, _ in self.tables[name]:
            copies += sql.SQL("CREATE TABLE {} AS TABLE {};").format(
                sql.Identifier(name, table), sql.Identifier("public", table)
            )
        house.execute(copies)
        self.counts[name] = {table: count for table, count, _ in self._standing(house, name)}
        self._is_now(house, name)

    def restore(self, house: Connection, name: str) -> bool:
        """Make the rows what they were; False when the tables themselves are others (a migration went down and up)."""
        if house.execute(TABLES).fetchall() != self.tables[name]:
            return False
        mark = self.mark if self.current == name else 0
        was = self.counts[name]
        changed = [table for table, count, last in self._standing(house, name) if count != was[table] or last >= mark]
        if changed:
            keys = {table: key for table, _, key in self.tables[name]}
            with house.transaction():
                house.execute("SET LOCAL session_replication_role = replica")  # no foreign keys while rows come and go
                for table in changed:
                    house.execute(_back(name, table, keys[table], mark))
        self._is_now(house, name)
        return True

    def keep_since(self, house: Connection, name: str) -> None:
        """Remember only what differs from what was laid back last."""
        was, self.since[name] = self.counts[self.current], []
        for table, count, last in self._standing(house, self.current):
            if count != was[table] or last >= self.mark:
                self.since[name].append(self._since(house, table))

    def restore_since(self, house: Connection, name: str) -> None:
        """Make the rows differ again in the same way."""
        with house.transaction(), house.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            for table, gone, rows in self.since[name]:
                cursor.executemany(self._removal(table), gone)
                with cursor.copy(sql.SQL("COPY {} FROM STDIN (FORMAT binary)").format(_now(table))) as copy:
                    copy.write(rows)

    def _since(self, house: Connection, table: str) -> Change:
        key = self._key(table)
        same = sql.SQL("({}) = ({})").format(_columns("now", key), _columns("kept", key))
        stayed = sql.SQL("SELECT FROM {} AS now WHERE {} AND xmin::text::bigint < {}").format(
            _now(table), same, sql.Literal(self.mark)
        )
        gone = sql.SQL("SELECT {} FROM {} AS kept WHERE NOT EXISTS ({})").format(
            _columns("kept", key), sql.Identifier(self.current, table), stayed
        )
        written = sql.SQL("SELECT * FROM {} WHERE xmin::text::bigint >= {}").format(_now(table), sql.Literal(self.mark))
        with house.cursor() as cursor:
            with cursor.copy(sql.SQL("COPY ({}) TO STDOUT (FORMAT binary)").format(written)) as copy:
                rows = b"".join(copy)
            return table, cursor.execute(gone).fetchall(), rows

    def _removal(self, table: str) -> sql.Composed:
        key = self._key(table)
        places = sql.SQL(", ").join([sql.Placeholder()] * len(key))
        return sql.SQL("DELETE FROM {} AS now WHERE ({}) = ({})").format(_now(table), _columns("now", key), places)

    def _key(self, table: str) -> list[str]:
        return next(key for name, _, key in self.tables[self.current] if name == table)

    def _standing(self, house: Connection, name: str) -> list[tuple[str, int, int]]:
        """(table, number of rows, newest writer) for each table."""
        asked = sql.SQL(" UNION ALL ").join(
            sql.SQL("SELECT {}, count(*), coalesce(max(xmin::text::bigint), 0) FROM {}").format(
                sql.Literal(table), sql.Identifier("public", table)
            )
            for table, _, _ in self.tables[name]
        )
        return house.execute(asked).fetchall()

    def _is_now(self, house: Connection, name: str) -> None:
        self.current = name
        (self.mark,) = house.execute(NEXT_TRANSACTION).fetchone() or (0,)


def _now(table: str) -> sql.Identifier:
    return sql.Identifier("public", table)


def _columns(row: str, names: list[str]) -> sql.Composed:
    return sql.SQL(", ").join(sql.Identifier(row, name) for name in names)


def _back(name: str, table: str, key: list[str], mark: int) -> sql.Composed:
    """Take out what was written since the mark, lay back what is missing."""
    return sql.SQL(
        "DELETE FROM {now} WHERE xmin::text::bigint >= {mark};"
        " INSERT INTO {now} SELECT kept.* FROM {kept} AS kept"
        " WHERE NOT EXISTS (SELECT FROM {now} AS now WHERE ({now_key}) = ({kept_key}))"
    ).format(
        now=_now(table),
        kept=sql.Identifier(name, table),
        mark=sql.Literal(mark),
        now_key=_columns("now", key),
        kept_key=_columns("kept", key),
    )
