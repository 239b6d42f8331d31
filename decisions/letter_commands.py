"""``flask letters …``: every letter as a sample to read, and the rule behind each paragraph, for jurists."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

import law
from app import clock
from law.read import LANGUAGES
from reports import BlankMissing, UnknownLetter, kinds, paragraph_rules
from reports.press import flaws, page_count, render
from reports.samples import sample

letters_group = click.Group("letters", help="The letters: samples of all of them, and the rule behind each paragraph.")


def needed() -> Iterator[tuple[str, str, str]]:
    """Every (jurisdiction, language, kind) that some measure of the law book sends today."""
    for place in map(law.jurisdiction, law.JURISDICTIONS):
        sent = {
            kind
            for measure in place.measures(on=clock.today())
            for kind in (measure.letters.announcement, measure.letters.decision, measure.letters.confirmation)
            if kind is not None
        }
        yield from ((place.code, language, kind) for language in place.languages for kind in sorted(sent))


def written() -> Iterator[tuple[str, str, str]]:
    """Every (jurisdiction, language, kind) that has a text, those of no measure (service sheet, door notice) too."""
    for place in map(law.jurisdiction, law.JURISDICTIONS):
        yield from (
            (place.code, language, kind) for language in place.languages for kind in kinds(place.code, language)
        )


@letters_group.command("render")
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="The folder for the PDF files."
)
def render_samples(out: Path) -> None:
    """Write one sample of each kind of letter, jurisdiction and language, made from a case that does not exist.

    Prints one line for each. Ends with 1 when a letter cannot be made, is not fit for an archive or a screen reader, or
    when a measure has no text.
    """
    out.mkdir(parents=True, exist_ok=True)
    faults = [f"{'-'.join(one)}: no text" for one in sorted(set(needed()) - set(written()))]
    for code, language, kind in written():
        name = f"{code}-{language}-{kind}"
        try:
            content = render(sample(kind, code, language))
        except (BlankMissing, UnknownLetter) as fault:
            faults.append(f"{name}: {fault}")
            continue
        faults += [f"{name}: {flaw}" for flaw in flaws(content)]
        (out / f"{name}.pdf").write_bytes(content)
        click.echo(f"{name}.pdf  {page_count(content)} p.")
    for fault_line in faults:
        click.echo(fault_line, err=True)
    if faults:
        raise SystemExit(1)


@letters_group.command("conform")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)
)
def conform(files: tuple[Path, ...]) -> None:
    """Say what an archive or a screen reader could hold against FILES, letters or bundles of this house.

    Prints one line for each flaw, and ends with 1 when there is one. Whether a letter is ours and unchanged is asked
    with "verify".
    """
    found = [(file, flaw) for file in files for flaw in flaws(file.read_bytes())]
    for file, flaw in found:
        click.echo(f"{file}: {flaw}")
    if found:
        raise SystemExit(1)


@letters_group.command("rules")
@click.argument("kind")
@click.option("--jurisdiction", type=click.Choice(sorted(law.JURISDICTIONS)), default="nl", show_default=True)
@click.option("--language", type=click.Choice(LANGUAGES), default="nl", show_default=True)
def print_rules(kind: str, jurisdiction: str, language: str) -> None:
    """Print the paragraphs of a text with the rule that demands each; "ed." means: no rule, for the reader."""
    try:
        found = paragraph_rules(kind, jurisdiction, language)
    except UnknownLetter as fault:
        raise click.ClickException(str(fault)) from fault
    for paragraph in found:
        click.echo(f"{paragraph.block or '–':<7} {paragraph.rule or '–'}")
        click.echo("".join(f"        {line}\n" for line in paragraph.text.splitlines()))
