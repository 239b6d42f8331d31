"""Damage that was really done to a real letter, and the instrument that sees it. One that nothing sees is a hole here.

``caught_by``: "2a" and "ua1" the validator of the archive and of accessibility, "2b" the second opinion on a probe,
"qpdf" the syntax, "words" the text of the structure tree against the text of the letter, "conform" the press itself;
"verify" and "pdfsig" the signature, "ranges" what it covers.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from pyhanko.pdf_utils.generic import NameObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from reports.letter import Column, Table
from reports.press import Flaw, Lack, Signer, flaws, make_development_key, ranges_end_at_revisions, render, sign, verify
from reports.press.signing.writing import QuietWriter
from reports.samples import sample
from tests.reports.instruments import letters_of, opinion, signatures, spoken, syntax
from tests.reports.paper import failures, kept
from tests.reports.tree_reader import told

AT = datetime(2026, 11, 23, 9, 5, tzinfo=UTC)
_SAMPLE = sample("closure-by-law", "nl", "nl")
_TABLE = Table((Column("Nr.", 0.5), Column("Bevinding", 4)), (("1", "matras"), ("2", "nooduitgang")))
LETTER = replace(_SAMPLE, blocks=(*_SAMPLE.blocks[:3], _TABLE, *_SAMPLE.blocks[3:]), rules=())
WORDS = spoken(LETTER)
UNSIGNED = sha256(render(LETTER)).hexdigest()


@pytest.fixture(scope="module")
def letter() -> bytes:
    return render(LETTER)


@pytest.fixture(scope="module")
def signer(tmp_path_factory: pytest.TempPathFactory) -> Signer:
    return make_development_key(tmp_path_factory.mktemp("key") / "mayor.p12", name="Development key of Venlo")


# What is damaged


def elements(pdf: Pdf, tag: str) -> list[Any]:
    """The structure elements of one kind, in the order of the file."""
    return [one for one in pdf.objects if isinstance(one, Dictionary) and one.get("/S") == tag and "/P" in one]


def page(pdf: Pdf, change: Callable[[bytes], bytes]) -> None:
    contents = pdf.pages[0].Contents
    before = contents.read_bytes()
    after = change(before)
    assert after != before
    contents.write(after)


def packet(pdf: Pdf, pattern: bytes) -> None:
    before = pdf.Root.Metadata.read_bytes()
    after = re.sub(pattern, b"", before, flags=re.DOTALL)
    assert after != before
    pdf.Root.Metadata.write(after)


def font(pdf: Pdf) -> Any:
    return next(iter(pdf.pages[0].Resources.Font.values()))


def without(holder: Any, *names: str) -> None:
    for name in names:
        del holder[name]


def no_alternative(pdf: Pdf) -> None:
    without(elements(pdf, "/Figure")[0], "/Alt")


def heading_jumps(pdf: Pdf) -> None:
    elements(pdf, "/H2")[0].S = Name.H4


def no_scope(pdf: Pdf) -> None:
    without(elements(pdf, "/TH")[0], "/A")


def cell_missing(pdf: Pdf) -> None:
    row = elements(pdf, "/TR")[1]
    row.K = row.K[0]


def unknown_tag(pdf: Pdf) -> None:
    elements(pdf, "/H2")[0].S = Name.Kop


def list_without_body(pdf: Pdf) -> None:
    elements(pdf, "/LBody")[0].S = Name.P


def no_language(pdf: Pdf) -> None:
    without(pdf.Root, "/Lang")


def another_language(pdf: Pdf) -> None:
    pdf.Root.Lang = String("fr")


def no_language_at_all(pdf: Pdf) -> None:
    pdf.Root.Lang = String("klingon")


def no_unicode(pdf: Pdf) -> None:
    without(font(pdf), "/ToUnicode")


def wrong_unicode(pdf: Pdf) -> None:
    stream = font(pdf).ToUnicode
    stream.write(re.sub(rb"^(<..>) <0065>$", rb"\1 <0066>", stream.read_bytes(), flags=re.MULTILINE))


def no_font_file(pdf: Pdf) -> None:
    without(font(pdf).FontDescriptor, "/FontFile2")


def wrong_widths(pdf: Pdf) -> None:
    font(pdf).Widths = Array([int(width) + 77 for width in font(pdf).Widths])


def owners(pdf: Pdf) -> Any:
    return pdf.Root.StructTreeRoot.ParentTree.Nums[1]


def mark_without_owner(pdf: Pdf) -> None:
    del owners(pdf)[len(owners(pdf)) - 1]


def owners_exchanged(pdf: Pdf) -> None:
    list_ = owners(pdf)
    list_[3], list_[4] = list_[4], list_[3]


def no_parent_tree(pdf: Pdf) -> None:
    without(pdf.Root.StructTreeRoot, "/ParentTree")


def text_demoted(pdf: Pdf) -> None:
    page(pdf, lambda code: re.sub(rb"/P <</MCID 8>> BDC", b"/Artifact <</Type /Layout>> BDC", code))


def text_untagged(pdf: Pdf) -> None:
    page(pdf, lambda code: re.sub(rb"/P <</MCID 8>> BDC(.*?)EMC", rb"\1", code, flags=re.DOTALL))


def mark_twice(pdf: Pdf) -> None:
    page(pdf, lambda code: code.replace(b"<</MCID 9>>", b"<</MCID 8>>"))


def word_changed(pdf: Pdf) -> None:
    def shorter(code: bytes) -> bytes:
        end = code.rindex(b"> Tj")
        return code[: end - 2] + code[end:]

    page(pdf, shorter)


def order_changed(pdf: Pdf) -> None:
    kids = pdf.Root.StructTreeRoot.K.K
    kids[9], kids[10] = kids[10], kids[9]


def other_words_for_readers(pdf: Pdf) -> None:
    elements(pdf, "/P")[9].ActualText = String("iets anders")


def no_claim_of_archive(pdf: Pdf) -> None:
    packet(pdf, rb"<pdfaid:part>2</pdfaid:part>")


def no_claim_of_access(pdf: Pdf) -> None:
    packet(pdf, rb"<pdfuaid:part>1</pdfuaid:part>")


def no_schema_of_access(pdf: Pdf) -> None:
    packet(pdf, rb"<pdfaExtension:schemas>.*</pdfaExtension:schemas>")


def no_metadata(pdf: Pdf) -> None:
    without(pdf.Root, "/Metadata")


def another_title(pdf: Pdf) -> None:
    pdf.docinfo["/Title"] = String("iets anders")


def title_not_shown(pdf: Pdf) -> None:
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


def not_marked(pdf: Pdf) -> None:
    pdf.Root.MarkInfo.Marked = False


def no_colours(pdf: Pdf) -> None:
    without(pdf.Root, "/OutputIntents")


def printers_colours(pdf: Pdf) -> None:
    page(pdf, lambda code: b"1 0 0 0 k " + code)


def soft_mask(pdf: Pdf) -> None:
    pdf.pages[0].Resources.ExtGState = Dictionary(G=Dictionary(SMask=Dictionary(S=Name.Luminosity)))


def a_script(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def an_attachment(pdf: Pdf) -> None:
    file = pdf.make_stream(b"MZ")
    spec = Dictionary(Type=Name.Filespec, F=String("x.exe"), UF=String("x.exe"), EF=Dictionary(F=file))
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([String("x.exe"), pdf.make_indirect(spec)])))


def field_outside_tree(pdf: Pdf) -> None:
    without(pdf.Root.AcroForm.Fields[0], "/StructParent")


def field_without_words(pdf: Pdf) -> None:
    without(pdf.Root.AcroForm.Fields[0], "/TU")


def field_hidden(pdf: Pdf) -> None:
    pdf.Root.AcroForm.Fields[0].F = 6


def link_outside_tree(pdf: Pdf) -> None:
    action = Dictionary(S=Name.URI, URI=String("https://elders.example"))
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], F=4, Contents=String("x"), A=action)
    pdf.pages[0].Annots = Array([*pdf.pages[0].get("/Annots", ()), pdf.make_indirect(link)])


def array_in_form(pdf: Pdf) -> None:
    for element in elements(pdf, "/Form"):
        if not isinstance(element.K, Array):
            element.K = Array([element.K])


def no_order_of_tabs(pdf: Pdf) -> None:
    without(pdf.pages[0], "/Tabs")


@dataclass(frozen=True)
class Fault:
    damage: Callable[[Pdf], None]
    caught_by: str


FAULTS = (
    Fault(no_alternative, "ua1 words conform"),
    Fault(heading_jumps, "ua1 conform"),
    Fault(no_scope, "conform"),
    Fault(cell_missing, "ua1 words conform"),
    Fault(unknown_tag, "2a ua1 conform"),
    Fault(list_without_body, "ua1 conform"),
    Fault(no_language, "ua1 conform"),
    Fault(another_language, "conform"),
    Fault(no_language_at_all, "conform"),
    Fault(no_unicode, "2a ua1 words conform"),
    Fault(wrong_unicode, "words"),
    Fault(no_font_file, "2a ua1 2b conform"),
    Fault(wrong_widths, "2a ua1 2b"),
    Fault(mark_without_owner, "conform"),
    Fault(owners_exchanged, "conform"),
    Fault(no_parent_tree, "ua1 conform"),
    Fault(text_demoted, "words conform"),
    Fault(text_untagged, "ua1 words conform"),
    Fault(mark_twice, "words conform"),
    Fault(word_changed, "words"),
    Fault(order_changed, "words"),
    Fault(other_words_for_readers, "words"),
    Fault(no_claim_of_archive, "2a 2b conform"),
    Fault(no_claim_of_access, "ua1 conform"),
    Fault(no_schema_of_access, "2a conform"),
    Fault(no_metadata, "2a ua1 2b conform"),
    Fault(another_title, "conform"),
    Fault(title_not_shown, "ua1 conform"),
    Fault(not_marked, "2a ua1 conform"),
    Fault(no_colours, "2a 2b conform"),
    Fault(printers_colours, "2a 2b conform"),
    Fault(soft_mask, "2b"),
    Fault(a_script, "2a 2b conform"),
    Fault(an_attachment, "2a 2b conform"),
    Fault(field_outside_tree, "ua1 conform"),
    Fault(field_without_words, "conform"),
    Fault(field_hidden, "2a conform"),
    Fault(link_outside_tree, "ua1 conform"),
    Fault(array_in_form, "conform"),
    Fault(no_order_of_tabs, "ua1 conform"),
)


def saved(pdf: Pdf) -> bytes:
    out = BytesIO()
    pdf.save(out)
    return out.getvalue()


def caught(pdf: bytes, folder: Path) -> dict[str, list[str]]:
    """What each instrument says; those that say nothing are left out."""
    said = {
        "2a": failures(pdf, "2a"),
        "ua1": failures(pdf, "ua1"),
        "2b": opinion(pdf),
        "qpdf": syntax(kept(pdf, folder)),
        "words": [] if letters_of(told(pdf)) == WORDS else ["other words"],
        "conform": [str(flaw) for flaw in flaws(pdf)],
    }
    return {instrument: complaints for instrument, complaints in said.items() if complaints}


def test_a_letter_that_was_only_saved_again_is_held_for_sound(letter: bytes, tmp_path: Path) -> None:
    with pikepdf.open(BytesIO(letter)) as pdf:
        assert caught(saved(pdf), tmp_path) == {}
    assert caught(letter, tmp_path) == {}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.damage.__name__)
def test_a_seeded_fault_is_caught(fault: Fault, letter: bytes, tmp_path: Path) -> None:
    with pikepdf.open(BytesIO(letter)) as pdf:
        fault.damage(pdf)
        found = caught(saved(pdf), tmp_path)
    assert set(found) == set(fault.caught_by.split()), found


def stream_cut(pdf: bytes) -> bytes:
    at = pdf.index(b"stream\n", len(pdf) // 4) + 40
    return pdf[:at] + bytes(byte ^ 0x55 for byte in pdf[at : at + 60]) + pdf[at + 60 :]


def tail_lost(pdf: bytes) -> bytes:
    return pdf[: -len(pdf) // 8]


def places_moved(pdf: bytes) -> bytes:
    at = pdf.rindex(b"\nxref\n") + 60
    return pdf[:at] + pdf[at : at + 400].replace(b"0000", b"0001", 3) + pdf[at + 400 :]


@pytest.mark.parametrize("damage", [stream_cut, tail_lost, places_moved])
def test_damage_to_the_bytes_is_caught_by_the_syntax_and_by_the_fingerprint_that_is_kept(
    damage: Callable[[bytes], bytes], letter: bytes, tmp_path: Path
) -> None:
    damaged = damage(letter)
    assert syntax(kept(damaged, tmp_path)) != []
    assert Flaw(Lack.CHANGED) in flaws(damaged, sha256(letter).hexdigest())


# After signing


@dataclass
class Signed:
    """What those who read signatures say of a letter that should carry so many."""

    pdf: bytes
    roots: list[bytes]
    count: int

    def caught(self, folder: Path) -> set[str]:
        said = {"verify": not self.sound(), "pdfsig": bool(signatures(kept(self.pdf, folder), self.count))}
        said["2a"] = any("SIGNATURE-BYTERANGE" not in one for one in failures(self.pdf, "2a"))
        said["ua1"] = bool(failures(self.pdf, "ua1"))
        said["ranges"] = not ranges_end_at_revisions(self.pdf)
        said["conform"] = bool(flaws(self.pdf, UNSIGNED))
        return {instrument for instrument, complains in said.items() if complains}

    def sound(self) -> bool:
        last = ("Mayor", "Seal")[self.count - 1]
        reports = [verify(self.pdf, self.roots, field) for field in ("Mayor", "Seal")[: self.count]]
        return all(one.intact for one in reports) and verify(self.pdf, self.roots, last).covers_whole_file


def by_the_mayor(pdf: bytes, signer: Signer) -> bytes:
    return sign(pdf, signer, name="Hanneke", reason="Besluit", at=AT)


def sealed(pdf: bytes, signer: Signer) -> bytes:
    return sign(pdf, signer, "Seal", name="Venlo", reason="Zegel", at=AT)


def test_a_letter_signed_and_sealed_is_held_for_sound(letter: bytes, signer: Signer, tmp_path: Path) -> None:
    once = by_the_mayor(letter, signer)
    assert Signed(once, [signer.certificate], 1).caught(tmp_path) == set()
    assert failures(once, "2a") == []
    twice = sealed(once, signer)
    assert Signed(twice, [signer.certificate], 2).caught(tmp_path) == set()
    assert [said for said in failures(twice, "2a") if "SIGNATURE-BYTERANGE-001" not in said] == []


def test_a_byte_changed_after_signing_is_caught(letter: bytes, signer: Signer, tmp_path: Path) -> None:
    signed = bytearray(by_the_mayor(letter, signer))
    signed[signed.index(b"/Lang (nl)") + 7] ^= 0x01
    assert Signed(bytes(signed), [signer.certificate], 1).caught(tmp_path) >= {"verify", "pdfsig", "conform"}


def test_words_added_behind_a_signature_are_caught(letter: bytes, signer: Signer, tmp_path: Path) -> None:
    writer: Any = IncrementalPdfFileWriter(BytesIO(by_the_mayor(letter, signer)))
    writer.root["/PageMode"] = NameObject("/UseOutlines")
    writer.update_root()
    out = BytesIO()
    writer.write(out)
    assert "verify" in Signed(out.getvalue(), [signer.certificate], 1).caught(tmp_path)


def test_a_range_that_ends_short_of_its_revision_is_caught(letter: bytes, signer: Signer) -> None:
    signed = by_the_mayor(letter, signer)
    found = re.search(rb"/ByteRange \[0 \d+ \d+ (\d+)\]", signed)
    assert found is not None
    shorter = str(int(found[1]) - 9).encode().rjust(len(found[1]))
    assert not ranges_end_at_revisions(signed[: found.start(1)] + shorter + signed[found.end(1) :])


def test_the_metadata_that_the_signing_library_would_write_are_caught(
    letter: bytes, signer: Signer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The regression that QuietWriter guards: should this pass one day, pyHanko has mended it."""
    monkeypatch.delattr(QuietWriter, "_update_meta")
    assert "2a" in Signed(by_the_mayor(letter, signer), [signer.certificate], 1).caught(tmp_path)


def test_a_field_in_an_array_makes_the_mayor_look_tampered_with(letter: bytes, signer: Signer, tmp_path: Path) -> None:
    """The regression that the tree writer guards: should this pass one day, pyHanko has mended it."""
    with pikepdf.open(BytesIO(letter)) as pdf:
        array_in_form(pdf)
        damaged = saved(pdf)
    twice = sealed(by_the_mayor(damaged, signer), signer)
    assert Signed(twice, [signer.certificate], 2).caught(tmp_path) >= {"verify", "conform"}
