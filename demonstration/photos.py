"""Drawn photos of rooms that do not exist: a practice environment shows no real place and nobody's face."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

SIZE = (960, 720)
_WALLS = ("#b8b2a7", "#a9b1b8", "#bdb6a3")
_FLOORS = ("#8b7f6f", "#6f757c", "#8a8470")
_BEDS = ("#e9e4d8", "#cfd8e6", "#e6d9cf")


def drawn_room(number: int, beds: int = 2) -> bytes:
    """A JPEG of an empty room with mattresses; each number looks a little different."""
    wall, floor, bed = (colours[number % 3] for colours in (_WALLS, _FLOORS, _BEDS))
    picture = Image.new("RGB", SIZE, wall)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 430, *SIZE), fill=floor)
    draw.rectangle((620 - 90 * (number % 3), 90, 800 - 90 * (number % 3), 270), fill="#4a5260")
    for place in range(beds):
        left = 70 + place * 300
        draw.rounded_rectangle((left, 520, left + 250, 600), 18, fill=bed)
        draw.rounded_rectangle((left + 10, 500, left + 80, 545), 12, fill="#ffffff")
    draw.rectangle((820, 470, 910, 600), fill="#a2402f")
    saved = io.BytesIO()
    picture.save(saved, "JPEG", quality=80)
    return saved.getvalue()
