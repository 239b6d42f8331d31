"""``flask first-start`` lays out the practice region once; ``flask demo`` plays the cases and leaves their letters."""

from __future__ import annotations

from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from app.people import municipalities
from demonstration import dossiers, procedures, region, register, show


def install(app: Flask) -> None:
    app.cli.add_command(first_start)
    app.cli.add_command(demo)


@click.command("first-start")
@click.option("--bare", is_flag=True, help="Only the towns, their people, sectors and by-laws.")
@with_appcontext
def first_start(bare: bool) -> None:
    """Load the demonstration region when there is no municipality yet."""
    _must_be_practice()
    if municipalities():
        click.echo("the region is there already; nothing was changed")
        return
    click.echo("laying out the practice region; once, and it takes about half a minute")
    region.lay_out()
    click.echo(f"{len(municipalities())} towns with their people")
    if not bare:
        click.echo(f"{register.lay_register()} made-up establishments are registered")
        # Before the enforcement policies, which would ask why a case deviates from them.
        click.echo(f"{procedures.lay_procedures()} procedures are under way")
        click.echo(f"{dossiers.lay_dossiers()} cases lie ready")
    click.echo("the practice region is ready")


@click.command("demo")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path("build/demo"))
@click.option("--registers", type=click.Path(file_okay=False, path_type=Path), help="Folder with the real registers.")
@with_appcontext
def demo(out: Path, registers: Path | None) -> None:
    """Import registers, play the cases, and leave the letters in a folder with a short summary."""
    _must_be_practice()
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise click.ClickException(f"No folder can be made at {out}: {fault.strerror}.") from fault
    if not municipalities():
        region.lay_out()
    for old in out.glob("*.pdf"):
        old.unlink()
    try:
        for line in show.import_registers(registers):
            click.echo(line)
        shown = list(show.play_all(out))
    except show.DemoFailed as failed:
        raise click.ClickException(str(failed)) from failed
    _print(shown, out)


def _print(shown: list[show.Shown], out: Path) -> None:
    lines = []
    for letter in shown:
        last = f"last day for objection {letter.last_day:%d-%m-%Y}" if letter.last_day else ""
        lines.append("  ".join(part for part in (f"{letter.file:<52}", letter.signer, letter.signature, last) if part))
    signed = sum(bool(letter.signer) for letter in shown)
    lines.append(f"{len(shown)} letters, {signed} of them signed, in {out}")
    click.echo("\n".join(lines))
    (out / "summary.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _must_be_practice() -> None:
    if not current_app.config["DREMPEL"].demonstration:
        raise click.ClickException("This is not a practice environment; nothing was loaded.")
