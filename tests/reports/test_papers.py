"""Papers with more in them than a letter: contents, tables, notes, links, photos from disk, enclosures, names the
other way round, divided words; and the letter in its envelope."""

from __future__ import annotations

import email
import email.policy
import re
import resource
import subprocess
import sys
import tomllib
import unicodedata
import zlib
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from reports import compose, letter_html
from reports.document import Attachment, Document
from reports.letter import (
    Block,
    Column,
    Figure,
    Heading,
    Letterhead,
    Logo,
    Note,
    PageBreak,
    Paragraph,
    Run,
    Signatures,
    Table,
)
from reports.mail import as_message
from reports.press import (
    PhotoMoves,
    PhotoTooLarge,
    PhotoUnreadable,
    flaws,
    fonts,
    page_count,
    render,
    windows,
    write,
)
from reports.press import logo as logos
from reports.press.lines import page_texts
from reports.press.photo import MOST_PIXELS, bare, size_of
from reports.press.setting import broken, faced, line_width
from reports.samples import FOLDER, sample
from tests.reports.cases import VENLO, VENLO_CASE
from tests.reports.paper import failures, kept, run
from tests.reports.tree_reader import told as told_by_tree

ROOM = FOLDER / "room.jpg"
SEEN = "De toezichthouder zag twee matrassen met beddengoed en persoonlijke spullen."


def report(*blocks: Block, contents: str = "Inhoud") -> Document:
    return Document(
        title="Dossier bij besluit B-2026-0045",
        author="Gemeente Venlo",
        subject="dossier",
        keywords="Z-2026-00123",
        language="nl",
        day=date(2026, 11, 23),
        blocks=blocks,
        page_words=("Pagina", "van"),
        running_head="Z-2026-00123",
        contents_title=contents,
    )


def part(number: int, rows: int = 30) -> tuple[Block, ...]:
    columns = (Column("Nummer"), Column("Wat is gezien", 4), Column("Bron", 2))
    return (
        Heading(
            2, (Run(f"Deel {number}: bezoek aan het bedrijf aan de Kaldenkerkerweg, eerste en tweede verdieping"),)
        ),
        Heading(3, (Run("Overzicht"),)),
        Paragraph((Run("Zie "), Run("de toelichting", href="https://venlo.example/uitleg"), Run(" voor meer."))),
        Table(columns, tuple((str(n), SEEN if n % 3 else "", "rapport") for n in range(rows)), f"Tabel {number}"),
    )


def heard(pdf: bytes, folder: Path) -> str:
    return run("pdfinfo", "-struct-text", str(kept(pdf, folder)))


def test_a_paper_has_contents_bookmarks_tables_notes_links_and_enclosures(tmp_path: Path) -> None:
    parts = [block for number in range(1, 13) for block in part(number)]
    paper = report(
        *parts,
        Figure(ROOM, "Twee bedden in een kamer", "Foto 1. Kamer 3."),
        Note("1", (Run("De foto is verkleind."),)),
        PageBreak(),
        Heading(2, (Run("Ondertekening"),)),
        Heading(3, (Run("Brief"),)),
        Heading(4, (Run("Kop van de brief"),)),
        Heading(5, (Run("Onderkop"),)),
        Signatures(()),
    )
    enclosed = (
        Attachment("besluit.json", "application/json", b'{"a": 1}', "Data", "Het besluit als gegevens"),
        Attachment("plan é.jpg", "image/jpeg", ROOM, "Supplement", "Tekening"),
    )
    out = BytesIO()
    told: list[tuple[int, int]] = []
    write(paper, out, enclosed, lambda done, of: told.append((done, of)))
    pdf = out.getvalue()
    assert failures(pdf, "3a") == failures(pdf, "ua1") == []
    assert told == [(1, 1)]
    assert render(paper, enclosed) == pdf
    with pikepdf.open(BytesIO(pdf)) as file:
        assert sorted(file.attachments) == ["besluit.json", "plan é.jpg"]
        assert file.attachments["besluit.json"].get_file().read_bytes() == b'{"a": 1}'
        assert [str(one.AFRelationship) for one in file.Root.AF] == ["/Data", "/Supplement"]
        with file.open_outline() as outline:
            assert [one.title[:6] for one in outline.root] == [f"Deel {n}"[:6] for n in range(1, 13)] + ["Ondert"]
            assert [one.title for one in outline.root[-1].children] == ["Brief"]
        assert next(str(field.T) for field in file.Root.AcroForm.Fields) == "Seal"
        elements = [one for one in file.objects if isinstance(one, pikepdf.Dictionary)]
        tags = {str(one.S) for one in elements if one.get("/Type") == "/StructElem"}
    assert {"/TOC", "/TOCI", "/Reference", "/Table", "/TR", "/TH", "/TD", "/Note", "/Link", "/Figure"} <= tags
    assert flaws(pdf) == ()
    words = told_by_tree(pdf)
    # Each head of a column is read once, and printed on each page on which its table goes on.
    assert words.count("Wat is gezien") == 12
    assert run("pdftotext", str(kept(pdf, tmp_path)), "-").count("Wat is gezien") > 12
    # The page that the contents name is the page on which the part stands.
    entry = re.search(r"Deel 9: .*? verdieping (\d+?)Overzicht", words)
    assert entry is not None
    page = run("pdftotext", "-f", entry[1], "-l", entry[1], str(kept(pdf, tmp_path)), "-")
    assert "Deel 9" in page
    without = render(report(*part(1), contents=""))
    assert failures(without, "2a") == failures(without, "ua1") == []


