"""Taking over a register from a file."""

from __future__ import annotations

import csv
import zipfile
from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from app import audit, story
from app.db import db
from app.errors import NotAllowed, Unreadable
from permits.models import Establishment, Party, Permit, RegisterLine, Sector
from permits.register import Filters, listing
from permits.register_import import mapping, reading
from permits.register_import.staging import one_name
from tests.conftest import As
from tests.permits.register_files import LINE, take_over, write_csv, write_xlsx


def test_a_list_becomes_establishments_with_operator_line_and_search_words(
    app: Flask, acting: As, tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "list.csv", {**LINE, "visit_on": "2025-03-04", "visit_outcome": "in orde"})
    with acting("anna"):
        report = take_over(path)
        row = db.session.scalars(db.select(Establishment)).one()
        line = db.session.scalars(db.select(RegisterLine)).one()
        assert (report.created, report.visits, report.rejected) == (1, 1, 0)
        assert (row.full_address, row.sector.kind) == ("Molenkade 31, 5911 AB Venlo", "massage")
        assert (line.operator_name, line.last_visit_on) == ("Rust & Balans V.O.F.", date(2025, 3, 4))
        assert [listing(Filters(q=words)).total for words in ("stille", "5911ab", "12345678", "balans molen")] == [
            1,
            1,
            1,
            1,
        ]
        assert {happening.kind for happening in story.of(row.id)} == {"register.taken-over", "register.visited-before"}


def test_the_same_file_again_doubles_nothing(app: Flask, acting: As, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "list.csv", LINE, {**LINE, "name": "Salon Linde"})
    with acting("anna"):
        take_over(path)
        report = take_over(path)
        assert (report.created, report.updated, report.unchanged) == (0, 0, 2)
        assert db.session.scalar(db.select(db.func.count()).select_from(Establishment)) == 2
        assert db.session.scalar(db.select(db.func.count()).select_from(Party)) == 1


def test_a_changed_line_changes_the_establishment_and_its_search_words(app: Flask, acting: As, tmp_path: Path) -> None:
    with acting("anna"):
        take_over(write_csv(tmp_path / "list.csv", LINE))
        report = take_over(
            write_csv(tmp_path / "list.csv", {**LINE, "kvk_number": "87654321", "operator": "Nieuw B.V."})
        )
        assert (report.updated, report.created) == (1, 0)
        assert listing(Filters(q="87654321")).total == 1
        assert listing(Filters(q="12345678")).total == 0
        assert listing(Filters()).rows[0].operator_name == "Nieuw B.V."


def test_an_import_leaves_an_audit_line_with_its_counts(app: Flask, acting: As, tmp_path: Path) -> None:
    with acting("anna"):
        take_over(write_csv(tmp_path / "list.csv", LINE))
    line = db.session.scalars(db.select(audit.AuditLine).order_by(audit.AuditLine.id.desc())).first()
    assert line is not None
    assert line.act == "permits.import_register"
    assert '"created":1' in line.note
    assert not list(audit.broken_lines("GM0983"))


def test_an_inspector_may_not_import(app: Flask, acting: As, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "list.csv", LINE)
    with acting("bram"), pytest.raises(NotAllowed):
        take_over(path)
    assert db.session.scalar(db.select(db.func.count()).select_from(Establishment.__table__)) == 0


def test_refused_lines_say_line_column_value_and_reason_and_can_be_mended(
    app: Flask, acting: As, tmp_path: Path
) -> None:
    path = write_csv(
        tmp_path / "list.csv", LINE, {**LINE, "name": "Salon Fout", "kvk_number": "123"}, {**LINE, "name": "Salon Goed"}
    )
    with acting("anna"):
        report = take_over(path)
        assert (report.created, report.rejected) == (2, 1)
        refusal = report.rejections[0]
        assert (refusal["line"], refusal["column"], refusal["value"]) == (3, "kvk_number", "123")
        assert refusal["reason"]
        refused = tmp_path / "refused.csv"
        mended = tmp_path / "mended.csv"
        mended.write_text(refused.read_text(encoding="utf-8-sig").replace(";123;", ";23456789;"), encoding="utf-8")
        again = take_over(mended)
        assert (again.created, again.rejected) == (1, 0)


