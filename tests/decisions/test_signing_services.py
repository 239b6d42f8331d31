"""The mayor signs with keys and services of the outside world; what fails there is told, and nothing is half signed."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app import acts, clock, files, jobs
from app.config import Config, Signing
from app.db import db, everywhere
from decisions import signing_key
from decisions.bundles import queries as bundles
from decisions.lifecycle import DecisionState
from decisions.models import Decision
from decisions.signatures import jobs as signature_jobs
from decisions.signatures.models import SignedCopy
from decisions.signatures.verification import Verdict, examine
from demonstration import region
from reports.press import Lack, Level, verify_all
from tests.conftest import As
from tests.decisions import factories
from tests.reports.authorities import NOW, PASSPHRASE, TrustService, trust_service

ClientOf = Callable[[str], FlaskClient]
Configure = Callable[..., None]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TrustService]:
    with trust_service(tmp_path_factory.mktemp("service")) as running:
        for name in ("GM0983", "seal"):
            running.issuer.key_file(running.folder / f"{name}.p12", running.issuer.issue(f"{name} of the tests"))
        yield running


@pytest.fixture
def configure(app: Flask, service: TrustService) -> Iterator[Configure]:
    """``configure(key=…)``: sign with keys, stamps and roots of the trust service, except what is said otherwise."""
    before: Config = app.config["DREMPEL"]
    usual = Signing(
        key=str(service.folder / "{municipality}.p12"),
        passphrase=PASSPHRASE,
        seal_key=str(service.folder / "seal.p12"),
        seal_passphrase=PASSPHRASE,
        token="",
        timestamp_url=service.stamps,
        roots=service.folder / "root.pem",
    )

    def change(**settings: object) -> None:
        app.config["DREMPEL"] = replace(before, signing=replace(usual, **settings))  # type: ignore[arg-type]

    change()
    signing_key.forget_keys()
    yield change
    app.config["DREMPEL"] = before


@pytest.fixture
def waiting(app: Flask) -> uuid.UUID:
    """A refusal that waits for Hanneke."""
    return factories.refusal()


def row(decision_id: uuid.UUID) -> Decision:
    db.session.rollback()
    with everywhere("a test looks at what was saved"):
        found = db.session.get(Decision, decision_id)
        assert found is not None
        return found


def signs(client: FlaskClient, decision_id: uuid.UUID) -> tuple[int, str]:
    """What the mayor is answered who reads the letter and signs it."""
    page = client.get(f"/to-sign/{decision_id}").text
    seen = re.search(r'name="seen"[^>]*value="([0-9a-f]{64})"', page)
    assert seen is not None
    answer = client.post(f"/to-sign/{decision_id}", data={"seen": seen[1], "password": region.PASSWORD})
    return answer.status_code, answer.text


def refused(client: FlaskClient, decision_id: uuid.UUID, words: str, folder: Path) -> None:
    before = sorted(path.name for path in folder.rglob("*"))
    with everywhere("a test lets her read English"):
        client.post("/settings", data={"language": "en"})
    status, page = signs(client, decision_id)
    assert (status, words in page, "Nothing has been signed." in page) == (422, True, True), page
    assert (row(decision_id).state, row(decision_id).signed_sha256) == (DecisionState.WITH_MAYOR, None)
    assert sorted(path.name for path in folder.rglob("*")) == before
    with everywhere("a test counts"):
        assert db.session.scalars(select(SignedCopy)).all() == []


@pytest.fixture
def folder(app: Flask) -> Path:
    return Path(app.config["DREMPEL"].data_folder) / "files"


def test_mayor_and_seal_are_stamped_by_the_authority(
    waiting: uuid.UUID, configure: Configure, client_of: ClientOf, acting: As, service: TrustService
) -> None:
    assert signs(client_of("hanneke"), waiting)[0] == 302
    with acting("hanneke"):
        digest = factories.of(waiting).signed_sha256
        assert digest is not None
        mayor, seal = verify_all(files.read(digest), service.roots)
    assert (mayor.field, mayor.signer_name, mayor.level) == ("Mayor", "GM0983 of the tests", Level.STAMPED)
    assert (seal.field, seal.signer_name, seal.level) == ("Seal", "seal of the tests", Level.STAMPED)
    assert all(one.intact and one.trusted for one in (mayor, seal))
    page = client_of("hanneke").get(f"/to-sign/{waiting}/signed").text
    assert "Een onafhankelijke dienst bevestigt het tijdstip" in page


def test_without_authority_and_seal_the_page_says_so(
    waiting: uuid.UUID, configure: Configure, client_of: ClientOf, acting: As
) -> None:
    configure(timestamp_url="", seal_key="")
    assert signs(client_of("hanneke"), waiting)[0] == 302
    page = client_of("hanneke").get(f"/to-sign/{waiting}/signed").text
    assert "geen tijdstempel" in page
    with acting("hanneke"):
        digest = factories.of(waiting).signed_sha256
        assert digest is not None
        assert [one.field for one in verify_all(files.read(digest))] == ["Mayor"]


def test_an_authority_that_is_down_is_told_and_can_be_tried_again(
    waiting: uuid.UUID, configure: Configure, client_of: ClientOf, service: TrustService, folder: Path
) -> None:
    hanneke = client_of("hanneke")
    service.stop()
    try:
        refused(hanneke, waiting, "The time-stamping service does not answer.", folder)
    finally:
        service.start()
    assert signs(hanneke, waiting)[0] == 302
    assert row(waiting).state == DecisionState.SIGNED


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"passphrase": "fout"}, "The passphrase or PIN of the signing key is refused."),
        ({"seal_passphrase": "fout"}, "The passphrase or PIN of the signing key is refused."),
        ({"key": "/nowhere/key.p12"}, "The signing key cannot be found or read."),
        ({"key": "pkcs11:token=T;object=o?module-path=/nowhere.so"}, "The signing key cannot be found or read."),
        ({"key": "csc+http://127.0.0.1:1?credential=x"}, "The card or the signing service does not answer."),
        ({"seal_key": "csc+http://127.0.0.1:1?credential=x"}, "The card or the signing service does not answer."),
    ],
)
def test_a_key_that_cannot_be_opened_is_told(
    settings: dict[str, str],
    words: str,
    waiting: uuid.UUID,
    configure: Configure,
    client_of: ClientOf,
    folder: Path,
) -> None:
    configure(**settings)
    refused(client_of("hanneke"), waiting, words, folder)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"end": NOW - timedelta(days=2)}, "The certificate for signing has expired."),
        ({"start": NOW + timedelta(days=2)}, "The certificate for signing is not valid yet"),
        ({"usage": ("key_encipherment",)}, "This certificate was not issued for signing documents."),
    ],
)
def test_a_certificate_that_may_not_sign_is_told(
    facts: dict[str, object],
    words: str,
    waiting: uuid.UUID,
    configure: Configure,
    client_of: ClientOf,
    service: TrustService,
    folder: Path,
    tmp_path: Path,
) -> None:
    unfit = service.issuer.issue("unfit", **facts)  # type: ignore[arg-type]
    configure(key=str(service.issuer.key_file(tmp_path / "unfit.p12", unfit)))
    refused(client_of("hanneke"), waiting, words, folder)


def test_a_revoked_certificate_is_told(
    waiting: uuid.UUID, configure: Configure, client_of: ClientOf, service: TrustService, folder: Path, tmp_path: Path
) -> None:
    stolen = service.issuer.issue("stolen")
    configure(key=str(service.issuer.key_file(tmp_path / "stolen.p12", stolen)))
    service.issuer.revoked.append(stolen.certificate.serial_number)
    try:
        refused(client_of("hanneke"), waiting, "The certificate for signing has been revoked", folder)
    finally:
        service.issuer.revoked.clear()


def run_job() -> str:
    db.session.rollback()
    task = jobs.JOBS["signatures-last"]
    slot = jobs.last_slot(task, clock.now())
    assert slot is not None
    jobs.run_slot(task, slot)
    with everywhere("a test reads what the job did"):
        question = select(jobs.JobRun.result).where(jobs.JobRun.municipality_code == "GM0983")
        return str(db.session.scalars(question.order_by(jobs.JobRun.finished_at.desc())).first())


def test_a_day_later_the_signature_is_made_to_last(
    waiting: uuid.UUID,
    configure: Configure,
    client_of: ClientOf,
    acting: As,
    service: TrustService,
    caplog: pytest.LogCaptureFixture,
) -> None:
    assert signs(client_of("hanneke"), waiting)[0] == 302
    with acting("hanneke"):
        first = files.read(factories.of(waiting).signed_sha256 or "")
    with clock.set_to(clock.now() + timedelta(hours=12)):
        assert run_job() == "0 of 0 made to last"
    with clock.set_to(clock.now() + timedelta(days=2)):
        service.stop()
        assert run_job() == "0 of 1 made to last"
        service.start()
    with acting("hanneke"), acts.named("forgery"):  # another fingerprint is kept than the letter had
        intention, letter = sorted(factories.of(waiting).letters, key=lambda one: one.signed_sha256 or "")
        kept, letter.sha256 = letter.sha256, intention.sha256
    with clock.set_to(clock.now() + timedelta(days=2, hours=1)):
        assert run_job() == "1 of 1 made to last"
    assert [str(Lack.CHANGED) in one.getMessage() for one in caplog.records if one.levelname == "ERROR"] == [True]
    with acting("hanneke"), acts.named("forgery"):
        next(one for one in factories.of(waiting).letters if one.signed_sha256).sha256 = kept
    with clock.set_to(clock.now() + timedelta(days=3)):
        assert run_job() == "0 of 0 made to last"
    with acting("hanneke"):
        letter = next(one for one in factories.of(waiting).letters if one.signed_sha256)
        lasting = files.read(letter.signed_sha256 or "")
        assert client_of("hanneke").get(f"/decisions/{waiting}/letters/{letter.id}.pdf").data == lasting
    assert lasting.startswith(first)
    assert all(one.intact and one.level == Level.LASTING for one in verify_all(lasting, service.roots))
    for copy, level in ((first, Level.STAMPED), (lasting, Level.LASTING)):
        found = examine(copy)
        assert (found.verdict, found.level, found.municipality) == (Verdict.GENUINE, level, "Venlo")


@pytest.mark.parametrize("backend", ["sqlite"])
def test_the_seal_of_a_bundle_is_made_to_last_by_the_same_job(
    waiting: uuid.UUID,
    configure: Configure,
    client_of: ClientOf,
    acting: As,
    service: TrustService,
    folder: Path,
) -> None:
    assert signs(client_of("hanneke"), waiting)[0] == 302
    with acting("anna"):
        key = factories.bundle(waiting)
    jobs.run_queues()
    before = sealed(acting, key)
    with clock.set_to(clock.now() + timedelta(days=2)):
        service.stop()
        assert run_job() == "0 of 1 made to last, 1 in a queue"
        assert (jobs.run_queues(), jobs.run_queues()) == (1, 0)  # it does not knock until the next slot
        service.start()
        assert sealed(acting, key) == before
    with clock.set_to(clock.now() + timedelta(days=2, hours=1)):
        assert run_job() == "1 of 1 made to last, 1 in a queue"
        assert jobs.run_queues() == 1
    with clock.set_to(clock.now() + timedelta(days=3)):
        assert run_job() == "0 of 0 made to last"
        page = client_of("anna").get(f"/bundles/{key}").text
    lasting = sealed(acting, key)
    assert lasting.startswith(before)
    assert all(sha256(one).hexdigest() in page for one in (before, lasting))
    (seal,) = verify_all(lasting, service.roots)
    assert (seal.field, seal.intact, seal.trusted, seal.level) == ("Seal", True, True, Level.LASTING)
    assert not list((folder.parent / "bundles").glob("*.part"))


def sealed(acting: As, key: uuid.UUID) -> bytes:
    """The file of a bundle as it is now."""
    db.session.rollback()
    with acting("anna"):
        return files.read(bundles.bundle(key).file_sha256 or "")


def test_the_proof_is_renewed_before_it_expires(waiting: uuid.UUID, configure: Configure, client_of: ClientOf) -> None:
    assert signs(client_of("hanneke"), waiting)[0] == 302
    for days, done in ((2, "1 of 1"), (200, "0 of 0"), (400, "1 of 1")):
        with clock.set_to(clock.now() + timedelta(days=days)):
            assert run_job() == f"{done} made to last", days


def test_a_letter_that_cannot_be_made_to_last_keeps_no_other_from_its_turn(
    waiting: uuid.UUID,
    configure: Configure,
    client_of: ClientOf,
    service: TrustService,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(signature_jobs, "MOST", 1)
    other = factories.revocation()
    stolen = service.issuer.issue("stolen later")
    configure(key=str(service.issuer.key_file(tmp_path / "later.p12", stolen)))
    assert signs(client_of("hanneke"), waiting)[0] == 302
    configure()
    assert signs(client_of("hanneke"), other)[0] == 302
    service.issuer.revoked.append(stolen.certificate.serial_number)
    try:
        with clock.set_to(clock.now() + timedelta(days=2)):
            assert run_job() == "1 of 2 made to last"
        with clock.set_to(clock.now() + timedelta(days=3)):
            assert run_job() == "0 of 1 made to last"
    finally:
        service.issuer.revoked.clear()


def test_without_roots_nothing_is_made_to_last(waiting: uuid.UUID, configure: Configure, client_of: ClientOf) -> None:
    configure(roots=None)
    assert signs(client_of("hanneke"), waiting)[0] == 302
    with clock.set_to(clock.now() + timedelta(days=2)):
        assert run_job() == "no time-stamping authority or no roots configured"
