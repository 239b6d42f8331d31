"""The colours of a file: a profile of sRGB of our own (ISO 19005-2, 6.2.3)."""

import struct
import zlib
from functools import cache


@cache
def srgb_profile() -> bytes:
    """An ICC 2.1 display profile of sRGB, compressed, written here so that its licence and bytes are our own.

    Colorants and white point adapted to D50, and the tone curve, are those of IEC 61966-2-1 as published on
    https://www.w3.org/Graphics/Color/sRGB and in ICC.1:2001-04.
    """
    colorants = {
        b"rXYZ": (0.43607, 0.22249, 0.01392),
        b"gXYZ": (0.38515, 0.71687, 0.09708),
        b"bXYZ": (0.14307, 0.06061, 0.71410),
        b"wtpt": (0.96420, 1.0, 0.82491),
    }
    name = b"sRGB of Drempel"
    described = struct.pack(">4s4xI", b"desc", len(name) + 1) + name + b"\0" + bytes(8 + 3 + 67)
    curve = struct.pack(">4s4xI1024H", b"curv", 1024, *(_linear(step / 1023) for step in range(1024)))
    tags = {b"desc": described, b"cprt": b"text\0\0\0\0No copyright\0"}
    tags |= {
        tag: struct.pack(">4s4x3i", b"XYZ ", *(round(part * 65536) for part in xyz)) for tag, xyz in colorants.items()
    }
    tags |= dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve)
    return zlib.compress(_profile(tags))


def _linear(value: float) -> int:
    light = value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
    return round(light * 65535)


def _profile(tags: dict[bytes, bytes]) -> bytes:
    at = 128 + 4 + 12 * len(tags)
    table, body, placed = struct.pack(">I", len(tags)), b"", dict[bytes, int]()
    for tag, data in tags.items():
        if data not in placed:
            placed[data] = at + len(body)
            body += data + bytes(-len(data) % 4)
        table += struct.pack(">4sII", tag, placed[data], len(data))
    size = at + len(body)
    created, illuminant = (2000, 1, 1, 0, 0, 0), (63190, 65536, 54061)
    header = struct.pack(">I4xI4s4s4s6H", size, 0x02100000, b"mntr", b"RGB ", b"XYZ ", *created)
    header += struct.pack(">4s16x8xI3i", b"acsp", 0, *illuminant)
    return header.ljust(128, b"\0") + table + body