def test_two_thousand_findings_and_eighty_pages_end_in_a_right_letter(tmp_path: Path) -> None:
    ground = VENLO_CASE.grounds[0]
    facts = tuple(replace(ground.facts[0], text=f"{SEEN} ({n})") for n in range(2000))
    case = replace(VENLO_CASE, grounds=(replace(ground, facts=facts),))
    pdf = render(compose("revocation", "nl", "nl", case, VENLO))
    assert failures(pdf, "2a") == failures(pdf, "ua1") == []
    read = run("pdftotext", str(kept(pdf, tmp_path)), "-")
    assert all(f"({n})" in read for n in (0, 1000, 1999))
    letter = sample("refusal", "nl", "nl")
    long = replace(letter, blocks=(*(Paragraph((Run(f"{n}. {SEEN * 9}"),)) for n in range(520)), *letter.blocks))
    pages = render(long)
    count = page_count(pages)
    assert count > 80
    assert f"Pagina {count} van {count}" in run("pdftotext", "-f", str(count), str(kept(pages, tmp_path)), "-")


def test_a_cell_longer_than_a_page_goes_on_and_a_word_of_300_letters_is_cut_wherever_it_stands() -> None:
    table = Table((Column("A"), Column("B", 3)), (("x" * 300, f"{SEEN} " * 120), ("tweede", "rij")))
    pdf = render(report(table, contents=""))
    assert page_count(pdf) > 1
    assert failures(pdf, "ua1") == []
    words = told_by_tree(pdf)
    assert words.count("persoonlijke spullen.") == 120
    assert "x" * 300 in words.replace(" ", "")
    letter = sample("refusal", "nl", "nl")
    said = (Paragraph((Run("y" * 300),)), Heading(2, (Run("z" * 300),)))
    pdf = render(replace(letter, subject="w" * 300, blocks=(*said, *letter.blocks)))
    assert failures(pdf, "2a") == failures(pdf, "ua1") == []
    assert all(one * 300 in told_by_tree(pdf).replace("\u00ad", "") for one in "wyz")
    edges = [line.x + line.width for page in page_texts(pdf) for line in page.lines]
    assert max(edges) < 595 - 60, "no word runs out of the text into the edge"


# Names the other way round, divided words


def test_names_from_right_to_left_are_drawn_in_their_order_and_read_in_theirs(tmp_path: Path) -> None:
    name, salon = "محمد علي", "Salon شركة السلام 24 B.V."
    letter = replace(sample("grant", "nl", "nl"), addressee=(salon, "t.a.v. משה לוי", "5911 CA  VENLO"))
    spoken = Paragraph((Run("Aan "), Run(name, bold=True), Run(" en (שלום) met groet.")))
    pdf = render(replace(letter, blocks=(spoken, *letter.blocks)))
    assert failures(pdf, "2a") == failures(pdf, "ua1") == []
    with pikepdf.open(BytesIO(pdf)) as file:
        elements = [one for one in file.objects if isinstance(one, pikepdf.Dictionary)]
        actual = [str(one.ActualText) for one in elements if "/ActualText" in one]
    assert {name, "شركة السلام", "משה לוי", "שלום"} <= set(actual)
    # Poppler puts what it sees on the page back into the order of reading: it sees the right shapes in their places.
    read = unicodedata.normalize("NFKC", run("pdftotext", str(kept(pdf, tmp_path)), "-"))
    for said in (name, "شركة السلام", "משה לוי"):
        assert said in read
    assert "met groet." in heard(pdf, tmp_path)  # what follows such a name is not lost