def test_the_whole_file_is_everything_or_nothing(app: Flask, acting: As, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "list.csv", LINE, {**LINE, "name": "Salon Fout", "postal_code": "59"})
    with acting("anna"):
        report = take_over(path, whole_file=True)
        assert (report.saved, report.rejected) == (False, 1)
        assert db.session.scalar(db.select(db.func.count()).select_from(Establishment)) == 0


def test_a_try_saves_nothing(app: Flask, acting: As, tmp_path: Path) -> None:
    with acting("anna"):
        report = take_over(write_csv(tmp_path / "list.csv", LINE), dry_run=True)
        assert (report.created, report.saved) == (1, False)
        assert db.session.scalar(db.select(db.func.count()).select_from(Establishment)) == 0


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("name", ""),
        ("name", "x" * 300),
        ("name", "Salon 111222333"),
        ("sector", "bakkerij"),
        ("postal_code", "0000 AA"),
        ("kvk_establishment_number", "12"),
        ("kbo_number", "0403449824"),
        ("rooms", "veel"),
        ("rooms", "-3"),
        ("latitude", "912"),
        ("latitude", "nan"),
        ("registered_on", "2025-02-30"),
        ("registered_on", "31-02-2027"),
        ("visit_on", "2199-01-01"),
        ("closed_on", "0001-01-01"),
        ("id", "geen"),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_a_reason(
    app: Flask, acting: As, tmp_path: Path, column: str, value: str
) -> None:
    with acting("anna"):
        report = take_over(write_csv(tmp_path / "list.csv", {**LINE, column: value}))
        assert (report.created, report.rejected) == (0, 1)
        assert report.rejections[0]["column"] == column
        assert report.rejections[0]["reason"]


def test_markup_is_kept_as_text_and_control_characters_are_not(app: Flask, acting: As, tmp_path: Path) -> None:
    with acting("anna"):
        take_over(write_csv(tmp_path / "list.csv", {**LINE, "name": "<b>Salon</b>\u202e Li\x07nde"}))
        assert db.session.scalars(db.select(Establishment.name)).one() == "<b>Salon</b> Linde"


def test_a_number_of_another_municipality_makes_a_new_establishment_here(
    app: Flask, acting: As, tmp_path: Path
) -> None:
    with acting("femke"):
        take_over(write_csv(tmp_path / "genk.csv", {**LINE, "postal_code": "3600", "city": "Genk", "kvk_number": ""}))
        theirs = db.session.scalars(db.select(Establishment)).one()
        key, name = theirs.id, theirs.name
    with acting("anna"):
        report = take_over(write_csv(tmp_path / "venlo.csv", {**LINE, "id": str(key), "name": "Overgenomen"}))
        assert report.created == 1
    with acting("femke"):
        assert db.session.scalars(db.select(Establishment.name)).one() == name


def test_a_workbook_is_read_like_a_text_file(app: Flask, acting: As, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "list.xlsx", {**LINE, "kvk_number": 12345678, "registered_on": date(2024, 5, 6)})
    with acting("anna"):
        assert take_over(path).created == 1
        row = db.session.scalars(db.select(Establishment)).one()
        assert (row.kvk_number, row.registered_on) == ("12345678", date(2024, 5, 6))


