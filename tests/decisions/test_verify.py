"""Is this letter genuine? What page and command answer, and what they keep to themselves."""

from __future__ import annotations

import re
import uuid
import zlib
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from flask import Flask
from flask.testing import FlaskClient
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from sqlalchemy import select
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from app import acts, clock, files
from app.db import db
from app.privacy import looks_like_identity_number
from decisions import acts as decision_acts
from decisions import queries
from decisions.lifecycle import DecisionState
from decisions.signatures import views
from decisions.signatures.models import SignedCopy
from decisions.signatures.throttle import Throttle, TooMany
from decisions.signatures.verification import Standing, Verdict, examine
from reports.press import make_development_key, sign
from tests.conftest import As
from tests.decisions import factories

ClientOf = Callable[[str], FlaskClient]


@pytest.fixture(autouse=True)
def fresh_throttle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "THROTTLE", Throttle(most=50, seconds=60, at_once=2))


@pytest.fixture
def signed(app: Flask) -> uuid.UUID:
    """A refusal of Venlo that Hanneke has signed."""
    return factories.refusal("signed")


def paper(decision_id: uuid.UUID, as_: As, who: str = "hanneke") -> tuple[bytes, bytes]:
    """The letter without and with its signatures."""
    with as_(who):
        row = factories.of(decision_id)
        assert row.letter_sha256 is not None
        assert row.signed_sha256 is not None
        return files.read(row.letter_sha256), files.read(row.signed_sha256)


def added_to(content: bytes, entry: str) -> bytes:
    """A revision behind what is there: another title, or another first page."""
    writer = IncrementalPdfFileWriter(BytesIO(content))
    page = writer.root["/Pages"]["/Kids"][0]
    page[entry] = page["/MediaBox"]
    writer.update_container(page)
    out = BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]
    return out.getvalue()


def send(client: FlaskClient, content: bytes, name: str = "brief.pdf", language: str = "en") -> tuple[int, str]:
    client.get(f"/verify?language={language}")
    boundary, body = encode_multipart(
        {"letter": FileStorage(BytesIO(content), name)}
    )  # in memory: no file is left open
    answer = client.post("/verify", data=body, content_type=f"multipart/form-data; boundary={boundary}")
    return answer.status_code, answer.text


def test_a_letter_of_ours_is_genuine(app: Flask, acting: As, signed: uuid.UUID) -> None:
    found = examine(paper(signed, acting)[1])
    assert (found.verdict, found.municipality, found.signed, found.sealed) == (Verdict.GENUINE, "Venlo", True, True)
    with acting("hanneke"):
        assert found.signed_at == factories.of(signed).signed_at
    assert found.standings == (Standing.HOLDS,)
    assert str(found.level) == "B-B"


def test_it_is_found_whichever_town_issued_it(app: Flask, acting: As) -> None:
    assert examine(paper(factories.closure("signed"), acting, "celine")[1]).municipality == "Genk"


def test_a_changed_byte_is_never_genuine(app: Flask, acting: As, signed: uuid.UUID) -> None:
    bare, whole = paper(signed, acting)
    for part in (0.1, 0.5, 0.9):
        changed = bytearray(whole)
        changed[int(len(bare) * part)] ^= 0x01
        assert examine(bytes(changed)).verdict in {Verdict.CHANGED, Verdict.UNKNOWN}
    changed = bytearray(whole)
    changed[5000] ^= 0x01
    assert examine(bytes(changed)).verdict == Verdict.CHANGED  # its signature still tells whose it was


def test_what_is_added_after_signing_is_seen(app: Flask, acting: As, signed: uuid.UUID) -> None:
    whole = paper(signed, acting)[1]
    assert examine(added_to(whole, "/CropBox")).verdict == Verdict.CHANGED
    assert examine(whole + b"% a remark\n").verdict in {Verdict.CHANGED, Verdict.GENUINE_WITH_ADDITIONS}


def test_a_signature_of_an_archive_may_be_added(app: Flask, acting: As, signed: uuid.UUID, tmp_path: Path) -> None:
    whole = paper(signed, acting)[1]
    archive = make_development_key(tmp_path / "archive.p12", name="Archive of the party")
    with_archive = sign(whole, archive, "Timestamp4", name="Archive", reason="kept", at=clock.now())
    found = examine(with_archive)
    assert (found.verdict, found.municipality) == (Verdict.GENUINE_WITH_ADDITIONS, "Venlo")


def test_the_text_without_its_signature_is_said_to_have_none(app: Flask, acting: As, signed: uuid.UUID) -> None:
    assert examine(paper(signed, acting)[0]).verdict == Verdict.WITHOUT_SIGNATURE


