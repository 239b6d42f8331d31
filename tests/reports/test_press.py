"""The page: the same bytes everywhere, all words on it, nothing in it that was not written, readable by all."""

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import reportlab

from reports import Letter, compose
from reports.letter import Signatures
from reports.press import TooLongForItsPlace, UnprintableCharacter, conform, fonts, page_count, page_png, render
from reports.press.lines import page_texts
from reports.press.sanitise import printable
from tests.reports.cases import CASES, NAMUR_CASE, VENLO, VENLO_CASE
from tests.reports.paper import failures, kept, read, run, squeezed
from tests.reports.tree_reader import told

ROOT = Path(__file__).parents[2]


def letter_of(jurisdiction: str, language: str, kind: str, **changes: Any) -> Letter:
    blanks, head = CASES[jurisdiction]
    return compose(kind, jurisdiction, language, replace(blanks, **changes), head)


def test_a_name_that_fits_nowhere_is_refused_instead_of_cut() -> None:
    for changes in ({"case_number": "Z" * 301}, {"addressee": ("Naam " * 50,) * 6}):
        with pytest.raises(TooLongForItsPlace):
            render(letter_of("nl", "nl", "grant", **changes))


def bare(text: str) -> str:
    return "".join(text.split())


def test_words_on_two_lines_are_not_glued_together() -> None:
    heard = squeezed(told(render(letter_of("nl", "nl", "revocation"))).replace("\u00ad", ""))
    assert "Met dit besluit zeg ik niet dat iemand een strafbaar feit heeft gepleegd." in heard
    assert "De nadelen van een besluit mogen niet groter zijn dan het doel rechtvaardigt" in heard


# The only clock is the date of the letter


def test_the_file_carries_the_date_of_the_letter_and_no_other(tmp_path: Path) -> None:
    path = kept(render(letter_of("nl", "nl", "grant", letter_date=date(2026, 12, 1))), tmp_path)
    with pikepdf.open(path) as pdf:
        assert str(pdf.docinfo["/CreationDate"]) == str(pdf.docinfo["/ModDate"]) == "D:20261201000000+00'00'"


def test_another_word_makes_other_bytes() -> None:
    assert render(letter_of("nl", "nl", "grant")) != render(letter_of("nl", "nl", "grant", validity="Vijf jaar."))


# What stands on the page


def test_the_last_day_can_be_read_from_the_paper(tmp_path: Path) -> None:
    text = read(render(letter_of("nl", "nl", "refusal")), tmp_path)
    assert "5 januari 2027" in text
    assert "Z-2026-00123" in text


def test_every_page_tells_its_number_and_the_number_of_pages(tmp_path: Path) -> None:
    pdf = render(letter_of("nl", "nl", "revocation"))
    path, pages = kept(pdf, tmp_path), page_count(pdf)
    assert pages > 1
    for number in range(1, pages + 1):
        text = squeezed(run("pdftotext", "-f", str(number), "-l", str(number), str(path), "-"))
        assert f"Pagina {number} van {pages}" in text


def test_the_signature_never_stands_alone_on_a_page(tmp_path: Path) -> None:
    for words in range(0, 420, 35):  # push the end of the letter over the edge of a page, step by step
        filling = "Dit is een zin van de afweging. " * words
        assert VENLO_CASE.interests is not None
        interests = replace(VENLO_CASE.interests, balanced=filling + "Einde.")
        letter = letter_of("nl", "nl", "refusal", interests=interests, annexes=(), copies_to=(), privacy_url=None)
        pdf = render(letter)
        last = run("pdftotext", "-f", str(page_count(pdf)), "-l", str(page_count(pdf)), str(kept(pdf, tmp_path)), "-")
        assert "griffierecht" in last
        assert "Hanneke van der Velden-Terstappen" in last


def test_all_fonts_are_embedded(tmp_path: Path) -> None:
    with pikepdf.open(kept(render(letter_of("be-wal", "fr", "closure-134quinquies")), tmp_path)) as pdf:
        found = {str(one.BaseFont) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/BaseFont" in one}
        without = [
            one for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor" and "/FontFile2" not in one
        ]  # fmt: skip
    assert len(found) == 3
    assert without == []


def test_a_page_can_be_looked_at() -> None:
    pdf = render(letter_of("nl", "nl", "grant"))
    png = page_png(pdf, 1, 700)
    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20]) == 700
    with pytest.raises(IndexError):
        page_png(pdf, page_count(pdf) + 1, 700)
    with pytest.raises(IndexError):
        page_png(pdf, 0, 700)


