"""One function per tool: ``engine(turn)`` makes the letter of that turn. Each imports its tool when it is chosen."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from html import escape
from pathlib import Path
from typing import Any

from bench.press import paper

Engine = Callable[[int], bytes]


def press() -> Engine:
    """This press: tagged, PDF/A-2a and PDF/UA-1 in one file, signature fields reserved."""
    from reports import letter as parts
    from reports.press import render

    def text(words: str) -> parts.Paragraph:
        return parts.Paragraph((parts.Run(words),))

    def heading(words: str) -> parts.Heading:
        return parts.Heading(2, (parts.Run(words),))

    sender = "Postbus 3434, 5902 RK Venlo"
    head = parts.Letterhead(paper.TOWN, paper.OFFICE, paper.ADDRESS[:2], paper.ADDRESS[2:], sender)
    columns = tuple(parts.Column(*one) for one in zip(paper.HEADS, paper.SHARES, strict=True))
    steps = parts.Items(True, tuple(parts.Item(f"{at}.", (text(step),)) for at, step in enumerate(paper.STEPS, 1)))
    signed = parts.Signatures((parts.Signature("Mayor", *paper.SIGNED),))
    figure = parts.Figure(paper.PHOTO.read_bytes(), paper.ALT, paper.CAPTION)

    def make(turn: int) -> bytes:
        blocks: tuple[parts.Block, ...] = (
            *map(text, paper.OPENING),
            heading("Waarom ik dit besluit"),
            *map(text, paper.GROUNDS),
            parts.Table(columns, tuple(paper.rows(turn))),
            figure,
            heading("Wat u moet doen"),
            steps,
            heading("Afweging en bezwaar"),
            *map(text, paper.CLOSING),
            signed,
        )
        return render(
            parts.Letter(
                text_id="bench",
                edition=date(2026, 11, 22),
                kind="revocation",
                jurisdiction="nl",
                language="nl",
                case_number=paper.number(turn),
                letter_date=date(2026, 11, 23),
                letterhead=head,
                addressee=paper.ADDRESSEE,
                references=(parts.Reference("Zaaknummer", paper.number(turn)),),
                subject=paper.SUBJECT,
                blocks=blocks,
                page_words=("Pagina", "van"),
            )
        )

    return make


def signed_press() -> Engine:
    """The same with the mayor's signature (PAdES B-B) by a key that stays loaded."""
    from reports.press import make_development_key, sign

    make = press()
    signer = make_development_key(Path(tempfile.mkdtemp()) / "bench.p12", name="Bench")

    def make_and_sign(turn: int) -> bytes:
        at = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
        return sign(make(turn), signer, name=paper.SIGNED[1], reason=paper.number(turn), at=at)

    return make_and_sign


_LOOK = """
@page { size: A4; margin: 22mm; @bottom-right { content: "Pagina " counter(page) " van " counter(pages) } }
body { font: 10pt/1.45 N } h1 { font-size: 13.5pt } h2 { font-size: 11.5pt }
table { border-collapse: collapse; width: 100%; font-size: 8.5pt } td, th { padding: 2pt 4pt; text-align: left }
tr { border-bottom: .5pt solid #999 } img { width: 120mm }
"""


def _weasyprint(variant: str) -> Engine:
    from weasyprint import CSS, HTML  # type: ignore[import-not-found]  # in an environment of its own
    from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-not-found]

    fonts = FontConfiguration()
    faces = "".join(
        f"@font-face {{ font-family: N; src: url({(paper.FONTS / name).as_uri()}); font-weight: {weight}; }}"
        for name, weight in (("NotoSans-Regular.ttf", 400), ("NotoSans-Bold.ttf", 700))
    )
    look = CSS(
        string=faces + _LOOK,
        font_config=fonts,
    )

    def make(turn: int) -> bytes:
        page = HTML(string=_html(turn), base_url=str(paper.ROOT))
        made = page.write_pdf(stylesheets=[look], font_config=fonts, pdf_variant=variant, pdf_tags=True)
        return bytes(made)

    return make


def weasyprint_archive() -> Engine:
    """WeasyPrint, the variant for archives."""
    return _weasyprint("pdf/a-2a")


def weasyprint_access() -> Engine:
    """WeasyPrint, the variant for accessibility."""
    return _weasyprint("pdf/ua-1")


def _html(turn: int) -> str:
    def paragraphs(words: tuple[str, ...]) -> str:
        return "".join(f"<p>{escape(one)}</p>" for one in words)

    head = "".join(f"<th scope=col>{one}</th>" for one in paper.HEADS)
    cells = "".join(
        f"<tr><th scope=row>{row[0]}</th>{''.join(f'<td>{escape(cell)}</td>' for cell in row[1:])}</tr>"
        for row in paper.rows(turn)
    )
    return (
        f"<!doctype html><html lang=nl><head><title>{escape(paper.SUBJECT)}</title></head><body>"
        f"<p><b>{paper.TOWN}</b><br>{paper.OFFICE}<br>{'<br>'.join(paper.ADDRESS)}</p>"
        f"<p>{'<br>'.join(paper.ADDRESSEE)}</p><p>Zaaknummer {paper.number(turn)}</p><h1>{escape(paper.SUBJECT)}</h1>"
        f"{paragraphs(paper.OPENING)}<h2>Waarom ik dit besluit</h2>{paragraphs(paper.GROUNDS)}"
        f"<table><thead><tr>{head}</tr></thead><tbody>{cells}</tbody></table>"
        f"<figure><img src='{paper.PHOTO.as_uri()}' alt='{escape(paper.ALT)}'>"
        f"<figcaption>{paper.CAPTION}</figcaption></figure>"
        f"<h2>Wat u moet doen</h2><ol>{''.join(f'<li>{escape(one)}</li>' for one in paper.STEPS)}</ol>"
        f"<h2>Afweging en bezwaar</h2>{paragraphs(paper.CLOSING)}<p>{'<br><br>'.join(paper.SIGNED)}</p></body></html>"
    )


