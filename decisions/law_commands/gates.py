"""``flask law gates``: what stands between a draft that is described in a file and the signature."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from flask_babel import force_locale

from app import clock
from decisions.gates import GATES
from decisions.law_commands.group import Refused, language_option, law_group
from decisions.reasoning import points, schema
from decisions.reasoning.draft_file import findings, read
from decisions.reasoning.reading import NoDraft


@law_group.command("gates")
@click.argument("draft", type=click.Path(path_type=Path), required=False)
@click.option("--page", type=click.Path(exists=True, path_type=Path), help="Write the tables into docs/gates.md anew.")
@language_option
@click.option("--list", "listing", is_flag=True, help="Print every gate, its articles and the rulings behind it.")
def gates(draft: Path | None, language: str, listing: bool, page: Path | None) -> None:
    """What DRAFT lacks: one line per lack (gate, article, sentence) and exit 1; or "signable" and exit 0.

    DRAFT is a TOML file, described in docs/gates.md. A file that is no valid draft: a sentence, and exit 2.
    """
    if listing:
        _list()
        return
    if page is not None:
        page.write_text(schema.filled(page.read_text(encoding="utf-8")), encoding="utf-8")
        return
    if draft is None:
        raise Refused("Name the file of the draft; docs/gates.md says what stands in it.")
    try:
        text = draft.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(f"{draft} cannot be read: {error}.") from error
    with force_locale(language):
        try:
            cases = read(text, clock.today())
        except NoDraft as error:
            raise Refused(f"{draft}: {error}") from error
        found = findings(cases, [points(case, clock.today(), live=False) for case in cases])
        lacks = [point for point in found if point.lack is not None]
        for point in found:
            if point.lack is not None:
                click.echo(f"{point.gate}\t{point.lack.source}\t{point.lack.sentence}")
            elif point.overruled:
                click.echo(f"{point.gate} set aside: {point.overruled}", err=True)
    if lacks:
        sys.exit(1)
    click.echo("signable")


def _list() -> None:
    for gate in GATES.values():
        kind = "absolute" if gate.absolute else "may be set aside with a reason"
        articles = " / ".join(dict.fromkeys(gate.articles.values()))
        limit = "the limit is our own reading" if gate.own_limit else ""
        click.echo(f"{gate.id}\t{kind}\t{articles}\t{gate.case}\t{limit}")
