"""A file that is too large gets a sentence, also over a real connection; what was typed beside it stays."""

from __future__ import annotations

import http.client
import io
import re
import urllib.parse
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from app.db import db
from inspections.models import Inspection
from permits.models import ApplicationDocument
from tests import live
from tests.conftest import As
from tests.house.walking import case_rows
from tests.inspections import factories as visits
from tests.permits import factories as permits

FIFTY = 50 * 1024 * 1024
TYPED = "In de achterkamer lagen vier matrassen."
ClientOf = Callable[[str], FlaskClient]


@pytest.fixture
def visit(app: Flask, acting: As) -> Inspection:
    with acting("anna"):
        place = permits.operated()
    with acting("bram"):
        return visits.begun_visit(place)


@pytest.fixture
def document(app: Flask, acting: As) -> ApplicationDocument:
    with acting("anna"):
        return permits.application().documents[0]


def photo() -> FileStorage:
    return FileStorage(io.BytesIO(b"\xff\xd8\xff\xe0" + bytes(FIFTY)), "achterkamer.jpg")


def send(client: FlaskClient, address: str, typed: dict[str, Any]) -> TestResponse:
    """As a browser sends it; encoded in memory, since the test client would leave a file open."""
    boundary, body = encode_multipart(typed)
    return client.post(address, data=body, content_type=f"multipart/form-data; boundary={boundary}")


def number_of_files(app: Flask) -> int:
    return sum(1 for path in app.config["DREMPEL"].data_folder.rglob("*") if path.is_file() and len(path.name) == 64)


def test_a_photo_of_fifty_megabytes_gets_a_sentence_and_the_remark_stays(
    app: Flask, client_of: ClientOf, visit: Inspection
) -> None:
    client, before = client_of("bram"), (case_rows(), number_of_files(app), visit.version)
    sent = {"A31-state": "deviation", "A31-remark": TYPED, "A31-photos": photo(), "go": "next"}
    answer = send(client, f"/visits/{visit.id}/topics/safety", sent)
    assert_kept(answer.status_code, answer.text, "achterkamer.jpg")
    assert (case_rows(), number_of_files(app), reread(visit).version) == before


def test_a_document_of_fifty_megabytes_gets_a_sentence_and_the_note_stays(
    app: Flask, client_of: ClientOf, document: ApplicationDocument
) -> None:
    client, before = client_of("anna"), (case_rows(), number_of_files(app))
    sent = {"remark": TYPED, "file": FileStorage(io.BytesIO(b"%PDF-1.7\n" + bytes(FIFTY)), "plattegrond.pdf")}
    answer = send(client, f"/documents/{document.id}", sent)
    assert_kept(answer.status_code, answer.text, "plattegrond.pdf")
    assert (case_rows(), number_of_files(app)) == before


def test_what_was_kept_can_be_sent_again_without_the_file(client_of: ClientOf, visit: Inspection) -> None:
    client, address = client_of("bram"), f"/visits/{visit.id}/people"
    kept = send(client, address, {"operator": "1", "visitors": "2", "photo": photo()})
    assert kept.status_code == 413
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', kept.text))
    assert fields["visitors"] == "2"
    assert f'action="{address}"' in kept.text


def test_a_stranger_is_not_waited_for(app: Flask) -> None:
    answer = send(app.test_client(), "/sign-in", {"email": TYPED, "file": photo()})
    assert answer.status_code == 413
    assert TYPED not in answer.text


def test_far_too_much_is_not_read_at_all(client_of: ClientOf, visit: Inspection) -> None:
    answer = client_of("bram").post(
        f"/visits/{visit.id}/people",
        input_stream=Untouched(),
        content_type="multipart/form-data; boundary=b",
        environ_overrides={"CONTENT_LENGTH": str(2 * 1024**3)},
    )
    assert answer.status_code == 413
    assert "25 MB" in answer.text


class Untouched(io.BytesIO):
    """A body that nobody may begin to read."""

    def read(self, _size: int | None = -1) -> bytes:
        raise AssertionError


def test_a_real_connection_carries_the_answer_of_fifty_megabytes(live_app: Flask, visit: Inspection) -> None:
    """With tokens checked, over a socket: the whole body is taken in, so the browser sees the page and no reset."""
    with live.served(live_app) as address:
        server = urllib.parse.urlsplit(address)
        connection = http.client.HTTPConnection(str(server.hostname), server.port, timeout=60)
        cookie = signed_in(connection, str(visit.inspector_id))
        boundary, body = encode_multipart({"A31-remark": TYPED, "A31-photos": photo()})
        headers = {"Content-Type": f"multipart/form-data; boundary={boundary}", "Cookie": cookie}
        connection.request("POST", f"/visits/{visit.id}/topics/safety", body, headers)
        answer = connection.getresponse()
        assert_kept(answer.status, answer.read().decode(), "achterkamer.jpg")
        connection.close()


def signed_in(connection: http.client.HTTPConnection, user: str) -> str:
    """The cookie of somebody who pressed his name on the sign-in page."""
    connection.request("GET", "/sign-in")
    page = connection.getresponse()
    cookie = str(page.getheader("Set-Cookie")).split(";")[0]
    token = re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', page.read().decode())[0]
    sent = urllib.parse.urlencode({"csrf_token": token})
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie}
    connection.request("POST", f"/practice/{user}", sent, headers)
    entered = connection.getresponse()
    entered.read()
    assert entered.status == 302
    return str(entered.getheader("Set-Cookie")).split(";")[0]


def assert_kept(status: int, page: str, name: str) -> None:
    assert status == 413
    assert "25 MB" in page
    assert TYPED in page
    assert name in page


def reread(visit: Inspection) -> Inspection:
    db.session.rollback()
    db.session.refresh(visit)
    return visit
