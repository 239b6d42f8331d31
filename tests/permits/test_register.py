"""The register as a list, its search and its files."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import event

from app import audit, remembered
from app.db import db
from permits.register import Filters, listing
from permits.search import asked
from tests.conftest import As
from tests.permits.register_files import LINE, take_over, write_csv

Clients = Callable[[str], FlaskClient]
NAMES = ("Massagesalon Stille Maas", "Salon Linde", "Handwas Tasbeek", "Café ’t Höfke", "=1+1", "Ended & co")


@pytest.fixture
def filled(app: Flask, acting: As, tmp_path: Path) -> None:
    lines = [{**LINE, "name": name, "house_number": str(place), "closed_on": ""} for place, name in enumerate(NAMES, 1)]
    lines[2]["sector"] = "carwash"
    lines[5]["closed_on"] = "2025-01-01"
    lines[1] |= {"visit_on": "2020-01-01", "visit_outcome": "in orde"}
    for line in lines:
        line.setdefault("visit_on", "")
        line["registered_on"] = "2024-01-01"
    with acting("anna"):
        assert take_over(write_csv(tmp_path / "list.csv", *lines)).created == len(NAMES)


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), 5),
        (Filters(status="all"), 6),
        (Filters(status="ended"), 1),
        (Filters(visit="never"), 4),
        (Filters(visit="12-months"), 1),
        (Filters(q="MAAS"), 1),
        (Filters(q="hofke"), 1),
        (Filters(q="salon"), 1),
        (Filters(q="molenk 3"), 1),
        (Filters(q="5911 ab"), 5),
        (Filters(q="123.456.78"), 5),
        (Filters(q="niets hier"), 0),
        (Filters(q="%"), 0),
        (Filters(q="' or 1=1 --"), 0),
    ],
)
def test_filters_and_search_find_what_they_say(acting: As, filters: Filters, expected: int) -> None:
    with acting("anna"):
        found = listing(filters)
        assert (found.total, len(found.rows)) == (expected, expected)


@pytest.mark.usefixtures("filled")
def test_only_ones_own_register_is_listed_searched_and_counted(acting: As) -> None:
    with acting("femke"):
        assert listing(Filters(status="all")).total == 0
        assert listing(Filters(q="salon")).total == 0


@pytest.mark.usefixtures("filled")
def test_the_list_takes_at_most_three_statements_and_one_when_nothing_happened(acting: As) -> None:
    seen: list[str] = []

    def note(*told: Any) -> None:
        if told[2] != "BEGIN":
            seen.append(told[2])

    with acting("anna"):
        remembered.forget()
        event.listen(db.engine, "before_cursor_execute", note)
        listing(Filters())
        first = len(seen)
        listing(Filters())
        again = len(seen) - first
        listing(Filters(q="salon linde"))
        searched = len(seen) - first - again
        event.remove(db.engine, "before_cursor_execute", note)
    assert (first <= 3, again, searched <= 3) == (True, 1, True)


@pytest.mark.usefixtures("filled")
def test_a_remembered_count_never_outlives_an_act(acting: As, tmp_path: Path) -> None:
    with acting("anna"):
        assert listing(Filters()).total == 5
        take_over(write_csv(tmp_path / "more.csv", {**LINE, "name": "Nieuw"}))
        assert listing(Filters()).total == 6


@pytest.mark.usefixtures("filled")
def test_sorting_goes_both_ways(acting: As) -> None:
    with acting("anna"):
        up = [row.name for row in listing(Filters(sort="name")).rows]
        down = [row.name for row in listing(Filters(sort="name", descending=True)).rows]
        assert up == sorted(up)
        assert down == up[::-1]
        assert listing(Filters(sort="visit", descending=True)).rows[0].name == "Salon Linde"


def test_pages_hold_fifty_and_a_page_too_far_is_the_last(app: Flask, acting: As, tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "l.csv", *({**LINE, "name": f"Salon {n:03d}", "house_number": str(n)} for n in range(120))
    )
    with acting("anna"):
        take_over(path)
        assert [len(listing(Filters(page=page)).rows) for page in (1, 2, 3)] == [50, 50, 20]
        assert listing(Filters(page=99)).filters.page == 3
        assert len({row.establishment_id for page in (1, 2, 3) for row in listing(Filters(page=page)).rows}) == 120


@pytest.mark.parametrize(
    "address",
    ["?page=0", "?page=-1", "?page=x", "?page=9999999999999", "?sector=x", "?status=x", "?sort=;drop", "?q=%00%ff"],
)
@pytest.mark.usefixtures("filled")
def test_nonsense_in_the_address_is_left_out(client_of: Clients, address: str) -> None:
    assert client_of("anna").get(f"/register{address}").status_code == 200


@pytest.mark.usefixtures("filled")
def test_the_page_shows_rows_chips_and_escapes_names(client_of: Clients) -> None:
    page = client_of("anna").get("/register?q=salon").text
    assert "Salon Linde" in page
    assert 'class="dr-chip"' in page
    assert "Ended &amp; co" in client_of("anna").get("/register?status=all").text


@pytest.mark.usefixtures("filled")
def test_a_script_gets_the_part_and_the_clean_address(client_of: Clients) -> None:
    part = client_of("anna").get("/register?q=linde&sector=&visit=", headers={"HX-Request": "true"})
    assert "<html" not in part.text
    assert part.headers["HX-Push-Url"] == "/register?q=linde"
    assert 'id="register-said"' in part.text


def test_an_empty_register_says_how_to_begin(client_of: Clients) -> None:
    assert "/import" in client_of("anna").get("/register").text
    assert "/import" not in client_of("bram").get("/register").text


@pytest.mark.usefixtures("filled")
def test_nothing_found_offers_to_take_filters_away(client_of: Clients) -> None:
    page = client_of("anna").get("/register?q=zzzz").text
    assert 'href="/register?q=zzzz&amp;status=all"' in page


def test_a_mayor_has_no_register_and_a_stranger_must_sign_in(app: Flask, client_of: Clients) -> None:
    assert client_of("hanneke").get("/register").status_code == 403
    assert app.test_client().get("/register").status_code == 302


@pytest.mark.usefixtures("filled")
def test_the_csv_is_harmless_recorded_and_can_be_taken_back(client_of: Clients, acting: As, tmp_path: Path) -> None:
    answer = client_of("anna").get("/register/export.csv?status=all")
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff")), delimiter=";"))
    assert {row["name"] for row in rows} == {*(name for name in NAMES if name != "=1+1"), "'=1+1"}
    line = db.session.scalars(db.select(audit.AuditLine).where(audit.AuditLine.act == "permits.note_export")).one()
    assert '"form":"csv"' in line.note
    path = tmp_path / "back.csv"
    path.write_bytes(answer.data)
    with acting("anna"):
        report = take_over(path)
        assert (report.unchanged, report.created, report.updated, report.rejected) == (6, 0, 0, 0)


@pytest.mark.usefixtures("filled")
def test_a_cell_that_begins_with_an_equals_sign_stays_text_in_the_workbook(client_of: Clients) -> None:
    answer = client_of("anna").get("/register/export.xlsx")
    sheet = load_workbook(io.BytesIO(answer.data)).worksheets[0]
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "=1+1")
    assert cell.data_type == "s"


def test_an_inspector_may_not_take_the_register_along(client_of: Clients) -> None:
    assert client_of("bram").get("/register/export.csv").status_code == 403


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("  Café  'T Höfke ", ["hofke", "cafe", "t"]),
        ("0403.449.823", ["0403449823"]),
        ("5911 AB", ["5911ab"]),
        ("", []),
        ("…", []),
    ],
)
def test_what_is_typed_becomes_beginnings_of_words(typed: str, words: list[str]) -> None:
    assert asked(typed) == words