def test_many_look_at_pages_at_once_and_the_process_lives(tmp_path: Path) -> None:
    """In a process of its own: pdfium that is entered by two threads ends the whole process."""
    path = kept(render(letter_of("nl", "nl", "revocation")), tmp_path)
    looking = """
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from reports.press import page_count, page_png
pdf = Path(sys.argv[1]).read_bytes()
pages = page_count(pdf)
with ThreadPoolExecutor(8) as many:
    pictures = list(many.map(lambda turn: (turn % pages, page_png(pdf, 1 + turn % pages, 500)), range(60)))
assert len(set(pictures)) == pages
"""
    root = Path(__file__).parents[2]
    ended = subprocess.run([sys.executable, "-c", looking, path], cwd=root, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")


def test_two_signatories_and_a_seal_have_fields_of_their_own(tmp_path: Path) -> None:
    with pikepdf.open(kept(render(letter_of("be-vlg", "nl", "college-confirmation")), tmp_path)) as pdf:
        names = [str(field.T) for field in pdf.Root.AcroForm.Fields]
        assert names[:3] == ["Director", "Mayor", "Seal"]
        assert all(name.startswith("Timestamp") for name in names[3:])
    letter = letter_of("be-vlg", "nl", "college-confirmation")
    assert any(isinstance(block, Signatures) and len(block.places) == 2 for block in letter.blocks)


# The door for words


def corpus() -> Iterator[str]:
    yield from (
        "<b>vet", "</para>", "<para align=center>x</para>", "<font size=999999>x</font>", "<seq/>", "<br/>",
        '<font color="[[[x for x in [1]]]]">x</font>', '<font color="__import__(\'os\').system(\'id\')">x</font>',
        '<img src="/etc/passwd"/>', '<img src="file:///etc/passwd"/>', '<img src="http://127.0.0.1:9/x.png"/>',
        '<img src="data:image/png;base64,AAAA"/>', '<a href="javascript:alert(1)">klik</a>', '<a href="//kwaad">k</a>',
        '<link href="file:///etc">x</link>', '<onDraw name="x"/>', "<unichar code='0x41'/>", "<greek>a</greek>",
        "&lt;b&gt;", "&#60;b&#62;", "&nope;", "]]>", "<!-- x -->", "<![CDATA[x]]>", "<?xml?>", "%(x)s", "{0}", "${x}",
        "(haakje \\) niet dicht", "\\\\", "BT /F1 12 Tf (x) Tj ET", "endstream endobj", "<" * 3000, "(" * 3000,
    )  # fmt: skip


@pytest.mark.parametrize("payload", list(corpus()), ids=lambda payload: payload[:24])
def test_an_injected_text_is_printed_as_typed_and_does_nothing(payload: str, tmp_path: Path) -> None:
    assert VENLO_CASE.covering is not None
    typed = replace(VENLO_CASE.covering, reason=f"x{payload}x")
    pdf = render(letter_of("nl", "nl", "covering-note", covering=typed))
    quiet = render(letter_of("nl", "nl", "covering-note", covering=replace(typed, reason="xstilx")))
    with pikepdf.open(kept(pdf, tmp_path)) as file:
        kinds = {str(one.get("/Subtype", "")) for one in file.objects if isinstance(one, pikepdf.Dictionary)}
        names = {key for one in file.objects if isinstance(one, pikepdf.Dictionary) for key in one}
    with pikepdf.open(kept(quiet, tmp_path)) as file:
        expected = {str(one.get("/Subtype", "")) for one in file.objects if isinstance(one, pikepdf.Dictionary)}
    assert kinds == expected  # no picture, no link, no kind of object that a quiet letter has not
    assert not names & {"/URI", "/JS", "/JavaScript", "/Launch", "/EmbeddedFile", "/OpenAction", "/AA"}
    assert bare(f"x{payload}x") in bare(told(pdf))


def test_invisible_and_direction_changing_characters_are_taken_out() -> None:
    assert printable("a\u202eb\u2066c\u200bd\ufefff\x00g\x1bh\u00adi") == "abcdfghi"
    assert printable("e\u0301") == "é"
    assert printable("a\tb\r\nc\u2028d") == "a b\nc\nd"


def test_spaces_that_do_not_break_stay_and_are_printed() -> None:
    text = "5\u202f000\u00a0euros\u202f!"
    assert printable(text) == text
    letter = letter_of("be-wal", "fr", "closure-134quinquies", lifting=text)
    raw = told(render(letter))
    assert text in raw


def test_a_line_does_not_break_at_a_space_that_holds(tmp_path: Path) -> None:
    held = "\u202f".join(["duizend"] * 6) + "\u00a0euro"
    for words in range(8, 20):
        letter = letter_of("nl", "nl", "grant", validity=" ".join(["woord"] * words + [held]))
        lines = run("pdftotext", "-layout", str(kept(render(letter), tmp_path)), "-").splitlines()
        assert any(squeezed(held) in squeezed(line) for line in lines)


@pytest.mark.parametrize(
    ("character", "point"),
    [("😀", "U+1F600"), ("漢", "U+6F22"), ("\ud800", "U+D800"), ("ก", "U+0E01"), ("\ue000", "U+E000")],
)
def test_a_character_no_font_has_is_refused_by_name(character: str, point: str) -> None:
    with pytest.raises(UnprintableCharacter, match=re.escape(point)) as refusal:
        letter_of("nl", "nl", "grant", validity=f"Vijf {character} jaar")
    assert refusal.value.character == character
    assert refusal.value.code_point == point


def test_the_names_of_europe_can_be_printed(tmp_path: Path) -> None:
    names = "Nguyễn Thị Ánh, Łukasz Żółć, Đorđe Šćepanović, Bjørn Ærø, İlkay Şahin, Ĳsbrand, Zoë, Ναυσικά, Юлия, «ß» €½"
    text = read(render(letter_of("nl", "nl", "grant", validity=names)), tmp_path)
    assert squeezed(names) in text


# The engine under the press


def test_a_font_that_was_changed_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in fonts.SHA256:
        (tmp_path / f"{name}.ttf").write_bytes((fonts.FOLDER / f"{name}.ttf").read_bytes() + b"\0")
    monkeypatch.setattr(fonts, "FOLDER", tmp_path)
    with pytest.raises(fonts.FontHasChanged):
        fonts.register.__wrapped__()


def test_another_reportlab_is_refused_until_its_faults_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reportlab, "__version__", "5.2.0")
    with pytest.raises(conform.EngineHasChanged):
        conform.repair_engine.__wrapped__()


