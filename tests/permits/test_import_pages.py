"""The import as a page."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from app.db import db
from permits.models import Establishment, ImportRun
from tests.conftest import As
from tests.permits.register_files import LINE, write_csv

Clients = Callable[[str], FlaskClient]


def offer(client: FlaskClient, content: bytes, name: str = "list.csv") -> str:
    """Send a file; the address of its preview."""
    answer = client.post("/import", data={"file": (io.BytesIO(content), name), "mapping": "drempel"})
    assert answer.status_code == 302, answer.text
    return str(answer.location)


def ended(client: FlaskClient, address: str) -> str:
    """Wait for the thread; the page of the report."""
    for _ in range(200):
        answer = client.get(address, headers={"HX-Request": "true"})
        if "HX-Redirect" in answer.headers:
            return str(client.get(address).text)
        time.sleep(0.05)
    raise AssertionError("the import did not end")


def test_an_officer_sees_how_it_is_read_starts_and_reads_the_report(
    app: Flask, client_of: Clients, acting: As, tmp_path: Path
) -> None:
    client = client_of("anna")
    path = write_csv(tmp_path / "list.csv", LINE, {**LINE, "name": "Salon Fout", "kvk_number": "12"})
    address = offer(client, path.read_bytes())
    preview = client.get(address).text
    assert "Massagesalon Stille Maas" in preview
    assert "kvk_number" in preview
    assert client.post(f"{address}/start", data={"way": "each"}).status_code == 302
    assert "kvk_number" in ended(client, address)
    refused = client.get(f"{address}/refused.csv")
    assert "Salon Fout" in refused.text
    assert client.post(f"{address}/start", data={"way": "each"}).status_code == 409
    with acting("anna"):
        assert db.session.scalars(db.select(Establishment.name)).all() == ["Massagesalon Stille Maas"]


def test_a_try_changes_nothing_and_can_be_followed_by_the_real_thing(
    app: Flask, client_of: Clients, acting: As, tmp_path: Path
) -> None:
    client = client_of("anna")
    address = offer(client, write_csv(tmp_path / "list.csv", LINE).read_bytes())
    client.post(f"{address}/start", data={"way": "whole", "dry_run": "y"})
    ended(client, address)
    with acting("anna"):
        assert db.session.scalars(db.select(Establishment)).all() == []
        assert db.session.scalars(db.select(ImportRun.state)).one() == "done"
    client.post(f"{address}/start", data={"way": "whole"})
    ended(client, address)
    with acting("anna"):
        assert len(db.session.scalars(db.select(Establishment)).all()) == 1


def test_a_file_that_is_no_list_is_refused_at_the_field(app: Flask, client_of: Clients) -> None:
    client = client_of("anna")
    for content in (b"", b"\x00\x01", b"one;two\n1;2\n"):
        answer = client.post("/import", data={"file": (io.BytesIO(content), "list.csv"), "mapping": "drempel"})
        assert answer.status_code == 422
        assert 'id="file-error"' in answer.text
    assert client.post("/import", data={"mapping": "drempel"}).status_code == 422


def test_an_import_of_another_town_is_not_found_and_an_inspector_may_not_import(
    app: Flask, client_of: Clients, tmp_path: Path
) -> None:
    address = offer(client_of("anna"), write_csv(tmp_path / "list.csv", LINE).read_bytes())
    assert client_of("femke").get(address).status_code == 404
    assert client_of("femke").get(f"{address}/refused.csv").status_code == 404
    assert client_of("bram").get("/import").status_code == 403
    assert client_of("bram").post(f"{address}/start", data={"way": "each"}).status_code == 403
