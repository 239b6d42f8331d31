"""A key at a remote service: certomancer's server of the Cloud Signature Consortium API, over HTTP."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reports import compose
from reports.press import (
    KeyCannotBeRead,
    SigningServiceDown,
    WrongPassphrase,
    open_signer,
    render,
    sign,
    verify,
)
from tests.reports.authorities import NOW
from tests.reports.cases import VENLO, VENLO_CASE
from tests.reports.paper import failures, kept, run
from tests.reports.signing_service import PIN, TOKEN, SigningService


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SigningService]:
    running = SigningService(tmp_path_factory.mktemp("service"))
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def letter() -> bytes:
    return render(compose("revocation", "nl", "nl", VENLO_CASE, VENLO))


def test_a_remote_key_signs(service: SigningService, letter: bytes, tmp_path: Path) -> None:
    signer = open_signer(service.address(), PIN, TOKEN)
    assert signer.name == "Hanneke at the service"
    signed = sign(letter, signer, name="Hanneke", reason="x", at=NOW)
    assert signed.startswith(letter)
    report = verify(signed, signer.chain)
    assert (report.intact, report.trusted) == (True, True)
    assert "Signature is Valid." in run("pdfsig", "-nocert", str(kept(signed, tmp_path)))
    assert (failures(signed, "2a"), failures(signed, "ua1")) == ([], [])


def test_a_service_that_is_gone_signs_nothing_and_can_be_tried_again(service: SigningService, letter: bytes) -> None:
    signer = open_signer(service.address(), PIN, TOKEN)
    service.stop()
    with pytest.raises(SigningServiceDown):
        sign(letter, signer, name="Hanneke", reason="x", at=NOW)
    with pytest.raises(SigningServiceDown):
        open_signer(service.address(), PIN, TOKEN)
    service.start()
    assert verify(sign(letter, signer, name="Hanneke", reason="x", at=NOW), signer.chain).trusted


def test_a_wrong_pin_or_token_is_refused(service: SigningService, letter: bytes) -> None:
    with pytest.raises(WrongPassphrase):
        open_signer(service.address(), PIN, "somebody else's")
    with pytest.raises(WrongPassphrase):
        sign(letter, open_signer(service.address(), "0000", TOKEN), name="Hanneke", reason="x", at=NOW)


def test_a_key_the_service_does_not_know_is_said_so(service: SigningService) -> None:
    for wrong in (service.address("tests/nobody"), service.address(""), "csc+https://?credential=x"):
        with pytest.raises(KeyCannotBeRead):
            open_signer(wrong, PIN, TOKEN)
