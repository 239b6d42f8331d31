"""The command line of this package: ``flask register import``."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup

from app import acts
from app.db import db, everywhere
from app.errors import Refusal
from app.people import Municipality
from permits.register_import import mapping, running, sentences
from permits.register_import.report import Report

register = AppGroup("register", help="The register of establishments.")


def install(app: Flask) -> None:
    """Add the commands."""
    sentences.install()
    app.cli.add_command(register)


@register.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--municipality", "code", required=True, help="Code of the municipality, for instance GM0983.")
@click.option("--mapping", "mapping_name", required=True, help="Name of a mapping, or a TOML file.")
@click.option("--dry-run", is_flag=True, help="Only check and compare; nothing is saved.")
@click.option(
    "--per-row/--whole-file",
    default=True,
    help="Save every good line (usual), or nothing at all when one line is refused.",
)
@click.option("--rejected", type=click.Path(dir_okay=False, path_type=Path), help="Write refused lines to this CSV.")
def import_file(file: Path, code: str, mapping_name: str, dry_run: bool, per_row: bool, rejected: Path | None) -> None:
    """Take over a register from a CSV or XLSX file, and report."""
    with everywhere("the command names the municipality"):
        town = db.session.get(Municipality, code)
    if town is None:
        raise click.ClickException(f"There is no municipality with the code {code}.")
    with acts.acting_as(acts.machine("command", "register import", code)), tempfile.TemporaryDirectory() as folder:
        refused = Path(folder) / "refused.csv"
        try:
            chosen = mapping.find(mapping_name)
            order = running.Order(file, file.name, chosen, dry_run=dry_run, whole_file=not per_row)
            report = running.run(order, refused)
        except Refusal as refusal:
            raise click.ClickException(str(refusal.sentence)) from refusal
        if rejected is not None and report.rejected:
            _put(refused, rejected)
    _tell(report, rejected)
    if not report.saved and not dry_run:
        raise SystemExit(1)


def _put(refused: Path, rejected: Path) -> None:
    try:
        shutil.copyfile(refused, rejected)
    except OSError as fault:
        raise click.ClickException(f"The refused lines cannot be written to {rejected}: {fault.strerror}.") from fault


def _tell(report: Report, rejected: Path | None) -> None:
    for name, value in report.counts().items():
        if name not in {"dry_run", "saved"}:
            click.echo(f"{name:<12}{value:>8}")
    for refusal in report.rejections[:20]:
        click.echo(f"line {refusal['line']}, {refusal['column']}: {refusal['value']!r}: {refusal['reason']}", err=True)
    more = report.rejected - len({refusal["line"] for refusal in report.rejections[:20]})
    if more > 0:
        click.echo(f"… and {more} more lines", err=True)
    if rejected is not None and report.rejected:
        click.echo(f"refused lines: {rejected}")
    if report.dry_run:
        click.echo("nothing was saved: this was a dry run")
    elif not report.saved:
        click.echo("nothing was saved: lines were refused and the whole file was asked for", err=True)