@pytest.mark.parametrize(
    ("language", "text", "divided"),
    [
        (
            "nl",
            "De burgemeester trekt de exploitatievergunning van het massagesalonbedrijf in",
            "exploitatie-vergunning",
        ),
        (
            "de",
            "Die Betriebserlaubnis der Fahrzeugwäsche wird durch Bürgermeisterbeschluss widerrufen",
            "Betriebser-",
        ),
        (
            "fr",
            "La réglementation communale subordonne l’établissement à une autorisation administrative préalable",
            "",
        ),
    ],
)
def test_a_divided_word_is_one_word_to_a_reader(language: str, text: str, divided: str) -> None:
    pieces = [*faced(text[:30], fonts.REGULAR), *faced(text[30:], fonts.BOLD)]  # words that change their face halfway
    hyphens = set()
    for limit in range(90, 260, 7):
        lines = list(broken(pieces, 10, limit, language))
        assert "".join(words for line in lines for _, words, _ in line).replace("\u00ad", "") == text
        assert all(line_width(line, 10) - fonts.width(" ", fonts.REGULAR, 10) <= limit + 0.01 for line in lines)
        ends = ["".join(words for _, words, _ in line).endswith("\u00ad") for line in lines]
        assert not any(a and b and c for a, b, c in zip(ends, ends[1:], ends[2:], strict=False))
        flat = "".join(words for line in lines for _, words, _ in line)
        hyphens |= set(re.findall(r"\w+\u00ad\w+", flat))
    assert any(divided.replace("-", "\u00ad") in one for one in hyphens), hyphens


def test_names_numbers_and_addresses_are_not_divided() -> None:
    for text in (
        "naar Veiligheidsregio",
        "op www.gemeentevenlovergunningen.example",
        "nummer 000012345678901234567890",
    ):
        for limit in range(60, 140, 5):
            flat = "".join(
                words for line in broken(faced(text, fonts.REGULAR), 10, limit, "nl") for _, words, _ in line
            )
            assert "\u00ad" not in flat


# Photos


def made(mode: str = "RGB", size: tuple[int, int] = (60, 40), kind: str = "JPEG", **options: object) -> bytes:
    out = BytesIO()
    Image.new(mode, size, 128 if len(mode) == 1 else (200, 10, 10, 90)[: len(mode)]).save(out, kind, **options)
    return out.getvalue()


