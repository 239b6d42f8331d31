"""A key that never leaves the hardware: SoftHSM2 is a real PKCS#11 module, without the metal."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pkcs11
import pytest
from asn1crypto import keys
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives.serialization import Encoding

from reports import compose
from reports.press import (
    KeyCannotBeRead,
    Level,
    SigningServiceDown,
    WrongPassphrase,
    open_signer,
    render,
    sign,
    verify,
)
from reports.press.signing import hardware
from reports.press.signing.stamps import Authority
from tests.reports.authorities import NOW, Issued, TrustService, trust_service
from tests.reports.cases import VENLO, VENLO_CASE
from tests.reports.paper import kept, run

MODULES = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so")
PIN = "123456"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TrustService]:
    with trust_service(tmp_path_factory.mktemp("service")) as running:
        yield running


@pytest.fixture(scope="module")
def module(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The module, with a token of its own that holds the keys of mayor and town."""
    found = next((path for path in MODULES if Path(path).exists()), None)
    if found is None or shutil.which("softhsm2-util") is None:
        pytest.fail("SoftHSM2 is missing; install it with: apt-get install softhsm2")
    folder = tmp_path_factory.mktemp("tokens")
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder}\nobjectstore.backend = file\n")
    os.environ["SOFTHSM2_CONF"] = str(folder / "softhsm2.conf")
    for label in ("Venlo", "Weert"):
        subprocess.run(
            ["softhsm2-util", "--init-token", "--free", "--label", label, "--pin", PIN, "--so-pin", PIN],
            check=True,
            capture_output=True,
        )
    return found


@pytest.fixture(scope="module")
def mayor(module: str, service: TrustService) -> Issued:
    issued = service.issuer.issue("Hanneke in hardware")
    put_in(module, "mayor", issued, service.issuer.root)
    put_in(module, "seal", service.issuer.issue("Venlo in hardware"), service.issuer.root)
    return issued


@pytest.fixture(scope="module")
def letter() -> bytes:
    return render(compose("revocation", "nl", "nl", VENLO_CASE, VENLO))


def put_in(module: str, label: str, issued: Issued, root: Issued) -> None:
    """Put a key with its certificate and its root on the token."""
    token = pkcs11.lib(module).get_token(token_label="Venlo")
    with token.open(rw=True, user_pin=PIN) as session:
        raw = keys.ECPrivateKey.load(keys.PrivateKeyInfo.load(pem_der(issued.key_pem))["private_key"].parsed.dump())
        session.create_object(
            {
                pkcs11.Attribute.CLASS: pkcs11.ObjectClass.PRIVATE_KEY,
                pkcs11.Attribute.KEY_TYPE: pkcs11.KeyType.EC,
                pkcs11.Attribute.TOKEN: True,
                pkcs11.Attribute.PRIVATE: True,
                pkcs11.Attribute.SENSITIVE: True,
                pkcs11.Attribute.SIGN: True,
                pkcs11.Attribute.LABEL: label,
                pkcs11.Attribute.EC_PARAMS: keys.ECDomainParameters("named", "secp256r1").dump(),
                pkcs11.Attribute.VALUE: raw["private_key"].native.to_bytes(32, "big"),
            }
        )
        for name, one in ((label, issued), (f"root of {label}", root)):
            certificate = asn1_x509.Certificate.load(one.certificate.public_bytes(Encoding.DER))
            session.create_object(
                {
                    pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE,
                    pkcs11.Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
                    pkcs11.Attribute.TOKEN: True,
                    pkcs11.Attribute.LABEL: name,
                    pkcs11.Attribute.SUBJECT: certificate.subject.dump(),
                    pkcs11.Attribute.VALUE: certificate.dump(),
                }
            )


def pem_der(pem: bytes) -> bytes:
    from asn1crypto import pem as armour

    return bytes(armour.unarmor(pem)[2])


def address(module: str, box: str = "Venlo", label: str = "mayor") -> str:
    return f"pkcs11:token={box};object={label}?module-path={module}"


def test_a_key_in_hardware_signs_with_a_time_stamp(
    module: str, mayor: Issued, service: TrustService, letter: bytes, tmp_path: Path
) -> None:
    signer = open_signer(address(module), PIN)
    assert signer.name == "Hanneke in hardware"
    assert signer.chain == (service.issuer.root.pem,)
    signed = sign(letter, signer, name="Hanneke", reason="x", at=NOW, authority=Authority(service.stamps))
    report = verify(signed, service.roots)
    assert (report.intact, report.trusted, report.level) == (True, True, Level.STAMPED)
    assert "Signature is Valid." in run("pdfsig", "-nocert", str(kept(signed, tmp_path)))


def test_two_keys_on_one_token_sign_one_after_the_other(
    module: str, mayor: Issued, service: TrustService, letter: bytes
) -> None:
    signed = sign(letter, open_signer(address(module), PIN), name="Hanneke", reason="x", at=NOW)
    seal = open_signer(address(module, label="seal"), PIN)
    sealed = sign(signed, seal, "Seal", name="Venlo", reason="x", at=NOW)
    assert verify(sealed, service.roots).trusted
    assert verify(sealed, service.roots, "Seal").signer_name == "Venlo in hardware"


def test_many_threads_share_one_token(module: str, mayor: Issued, service: TrustService, letter: bytes) -> None:
    signer = open_signer(address(module), PIN)
    with ThreadPoolExecutor(4) as many:
        done = list(many.map(lambda turn: sign(letter, signer, name=f"H{turn}", reason="x", at=NOW), range(8)))
    assert all(verify(one, service.roots).intact for one in done)


def test_a_token_or_key_that_is_not_there_is_said_so(module: str, mayor: Issued) -> None:
    for wrong in (
        address(module, box="Genk"),
        address(module, label="alderman"),
        address("/nowhere/module.so"),
        "pkcs11:token=Venlo",
    ):
        with pytest.raises(KeyCannotBeRead):
            open_signer(wrong, PIN)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # the library mourns its search
def test_a_session_that_fell_away_is_said_so_and_opened_again(
    module: str, mayor: Issued, service: TrustService, letter: bytes
) -> None:
    signer = open_signer(address(module), PIN)
    hardware._OPENED[(module, "Venlo")].session.close()  # as when the card is taken out
    with pytest.raises(SigningServiceDown):
        sign(letter, signer, name="Hanneke", reason="x", at=NOW)
    assert verify(sign(letter, signer, name="Hanneke", reason="x", at=NOW), service.roots).trusted


def test_a_wrong_pin_is_refused(module: str) -> None:
    with pytest.raises(WrongPassphrase):
        open_signer(address(module, box="Weert"), "000000")
    with pytest.raises(KeyCannotBeRead):  # the right PIN, and nothing on the token yet
        open_signer(address(module, box="Weert"), PIN)