@pytest.mark.parametrize(("delimiter", "encoding"), [(",", "latin-1"), ("\t", "utf-8-sig"), (";", "utf-8")])
def test_separator_and_encoding_are_found_out(
    app: Flask, acting: As, tmp_path: Path, delimiter: str, encoding: str
) -> None:
    path = write_csv(tmp_path / "l.csv", {**LINE, "name": "Café Höfke"}, delimiter=delimiter, encoding=encoding)
    with acting("anna"):
        assert take_over(path).created == 1
        assert listing(Filters(q="hofke")).rows[0].name == "Café Höfke"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"   \n \n",
        b"\x00\x01\x02\xff\xfe" * 50,
        b"%PDF-1.7 nothing here",
        b"PK\x03\x04 broken",
        b"only;these\n1;2\n",
    ],
)
def test_a_file_that_is_no_list_is_refused_with_a_sentence(
    app: Flask, acting: As, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(content)
    with acting("anna"), pytest.raises(Unreadable) as refused:
        take_over(path)
    assert str(refused.value.sentence)


def test_missing_columns_are_named(app: Flask, acting: As, tmp_path: Path) -> None:
    with acting("anna"), pytest.raises(reading.ColumnsLack) as refused:
        take_over(write_csv(tmp_path / "list.csv", {"name": "Salon", "street": "Kade"}))
    assert "sector" in str(refused.value.sentence)


def test_a_workbook_that_unpacks_to_far_too_much_is_refused(app: Flask, acting: As, tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    with acting("anna"), pytest.raises(reading.NoTable):
        take_over(path)


def test_a_huge_cell_is_refused_and_not_kept(app: Flask, acting: As, tmp_path: Path) -> None:
    with acting("anna"):
        report = take_over(write_csv(tmp_path / "list.csv", {**LINE, "note": "x" * 60_000}))
        assert report.rejected == 1


def test_lines_of_one_establishment_come_together_and_the_latest_holds(app: Flask, acting: As, tmp_path: Path) -> None:
    older = {**LINE, "rooms": "4", "visit_on": "2023-01-10", "visit_outcome": "oranje"}
    newer = {**LINE, "rooms": "6", "visit_on": "2025-01-10", "visit_outcome": "groen"}
    path = write_csv(tmp_path / "list.csv", newer, older, newer)
    with acting("anna"):
        report = take_over(path)
        row = db.session.scalars(db.select(Establishment)).one()
        assert (report.created, report.visits, row.rooms) == (1, 2, 6)
        late = take_over(write_csv(tmp_path / "mended.csv", {**older, "visit_on": "2022-01-10"}))
        db.session.refresh(row)
        assert (late.updated, late.visits, row.rooms) == (1, 1, 6)


def test_a_permit_number_belongs_to_one_establishment(app: Flask, acting: As, tmp_path: Path) -> None:
    held = {**LINE, "permit_number": "VG-1", "permit_from": "2024-01-01", "permit_until": "2199-01-01"}
    path = write_csv(tmp_path / "list.csv", held, {**held, "name": "Salon Linde"})
    with acting("anna"):
        report = take_over(path)
        assert (report.created, report.rejected, report.rejections[0]["line"]) == (1, 1, 3)
        permit = db.session.scalars(db.select(Permit)).one()
        assert (permit.number, permit.holder.name) == ("VG-1", "Rust & Balans V.O.F.")
        assert listing(Filters()).rows[0].status == "granted"


def test_the_mapping_of_visits_reads_short_years_lost_zeros_and_a_table_of_colours(
    app: Flask, acting: As, tmp_path: Path
) -> None:
    line = {
        "lrknummer": "105897917", "naam": "De Bongerd", "type": "BSO", "bezoekdatum": "2-01-12", "kleur": "geel ",
        "kvk_vestiging": "16014979", "adres": "Boomgaardlaan 102 H", "postcode": "1036KJ", "plaats": "Amsterdam",
    }  # fmt: skip
    path = write_csv(
        tmp_path / "visits.csv", line, {**line, "bezoekdatum": "31-02-15"}, {**line, "kleur": "paars"}, delimiter=","
    )
    with acting("anna"):
        assert take_over(path, "amsterdam-childcare").rejected == 3, "an officer cannot add the sector"
    from app import acts

    with acts.acting_as(acts.machine("command", "test", "GM0983")):
        report = take_over(path, "amsterdam-childcare")
        row = db.session.scalars(db.select(Establishment)).one()
        assert (report.created, report.rejected) == (1, 2)
        assert (row.kvk_establishment_number, row.house_number) == ("000016014979", "102 H")
        assert listing(Filters()).rows[0].last_visit_on == date(2012, 1, 2)
        assert {sector.kind for sector in db.session.scalars(db.select(Sector))} >= {"other"}


def test_yearly_extracts_under_two_numberings_become_one_establishment(app: Flask, acting: As, tmp_path: Path) -> None:
    common = {
        "License Type": "Massage Establishment License",
        "Status": "RENEWED",
        "City": "SOUTH BEND",
        "Zip Code": "46615",
    }
    spelled = [
        ("SUMMER SPA MASSAGE", "3601 E  JEFFERSON BLVD", "2020", "8681MSGEST2020"),
        ("Summer Spa Massage LLC", "3601 E Jefferson Boulevard, South Bend, Indiana, 46615", "2021", "MSE2021-006"),
        ("SUMMER SPA MASSAGE THERAPY", "3601 E JEFFERSON BLVD", "2022", "MSE2022-010"),
        ("SUN FLOWER SPA", "3601 E JEFFERSON BLVD", "2022", "MSE2022-011"),
    ]
    keys = ("Business Name", "Street Address", "year", "LicenceNumber")
    lines = [{**common, **dict(zip(keys, values, strict=True))} for values in spelled]
    path = write_csv(tmp_path / "licences.csv", *lines, {**lines[0], "Status": "DENIED"}, delimiter=",")
    from app import acts

    with acts.acting_as(acts.machine("command", "test", "GM0983")):
        report = take_over(path, "south-bend")
        assert (report.created, report.permits, report.skipped, report.spellings) == (2, 4, 1, 1)
        assert take_over(path, "south-bend").unchanged == 2


def test_a_name_that_could_be_two_is_left_apart() -> None:
    renamed, doubtful = one_name(["salon linde", "salon", "salonlinde", "club", "club x", "club x y"])
    assert renamed == {"salonlinde": "salon", "salon linde": "salon", "club x": "club", "club x y": "club"}
    assert doubtful == 0
    assert one_name(["maas", "stille maas"]) == ({}, 0)


@pytest.mark.parametrize(
    "text",
    [
        "x = [",
        "[columns]\nname = 'a'",
        "[columns]\nname='a'\nsector='b'\nshoe_size='c'",
        "odd = 1\n[columns]\nname='a'\nsector='b'",
    ],
)
def test_a_wrong_mapping_is_refused_with_a_sentence(app: Flask, text: str) -> None:
    with app.test_request_context(), pytest.raises(mapping.MappingFault) as refused:
        mapping.read(text, "wrong")
    assert str(refused.value.sentence)


def test_every_mapping_of_the_house_can_be_read() -> None:
    assert set(mapping.names()) == {"amsterdam-childcare", "drempel", "south-bend"}
    for name in mapping.names():
        assert set(mapping.find(name).title) == {"nl", "fr", "de", "en"}


def test_the_command_reports_and_keeps_refused_lines(app: Flask, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "list.csv", LINE, {**LINE, "name": ""})
    rejected = tmp_path / "rejected.csv"
    command = [
        "register",
        "import",
        str(path),
        "--municipality",
        "GM0983",
        "--mapping",
        "drempel",
        "--rejected",
        str(rejected),
    ]
    done = app.test_cli_runner().invoke(args=command)
    assert done.exit_code == 0, done.output
    with rejected.open(encoding="utf-8-sig", newline="") as file:
        kept = list(csv.DictReader(file, delimiter=";"))
    assert [line["drempel_line"] for line in kept] == ["3"]
    wrong = app.test_cli_runner().invoke(args=[*command[:4], "GM9999", *command[5:]])
    assert wrong.exit_code == 1
    assert "GM9999" in wrong.output
