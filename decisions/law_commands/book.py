"""``flask law table`` and ``flask law review``: the book for a reader, and what a jurist must look at."""

from __future__ import annotations

import json
from itertools import groupby
from pathlib import Path

import click

from app import clock
from decisions.law_commands.group import Refused, law_group
from law import LawError, asking, overview, review

PAGE = Path(__file__).parents[2] / "docs" / "law.md"


@law_group.command("table")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), default=PAGE, help="Where; docs/law.md if not given."
)
def table(out: Path) -> None:
    """Write the table of measures, grounds and terms as Markdown."""
    out.write_text(overview.page(), encoding="utf-8")
    click.echo(f"{out} is written")


@law_group.command("review")
@click.option("--on", "on", metavar="DATE", help="The day to look from; today when not given.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
def review_command(on: str | None, as_json: bool) -> None:
    """List what is unverified or secondary, was verified over a year ago, or runs out, by country."""
    try:
        remarks = review.remarks(clock.today() if on is None else asking.day_of(on))
    except LawError as fault:
        raise Refused(str(fault)) from fault
    if as_json:
        click.echo(json.dumps([remark.plain() for remark in remarks], ensure_ascii=False, indent=2))
        return
    for country, group in groupby(remarks, key=lambda remark: remark.country):
        rows = sorted(group, key=lambda remark: remark.why)
        click.echo(f"{country}: {len(rows)} to look at")
        for row in rows:
            where = f" ({', '.join(row.only)})" if row.only else ""
            click.echo(f"  {row.why}: {row.noun} {row.id}{where}. {row.source}")