def typst() -> Engine:
    """Typst, PDF/A-2a, with its fonts read once."""
    import typst as tool  # type: ignore[import-not-found]

    fonts = tool.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(paper.FONTS)])

    def make(turn: int) -> bytes:
        source = _typst(turn).encode()
        return bytes(tool.compile(source, root=str(paper.ROOT), font_paths=fonts, format="pdf", pdf_standards=["a-2a"]))

    return make


_BREAK = " \\ "  # a line break in typst


def _typst(turn: int) -> str:
    def said(words: str) -> str:
        return f"#{json.dumps(words, ensure_ascii=False)}"

    picture = f'image("/{paper.PHOTO.relative_to(paper.ROOT)}", width: 120mm, alt: {json.dumps(paper.ALT)})'
    lines = [
        f"#set document(title: {json.dumps(paper.SUBJECT)}, date: datetime(year: 2026, month: 11, day: 23))",
        '#set page(paper: "a4", margin: (x: 22mm, y: 25mm), numbering: (p, n) => [Pagina #p van #n])',
        '#set text(font: "Noto Sans", size: 10pt, lang: "nl")',
        _BREAK.join((f"*{paper.TOWN}*", paper.OFFICE, *map(said, paper.ADDRESS))),
        _BREAK.join(map(said, paper.ADDRESSEE)),
        f"Zaaknummer {paper.number(turn)}",
        f"= {paper.SUBJECT}",
        *map(said, paper.OPENING),
        "== Waarom ik dit besluit",
        *map(said, paper.GROUNDS),
        "#table(columns: (0.5fr, 1.2fr, 1.6fr, 4fr), table.header("
        + ", ".join(f"[{one}]" for one in paper.HEADS)
        + "), "
        + ", ".join(json.dumps(cell, ensure_ascii=False) for row in paper.rows(turn) for cell in row)
        + ")",
        f"#figure({picture}, caption: [{paper.CAPTION}])",
        "== Wat u moet doen",
        "\n".join(f"+ {step}" for step in paper.STEPS),
        "== Afweging en bezwaar",
        *map(said, paper.CLOSING),
        _BREAK.join(paper.SIGNED),
    ]
    return "\n\n".join(lines)


LETTERS_AT_ONCE = 20
_FILTER = {
    name: {"type": kind, "value": value}
    for name, kind, value in (
        ("SelectPdfVersion", "long", "2"),
        ("UseTaggedPDF", "boolean", "true"),
        ("PDFUACompliance", "boolean", "true"),
    )
}


def libreoffice() -> Engine:
    """LibreOffice without a window: twenty documents filled by python-docx and turned into PDF by one process."""
    import docx  # type: ignore[import-not-found]

    def make(turn: int) -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            names = [f"{folder}/{at}.docx" for at in range(LETTERS_AT_ONCE)]
            for at, name in enumerate(names):
                _docx(docx.Document(), turn * LETTERS_AT_ONCE + at).save(name)
            words = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to"]
            words += [f"pdf:writer_pdf_Export:{json.dumps(_FILTER)}", "--outdir", folder, *names]
            subprocess.run(words, check=True, capture_output=True, timeout=300)
            return (Path(folder) / "0.pdf").read_bytes()

    return make


def _docx(new: Any, turn: int) -> Any:
    plain = new.styles["Normal"]
    plain.font.size, plain.paragraph_format.space_after = 127_000, 0  # 10 points in English metric units
    for line in (paper.TOWN, paper.OFFICE, *paper.ADDRESS, *paper.ADDRESSEE, f"Zaaknummer {paper.number(turn)}"):
        new.add_paragraph(line)
    new.add_heading(paper.SUBJECT, 1)
    _paragraphs(new, paper.OPENING)
    new.add_heading("Waarom ik dit besluit", 2)
    _paragraphs(new, paper.GROUNDS)
    table = new.add_table(rows=0, cols=4)
    for row in (paper.HEADS, *paper.rows(turn)):
        for cell, value in zip(table.add_row().cells, row, strict=True):
            cell.text = value
    new.add_picture(str(paper.PHOTO), width=4_320_000)  # 120 mm in English metric units
    new.add_paragraph(paper.CAPTION)
    new.add_heading("Wat u moet doen", 2)
    _paragraphs(new, paper.STEPS)
    new.add_heading("Afweging en bezwaar", 2)
    _paragraphs(new, (*paper.CLOSING, *paper.SIGNED))
    return new


def _paragraphs(new: Any, words: tuple[str, ...]) -> None:
    for one in words:
        new.add_paragraph(one)


ENGINES: dict[str, Callable[[], Engine]] = {
    one.__name__: one for one in (press, signed_press, weasyprint_archive, weasyprint_access, typst, libreoffice)
}
