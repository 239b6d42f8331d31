"""How far two places on earth lie apart. Pure; a fact beside a photo, from which nothing follows by itself."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

# IUGG 1980 (Moritz, Geodetic Reference System 1980): the mean radius R1. A sphere is wrong by at most 0.6 %, which is
# less than a telephone's receiver is.
EARTH_RADIUS = 6_371_008.8

Position = tuple[float, float]


def position(latitude: float | None, longitude: float | None) -> Position | None:
    """Both degrees (WGS 84) together, or None when either lacks."""
    return None if latitude is None or longitude is None else (latitude, longitude)


def metres_between(one: Position, other: Position) -> float:
    """The shortest way over the ground in metres, by the haversine."""
    (north, east), (other_north, other_east) = (tuple(map(radians, place)) for place in (one, other))
    half = sin((other_north - north) / 2) ** 2
    half += cos(north) * cos(other_north) * sin((other_east - east) / 2) ** 2
    return 2 * EARTH_RADIUS * asin(sqrt(min(1.0, half)))
