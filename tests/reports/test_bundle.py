"""A bundle on paper: every word and photo of it, what goes along untouched, the same bytes again, little memory."""

from __future__ import annotations

import json
import re
import tracemalloc
from dataclasses import replace
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from reports import compose
from reports.bundle import Bundle, Fact, Grid, KeptBack, Legend, Original, Part, Picture, Section, Status
from reports.bundle_pages import enclosed, pages_of
from reports.letter import Heading, Items, Letter, Paragraph, Run, Table, plain
from reports.masking import Mask, masked, passages
from reports.press import render, write
from reports.press.reading import read_blocks
from tests.reports.cases import CASES, LETTERS
from tests.reports.paper import failures, run

LEGEND = Legend(
    contents="Inhoud",
    cover="Over dit dossier",
    facts_heads=("Wat", "Welke"),
    inventory="Inventaris",
    inventory_heads=("Nr.", "Stuk", "Datum", "In dit dossier"),
    status={"whole": "geheel", "partly": "deels", "withheld": "niet gegeven"},
    files="Bijgevoegde bestanden",
    files_heads=("Nr.", "Bestand", "SHA-256"),
    files_text="Deze bestanden zijn bij deze pdf gevoegd.",
    letter_text="De tekst van de brief, uit het verzonden bestand:",
)
PHOTOS = 30
Made = tuple[Path, list[tuple[int, int]], int]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the files of the case lie, each under its SHA-256."""
    return tmp_path_factory.mktemp("files")


def kept(folder: Path, content: bytes) -> str:
    digest = sha256(content).hexdigest()
    (folder / digest).write_bytes(content)
    return digest


@pytest.fixture(scope="module")
def bundle(folder: Path) -> Bundle:
    """A letter, a visit, thirty photos of a few hundred kilobytes each, an upload, and something that is withheld."""
    letter = kept(folder, render(letter_of("nl", "nl", "revocation")))
    upload = kept(folder, b"%PDF-1.4\n% a scan that no archive would take\n")
    photos = tuple(photo(folder, number) for number in range(PHOTOS))
    finding = Grid("", (("Nummer", 0.3), ("Gezien", 0.7)), (("BV-1", "Vier matrassen <b>achter</b> de balie."),), (1,))
    return Bundle(
        title="Dossier van besluit B-2026-0045",
        author="Venlo",
        number="B-2026-0045-D1",
        language="nl",
        day=date(2026, 11, 22),
        facts=(Fact("Voor", "Rechtbank Limburg"),),
        intro=("Dit zijn de stukken.",),
        parts=(
            Part("1", "Besluit B-2026-0045", "22 november 2026", Status.WHOLE, letter=letter,
                 originals=(Original(letter, "besluit.pdf", "application/pdf", 1, "De brief zoals verzonden"),)),
            Part("2", "Verslag van bezoek", "6 oktober 2026", Status.PARTLY, "zonder namen (artikel 1)",
                 sections=(Section("Bevindingen", table=finding),)),
            Part("3", "Foto’s", "6 oktober 2026", Status.WHOLE, pictures=photos),
            Part("4", "Verslag van de hoorzitting", "", Status.WHOLE,
                 originals=(Original(upload, "verslag.pdf", "application/pdf", 1, "Zoals ontvangen"),)),
            Part("5", "Advies", "", Status.WITHHELD, "de wet noemt deze ontvanger niet (artikel 28)"),
        ),
        record=json.dumps({"format": "drempel-decision/1"}),
        record_name="decision.json",
        record_description="Het besluit als gegevens",
        legend=LEGEND,
    )  # fmt: skip


def photo(folder: Path, number: int) -> Picture:
    out = BytesIO()
    noise = Image.effect_noise((800, 600), 90 + number).convert("RGB")
    noise.save(out, "JPEG", quality=92)
    digest = kept(folder, out.getvalue())
    return Picture(digest, f"Foto {number} van de achterkamer", f"Foto {number}. SHA-256 {digest}.")


def letter_of(jurisdiction: str, language: str, kind: str) -> Letter:
    blanks, head = CASES[jurisdiction]
    return compose(kind, jurisdiction, language, blanks, head)


def written(bundle: Bundle, folder: Path, out: Path) -> list[tuple[int, int]]:
    told: list[tuple[int, int]] = []

    def fetch(digest: str) -> Path:
        return folder / digest

    with out.open("wb") as file:
        write(pages_of(bundle, fetch), file, enclosed(bundle, fetch), lambda *turn: told.append(turn))
    return told


@pytest.fixture(scope="module")
def made(bundle: Bundle, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The file, what was told while it was written, and how many bytes were held at most."""
    out = tmp_path_factory.mktemp("made") / "bundle.pdf"
    written(replace(bundle, parts=bundle.parts[:2]), folder, out)  # fonts and caches
    tracemalloc.start()
    told = written(bundle, folder, out)
    held = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return out, told, held


