"""The same letter for a screen or a mail: plain HTML with the words of ``Letter.as_text``, escaped, in their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from reports.letter import (
    Block,
    Figure,
    Heading,
    Item,
    Items,
    Letter,
    Note,
    PageBreak,
    Paragraph,
    Run,
    Signatures,
    Table,
    colon,
)

BREAK = "\n"  # between elements that follow each other, so that their words do not run together when copied


def letter_html(letter: Letter, level: int = 1) -> str:
    """An ``article`` in the language of the letter; its headings begin at ``level``. No picture."""
    inside = "\n".join(_parts(letter, level))
    return f'<article class="letter" lang="{escape(letter.language)}">\n{inside}\n</article>'


def _parts(letter: Letter, level: int) -> Iterator[str]:
    head = letter.letterhead
    yield f'<p class="letter-sender">{_lines((head.municipality, head.office, *head.address, *head.contact))}</p>'
    if letter.addressee:
        yield f'<address class="letter-addressee">{_lines(letter.addressee)}</address>'
    if letter.references:
        rows = (
            f"<div><dt>{escape(row.label + colon(letter.language))}</dt><dd>{escape(row.value)}</dd></div>"
            for row in letter.references
        )
        yield f'<dl class="letter-references">{BREAK.join(rows)}</dl>'
    yield f"<h{level}>{escape(letter.subject)}</h{level}>"
    for block in letter.blocks:
        yield from _block(block, level - 1)
    if letter.verify_url:
        address = escape(letter.verify_url)
        yield f'<p class="letter-verify">{escape(letter.verify_words)} <a href="{address}">{address}</a></p>'


def _block(block: Block, lower: int) -> Iterator[str]:
    match block:
        case Heading(level, runs):
            tag = f"h{min(level + lower, 6)}"
            yield f"<{tag}>{_runs(runs)}</{tag}>"
        case Paragraph(runs, "quote"):
            yield f"<blockquote><p>{_runs(runs)}</p></blockquote>"
        case Paragraph(runs, _):
            yield f"<p>{_runs(runs)}</p>"
        case Items(ordered, items):
            # The label is printed: a reader of the screen and one of the paper refer to the same number.
            tag = "ol" if ordered else "ul"
            yield f'<{tag} class="letter-list">{BREAK.join(map(_item, items))}</{tag}>'
        case Figure(_, alt, caption):
            yield f"<figure><p>[{escape(alt)}]</p>\n<figcaption>{escape(caption)}</figcaption></figure>"
        case Table():
            yield _table(block)
        case Note(label, runs):
            yield f'<p class="letter-note">{escape(label)} {_runs(runs)}</p>'
        case Signatures(places):
            yield from (f'<p class="letter-signature">{_lines((place.title, place.name))}</p>' for place in places)
        case PageBreak():
            pass


def _item(item: Item) -> str:
    first, *rest = item.paragraphs
    label = f'<span class="letter-label">{escape(item.label)}</span>'
    return f"<li><p>{label} {_runs(first.runs)}</p>" + "".join(f"\n<p>{_runs(one.runs)}</p>" for one in rest) + "</li>"


def _table(table: Table) -> str:
    caption = f"<caption>{escape(table.caption)}</caption>" if table.caption else ""
    heads = "".join(f'<th scope="col">{escape(column.head)}</th> ' for column in table.columns)
    rows = []
    for first, *rest in table.rows:
        name = f'<th scope="row">{escape(first)}</th> ' if table.row_heads else f"<td>{escape(first)}</td> "
        rows.append(f"<tr>{name}{''.join(f'<td>{escape(cell)}</td> ' for cell in rest)}</tr>")
    return f"<table>{caption}<thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def _lines(lines: Iterable[str]) -> str:
    return "<br>\n".join(escape(line) for line in lines if line)


def _runs(runs: Iterable[Run]) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    words = escape(run.text)
    if run.bold:
        words = f"<strong>{words}</strong>"
    if run.italic:
        words = f"<em>{words}</em>"
    return f'<a href="{escape(run.href)}">{words}</a>' if run.href else words