def test_our_text_under_the_signature_of_somebody_else_is_not_ours(
    app: Flask, acting: As, signed: uuid.UUID, tmp_path: Path
) -> None:
    bare = paper(signed, acting)[0]
    stranger = make_development_key(tmp_path / "stranger.p12", name="Drempel oefensleutel")
    forged = sign(bare, stranger, name="Hanneke", reason="Besluit", at=clock.now())
    assert examine(forged).verdict == Verdict.CHANGED


def test_a_draft_that_never_left_is_nobodys_letter(app: Flask, acting: As) -> None:
    waiting = factories.refusal("with-mayor")
    with acting("hanneke"):
        digest = factories.of(waiting).letter_sha256
        assert digest is not None
        content = files.read(digest)
    assert examine(content).verdict == Verdict.UNKNOWN


def test_a_letter_that_is_sent_without_a_signature_is_known(app: Flask, acting: As) -> None:
    announced = factories.refusal("announced")
    with acting("anna"):
        row = factories.of(announced).letters[0]
        assert row.sent_on is not None
        content = files.read(row.sha256)
    found = examine(content)
    assert (found.verdict, found.signed, found.municipality) == (Verdict.GENUINE, False, "Venlo")


def test_a_covering_note_is_told(app: Flask, acting: As) -> None:
    decision_id = factories.refusal("signed")
    whole = paper(decision_id, acting)[1]
    with acting("anna"):
        row = factories.of(decision_id)
        assert row.sending_on is not None
        later = row.sending_on + timedelta(days=3)
    with clock.set_to(clock.moment(later)), acting("anna"):
        row = factories.of(decision_id)
        decision_acts.serve(row, row.version, "registered-post", later)
        decision_acts.covering_note(factories.of(decision_id))
    assert Standing.CORRECTED in examine(whole).standings


def test_a_decision_that_was_annulled_is_told(app: Flask, acting: As) -> None:
    decision_id = factories.refusal("served")
    whole = paper(decision_id, acting)[1]
    with acting("anna"):
        decision_acts.annul(factories.of(decision_id), clock.today(), "De rechtbank heeft het besluit vernietigd.")
        assert factories.of(decision_id).state == DecisionState.LAPSED
    found = examine(whole)
    assert (found.verdict, found.standings) == (Verdict.GENUINE, (Standing.ENDED,))


def test_a_permit_that_was_revoked_later_is_told(app: Flask, acting: As) -> None:
    revoked = factories.revocation("in-effect")
    with acting("anna"), acts.named("test"):
        later = factories.of(revoked)
        earlier = queries.decision(factories.refusal("in-effect"))
        earlier.establishment_id = later.establishment_id
        earlier.measure_copy = {**earlier.measure_copy, "effect": "grant"}
        assert earlier.signed_at is not None
        earlier.signed_at = (later.signed_at or clock.now()) - timedelta(days=100)
        key = earlier.id
    whole = paper(key, acting)[1]
    assert examine(whole).standings == (Standing.FOLLOWED,)


def test_the_page_says_who_signed_and_nothing_of_the_case(app: Flask, acting: As, signed: uuid.UUID) -> None:
    whole = paper(signed, acting)[1]
    status, page = send(app.test_client(), whole)
    assert status == 200
    for words in ("This letter is genuine and unchanged", "the mayor of Venlo", "Issued by", "was not withdrawn"):
        assert words in page
    with acting("hanneke"):
        row = factories.of(signed)
        secrets = {
            row.number, row.case_number, row.addressee.name, row.establishment.name, str(row.id), row.drafter.name,
            row.signed_by.name if row.signed_by else "", row.measure_id,
        }  # fmt: skip
    assert [secret for secret in secrets if secret and secret in page] == []
    assert not looks_like_identity_number(re.sub(r"<[^>]+>", " ", page))


@pytest.mark.parametrize(
    ("language", "words"), [("nl", "Is deze brief echt"), ("fr", "authentique"), ("de", "echt"), ("en", "genuine")]
)
def test_the_page_speaks_four_languages(app: Flask, language: str, words: str) -> None:
    page = app.test_client().get(f"/verify?language={language}")
    assert f'lang="{language}"' in page.text
    assert words in page.text


def encrypted() -> bytes:
    pdf, out = pikepdf.new(), BytesIO()
    pdf.add_blank_page()
    pdf.save(out, encryption=pikepdf.Encryption(owner="x", user="y"))
    return out.getvalue()


