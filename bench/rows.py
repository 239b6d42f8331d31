"""A made-up register of any size, always the same: names, streets and operators out of small lists, numbered."""

from __future__ import annotations

import csv
import random
from pathlib import Path

_KINDS = (
    "Salon", "Massage", "Studio", "Praktijk", "Wellness",
    "Handwas", "Autowas", "Wasstraat", "Club", "Privéhuis",
)  # fmt: skip
_NAMES = (
    "Linde", "Vierwind", "Kalmoes", "Roerdomp", "Zevenster", "De Parel", "Havenzicht", "Maasduinen", "Stille Maas",
    "Avondrood",
    "De Kom", "Sinselbeek", "Zandhoek", "Noorderpoort", "De Stijgbeugel", "Nova Zembla", "Trade Port", "Meander",
    "Kompas", "Lantaarn",
)  # fmt: skip
_STREETS = (
    "Kerkstraat",
    "Molenweg",
    "Havenkade",
    "Stationsplein",
    "Lindelaan",
    "Parade",
    "Maasboulevard",
    "Vleesplein",
)
_PLACES = ("Venlo", "Blerick", "Tegelen", "Arcen", "Belfeld", "Velden", "Lomm")
_SECTORS = ("massage", "massage", "massage", "carwash", "carwash", "carwash", "sex_establishment")
HEADINGS = (
    "name", "sector", "street", "house_number", "postal_code", "city", "rooms", "kvk_number",
    "kvk_establishment_number",
    "operator", "operator_since", "visit_on", "visit_outcome",
)  # fmt: skip


def write(path: Path, lines: int) -> None:
    """A CSV of so many establishments; the same every time."""
    luck = random.Random(2026)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADINGS)
        for number in range(lines):
            writer.writerow(_line(luck, number))


def _line(luck: random.Random, number: int) -> tuple[str, ...]:
    name = f"{luck.choice(_KINDS)} {luck.choice(_NAMES)} {number}"
    street = f"{luck.choice(_STREETS)[:-1]}{luck.randrange(400)}"
    code = f"59{luck.randrange(10, 100)} {luck.choice('ABCEGH')}{luck.choice('KLMNPR')}"
    visited = luck.random() < 0.7
    return (
        name,
        luck.choice(_SECTORS),
        street,
        str(luck.randrange(1, 300)),
        code,
        luck.choice(_PLACES),
        str(luck.randrange(1, 30)),
        f"{10_000_000 + number}",
        f"{500_000_000 + number:012d}",
        f"Exploitatie {number // 2} B.V.",
        f"{luck.randrange(2005, 2025)}-0{luck.randrange(1, 10)}-1{luck.randrange(10)}",
        f"{luck.randrange(2022, 2026)}-0{luck.randrange(1, 10)}-1{luck.randrange(10)}" if visited else "",
        luck.choice(("in orde", "afwijking")) if visited else "",
    )
