"""What is done to a letter after it was signed shows; and two faults of pyHanko that would break our own signatures."""

# mypy: disable-error-code="no-untyped-call"

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from reports import compose
from reports.press import (
    NotSigned,
    Signer,
    make_development_key,
    ranges_end_at_revisions,
    render,
    revision_ends,
    sign,
    verify,
    verify_all,
)
from reports.press.signing import writing
from tests.reports.authorities import NOW
from tests.reports.cases import VENLO, VENLO_CASE
from tests.reports.paper import failures, kept, run


@pytest.fixture(scope="module")
def signer(tmp_path_factory: pytest.TempPathFactory) -> Signer:
    return make_development_key(tmp_path_factory.mktemp("key") / "mayor.p12", name="Development key of Venlo")


@pytest.fixture(scope="module")
def letter() -> bytes:
    return render(compose("revocation", "nl", "nl", VENLO_CASE, VENLO))


@pytest.fixture(scope="module")
def signed(letter: bytes, signer: Signer) -> bytes:
    return sign(letter, signer, name="Hanneke", reason="Besluit", at=NOW)


@pytest.fixture(scope="module")
def sealed(signed: bytes, signer: Signer) -> bytes:
    return sign(signed, signer, "Seal", name="Gemeente Venlo", reason="Zegel", at=NOW)


def cover_the_page(writer: IncrementalPdfFileWriter, page: generic.DictionaryObject) -> None:
    over = generic.StreamObject(stream_data=b"q 1 g 0 0 600 850 re f Q")
    page["/Contents"] = generic.ArrayObject([page.raw_get("/Contents"), writer.add_object(over)])
    writer.update_container(page)


def stick_a_note_on_it(writer: IncrementalPdfFileWriter, page: generic.DictionaryObject) -> None:
    look = generic.StreamObject(
        {
            pdf_name("/Type"): pdf_name("/XObject"),
            pdf_name("/Subtype"): pdf_name("/Form"),
            pdf_name("/BBox"): generic.ArrayObject(map(generic.NumberObject, (0, 0, 200, 200))),
        },
        stream_data=b"1 0 0 rg 0 0 200 200 re f",
    )
    note = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/Stamp"),
            pdf_name("/F"): generic.NumberObject(4),
            pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (100, 400, 300, 600))),
            pdf_name("/AP"): generic.DictionaryObject({pdf_name("/N"): writer.add_object(look)}),
        }
    )
    found = page.get("/Annots", generic.ArrayObject())
    page["/Annots"] = generic.ArrayObject([*found, writer.add_object(note)])
    writer.update_container(page)


def add_a_page(writer: IncrementalPdfFileWriter, page: generic.DictionaryObject) -> None:
    pages = writer.root["/Pages"]
    pages["/Kids"].append(pages["/Kids"].raw_get(0))
    pages["/Count"] = generic.NumberObject(pages["/Count"] + 1)
    writer.mark_update(writer.root.raw_get("/Pages"))


def run_something_when_opened(writer: IncrementalPdfFileWriter, page: generic.DictionaryObject) -> None:
    writer.root["/OpenAction"] = generic.DictionaryObject(
        {pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): generic.pdf_string("app.alert(1)")}
    )
    writer.update_root()


def show_other_words_where_the_mayor_signed(writer: IncrementalPdfFileWriter, page: generic.DictionaryObject) -> None:
    field = next(one.get_object() for one in writer.root["/AcroForm"]["/Fields"] if one.get_object()["/T"] == "Mayor")
    look = generic.StreamObject(
        {
            pdf_name("/Type"): pdf_name("/XObject"),
            pdf_name("/Subtype"): pdf_name("/Form"),
            pdf_name("/BBox"): generic.ArrayObject(map(generic.NumberObject, (0, 0, 200, 60))),
        },
        stream_data=b"0 1 0 rg 0 0 200 60 re f",
    )
    field["/AP"] = generic.DictionaryObject({pdf_name("/N"): writer.add_object(look)})
    writer.update_container(field)


def hide_a_font_behind_another(writer: IncrementalPdfFileWriter, page: generic.DictionaryObject) -> None:
    fonts = page["/Resources"]["/Font"]
    first, second = list(fonts)[:2]
    fonts[first] = fonts.raw_get(second)
    writer.update_container(fonts)


ATTACKS: list[Callable[[IncrementalPdfFileWriter, generic.DictionaryObject], None]] = [
    cover_the_page, stick_a_note_on_it, add_a_page, run_something_when_opened,
    show_other_words_where_the_mayor_signed, hide_a_font_behind_another,
]  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)
def test_what_is_added_to_a_signed_letter_shows(
    attack: Callable[[IncrementalPdfFileWriter, generic.DictionaryObject], None],
    signed: bytes,
    sealed: bytes,
    signer: Signer,
) -> None:
    for whole in (signed, sealed):
        writer = IncrementalPdfFileWriter(BytesIO(whole))
        attack(writer, writer.root["/Pages"]["/Kids"][0])
        out = BytesIO()
        writer.write(out)
        assert out.getvalue().startswith(whole)  # each signed byte is still there
        reports = verify_all(out.getvalue(), [signer.certificate])
        assert not any(report.intact or report.covers_whole_file for report in reports)


