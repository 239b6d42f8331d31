"""``flask letters verify FILE``: the answer of the public page, on the command line."""

from __future__ import annotations

from pathlib import Path

import click
from flask_babel import force_locale

from decisions.signatures.telling import told
from decisions.signatures.verification import examine


@click.command("verify")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path))
def verify(file: Path) -> None:
    """Say whether FILE is a letter of ours, unchanged, and whether it still holds; ends with code 1 when it is not."""
    found = examine(file.read_bytes())
    with force_locale("en"):  # the command line speaks English
        answer = told(found)
    click.echo(answer.title)
    click.echo(answer.text)
    for label, value in answer.facts:
        click.echo(f"{label}: {value}")
    for _tone, sentence in answer.sentences:
        click.echo(sentence)
    raise SystemExit(0 if found.genuine else 1)
