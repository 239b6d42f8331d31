"""``flask first-start``: lay out the practice region once, on an empty database."""

from __future__ import annotations

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from app.people import municipalities
from demonstration import region


def install(app: Flask) -> None:
    app.cli.add_command(first_start)


@click.command("first-start")
@with_appcontext
def first_start() -> None:
    """Load the demonstration region when there is no municipality yet."""
    if not current_app.config["DREMPEL"].demonstration:
        raise click.ClickException("This is not a practice environment; nothing was loaded.")
    if municipalities():
        click.echo("the region is there already; nothing was changed")
        return
    region.lay_out()
    click.echo("the practice region is ready")
