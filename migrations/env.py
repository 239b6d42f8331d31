"""Migrations run inside one act named ``migration`` and leave an audit line."""

from __future__ import annotations

from alembic import context
from flask import current_app
from sqlalchemy import inspect
from sqlalchemy.orm import Session

from app import db as database
from app.audit import AuditHead, AuditLine, write_line

config = context.config
metadata = database.db.metadata


def run() -> None:
    options = dict(current_app.extensions["migrate"].configure_args)
    with database.writing(), database.db.engine.connect() as connection:
        context.configure(connection=connection, target_metadata=metadata, **options)
        with context.begin_transaction():
            before = context.get_context().get_current_revision()
            context.run_migrations()
        connection.commit()
        after = context.get_context().get_current_revision()
        tables = inspect(connection)
        if before != after and tables.has_table(AuditLine.__tablename__):
            known = {column["name"] for column in tables.get_columns(AuditHead.__tablename__)}
            note = {"before": before, "after": after}
            with Session(connection) as session, database.everywhere("a migration is of all towns"):
                write_line(session, "migration", None, [], note, only_seen="acted_sha256" not in known)
            connection.commit()  # the session has joined what looking at the tables began


if context.is_offline_mode():
    message = "make the SQL with: flask db upgrade --sql is not supported; run flask db upgrade against a copy"
    raise SystemExit(message)
run()