def bomb() -> bytes:
    """A few kilobytes that become gigabytes: a table of references to nothing, compressed twice."""
    nothing = zlib.compress(zlib.compress(b"\0" * 400_000_000, 9), 9)
    head = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
    at = len(head)
    stream = (
        b"3 0 obj\n<</Type/XRef/Size 99999999/W[1 2 1]/Root 1 0 R/Filter[/FlateDecode/FlateDecode]/Length %d>>"
        b"\nstream\n" % len(nothing)
    )
    return head + stream + nothing + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % at


HOSTILE: dict[str, Callable[[], bytes]] = {
    "not a PDF": lambda: b"MZ" + b"\0" * 5000,
    "half a PDF": lambda: b"%PDF-1.7\n1 0 obj\n<<",
    "a locked PDF": encrypted,
    "a bomb": bomb,
    "many ends": lambda: b"%PDF-1.7\n" + b"%%EOF\n" * 400_000,
    "a deep nest": lambda: b"%PDF-1.7\n1 0 obj\n" + b"[" * 200_000 + b"\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n",
    "a loop": lambda: b"%PDF-1.7\nxref\n0 0\ntrailer\n<</Prev 9>>\nstartxref\n9\n%%EOF\n",
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_gets_a_sentence(app: Flask, what: str) -> None:
    status, page = send(app.test_client(), HOSTILE[what]())
    assert status in {200, 422}
    assert 'class="dr-notice dr-notice--warn"' in page
    assert "genuine and unchanged" not in page
    assert "Traceback" not in page


def test_a_file_that_is_too_large_gets_a_sentence(app: Flask) -> None:
    status, page = send(app.test_client(), b"%PDF-1.7\n" + b"\0" * 50 * 1024 * 1024)
    assert status == 413
    assert "25 MB" in page


def test_nothing_chosen_is_asked_for(app: Flask) -> None:
    client = app.test_client()
    client.get("/verify?language=en")
    answer = client.post("/verify", data={})
    assert answer.status_code == 422
    assert "Choose the PDF that you want to check." in answer.text


def test_asking_leaves_nothing_behind(app: Flask, acting: As, signed: uuid.UUID) -> None:
    whole = paper(signed, acting)[1]
    folder = app.config["DREMPEL"].data_folder / "files"
    before = sorted(path.name for path in folder.rglob("*"))
    send(app.test_client(), whole + b"\n")
    assert sorted(path.name for path in folder.rglob("*")) == before


def test_who_asks_too_often_waits(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "THROTTLE", Throttle(most=3, seconds=60, at_once=2))
    client = app.test_client()
    answers = [send(client, b"no pdf")[0] for _ in range(4)]
    assert answers == [422, 422, 422, 429]
    assert "Wait a minute" in send(client, b"no pdf")[1]


def test_only_so_many_files_are_read_at_once() -> None:
    throttle = Throttle(most=10, seconds=0.2, at_once=1)
    with throttle.turn("a"), pytest.raises(TooMany), throttle.turn("b"):
        pass
    with throttle.turn("b"):
        pass


def test_the_command_says_the_same(app: Flask, acting: As, signed: uuid.UUID, tmp_path: Path) -> None:
    bare, whole = paper(signed, acting)
    for name, content, code, words in (
        ("whole.pdf", whole, 0, "the mayor of Venlo"),
        ("bare.pdf", bare, 1, "no signature"),
        ("text.txt", b"hello", 1, "not a PDF"),
    ):
        path = tmp_path / name
        path.write_bytes(content)
        done = app.test_cli_runner().invoke(args=["letters", "verify", str(path)])
        assert (done.exit_code, words in done.output) == (code, True), done.output
    assert app.test_cli_runner().invoke(args=["letters", "verify", str(tmp_path / "none.pdf")]).exit_code == 2


def test_every_signed_letter_has_its_copy(app: Flask, acting: As, signed: uuid.UUID) -> None:
    with acting("hanneke"):
        row = factories.of(signed)
        copy = db.session.scalars(select(SignedCopy)).one()
        assert (copy.sha256, copy.sealed, copy.level) == (row.signed_sha256, True, "B-B")
        assert copy.letter.decision_id == row.id
    with acting("celine"):
        assert db.session.scalars(select(SignedCopy)).all() == []


def test_copies_of_before_are_known_too(app: Flask, acting: As, signed: uuid.UUID) -> None:
    whole = paper(signed, acting)[1]
    with acting("hanneke"), acts.named("test"):
        db.session.delete(db.session.scalars(select(SignedCopy)).one())
    assert examine(whole).verdict == Verdict.GENUINE
