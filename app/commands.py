"""The ground floor's commands: jobs, audit, municipalities, people."""

from __future__ import annotations

import re
from typing import Any

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

import law
from app import acts, audit, jobs, people
from app.access import RoleName
from app.db import db
from app.errors import Refusal
from app.web.fields import clean
from app.web.language import LANGUAGES

_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")


def install(app: Flask) -> None:
    for command in (serve_jobs, audit_verify, municipality_add, person_add):
        app.cli.add_command(command)


@click.command("jobs")
@click.option("--once", is_flag=True, help="Catch up what is due, then stop.")
@with_appcontext
def serve_jobs(once: bool) -> None:
    """Propose inspections and remind, in a process of its own."""
    if once:
        click.echo(f"{jobs.catch_up()} slots done")
        jobs.run_queues()
        return
    jobs.serve(current_app._get_current_object())  # type: ignore[attr-defined]  # noqa: SLF001 - the real application, for threads


@click.command("audit-verify")
@with_appcontext
def audit_verify() -> None:
    """Check the hash chain of every municipality; a broken line ends with exit code 1."""
    broken = 0
    for chain in db.session.scalars(db.select(audit.AuditHead.chain)):
        for line in audit.broken_lines(chain):
            broken += 1
            click.echo(f"{chain}: line {line.id} ({line.act}) does not follow from the line before it")
    click.echo("the audit lines are whole" if not broken else f"{broken} lines are broken")
    if broken:
        raise SystemExit(1)


@click.command("municipality-add")
@click.argument("code")
@click.argument("name")
@click.argument("jurisdiction")
@click.option("--language", "languages", multiple=True, default=("nl",), help="Languages letters may be in.")
@with_appcontext
def municipality_add(code: str, name: str, jurisdiction: str, languages: tuple[str, ...]) -> None:
    """Open a municipality: code (GM0983, NIS71016), name, jurisdiction (nl, be-vlg, be-wal)."""
    code, name = clean(code), clean(name)
    _must_fit("code", code, people.Municipality.code)
    _must_fit("name", name, people.Municipality.name)
    if jurisdiction not in law.JURISDICTIONS:
        raise click.ClickException(f"The law book has no jurisdiction {jurisdiction}: {', '.join(law.JURISDICTIONS)}.")
    if unknown := sorted(set(languages) - set(LANGUAGES)):
        raise click.ClickException(f"There are no letters in {', '.join(unknown)}: choose from {', '.join(LANGUAGES)}.")
    if _town(code) is not None:
        raise click.ClickException(f"There is a municipality with the code {code} already: {_town(code)}.")
    with acts.acting_as(acts.machine("command", "municipality-add", code)):
        _say(lambda: people.found(code, name=name, jurisdiction=jurisdiction, languages=list(languages)))
    click.echo(f"{name} is open")


@click.command("person-add")
@click.argument("email")
@click.argument("name")
@click.argument("municipality")
@click.option("--role", "roles", multiple=True, required=True, type=click.Choice([role.value for role in RoleName]))
@click.password_option()
@with_appcontext
def person_add(email: str, name: str, municipality: str, roles: tuple[str, ...], password: str) -> None:
    """Give somebody an account."""
    name = clean(name)
    _must_fit("name", name, people.User.name)
    _must_fit("e-mail address", email, people.User.email)
    if not _ADDRESS.fullmatch(email):
        raise click.ClickException(f"{email} is not an e-mail address. Write it like anna@municipality.example.")
    if not 12 <= len(password) <= 200:
        raise click.ClickException("Choose a password of 12 to 200 characters. A short sentence is good.")
    if _town(municipality) is None:
        raise click.ClickException(f"There is no municipality with the code {municipality}.")
    with acts.acting_as(acts.machine("command", "person-add", municipality)):
        _say(
            lambda: people.engage(
                email,
                password=password,
                name=name,
                municipality_code=municipality,
                roles=[RoleName(r) for r in roles],
            )
        )
    click.echo(f"{name} can sign in")


def _must_fit(what: str, value: str, column: Any) -> None:
    most = column.type.length
    if not 1 <= len(value) <= most:
        raise click.ClickException(f"Give a {what} of 1 to {most} characters.")


def _town(code: str) -> str | None:
    row = db.session.get(people.Municipality, code)
    return row.name if row else None


def _say(work: object) -> None:
    assert callable(work)
    try:
        work()
    except Refusal as refusal:
        raise click.ClickException(str(refusal.sentence)) from refusal