def test_the_press_can_print_a_letterhead_without_extras() -> None:
    bare_head = replace(VENLO, return_line=None, contact=())
    pdf = render(compose("grant", "nl", "nl", VENLO_CASE, bare_head))
    assert failures(pdf, "ua1") == []


def test_the_window_is_at_the_right_in_belgium_and_at_the_left_in_the_netherlands(tmp_path: Path) -> None:
    def left_edge(letter: Letter) -> float:
        boxes = run("pdftotext", "-bbox", "-l", "1", str(kept(render(letter), tmp_path)), "-")
        found = re.search(rf'xMin="([0-9.]+)" yMin="1[4-9][0-9][^>]*>{letter.addressee[0].split()[0]}<', boxes)
        assert found is not None
        return float(found[1])

    assert left_edge(letter_of("nl", "nl", "grant")) < 80
    assert left_edge(compose("hearing-invitation", "be-wal", "fr", NAMUR_CASE, CASES["be-wal"][1])) > 300


def test_the_words_of_a_page_are_known_with_their_places() -> None:
    letter = letter_of("nl", "nl", "refusal")
    pdf = render(letter)
    pages = page_texts(pdf)
    assert len(pages) == page_count(pdf)
    for page in pages:
        assert (round(page.width), round(page.height)) == (595, 842)
        for line in page.lines:
            assert line.x > 0
            assert line.x + line.width < page.width
            assert 0 < line.y < page.height
    told = bare(" ".join(line.text for page in pages for line in page.lines))
    assert bare("De laatste dag waarop u bezwaar kunt maken is 5 januari 2027.") in told
    assert pages[0].lines[-1].text.startswith("Pagina 1 van") or "Pagina 1 van" in pages[0].lines[-2].text
