"""Small register files for the tests, written in each test's own folder."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from app import acts
from permits.register_import import mapping, running
from permits.register_import.report import Report

LINE = {
    "name": "Massagesalon Stille Maas",
    "sector": "massage",
    "street": "Molenkade",
    "house_number": "31",
    "postal_code": "5911 AB",
    "city": "Venlo",
    "kvk_number": "12345678",
    "operator": "Rust & Balans V.O.F.",
}


def write_csv(path: Path, *lines: dict[str, Any], delimiter: str = ";", encoding: str = "utf-8") -> Path:
    """A CSV of these lines; headings are all keys in the order they first come."""
    headings = list(dict.fromkeys(key for line in lines for key in line))
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, headings, delimiter=delimiter)
        writer.writeheader()
        writer.writerows(lines)
    return path


def write_xlsx(path: Path, *lines: dict[str, Any]) -> Path:
    """The same as a workbook."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    headings = list(dict.fromkeys(key for line in lines for key in line))
    sheet.append(headings)
    for line in lines:
        sheet.append([line.get(heading) for heading in headings])
    book.save(path)
    return path


def take_over(path: Path, name: str = "drempel", **how: Any) -> Report:
    """Import as the present actor; refused lines go beside the file."""
    assert acts.actor_or_none() is not None
    return running.run(running.Order(path, path.name, mapping.find(name), **how), path.with_name("refused.csv"))