def test_a_photo_without_metadata_stays_as_it_is_and_every_other_is_written_anew(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Telephone of Bram"
    plain = made()
    assert bare(plain) == plain
    glass = made("RGBA", kind="PNG")
    for other in (made(exif=exif), made(comment=b"Bram"), made("CMYK"), glass, made(size=(4000, 20))):
        clean = bare(other)
        assert clean != other
        assert b"Bram" not in clean
        with Image.open(BytesIO(clean)) as picture:
            assert (picture.format, picture.mode) == ("JPEG", "RGB")
    with Image.open(BytesIO(bare(glass))) as picture:
        assert picture.getpixel((5, 5))[0] > 220  # type: ignore[index]  # on white paper, not on black
    path = tmp_path / "photo.jpg"
    path.write_bytes(plain)
    pdf = render(report(Figure(path, "Rood vlak", "Foto 1."), Figure(path, "Rood vlak", "Foto 2.")))
    assert pdf.count(plain) == 1  # the same picture is in the file once, byte for byte
    assert render(report(Figure(plain, "Rood vlak", "Foto 1."), Figure(plain, "Rood vlak", "Foto 2."))) == pdf


def test_a_picture_that_cannot_be_printed_is_refused_by_its_kind() -> None:
    film = BytesIO()
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    frames[0].save(film, "GIF", save_all=True, append_images=frames[1:])
    whole = made(size=(600, 400))
    for wrong, kind in (
        (film.getvalue(), PhotoMoves),
        (whole[: len(whole) // 2], PhotoUnreadable),
        (b"", PhotoUnreadable),
        (b"%PDF-1.7", PhotoUnreadable),
    ):
        with pytest.raises(kind):
            bare(wrong)
    # A picture of more pixels than a camera makes is refused by its head: nothing of it is unpacked.
    head = b"\x89PNG\r\n\x1a\n"
    size = (40_000).to_bytes(4) * 2 + b"\x08\x02\0\0\0"
    head += len(size).to_bytes(4) + b"IHDR" + size + zlib.crc32(b"IHDR" + size).to_bytes(4)
    assert MOST_PIXELS < 40_000**2
    with pytest.raises(PhotoTooLarge):
        size_of(head + bytes(4) + b"IDAT" + zlib.crc32(b"IDAT").to_bytes(4))


def test_many_photos_and_one_of_40_megapixels_stay_out_of_memory(tmp_path: Path) -> None:
    """In a process of its own, so that its peak is its own."""
    for number in range(30):
        noise = Image.effect_noise((1500, 1000), 60 + number).convert("RGB")
        noise.save(tmp_path / f"{number}.jpg", quality=90)
    Image.new("RGB", (8000, 5000), "grey").save(tmp_path / "wide.jpg")
    weight = sum(path.stat().st_size for path in tmp_path.iterdir())
    assert weight > 20_000_000
    code = f"""
import resource
from pathlib import Path
from reports.letter import Figure
from reports.press import write
from tests.reports.test_papers import report
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
photos = sorted(Path({str(tmp_path)!r}).glob("*.jpg"))
with open({str(tmp_path / "out.pdf")!r}, "wb") as out:
    write(report(*(Figure(one, "Foto", "Foto.") for one in photos), contents=""), out)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert int(done.stdout) < 60, "megabytes above what the program itself takes"
    assert (tmp_path / "out.pdf").stat().st_size > 20_000_000
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss > 0


# The letter in its envelope, under its mark, in a mail


def test_the_address_shows_in_the_window_of_every_usual_envelope(tmp_path: Path) -> None:
    known = tomllib.loads((Path(windows.__file__).parent / "windows.toml").read_text(encoding="utf-8"))
    for country, jurisdiction, language in (("nl", "nl", "nl"), ("be", "be-vlg", "nl"), ("be", "be-wal", "fr")):
        lines = ("Massagesalon De Zijden Vlinder B.V.", "t.a.v. het bestuur", "Kaldenkerkerweg 1024", "5915 PP  VENLO")
        letter = replace(sample("covering-note", jurisdiction, language), addressee=lines)
        assert letter.letterhead.return_line is not None
        boxes = run("pdftotext", "-bbox", "-l", "1", str(kept(render(letter), tmp_path)), "-")
        words = [
            tuple(float(edge) / 72 * 25.4 for edge in found.groups()[:4])
            for found in re.finditer(r'xMin="(\S+)" yMin="(\S+)" xMax="(\S+)" yMax="(\S+)">', boxes)
        ]
        for envelope in known[country]["envelope"]:
            (wide, high), (left, top, width, height) = envelope["size"], envelope["window"]
            for right_by in (0, wide - 210):
                for down_by in (0, high - 297 / envelope["folds"]):
                    seen = [
                        word
                        for word in words
                        if left <= word[0] + right_by and word[2] + right_by <= left + width
                        and top <= word[1] + down_by and word[3] + down_by <= top + height
                    ]  # fmt: skip
                    address = sum(len(line.split()) for line in (*lines, letter.letterhead.return_line))
                    assert len(seen) == address, (country, envelope["name"], right_by, down_by)


SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30"><circle cx="15" cy="15" r="14" fill="#7a0019"/></svg>'
)


def test_a_letter_under_a_mark_is_as_right_as_one_without() -> None:
    picture = BytesIO()
    Image.new("RGBA", (300, 80), (0, 70, 140, 120)).save(picture, "PNG")
    letter = sample("covering-note", "be-wal", "fr")
    seen = set()
    for content in (SVG, picture.getvalue()):
        mark: Logo = logos.checked(content, "Les armes de la ville")
        head: Letterhead = replace(letter.letterhead, logo=mark, colour="#7a0019")
        pdf = render(replace(letter, letterhead=head))
        assert failures(pdf, "2a") == failures(pdf, "ua1") == []
        with pikepdf.open(BytesIO(pdf)) as file:
            figures = [
                one for one in file.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"
            ]
            assert [str(one.Alt) for one in figures] == ["Les armes de la ville"]
        seen.add(pdf)
    assert len(seen) == 2


def test_a_letter_as_a_message_says_the_same_three_times() -> None:
    letter = sample("refusal", "be-dg", "de")
    pdf = render(letter)
    message = email.message_from_bytes(
        as_message(letter, pdf, "Beschluss.pdf", sender="stadt@eupen.example"), policy=email.policy.default
    )
    assert message["Subject"] == letter.subject
    assert message["X-Unsent"] == "1"
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert plain.get_content().split() == letter.as_text().split()
    assert letter_html(letter) in html.get_content().replace("\r\n", "\n")
    (enclosed,) = message.iter_attachments()
    assert enclosed.get_content() == pdf
