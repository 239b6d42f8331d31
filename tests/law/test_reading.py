"""A file with a mistake stops the start-up, and the message names the file and the key."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from law import calendar, entries, jurisdictions, read, sectors
from law.notions import LawError
from law.read import HOUSE, things

REMEDY = """
[[remedy]]
id = "nl.x"
name = { nl = "a", fr = "b", de = "c", en = "d" }
authority = { nl = "a", fr = "b", de = "c", en = "d" }
starts_on = "service"
text = { nl = "a" }
in_force_from = 2020-01-01
source = "Awb"
confidence = "secondary"
"""


def remedies(folder: Path, text: str) -> int:
    path = folder / "remedies.toml"
    path.write_text(text, encoding="utf-8")
    return len(things(path, "remedy", lambda row: entries.remedy(row, "nl")))


def test_a_sound_file_is_read(tmp_path: Path) -> None:
    assert remedies(tmp_path, REMEDY) == 1


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('source = "Awb"', "", r"remedies.toml, remedy 1 \(nl.x\), key 'source': is missing"),
        ('source = "Awb"', 'source = " "', "key 'source': is empty"),
        ('source = "Awb"', "source = 3", "key 'source': must be a text, not 3"),
        ('source = "Awb"', 'source = "Awb"\nsorce = "x"', "key 'sorce': is not known here"),
        ("2020-01-01", '"2020-01-01"', "key 'in_force_from': must be a date"),
        ("2020-01-01", "2020-01-01T10:00:00", "key 'in_force_from': must be a date without a time"),
        ("2020-01-01", "2020-02-30", "cannot be read"),
        (
            "in_force_from = 2020-01-01",
            "in_force_from = 2020-01-01\nin_force_until = 2019-01-01",
            "key 'in_force_until': is 2019-01-01, before",
        ),
        (
            '"secondary"',
            '"certain"',
            "key 'confidence': does not know 'certain'; it knows secondary, unverified",
        ),
        ('"secondary"', '"verified"', "key 'verified_on': belongs to what is verified"),
        (', en = "d" }\nauthority', " }\nauthority", r"remedy 1 \(nl.x\), name, key 'en': is missing"),
        ('text = { nl = "a" }', 'text = { nl = "a", fr = "b" }', "text, key 'fr': is not known here"),
        ('"service"', '"moon"', 'key \'starts_on\': must be "service" or "receipt"'),
        ("[[remedy]]", "[[remedies]]", "key 'remedies': is not known here"),
        ("[[remedy]]", "[remedy", "cannot be read"),
    ],
)
def test_a_mistake_in_a_file_is_named(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    assert old in REMEDY
    with pytest.raises(LawError, match=sentence):
        remedies(tmp_path, REMEDY.replace(old, new, 1))


def test_an_id_cannot_be_in_force_twice(tmp_path: Path) -> None:
    with pytest.raises(LawError, match=r"key 'id': nl\.x is already in force in an earlier entry"):
        remedies(tmp_path, REMEDY + REMEDY)


def test_a_closed_entry_and_its_successor_share_an_id(tmp_path: Path) -> None:
    closed = REMEDY.replace("in_force_from = 2020-01-01", "in_force_from = 2019-01-01\nin_force_until = 2019-12-31")
    assert remedies(tmp_path, closed + REMEDY) == 2


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(LawError, match=r"nothing\.toml is missing"):
        read.document(tmp_path / "nothing.toml")


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        (
            "grounds.toml",
            'measures = ["nl.refuse"]',
            'measures = ["nl.ban"]',
            "'measures': 'nl.ban' does not exist",
        ),
        ("grounds.toml", 'items = ["A05"]', 'items = ["Q05"]', "'items': 'Q05' does not exist"),
        ("measures.toml", 'hearing_term = "nl.view"', 'hearing_term = "nl.vue"', "'hearing_term': 'nl.vue'"),
        ("measures.toml", 'remedy = "nl.objection"', 'remedy = "nl.prayer"', "'remedy': 'nl.prayer'"),
        ("measures.toml", '"second_reader"', '"third_reader"', "'gates': does not know 'third_reader'"),
        ("remedies.toml", 'term = "nl.objection"', 'term = "nl.oops"', "'term': 'nl.oops' does not exist"),
        ("terms.toml", 'suspensions = ["nl.repair"]', 'suspensions = ["nl.nap"]', "'suspensions': 'nl.nap'"),
        ("terms.toml", 'rest = "nl.atw"\n', "", "'rest': is missing"),
        ("terms.toml", "length = 8\n", "", "'length': must be there"),
        ("terms.toml", "length = 8\n", "length = 0\n", "'length': must be 1 or more, not 0"),
    ],
)
def test_a_name_that_leads_nowhere_stops_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, old: str, new: str, sentence: str
) -> None:
    shutil.copytree(HOUSE / "nl", tmp_path / "nl")
    path = tmp_path / "nl" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    monkeypatch.setattr(jurisdictions, "HOUSE", tmp_path)
    with pytest.raises(LawError, match=sentence):
        jurisdictions.read_book("nl")


def test_a_new_ground_needs_no_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(HOUSE / "nl", tmp_path / "nl")
    path = tmp_path / "nl" / "grounds.toml"
    text = path.read_text(encoding="utf-8")
    first = text.index("[[ground]]")
    row = text[first : text.index("[[ground]]", first + 1)]
    path.write_text(text + "\n" + row.replace("nl.by-law.no-permit", "nl.by-law.noise"), encoding="utf-8")
    monkeypatch.setattr(jurisdictions, "HOUSE", tmp_path)
    assert jurisdictions.read_book("nl").grounds[-1].id == "nl.by-law.noise"


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('topic = "living"', 'topic = "weather"', r"carwash.toml \(C15\), key 'topic': 'weather' does not exist"),
        ('set = "carwash"', 'set = "massage"', r"\(C01\), key 'set': 'massage' belongs in another file"),
        ('code = "C02"', 'code = "C01"', "key 'code': C01 is already in force in an earlier entry"),
        ('code = "C02"', 'code = "A01"', r"\(A01\), key 'code': exists already"),
        ('sources = ["B6"]', 'sources = ["Z6"]', "key 'sources': 'Z6' is not in sources.toml"),
        ("severity = 3", "severity = 5", "key 'severity': must be 1 to 4, not 5"),
        ("severity = 3", "severity = true", "key 'severity': must be a whole number, not True"),
        ('class = "V"', 'class = "X"', "key 'class': does not know 'X'; it knows B, I, V"),
    ],
)
def test_a_mistake_in_a_checklist_stops_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, sentence: str
) -> None:
    shutil.copytree(HOUSE / "checklists", tmp_path, dirs_exist_ok=True)
    path = tmp_path / "carwash.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    monkeypatch.setattr(sectors, "_FOLDER", tmp_path)
    with pytest.raises(LawError, match=sentence):
        sectors._items()


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("easter = -2", "", "key 'easter': or else month and day must say when it is"),
        ("easter = -2", "easter = -2\nmonth = 4\nday = 1", "key 'easter': or else month and day"),
        ("month = 1\n", "", "key 'easter': or else month and day"),
        ("longest = { days = 90", "longest = { fortnights = 90", "key 'fortnights': is no unit of a term"),
    ],
)
def test_a_holiday_without_one_clear_date_stops_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, sentence: str
) -> None:
    shutil.copytree(HOUSE / "nl", tmp_path / "nl")
    path = tmp_path / "nl" / "holidays.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    monkeypatch.setattr(calendar, "HOUSE", tmp_path)
    with pytest.raises(LawError, match=sentence):
        calendar._read("nl")


def test_the_law_book_needs_nothing_but_python_itself() -> None:
    ask = "import sys, law; print(sorted({name.split('.')[0] for name in sys.modules} - sys.stdlib_module_names))"
    found = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(HOUSE.parent)!r}); {ask}"],
        capture_output=True,
        text=True,
        check=True,
    )
    # Packages may put a start-up hook of their own into site-packages; none of them may come from the book.
    assert "law" in found.stdout
    for name in ("app", "permits", "inspections", "decisions", "reports", "flask", "sqlalchemy", "reportlab"):
        assert f"'{name}'" not in found.stdout
