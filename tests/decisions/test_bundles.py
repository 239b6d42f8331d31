"""The bundle of a decision: the whole case for the court, less for others and never silently, and sealed."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import jsonschema_rs
import pikepdf
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app import acts as house
from app import clock, files, jobs, story
from app.access import Permission
from app.audit import AuditLine
from app.config import Config
from app.db import db, everywhere
from app.errors import NoSuchRoad, NotAllowed, NotHere
from decisions import acts as decision_acts
from decisions import signing_key
from decisions.bibob import acts as bibob
from decisions.bibob.acts.file import attach
from decisions.bibob.models import DocumentKind, Recipient
from decisions.bundles import acts, gathering, making, masking, queries
from decisions.bundles.lifecycle import BundleState
from decisions.bundles.models import Bundle as Row
from decisions.bundles.profiles import PROFILES, FaultInProfiles, Give, PartKind, read
from decisions.bundles.refusals import (
    BasisLacks,
    ChangedSinceShown,
    NoSuchDocument,
    NoSuchRecipient,
    NothingToGive,
    NotMasked,
    NotSignedYet,
    RecipientLacks,
)
from decisions.compartments import erasing
from decisions.objections import acts as objections
from decisions.objections import queries as remedies
from demonstration import region
from reports.bundle import Bundle, Status
from reports.letter import Items, Table, plain
from reports.masking import passages
from reports.press import verify_all
from reports.press.reading import read_blocks
from tests.conftest import As
from tests.decisions import factories
from tests.reports.paper import failures, run

ClientOf = Callable[[str], FlaskClient]
SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "decision.schema.json").read_text(encoding="utf-8"))
GIST = "De exploitant bestrijdt de feiten en vraagt om een lichtere maatregel."
UPLOAD = factories.PDF + b"the objection\n"


@pytest.fixture
def served(app: Flask, acting: As) -> uuid.UUID:
    """A refusal in Venlo with its proof of service and an objection that came in."""
    key = factories.refusal("signed")
    with acting("anna"):
        row = factories.of(key)
        decision_acts.serve(row, row.version, "registered-post", clock.today(), factories.PDF, "bewijs.pdf")
        objections.register_objection(
            factories.of(key), received_on=clock.today(), gist=GIST, content=UPLOAD, name="bezwaar.pdf"
        )
    return key


def made(acting: As, key: uuid.UUID, profile: str, who: str = "anna", **more: Any) -> tuple[Row, bytes]:
    """Ask a bundle and let the machine make it."""
    with acting(who):
        asked = acts.ask_bundle(factories.of(key), profile, more.pop("recipient", "Rechtbank Limburg"), **more).id
    jobs.run_queues()
    with acting(who):
        row = queries.bundle(asked)
        assert (row.state, row.fault) == (BundleState.MADE, "")
        assert row.file_sha256 is not None
        content = files.read(row.file_sha256)
        db.session.expunge(row)  # stays readable whatever happens to the session
        return row, content


def record_in(content: bytes) -> dict[str, Any]:
    """The decision as data, checked against its schema."""
    with pikepdf.open(BytesIO(content)) as pdf:
        record: dict[str, Any] = json.loads(pdf.attachments["decision.json"].get_file().read_bytes())
    checker = jsonschema_rs.Draft202012Validator(SCHEMA, validate_formats=True)
    assert [error.message for error in checker.iter_errors(record)] == []
    return record


def words_of(content: bytes) -> str:
    """Every word of the pages in reading order, without white space."""
    return bare("".join(_words(block) for block in read_blocks(content)))


def _words(block: Any) -> str:
    match block:
        case Table():
            return "".join((*(one.head for one in block.columns), *(cell for row in block.rows for cell in row)))
        case Items():
            return "".join(plain(one.runs) for item in block.items for one in item.paragraphs)
        case _:
            return plain(block.runs) if hasattr(block, "runs") else ""


def bare(text: str) -> str:
    return "".join(text.split())


class TestOnOneDatabase:
    """What is printed does not depend on the database."""

    @pytest.fixture
    def backend(self) -> str:
        return "sqlite"

    def test_the_court_gets_the_whole_case_sealed_and_the_same_again(
        self, served: uuid.UUID, acting: As, tmp_path: Path
    ) -> None:
        row, content = made(acting, served, "nl.court", reference="ROE 26/1234")
        assert failures(content, "3a") == []
        assert failures(content, "ua1") == []
        (seal,) = verify_all(content)
        assert (row.sealed, seal.intact, seal.covers_whole_file, seal.field) == (True, True, True, "Seal")
        record, heard = record_in(content), words_of(content)
        parts = [one["part"] for one in record["documents"]]
        assert parts == [
            "decision", "letters", "visits", "photos", "reports", "reports", "hearing", "service", "objections",
            "timeline", "closed",
        ]  # fmt: skip
        assert {one["given"] for one in record["documents"][:-1]} == {"whole"}
        assert bare("artikel 8:29 Awb en artikel 28 Wet Bibob") in heard
        with acting("anna"):
            decision = factories.of(served)
            assert decision.signed_sha256 is not None
            signed, letter = files.read(decision.signed_sha256), decision.letters[-1]
            motivation, finding = decision.grounds[0].motivation, decision.grounds[0].evidence[0].finding
            assert finding is not None
            for words in (motivation, finding.remark, decision.hearing_reply, GIST, "ROE 26/1234"):
                assert bare(words) in heard, words
            assert decision.service_proof_sha256 is not None
            proof = files.read(decision.service_proof_sha256)
            assert letter.signed_sha256 == sha256(signed).hexdigest()
        with pikepdf.open(BytesIO(content)) as pdf:
            along = {name: spec.get_file().read_bytes() for name, spec in pdf.attachments.items()}
        assert sum(one == signed for one in along.values()) == 1
        assert {proof, UPLOAD} <= set(along.values())
        assert all(sha256(one).hexdigest() in heard for name, one in along.items() if name != "decision.json")
        self.made_again(acting, row, content, tmp_path)

    def made_again(self, acting: As, row: Row, content: bytes, folder: Path) -> None:
        """The unsealed bytes are the beginning of the sealed ones, and come out the same from the kept plan."""
        with acting("anna"):
            plan = Bundle.from_plain(json.loads(files.read(row.plan_sha256)))
            places = {digest: files.whole(digest) for digest in making.wanted(plan)}
            making.write(plan, places, folder / "again.pdf", row.id)
        again = (folder / "again.pdf").read_bytes()
        assert sha256(again).hexdigest() == row.bare_sha256
        assert content.startswith(again)

    def test_each_recipient_gets_less_and_reads_why(self, served: uuid.UUID, acting: As) -> None:
        with acting("anna"):
            decision = factories.of(served)
            party, motivation = decision.addressee.name, decision.grounds[0].motivation
            inspector = region.member("bram").name
        _row, for_third = made(acting, served, "nl.third-party", recipient="Buurman")
        record, heard = record_in(for_third), words_of(for_third)
        told = json.dumps(record, ensure_ascii=False)
        for secret in (party, motivation, inspector, GIST):
            assert bare(secret) not in heard, secret
            assert json.dumps(secret, ensure_ascii=False)[1:-1] not in told, secret
        with pikepdf.open(BytesIO(for_third)) as pdf:
            assert list(pdf.attachments) == ["decision.json"]
        assert record["documents"][0]["masked"] == {"addressee": "nl.weighty"}
        for one in record["documents"]:  # nothing is silently gone
            assert one["given"] != "whole"
            assert bare(one["title"]) in heard
        assert bare("artikel 7:4, zesde lid, Awb") in heard
        _row, for_party = made(acting, served, "nl.party", recipient="de exploitant")
        assert bare(inspector) not in words_of(for_party)
        assert bare(motivation) in words_of(for_party)
        assert inspector not in json.dumps(record_in(for_party), ensure_ascii=False)

    def test_an_officer_masks_for_one_recipient_and_gives_the_court_alone_what_it_asks(
        self, served: uuid.UUID, acting: As, client_of: ClientOf, tmp_path: Path
    ) -> None:
        anna, base = client_of("anna"), f"/decisions/{served}/bundles"
        third, court = "profile=nl.third-party", "profile=nl.court"
        assert f"{base}/masking?{third}&amp;document=decision" in anna.get(f"{base}/new?{third}").text
        with acting("anna"):
            decision = factories.of(served)
            letter = masking.offer(decision, "nl.third-party", "decision")
            kept = {one.text: one.place for one in passages(letter.blocks)}
            proof, signed = decision.service_proof_sha256, decision.signed_sha256
            hidden = [decision.addressee.name, decision.addressee.contact_name, decision.drafter.name]
            objection = remedies.objections_to(served)[0].id
        gone = [one for one in kept if one.startswith(("Wie zijn identiteitsbewijs", "2. 8"))]
        assert len(gone) == 2
        typed: dict[str, Any] = {
            "less": "masked", "rule": "nl.weighty", "reason": "De feiten gaan over de bedrijfsvoering.",
            "letter": "masked", "places": [kept[one] for one in gone], "words": "kookgerei\nniet te vinden",
        }  # fmt: skip
        at = f"{base}/masking?{third}&document=decision"
        assert "niet te vinden" in anna.post(at, data=typed).text
        assert anna.post(at, data=typed | {"words": "kookgerei", "rule": "nl.court-only"}).status_code == 422
        assert anna.post(at, data=typed | {"words": "kookgerei"}).status_code == 302
        assert anna.post(at, data=typed | {"words": ""}).status_code == 409  # a colleague was first
        copy = {"less": "masked", "rule": "nl.private-life", "reason": "Het adres van de partij staat erop."}
        service = f"{base}/masking?{third}&document=service"
        assert "dr-field--invalid" in anna.post(service, data=copy | {"file_0": "masked"}).text
        for content, status in ((factories.PDF, 422), (factories.PDF + b"masked", 302)):
            sent = copy | {"file_0": "masked", "copy_0": (BytesIO(content), "gelakt.pdf")}
            assert anna.post(service, data=sent).status_code == status
        _row, content = made(acting, served, "nl.third-party", recipient="Buurman")
        record, heard = record_in(content), words_of(content)
        for secret in (*gone, *hidden, "kookgerei", "Anna Verhaegh"):
            assert bare(secret) not in heard, secret
            assert secret not in json.dumps(record, ensure_ascii=False)
        assert "U mag de activiteit waarvoor u haar vroeg dus niet uitoefenen.".replace(" ", "") in heard
        assert factories.PDF + b"masked" in attached(content)
        assert factories.PDF not in attached(content)
        assert all(one and one in heard for one in (proof, signed))
        (tmp_path / "third.pdf").write_bytes(content)
        pages = run("pdftotext", str(tmp_path / "third.pdf"), "-").split("\f")
        above = [page for page in pages if "Gelakt afschrift zonder handtekeningen" in page]
        assert len(above) > 2
        assert all(f"SHA-256 van het origineel: {signed}" in page for page in above)
        given = {one["part"]: one for one in record["documents"]}
        assert given["decision"]["letter_masked"] is True
        assert given["decision"]["withheld_because"]["reason"] == "De feiten gaan over de bedrijfsvoering."
        assert given["service"]["kept_back"][0]["masked_copy"] == sha256(factories.PDF + b"masked").hexdigest()
        assert (failures(content, "3a"), failures(content, "ua1")) == ([], [])
        self.only_for_the_court(acting, anna, served, f"{base}/masking?{court}&document=objection:{objection}")
        with acting("anna"):
            chosen = queries.maskings(served, "nl.third-party")["decision"]
            assert (chosen.chosen_by.name, chosen.version) == ("Anna Verhaegh", 1)
            with house.named("test"):
                chosen.letter_sha256 = "0" * 64  # the places belong to another letter: then nothing of it is given
            listed = gathering.preview(factories.of(served), PROFILES["nl.third-party"])
            assert (listed[0][1].part.letter, listed[0][1].part.mask) == (None, None)
        lift = at.replace("/masking?", "/masking/lift?")
        assert [anna.post(lift, data={"version": version}).status_code for version in (7, 2)] == [409, 302]
        with everywhere("a test reads the audit"):
            lines = db.session.scalars(select(AuditLine).where(AuditLine.act == "decisions.mask_document")).all()
            assert "bedrijfsvoering" in str(lines[0].note)
            assert "kookgerei" not in str([(line.note, line.changes) for line in lines])

    def only_for_the_court(self, acting: As, anna: FlaskClient, served: uuid.UUID, at: str) -> None:
        """What is kept from the open bundle by article 8:29 goes whole in the one for the court alone."""
        assert anna.post(
            at, data={"less": "withheld", "rule": "nl.weighty-court", "reason": "Er staan bedrijfsgeheimen in."}
        ).status_code == 302  # fmt: skip
        _row, content = made(acting, served, "nl.court")
        assert UPLOAD not in attached(content)
        assert bare(GIST) not in words_of(content)
        assert sha256(UPLOAD).hexdigest() in words_of(content)
        assert bare("Er staan bedrijfsgeheimen in (artikel 8:29 Awb)") in words_of(content)
        _row, content = made(acting, served, "nl.court-closed")
        assert [one for one in attached(content) if not one.startswith(b"{")] == [UPLOAD]
        assert bare(GIST) in words_of(content)
        whole = [one["part"] for one in record_in(content)["documents"] if one["given"] == "whole"]
        assert whole == ["objections"]

    def test_the_council_of_state_gets_a_bundle_in_the_language_of_the_case(self, app: Flask, acting: As) -> None:
        key = factories.french_closure("served")
        row, content = made(acting, key, "be.court", who="marc", recipient="Conseil d’État")
        assert (row.language, failures(content, "3a"), failures(content, "ua1")) == ("fr", [], [])
        given = {one["part"]: one["given"] for one in record_in(content)["documents"]}
        assert given["consultation"] == "whole"
        assert given["closed"] == "withheld"

    def test_closed_documents_go_only_through_hands_that_hold_the_mark(
        self, app: Flask, acting: As, client_of: ClientOf
    ) -> None:
        served = factories.refusal("signed")  # the application is still open
        secret = b"%PDF-1.4\n% what the bureau wrote\n"
        holder = "joris"
        with acting(holder):
            application = factories.of(served).application
            assert application is not None
            inquiry = bibob.open_inquiry(application, "De financiering is niet te volgen.", clock.today())
            with house.named("test"):
                attach(inquiry, DocumentKind.ADVICE, "Advies van het Bureau", clock.today(), secret, "advies.pdf")
                letter = attach(
                    inquiry, DocumentKind.LETTER, "Brief aan de partij", clock.today(), secret + b"own", "brief.pdf",
                    recipient=Recipient.PARTY,
                )  # fmt: skip
            case_id, document = inquiry.id, f"closed:{letter.id}"
        _row, open_one = made(acting, served, "nl.court")
        assert b"Advies van het Bureau" not in open_one
        assert secret not in attached(open_one)
        with acting("anna"), pytest.raises(NoSuchRecipient):
            acts.ask_bundle(factories.of(served), "nl.court-closed", "Rechtbank Limburg")
        row, closed = made(acting, served, "nl.court-closed", who=holder)
        assert row.power == Permission.BIBOB_READ
        assert secret in attached(closed)
        assert {one["given"] for one in record_in(closed)["documents"] if one["part"] == "closed"} == {"whole"}
        _row, own = made(acting, served, "nl.party", who=holder)
        assert secret + b"own" in attached(own)
        assert secret not in attached(own)
        assert bare("Advies van het Bureau") not in words_of(own)
        with acting("anna"):
            assert len(queries.bundles_of(served)) == 1
            with pytest.raises(NotHere):
                queries.bundle(row.id)
            assert row.file_sha256 is not None
            with pytest.raises(NotHere):
                files.whole(row.file_sha256)
            assert not any(story.readable(one) for one in story.of(served) if one.facts.get("bundle") == row.number)
        assert client_of("anna").get(f"/bundles/{row.id}.pdf").status_code == 404
        self.masked_as_closed_as_its_file(acting, served, holder, document, secret + b"own")
        with acting(holder):
            digest = row.file_sha256
            with house.named("test"):
                erasing.forget_story(case_id)
            assert queries.of_closed_file(case_id) == []
            assert queries.maskings(served, "nl.party") == {}
            assert not files.path_of(sha256(secret + b"own, masked").hexdigest()).exists()
            assert not files.path_of(digest).exists()

    def masked_as_closed_as_its_file(
        self, acting: As, served: uuid.UUID, holder: str, document: str, own: bytes
    ) -> None:
        """A masked copy of a closed document goes to the party; who lacks the mark learns nothing of the choice."""
        wish = masking.Wish(
            "masked", "nl.bibob", "Een deel gaat over een ander.",
            files={sha256(own).hexdigest(): (own + b", masked", "brief.pdf")},
        )  # fmt: skip
        with acting("anna"), pytest.raises(NoSuchDocument):
            masking.mask_document(factories.of(served), "nl.party", document, None, wish)
        with acting(holder):
            masking.mask_document(factories.of(served), "nl.party", document, None, wish)
        _row, content = made(acting, served, "nl.party", who=holder)
        assert own + b", masked" in attached(content)
        assert own not in attached(content)
        with acting("anna"):
            assert queries.maskings(served, "nl.party") == {}
            with pytest.raises(NotHere):
                files.read(sha256(own + b", masked").hexdigest())
        _row, content = made(acting, served, "nl.party")
        assert not [one for one in attached(content) if own in one]
        with everywhere("a test reads the audit"):
            lines = db.session.scalars(select(AuditLine).where(AuditLine.act == "decisions.mask_document")).all()
            assert "over een ander" not in str([(line.note, line.changes) for line in lines])


def attached(content: bytes) -> list[bytes]:
    with pikepdf.open(BytesIO(content)) as pdf:
        return [spec.get_file().read_bytes() for spec in pdf.attachments.values()]


def test_a_bundle_is_asked_followed_and_taken_on_pages(served: uuid.UUID, client_of: ClientOf, acting: As) -> None:
    anna, base = client_of("anna"), f"/decisions/{served}/bundles"
    assert base in anna.get(f"/decisions/{served}").text
    page = anna.get(base).text
    for profile in ("nl.committee", "nl.court", "nl.party", "nl.third-party", "nl.municipality"):
        assert f"profile={profile}" in page
        shown = anna.get(f"{base}/new?profile={profile}")
        assert (shown.status_code, shown.text.count("<tr>")) == (200, 12), profile
    assert "nl.court-closed" not in page
    assert anna.get(f"{base}/new?profile=nl.court-closed").status_code == 302
    assert anna.post(f"{base}/new?profile=nl.court", data={"recipient": ""}).status_code == 422
    answer = anna.post(f"{base}/new?profile=nl.court", data={"recipient": "Rechtbank <b>Limburg</b>"})
    assert answer.status_code == 302
    at = answer.headers["Location"]
    assert "<progress" in anna.get(at, headers={"HX-Request": "true"}).text
    assert anna.get(f"{at}.pdf").status_code == 404
    jobs.run_queues()
    assert anna.get(at, headers={"HX-Request": "true"}).headers["HX-Redirect"] == at
    page = anna.get(at).text
    assert f"{at}.pdf" in page
    assert "Rechtbank &lt;b&gt;Limburg&lt;/b&gt;" in page
    taken = anna.get(f"{at}.pdf")
    assert (taken.mimetype, taken.data[:5]) == ("application/pdf", b"%PDF-")
    with everywhere("a test reads the audit"):
        looks = db.session.scalars(select(AuditLine).where(AuditLine.act == "look")).all()
        assert any(f"{at}.pdf" in str(line.note) for line in looks)
    for stranger, status in (("femke", 404), ("bram", 403), ("hanneke", 403)):
        assert client_of(stranger).get(at).status_code == status, stranger


@pytest.mark.parametrize("backend", ["sqlite"])
def test_what_lacks_is_said_before_anything_is_made(served: uuid.UUID, acting: As) -> None:
    unsigned = factories.revocation("with-mayor")
    with acting("anna"):
        row = factories.of(served)
        with pytest.raises(NotSignedYet):
            acts.ask_bundle(factories.of(unsigned), "nl.court", "Rechtbank Limburg")
        with pytest.raises(RecipientLacks):
            acts.ask_bundle(row, "nl.court", " ")
        with pytest.raises(NoSuchRecipient):
            acts.ask_bundle(row, "be.court", "Raad van State")
        with pytest.raises(ChangedSinceShown):
            acts.ask_bundle(row, "nl.court", "Rechtbank Limburg", shown="another list")
        with pytest.raises(NoSuchDocument):  # the general line about a closed file is no document
            masking.offer(row, "nl.third-party", "")
        nothing = masking.Wish("withheld", "nl.weighty", "Deze ontvanger is geen belanghebbende.")
        for document in ("decision", f"objection:{remedies.objections_to(served)[0].id}"):
            masking.mask_document(factories.of(served), "nl.third-party", document, None, nothing)
        row = factories.of(served)
        with pytest.raises(NothingToGive):
            acts.ask_bundle(row, "nl.third-party", "Buurman")
        letter, signed = files.read(row.letter_sha256 or ""), files.read(row.signed_sha256 or "")
        with pytest.raises(NotMasked):  # other bytes in which every word can still be read
            masking._check_masked(letter, signed, "copy_0")
        with pytest.raises(BasisLacks):
            acts.ask_bundle(row, "nl.municipality", "Gemeente Weert")
        asked = acts.ask_bundle(
            row, "nl.municipality", "Gemeente Weert", basis="Artikel 6 AVG, taak van openbaar belang."
        )
        assert (asked.number, asked.basis[:9]) == (f"{row.number}-D1", "Artikel 6")
    with acting("bram"), pytest.raises(NotAllowed):
        acts.ask_bundle(factories.of(served), "nl.court", "Rechtbank Limburg")


@pytest.mark.parametrize("backend", ["sqlite"])
def test_a_machine_that_stops_halfway_begins_again_and_two_never_make_the_same(
    served: uuid.UUID, acting: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    with acting("anna"):
        key = acts.ask_bundle(factories.of(served), "nl.court", "Rechtbank Limburg").id

    def stop(*_turn: int) -> None:
        raise SystemExit

    with monkeypatch.context() as patch, suppress(SystemExit):
        patch.setattr(making, "_note", stop)
        jobs.run_queues()
    with acting("anna"):
        assert queries.bundle(key).state == BundleState.ASKED
        with making._alone(key) as mine:
            assert mine
            making.make(key)
        assert queries.bundle(key).state == BundleState.ASKED
    jobs.run_queues()
    with acting("anna"):
        assert queries.bundle(key).state == BundleState.MADE
        with pytest.raises(NoSuchRoad):
            acts.ask_bundle_again(queries.bundle(key))


@pytest.mark.parametrize("backend", ["sqlite"])
def test_without_its_seal_no_bundle_leaves_and_it_can_be_made_again(
    app: Flask, served: uuid.UUID, acting: As, client_of: ClientOf, tmp_path: Path
) -> None:
    with acting("anna"):
        key = acts.ask_bundle(factories.of(served), "nl.court", "Rechtbank Limburg").id
    before: Config = app.config["DREMPEL"]
    missing = replace(before.signing, seal_key=str(tmp_path / "gone.p12"))
    app.config["DREMPEL"] = replace(before, signing=missing)
    try:
        jobs.run_queues()
    finally:
        app.config["DREMPEL"] = before
        signing_key.forget_keys()
    anna = client_of("anna")
    with acting("anna"):
        row = queries.bundle(key)
        assert (row.state, row.file_sha256) == (BundleState.FAILED, None)
        assert row.fault
    assert row.fault in anna.get(f"/bundles/{key}").text
    assert anna.post(f"/bundles/{key}/again").status_code == 302
    jobs.run_queues()
    with acting("anna"):
        assert queries.bundle(key).state == BundleState.MADE


def test_a_profile_that_forgets_its_reason_stops_the_house() -> None:
    for profile in PROFILES.values():
        assert set(profile.shares) == set(PartKind)
        for part, share in profile.shares.items():
            assert (share.rule is None) == (share.give is Give.WHOLE), (profile.id, part)
    text = (Path(gathering.__file__).parent / "profiles.toml").read_text(encoding="utf-8")
    for wrong in (
        text.replace('closed = { give = "withheld", rule = "nl.court-only" }', 'closed = { give = "withheld" }'),
        text.replace('rule = "nl.weighty" }', 'rule = "nl.forgotten" }', 1),
        text.replace("marked = true", "secret = true", 1),
    ):
        assert wrong != text
        with pytest.raises(FaultInProfiles):
            read(wrong)
    assert {status.value for status in Status} == {"whole", "partly", "withheld"}