@pytest.mark.parametrize("part", [0.01, 0.2, 0.5, 0.8, 0.99])
def test_a_changed_byte_under_two_signatures_shows_in_both(
    part: float, letter: bytes, sealed: bytes, signer: Signer
) -> None:
    changed = bytearray(sealed)
    changed[int(len(letter) * part)] ^= 0x01
    for field in ("Mayor", "Seal"):
        assert not verify(bytes(changed), [signer.certificate], field).intact


def test_a_changed_byte_in_a_signature_itself_shows(signed: bytes, sealed: bytes, signer: Signer) -> None:
    start = sealed.index(b"/Contents <", len(signed)) + len(b"/Contents <")
    for digit in range(160, 1560, 60):  # through certificate, attributes and signature
        at = start + digit
        changed = sealed[:at] + (b"1" if sealed[at : at + 1] == b"0" else b"0") + sealed[at + 1 :]
        assert not verify(changed, [signer.certificate], "Seal").intact, digit
    assert verify(sealed, [signer.certificate], "Seal").intact


def test_a_signature_that_is_cut_off_is_gone(letter: bytes, signed: bytes) -> None:
    ends = list(revision_ends(signed))
    assert [signed[:end] for end in ends] == [letter, signed]
    with pytest.raises(NotSigned):
        verify(signed[: ends[0]])


def test_the_signature_of_somebody_else_is_not_vouched_for(letter: bytes, signer: Signer, tmp_path: Path) -> None:
    stranger = make_development_key(tmp_path / "stranger.p12", name="Development key of Venlo")
    report = verify(sign(letter, stranger, name="Hanneke", reason="Besluit", at=NOW), [signer.certificate])
    assert (report.intact, report.trusted, report.signer_name) == (True, False, "Development key of Venlo")


def test_the_first_signature_allows_further_ones_and_nothing_else(sealed: bytes, tmp_path: Path) -> None:
    with pikepdf.open(kept(sealed, tmp_path)) as pdf:
        certified = pdf.Root.Perms.DocMDP
        assert [str(one.TransformMethod) for one in certified.Reference] == ["/DocMDP"]
        assert int(certified.Reference[0].TransformParams.P) == 2
        seal = next(field for field in pdf.Root.AcroForm.Fields if str(field.T) == "Seal")
        assert "/Reference" not in seal.V


def test_each_range_ends_at_the_end_of_a_revision(signed: bytes, sealed: bytes) -> None:
    assert ranges_end_at_revisions(signed)
    assert ranges_end_at_revisions(sealed)
    found = re.search(rb"/ByteRange \[0 \d+ \d+ (\d+)\s*\]", signed)
    assert found is not None
    start, end = found.span(1)
    shorter = str(int(found[1]) - 6).encode().rjust(end - start, b"0")
    assert not ranges_end_at_revisions(signed[:start] + shorter + signed[end:])


def test_room_for_a_signature_is_always_the_same(signed: bytes) -> None:
    embedded = PdfFileReader(BytesIO(signed)).embedded_signatures[0]
    _, head, tail, _ = embedded.byte_range
    assert tail - head == writing.RESERVED + 2


# Two faults of pyHanko 0.38 that our press goes around


def test_pyhanko_would_break_the_archive_format_by_its_metadata(
    letter: bytes, signer: Signer, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert failures(sign(letter, signer, name="Hanneke", reason="x", at=NOW), "2a") == []
    monkeypatch.setattr(writing, "QuietWriter", IncrementalPdfFileWriter)  # fails when pyHanko has mended it
    assert failures(sign(letter, signer, name="Hanneke", reason="x", at=NOW), "2a") != []


def test_an_array_in_the_form_element_would_make_the_mayor_look_tampered_with(letter: bytes, signer: Signer) -> None:
    with pikepdf.open(BytesIO(letter)) as pdf:
        forms = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Form"]
        assert len(forms) >= 3
        assert all(isinstance(form.K, pikepdf.Dictionary) for form in forms)
        for form in forms:
            form.K = pikepdf.Array([form.K])
        out = BytesIO()
        pdf.save(out)
    arrays = sign(out.getvalue(), signer, name="Hanneke", reason="x", at=NOW)
    arrays = sign(arrays, signer, "Seal", name="Venlo", reason="x", at=NOW)
    assert not verify(arrays, [signer.certificate]).intact  # fails when pyHanko has mended it


def test_another_program_says_so_too(signed: bytes, tmp_path: Path) -> None:
    changed = bytearray(signed)
    changed[5000] ^= 0x01
    assert "Digest Mismatch" in run("pdfsig", "-nocert", str(kept(bytes(changed), tmp_path)))