@pytest.fixture(scope="module")
def slim(bundle: Bundle, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with two photos, for readers that look at every pixel."""
    few = replace(bundle.parts[2], pictures=bundle.parts[2].pictures[:2])
    out = tmp_path_factory.mktemp("slim") / "bundle.pdf"
    written(replace(bundle, parts=(*bundle.parts[:2], few, *bundle.parts[3:])), folder, out)
    return out


def test_a_bundle_is_archivable_accessible_and_whole(slim: Path) -> None:
    content = slim.read_bytes()
    assert failures(content, "3a") == []
    assert failures(content, "ua1") == []
    assert "No syntax or stream encoding errors" in run("qpdf", "--check", str(slim))


def test_thirty_photos_are_written_one_by_one_with_their_own_bytes(made: Made, bundle: Bundle, tmp_path: Path) -> None:
    out, told, held = made
    assert told == [(number, PHOTOS) for number in range(1, PHOTOS + 1)]
    size = out.stat().st_size
    assert size > 8_000_000
    assert held < size / 3, f"{held} of {size}"
    run("pdfimages", "-j", str(out), str(tmp_path / "photo"))
    found = {sha256(one.read_bytes()).hexdigest() for one in tmp_path.glob("photo*.jpg")}
    assert found == {one.sha256 for one in bundle.parts[2].pictures}


def test_the_same_bundle_has_the_same_bytes_also_after_it_was_kept(
    made: Made, bundle: Bundle, folder: Path, tmp_path: Path
) -> None:
    again = Bundle.from_plain(json.loads(json.dumps(bundle.to_plain())))
    assert again == bundle
    written(again, folder, tmp_path / "again.pdf")
    assert (tmp_path / "again.pdf").read_bytes() == made[0].read_bytes()


def test_what_goes_along_is_the_original_byte_for_byte(made: Made, bundle: Bundle, folder: Path) -> None:
    with pikepdf.open(made[0]) as pdf:
        along = {name: spec.get_file().read_bytes() for name, spec in pdf.attachments.items()}
        relations = {str(spec.F): str(spec.AFRelationship) for spec in pdf.Root.AF}
    assert sorted(along) == ["1-besluit.pdf", "4-verslag.pdf", "decision.json"]
    assert relations == {"1-besluit.pdf": "/Source", "4-verslag.pdf": "/Source", "decision.json": "/Data"}
    assert json.loads(along["decision.json"]) == {"format": "drempel-decision/1"}
    for name, part in (("1-besluit.pdf", bundle.parts[0]), ("4-verslag.pdf", bundle.parts[3])):
        digest = part.originals[0].sha256
        assert along[name] == (folder / digest).read_bytes()
        assert sha256(along[name]).hexdigest() == digest


def test_everything_is_told_once_and_what_is_withheld_keeps_its_number(slim: Path, bundle: Bundle) -> None:
    heard = bare("".join(words_of(block) for block in read_blocks(slim.read_bytes())))
    for words in ("Inventaris", "5Advies", "nietgegeven:dewetnoemtdezeontvangerniet(artikel28)", "deels:zondernamen"):
        assert words in heard
    assert "Viermatrassen<b>achter</b>debalie." in heard
    digests = [one.sha256 for part in bundle.parts for one in part.originals]
    digests += [one.sha256 for one in bundle.parts[2].pictures[:2]]
    assert [digest for digest in digests if digest not in heard] == []
    letter = letter_of("nl", "nl", "revocation")
    for block in letter.blocks:
        if isinstance(block, Heading):
            assert bare(plain(block.runs)) in heard
    with pikepdf.open(slim) as pdf, pdf.open_outline() as outline:
        names = [item.title for item in outline.root]
        pages = len(pdf.pages)
    assert names[:3] == ["Over dit dossier", "Inventaris", "Bijgevoegde bestanden"]
    assert names[3:] == [
        "1. Besluit B-2026-0045",
        "2. Verslag van bezoek",
        "3. Foto’s",
        "4. Verslag van de hoorzitting",
    ]
    last = run("pdftotext", "-f", str(pages), "-l", str(pages), str(slim), "-")
    assert f"Pagina {pages} van {pages}" in " ".join(last.split())


def test_another_program_hears_the_same_words(bundle: Bundle, folder: Path, tmp_path: Path) -> None:
    """Without the letter: poppler draws every page again for every element of the tree."""
    few = replace(bundle, parts=(replace(bundle.parts[0], letter=None), *bundle.parts[1:2], *bundle.parts[3:]))
    written(few, folder, tmp_path / "few.pdf")
    tree = run("pdfinfo", "-struct-text", str(tmp_path / "few.pdf"))
    heard = bare("".join(re.findall(r'^\s*"(.*)"$', tree, flags=re.MULTILINE)))
    read = bare("".join(words_of(block) for block in read_blocks((tmp_path / "few.pdf").read_bytes())))
    after_contents = read[len(bare(bundle.title)) + len("Inhoud") :]
    assert heard.endswith(after_contents)


def test_what_is_masked_is_gone_and_each_page_says_so(bundle: Bundle, folder: Path, tmp_path: Path) -> None:
    letter = bundle.parts[0].letter
    assert letter is not None
    found = list(passages(read_blocks((folder / letter).read_bytes())))
    long = next(one for one in found if "." not in one.place and len(one.text) > 120 and not one.heading)
    item = next(one for one in found if "." in one.place)
    mask = Mask(
        (long.place, item.place), ("Venlo",), "[weg: artikel 1]", "[weg]", ("Gelakt", f"van {letter}"), "Kopie."
    )
    kept = tuple(
        KeptBack(one.sha256, one.name, one.media_type, one.size, "De brief") for one in bundle.parts[0].originals
    )
    first = replace(bundle.parts[0], status=Status.PARTLY, reason="deels", originals=(), mask=mask, kept_back=kept)
    sheet = replace(bundle.parts[4], number="3", kept_back=kept)
    told = replace(
        bundle.legend, kept_back_heads=("Bestand", "Wat", "SHA-256"), withheld_text="In plaats van het stuk."
    )
    less = replace(bundle, author="De gemeente", legend=told, parts=(first, bundle.parts[1], sheet))
    assert Bundle.from_plain(json.loads(json.dumps(less.to_plain()))) == less
    out = tmp_path / "masked.pdf"
    written(less, folder, out)
    assert (failures(out.read_bytes(), "3a"), failures(out.read_bytes(), "ua1")) == ([], [])
    pages = [bare(one) for one in run("pdftotext", str(out), "-").split("\f")[:-1]]
    text = "".join(pages)
    assert "[weg:artikel1]" in text
    assert [words for words in (long.text, item.text, "Venlo") if bare(words) in text] == []
    of_letter = range(
        next(at for at, one in enumerate(pages) if "Kopie." in one),
        next(at for at, one in enumerate(pages) if "2.Verslagvanbezoek" in one and at > 1),
    )
    assert len(of_letter) > 1
    for at, page in enumerate(pages):
        assert (f"van{letter}" in page) == (at in of_letter), at
    assert "Inplaatsvanhetstuk." in pages[-1]
    assert letter in pages[-1]
    with pikepdf.open(out) as pdf:
        assert list(pdf.attachments) == ["decision.json"]


def test_a_masked_word_is_masked_over_two_weights_and_in_links_and_never_inside_another_word() -> None:
    mask = Mask((), ("Jan Jansen",), "", "[x]", (), "")
    runs = (
        Run("Heer Jan"),
        Run("\u00a0JANSEN ", bold=True),
        Run("en Jan Jansens", href="https://x.example/Jan Jansen"),
    )
    (found,) = masked((Paragraph(runs),), mask)
    assert isinstance(found, Paragraph)
    assert [(run.text, run.bold, run.href) for run in found.runs] == [
        ("Heer ", False, ""), ("[x]", False, ""), (" ", True, ""), ("en Jan Jansens", False, ""),
    ]  # fmt: skip


def bare(text: str) -> str:
    return "".join(text.replace("\u00ad", "").split())


@pytest.mark.parametrize(("jurisdiction", "language", "kind"), LETTERS)
def test_the_words_of_an_issued_letter_come_back_out_of_its_own_bytes(
    jurisdiction: str, language: str, kind: str
) -> None:
    letter = letter_of(jurisdiction, language, kind)
    blocks = read_blocks(render(letter))
    assert sum(isinstance(block, Items) for block in blocks) == sum(isinstance(one, Items) for one in letter.blocks)
    subject = next(block for block in blocks if isinstance(block, Heading))
    assert (subject.level, plain(subject.runs)) == (2, letter.subject)
    deeper = [block.level for block in letter.blocks if isinstance(block, Heading)]
    assert [block.level - 1 for block in blocks if isinstance(block, Heading)][1:] == deeper
    found = bare("".join(words_of(block) for block in blocks))
    for _rule, words in letter.ruled_parts():
        if words and "\n" not in words:
            assert bare(words) in found, words


def test_a_letter_of_old_that_skips_a_level_can_be_set_in_a_bundle_all_the_same() -> None:
    with pikepdf.open(BytesIO(render(letter_of("nl", "nl", "refusal")))) as pdf:
        for one in pdf.objects:
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") in {"/H2", "/H3"}:
                one.S = pikepdf.Name.H4
        out = BytesIO()
        pdf.save(out)
    levels = [block.level for block in read_blocks(out.getvalue()) if isinstance(block, Heading)]
    assert levels[:1] == [2]
    assert set(levels[1:]) == {3}, "siblings stay siblings, one below the subject"


def words_of(block: object) -> str:
    if isinstance(block, Items):
        return "".join(item.label + "".join(plain(one.runs) for one in item.paragraphs) for item in block.items)
    if isinstance(block, Table):
        return "".join((*(column.head for column in block.columns), *(cell for row in block.rows for cell in row)))
    return plain(block.runs) if hasattr(block, "runs") else ""
