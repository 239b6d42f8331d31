"""Certificates that may not sign, an authority that stamps the time, and proof that lasts; all with real parties."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.x509.oid import ExtendedKeyUsageOID

from reports import compose
from reports.press import (
    Authority,
    Expired,
    KeyCannotBeRead,
    Level,
    NoSuchField,
    NotYetValid,
    RevocationUnknown,
    Revoked,
    Signer,
    TimestampServiceDown,
    WrongPassphrase,
    WrongPurpose,
    check_not_revoked,
    flaws,
    load_signer,
    make_lasting,
    open_signer,
    ranges_end_at_revisions,
    render,
    sign,
    verify,
    verify_all,
)
from tests.reports.authorities import NOW, PASSPHRASE, TrustService, trust_service
from tests.reports.cases import VENLO, VENLO_CASE
from tests.reports.paper import failures, kept, run

ONLY_THE_RANGE = "PDFA2A-SIGNATURE-BYTERANGE-001"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TrustService]:
    with trust_service(tmp_path_factory.mktemp("service")) as running:
        yield running


@pytest.fixture(scope="module")
def letter() -> bytes:
    return render(compose("revocation", "nl", "nl", VENLO_CASE, VENLO))


@pytest.fixture(scope="module")
def mayor(service: TrustService) -> Signer:
    return signer_named(service, "Hanneke van der Velden-Terstappen")


@pytest.fixture(scope="module")
def seal(service: TrustService) -> Signer:
    return signer_named(service, "Gemeente Venlo")


@pytest.fixture(scope="module")
def stamped(letter: bytes, mayor: Signer, service: TrustService) -> bytes:
    return sign(letter, mayor, name="Hanneke", reason="Besluit", at=NOW, authority=Authority(service.stamps))


@pytest.fixture(scope="module")
def sealed(stamped: bytes, seal: Signer, service: TrustService) -> bytes:
    authority = Authority(service.stamps)
    return sign(stamped, seal, "Seal", name="Gemeente Venlo", reason="Zegel", at=NOW, authority=authority)


@pytest.fixture(scope="module")
def lasting(sealed: bytes, service: TrustService) -> bytes:
    return make_lasting(sealed, Authority(service.stamps), service.roots)


def signer_named(service: TrustService, name: str, **facts: object) -> Signer:
    path = service.folder / f"{name}.p12"
    return load_signer(service.issuer.key_file(path, service.issuer.issue(name, **facts)), PASSPHRASE)  # type: ignore[arg-type]


# Certificates


def test_a_wrong_passphrase_is_told_apart_from_a_torn_file(service: TrustService, tmp_path: Path) -> None:
    path = service.issuer.key_file(tmp_path / "mayor.p12", service.issuer.issue("Hanneke"))
    assert open_signer(str(path), PASSPHRASE).name == "Hanneke"
    for passphrase in ("fout", "", None):
        with pytest.raises(WrongPassphrase):
            open_signer(str(path), passphrase)
    path.write_bytes(path.read_bytes()[:200])
    with pytest.raises(KeyCannotBeRead) as refusal:
        open_signer(str(path), PASSPHRASE)
    assert not isinstance(refusal.value, WrongPassphrase)


def test_a_certificate_that_is_over_does_not_sign(letter: bytes, service: TrustService) -> None:
    old = signer_named(service, "old", end=NOW - timedelta(days=1))
    with pytest.raises(Expired, match=(NOW - timedelta(days=1)).date().isoformat()):
        sign(letter, old, name="Hanneke", reason="x", at=NOW)


def test_a_certificate_that_has_not_begun_does_not_sign(letter: bytes, service: TrustService) -> None:
    new = signer_named(service, "new", start=NOW + timedelta(days=1))
    with pytest.raises(NotYetValid):
        sign(letter, new, name="Hanneke", reason="x", at=NOW)


def test_a_clock_before_the_certificate_is_refused(letter: bytes, mayor: Signer) -> None:
    with pytest.raises(NotYetValid):
        sign(letter, mayor, name="Hanneke", reason="x", at=datetime(2020, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    "facts",
    [
        {"usage": ("key_encipherment",)},
        {"purposes": (ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH)},
        {"ca": True, "usage": ("digital_signature", "key_cert_sign")},
    ],
    ids=["for encryption", "for a web server", "of an issuer"],
)
def test_a_certificate_for_something_else_does_not_sign(
    facts: dict[str, object], letter: bytes, service: TrustService
) -> None:
    with pytest.raises(WrongPurpose):
        sign(letter, signer_named(service, "other", **facts), name="Hanneke", reason="x", at=NOW)


@pytest.mark.parametrize("usage", ["digital_signature", "content_commitment"])
def test_either_usage_for_signing_will_do(usage: str, letter: bytes, service: TrustService) -> None:
    fit = signer_named(service, usage, usage=(usage,), purposes=(ExtendedKeyUsageOID.EMAIL_PROTECTION,))
    done = sign(letter, fit, name="Hanneke", reason="x", at=NOW)
    assert verify(done, service.roots).trusted


def test_a_certificate_on_the_list_of_its_issuer_is_known_to_be_revoked(service: TrustService) -> None:
    stolen = service.issuer.issue("stolen")
    signer = load_signer(service.issuer.key_file(service.folder / "stolen.p12", stolen), PASSPHRASE)
    check_not_revoked(signer)
    service.issuer.revoked.append(stolen.certificate.serial_number)
    try:
        with pytest.raises(Revoked):
            check_not_revoked(signer)
        with pytest.raises(Revoked):
            check_not_revoked(signer, service.roots)
    finally:
        service.issuer.revoked.clear()


def test_a_list_that_cannot_be_had_does_not_hold_up_the_mayor(service: TrustService, mayor: Signer) -> None:
    service.stop()
    try:
        check_not_revoked(mayor)
    finally:
        service.start()


# Time stamps


def test_the_time_is_that_of_the_authority(stamped: bytes, letter: bytes, service: TrustService) -> None:
    report = verify(stamped, service.roots)
    assert stamped.startswith(letter)
    assert (report.intact, report.trusted, report.level) == (True, True, Level.STAMPED)
    assert report.stamped_at is not None
    assert abs(datetime.now(UTC) - report.stamped_at) < timedelta(minutes=10)


def test_without_an_authority_there_is_no_stamp(letter: bytes, mayor: Signer, service: TrustService) -> None:
    report = verify(sign(letter, mayor, name="Hanneke", reason="x", at=NOW), service.roots)
    assert (report.level, report.stamped_at) == (Level.BASIC, None)


def test_an_authority_that_is_gone_signs_nothing_and_can_be_tried_again(
    letter: bytes, mayor: Signer, service: TrustService
) -> None:
    authority = Authority(service.stamps)
    service.stop()
    try:
        with pytest.raises(TimestampServiceDown):
            sign(letter, mayor, name="Hanneke", reason="x", at=NOW, authority=authority)
    finally:
        service.start()
    assert verify(sign(letter, mayor, name="Hanneke", reason="x", at=NOW, authority=authority)).level == Level.STAMPED


def test_an_authority_that_answers_nonsense_signs_nothing(
    letter: bytes, mayor: Signer, service: TrustService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "stamped", lambda _: b"<html>")
    with pytest.raises(TimestampServiceDown):
        sign(letter, mayor, name="Hanneke", reason="x", at=NOW, authority=Authority(service.stamps))


# Two signatures, a seal and proof


def test_another_program_finds_mayor_and_seal_valid(sealed: bytes, tmp_path: Path) -> None:
    said = run("pdfsig", "-nocert", str(kept(sealed, tmp_path)))
    assert said.count("Signature is Valid.") == 2
    assert said.count("ETSI.CAdES.detached") == 2


def test_what_proves_the_signatures_is_added_behind_them(lasting: bytes, sealed: bytes, service: TrustService) -> None:
    assert lasting.startswith(sealed)
    assert b"/DSS" in lasting[len(sealed) :]
    reports = verify_all(lasting, service.roots)
    assert [report.field for report in reports] == ["Mayor", "Seal"]
    assert all(report.intact and report.trusted and report.level == Level.LASTING for report in reports)


def test_other_programs_accept_a_letter_that_lasts(lasting: bytes, tmp_path: Path) -> None:
    path = str(kept(lasting, tmp_path))
    said = run("pdfsig", "-nocert", path)
    assert said.count("Signature is Valid.") == 2
    assert said.count("- Total document signed") == 1
    assert "No syntax or stream encoding errors" in run("qpdf", "--check", path)


def test_every_step_stays_archivable_and_accessible(stamped: bytes, sealed: bytes, lasting: bytes) -> None:
    assert (failures(stamped, "2a"), failures(stamped, "ua1")) == ([], [])
    for done in (sealed, lasting):
        assert failures(done, "ua1") == []
        assert [failure.split(":")[0] for failure in failures(done, "2a")] == [ONLY_THE_RANGE]
        assert ranges_end_at_revisions(done)
        assert flaws(done) == ()


def test_the_proof_can_be_renewed_until_no_place_is_left(lasting: bytes, service: TrustService) -> None:
    authority, now = Authority(service.stamps), lasting
    for _ in range(3):
        renewed = make_lasting(now, authority, service.roots)
        assert renewed.startswith(now)
        now = renewed
    assert all(report.intact for report in verify_all(now, service.roots))
    assert failures(now, "ua1") == []
    with pytest.raises(NoSuchField):
        make_lasting(now, authority, service.roots)


def test_proof_is_not_made_while_the_service_is_gone(sealed: bytes, service: TrustService) -> None:
    service.stop()
    try:
        with pytest.raises((RevocationUnknown, TimestampServiceDown)):
            make_lasting(sealed, Authority(service.stamps), service.roots)
    finally:
        service.start()


def test_no_proof_is_made_for_a_certificate_that_was_revoked(
    letter: bytes, service: TrustService, seal: Signer
) -> None:
    stolen = service.issuer.issue("stolen later")
    signer = load_signer(service.issuer.key_file(service.folder / "later.p12", stolen), PASSPHRASE)
    signed = sign(letter, signer, name="Hanneke", reason="x", at=NOW, authority=Authority(service.stamps))
    service.issuer.revoked.append(stolen.certificate.serial_number)
    try:
        with pytest.raises(Revoked):
            make_lasting(signed, Authority(service.stamps), service.roots)
    finally:
        service.issuer.revoked.clear()
