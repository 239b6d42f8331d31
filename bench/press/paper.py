"""What the letter of the comparison says. Imports nothing, so that the rivals' own environment can read it."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FONTS = ROOT / "reports/press/fonts"
PHOTO = ROOT / "reports/samples/room.jpg"
ALT = "Een kamer met een raam en twee matrassen op de vloer"
CAPTION = "Foto 1. Kamer 3, eerste verdieping, 6 oktober 2026 om 22.15 uur."

TOWN, OFFICE = "Gemeente Venlo", "De burgemeester"
ADDRESS = ("Hanzeplaats 1", "5912 AT Venlo", "Telefoon 14 077", "www.venlo.example")
ADDRESSEE = ("Ontspanning Venlo B.V.", "t.a.v. de directie", "Parade 12", "5911 CA  VENLO")
SUBJECT = "Besluit tot intrekking van de vergunning voor Massagesalon Stille Maas"
OPENING = (
    "Geachte heer of mevrouw,",
    "Hierbij trek ik de vergunning in voor het bedrijf aan de Molenkade 14 in Venlo. Hieronder leest u waarom.",
)
GROUNDS = (
    "De burgemeester kan de vergunning intrekken als de voorschriften niet worden nageleefd (artikel 2:40f).",
    "De toezichthouders zagen twee slaapplaatsen. Ik leid daaruit af dat voorschrift 7 niet is nageleefd.",
)
HEADS = ("Nr.", "Datum", "Plaats", "Bevinding")
SHARES = (0.5, 1.2, 1.6, 4.0)
STEPS = (
    "Verwijder de slaapplaatsen en de persoonlijke spullen uit alle kamers.",
    "Verwijder de reclame aan de gevel uiterlijk op 15 december 2026.",
    "Laat de sleutels van de tweede ingang achter bij de balie van het gemeentehuis.",
    "Meld aan de afdeling Vergunningen wanneer het bedrijf is beëindigd.",
)
CLOSING = (
    "De nadelen van dit besluit zijn niet groter dan het doel rechtvaardigt: een waarschuwing hielp niet.",
    "U kunt binnen zes weken bezwaar maken bij de burgemeester van Venlo, Postbus 3434, 5902 RK Venlo.",
    "De laatste dag waarop u bezwaar kunt maken is 5 januari 2027.",
)
SIGNED = ("De burgemeester van Venlo", "Hanneke van der Velden-Terstappen")


def number(turn: int) -> str:
    """The case number of one turn, so that no two letters are the same."""
    return f"Z-2026-{turn:05d}"


def rows(turn: int) -> list[tuple[str, str, str, str]]:
    """Seventeen findings; each turn has its own."""
    places = ("kamer 3", "balie", "eerste verdieping", "hele bedrijf")
    said = ("geen beheerder aanwezig", "matras met beddengoed", "nooduitgang op slot", "prijzen hangen niet zichtbaar")
    return [
        (
            str(row),
            f"{1 + (row * 7 + turn) % 28} oktober 2026",
            places[(row + turn) % 4],
            f"{said[row % 4]}, bevinding {turn * 17 + row}",
        )
        for row in range(1, 18)
    ]
