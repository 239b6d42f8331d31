"""The signature: it covers what was seen, other programs accept it, and a changed byte shows."""

import asyncio
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from reports import compose
from reports.press import (
    KeyCannotBeRead,
    NoSuchField,
    NotSigned,
    Signer,
    load_signer,
    make_development_key,
    page_png,
    render,
    sign,
    verify,
)
from tests.reports.cases import VENLO, VENLO_CASE
from tests.reports.paper import failures, kept, run

AT = datetime(2026, 11, 23, 9, 5, tzinfo=ZoneInfo("Europe/Amsterdam"))
HANNEKE = "Hanneke van der Velden-Terstappen"


@pytest.fixture(scope="module")
def signer(tmp_path_factory: pytest.TempPathFactory) -> Signer:
    return make_development_key(tmp_path_factory.mktemp("key") / "mayor.p12", name="Development key of Venlo")


@pytest.fixture(scope="module")
def letter() -> bytes:
    return render(compose("revocation", "nl", "nl", VENLO_CASE, VENLO))


@pytest.fixture(scope="module")
def signed(letter: bytes, signer: Signer) -> bytes:
    return sign(letter, signer, name=HANNEKE, reason="Besluit B-2026-0045", at=AT, place="Venlo")


def test_what_was_seen_is_what_was_signed(letter: bytes, signed: bytes) -> None:
    assert signed.startswith(letter)
    assert len(signed) > len(letter)


def test_a_signature_tells_who_when_and_why(signed: bytes, signer: Signer) -> None:
    report = verify(signed, [signer.certificate])
    assert report.intact
    assert report.trusted
    assert report.covers_whole_file
    assert report.signer_name == "Development key of Venlo"
    assert report.signed_at == AT
    assert report.reason == "Besluit B-2026-0045"


def test_a_thread_that_keeps_an_event_loop_can_sign_and_verify(letter: bytes, signer: Signer) -> None:
    async def in_a_loop() -> bool:
        result = sign(letter, signer, name=HANNEKE, reason="Besluit B-2026-0045", at=AT)
        return verify(result, [signer.certificate]).intact

    with ThreadPoolExecutor(1) as pool:  # this thread may hold a browser's loop already
        assert pool.submit(asyncio.run, in_a_loop()).result()


def test_a_signature_of_someone_unknown_is_whole_but_not_trusted(signed: bytes, tmp_path: Path) -> None:
    stranger = make_development_key(tmp_path / "stranger.p12", name="Stranger")
    report = verify(signed, [stranger.certificate])
    assert report.intact
    assert not report.trusted
    assert not verify(signed).trusted


def test_another_program_finds_the_signature_valid(signed: bytes, tmp_path: Path) -> None:
    said = run("pdfsig", str(kept(signed, tmp_path)))
    assert "Signature is Valid." in said
    assert "ETSI.CAdES.detached" in said
    assert "Total document signed" in said
    assert "No syntax or stream encoding errors" in run("qpdf", "--check", str(kept(signed, tmp_path)))


def test_a_signed_letter_is_still_archivable_and_accessible(signed: bytes) -> None:
    assert failures(signed, "2a") == []
    assert failures(signed, "ua1") == []


@pytest.mark.parametrize("part", [0.02, 0.3, 0.6, 0.95])
def test_a_changed_byte_shows(part: float, letter: bytes, signed: bytes, signer: Signer) -> None:
    changed = bytearray(signed)
    at = int(len(letter) * part)
    changed[at] = changed[at] ^ 0x01
    assert not verify(bytes(changed), [signer.certificate]).intact


def test_words_added_after_signing_show(signed: bytes, signer: Signer) -> None:
    assert not verify(signed + b"% added\n", [signer.certificate]).covers_whole_file


def test_the_seal_comes_after_the_mayor_and_both_stay_valid(signed: bytes, signer: Signer, tmp_path: Path) -> None:
    sealed = sign(signed, signer, field="Seal", name="Gemeente Venlo", reason="Zegel van de gemeente", at=AT)
    assert sealed.startswith(signed)
    mayor, seal = verify(sealed, [signer.certificate]), verify(sealed, [signer.certificate], field="Seal")
    assert mayor.intact
    assert not mayor.covers_whole_file
    assert seal.intact
    assert seal.covers_whole_file
    assert run("pdfsig", str(kept(sealed, tmp_path))).count("Signature is Valid.") == 2
    assert failures(sealed, "ua1") == []


def test_a_field_is_signed_once(signed: bytes, signer: Signer) -> None:
    with pytest.raises(NoSuchField, match="Mayor"):
        sign(signed, signer, name=HANNEKE, reason="nog eens", at=AT)
    with pytest.raises(NoSuchField, match="Alderman"):
        sign(signed, signer, field="Alderman", name=HANNEKE, reason="x", at=AT)


def test_a_letter_without_signature_is_said_to_have_none(letter: bytes, signed: bytes) -> None:
    with pytest.raises(NotSigned):
        verify(letter)
    with pytest.raises(NotSigned, match="Seal"):
        verify(signed, field="Seal")


def test_the_moment_of_signing_needs_a_time_zone(letter: bytes, signer: Signer) -> None:
    with pytest.raises(ValueError, match="time zone"):
        sign(letter, signer, name=HANNEKE, reason="x", at=datetime(2026, 11, 23, 9, 5))  # noqa: DTZ001


def test_the_moment_is_the_one_given_and_not_the_clock_of_the_machine(letter: bytes, signer: Signer) -> None:
    then = datetime(2026, 12, 24, 16, 0, tzinfo=UTC)
    assert verify(sign(letter, signer, name=HANNEKE, reason="x", at=then)).signed_at == then


def test_the_signature_can_be_seen_on_the_page(letter: bytes, signed: bytes) -> None:
    assert page_png(letter, 4, 400) != page_png(signed, 4, 400)
    assert page_png(letter, 1, 400) == page_png(signed, 1, 400)


def test_a_development_key_is_for_its_owner_only_and_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "key.p12"
    made = make_development_key(path, name="Weert", passphrase="geheim")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(FileExistsError):
        make_development_key(path, name="Weert", passphrase="geheim")
    again = load_signer(path, "geheim")
    assert again.name == "Weert"
    assert again.certificate == made.certificate


def test_a_key_that_cannot_be_read_is_said_so_without_its_secret(tmp_path: Path) -> None:
    path = tmp_path / "key.p12"
    make_development_key(path, name="Weert", passphrase="geheim")
    (tmp_path / "torn.p12").write_bytes(b"torn")
    for file, passphrase in ((path, "fout"), (path, None), (tmp_path / "torn.p12", None), (tmp_path / "no.p12", None)):
        with pytest.raises(KeyCannotBeRead) as refusal:
            load_signer(file, passphrase)
        assert "fout" not in str(refusal.value)


def test_a_torn_file_is_not_intact(signed: bytes, signer: Signer) -> None:
    assert not verify(signed[: len(signed) // 2], [signer.certificate]).intact
    assert not verify(b"geen pdf", [signer.certificate]).intact
