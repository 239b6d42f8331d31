"""A photo on paper: written anew without what a camera hides in it, then drawn as a tagged figure.

Only its size is read when the page is laid out; its pixels when the file is written. A JPEG that carries nothing but
its picture goes into the file byte for byte, so that its fingerprint can be found back in the paper.
"""

from __future__ import annotations

import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from PIL import Image, ImageOps, UnidentifiedImageError
from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from reports.letter import Figure
from reports.press.canvas import TaggedCanvas
from reports.press.sanitise import printable
from reports.press.streaming import Picture
from reports.press.structure import Node

LARGEST = (120 * mm, 85 * mm)
PIXELS = 1600  # the longer side; about 340 dots per inch at the largest size
MOST_PIXELS = 120_000_000  # a telephone takes 50 to 108 million; more than this is a trap or a plan
_UNREADABLE = (UnidentifiedImageError, OSError, ValueError, SyntaxError, struct.error)


class PhotoUnreadable(ValueError):
    """The bytes are no picture that can be printed."""


class PhotoMoves(PhotoUnreadable):
    """A picture that moves: paper shows one moment of it, and nobody chose which."""


class PhotoTooLarge(PhotoUnreadable):
    """More pixels than a camera makes."""


@contextmanager
def _opened(image: bytes | Path) -> Iterator[Image.Image]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # judged by its pixels, below
            with Image.open(BytesIO(image) if isinstance(image, bytes) else image) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    raise PhotoTooLarge(f"{opened.width} × {opened.height}")
                # A telephone puts a second picture behind the first (MPO); that is no film.
                if getattr(opened, "is_animated", False) and opened.format != "MPO":
                    raise PhotoMoves(str(opened.format))
                yield opened
    except PhotoUnreadable:
        raise
    except Image.DecompressionBombError as fault:
        raise PhotoTooLarge(str(fault)) from fault
    except _UNREADABLE as fault:
        raise PhotoUnreadable(str(fault)) from fault


def bare(image: bytes | Path) -> bytes:
    """The same picture as a JPEG of plain sRGB pixels: upright, no larger than needed, no place, camera or thumbnail.

    A JPEG that is that already is given back as it came. The same bytes give the same bytes. Raises PhotoUnreadable,
    or of its kinds PhotoMoves and PhotoTooLarge.
    """
    content = image if isinstance(image, bytes) else image.read_bytes()
    with _opened(content) as opened:
        if _is_bare(content, opened):
            return content
        opened.draft("RGB", (PIXELS, PIXELS))
        picture = _on_white(ImageOps.exif_transpose(opened))
    picture.thumbnail((PIXELS, PIXELS))
    plain = Image.new("RGB", picture.size)
    plain.paste(picture)
    out = BytesIO()
    plain.save(out, "JPEG", quality=85)
    return out.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    # Paper is white: what shows through a picture is white too, and not the black of empty pixels.
    if picture.has_transparency_data:
        white = Image.new("RGBA", picture.size, "white")
        return Image.alpha_composite(white, picture.convert("RGBA")).convert("RGB")
    return picture.convert("RGB")


LARGEST_BARE = 2600
"""Pixels on the longer side up to which a bare JPEG is passed through."""


def _is_bare(content: bytes, opened: Image.Image) -> bool:
    """A JPEG in grey or RGB, small enough, whole, with no segment but those that make the picture."""
    if opened.format != "JPEG" or opened.mode not in {"RGB", "L"} or max(opened.size) > LARGEST_BARE:
        return False
    if not _only_picture(content):
        return False
    opened.draft("L", (opened.width // 8, opened.height // 8))  # wholeness is seen as well in an eighth, far sooner
    opened.load()  # a file that was cut off raises here
    return True


def _only_picture(content: bytes) -> bool:
    # ITU T.81, B.1.1.3: APP0 names the resolution and may hold a thumbnail; APP1 and up and COM may hold anything.
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        kind, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4])
        if kind == 0xDA:
            return content.endswith(b"\xff\xd9") and b"\xff\xd9" not in content[at:-2]
        if kind == 0xE0 and (content[at + 4 : at + 9] != b"JFIF\0" or length != 16):
            return False
        if 0xE1 <= kind <= 0xEF or kind == 0xFE:
            return False
        at += 2 + length
    return False


def size_of(image: bytes | Path) -> tuple[int, int]:
    """Width and height in pixels as ``bare`` will have them, without reading the pixels. Raises as ``bare``."""
    with _opened(image) as opened:
        wide, high = opened.size
        if opened.getexif().get(0x0112, 1) in {5, 6, 7, 8}:  # lies on its side
            wide, high = high, wide
    return wide, high


@dataclass(frozen=True, slots=True)
class Jpeg:
    """The source of a picture: the file or bytes it is made from."""

    image: bytes | Path

    def load(self) -> tuple[bytes, int, int, str, str]:
        """See :class:`reports.press.streaming.Source`."""
        content = bare(self.image)
        with Image.open(BytesIO(content)) as opened:
            (wide, high), mode = opened.size, opened.mode
        return content, wide, high, "DCTDecode", "DeviceGray" if mode == "L" else "DeviceRGB"


def fingerprint(image: bytes | Path) -> str:
    """The SHA-256 of a picture, so that the same one is in the file once."""
    if isinstance(image, bytes):
        return sha256(image).hexdigest()
    with image.open("rb") as file:
        return _digest(file)


def _digest(file: BinaryIO) -> str:
    running = sha256()
    while part := file.read(1 << 20):
        running.update(part)
    return running.hexdigest()


class Photo(Flowable):  # type: ignore[misc]  # reportlab has no types
    """One figure, as large as its place allows; what it shows is said by ``alt``. Stays with its caption."""

    def __init__(self, figure: Figure, node: Node) -> None:
        super().__init__()
        wide, high = size_of(figure.image)
        self.image, self.name = figure.image, f"photo.{fingerprint(figure.image)[:24]}"
        self.node = node
        node.alt = printable(figure.alt)
        scale = min(LARGEST[0] / wide, LARGEST[1] / high)
        self.width, self.height = wide * scale, high * scale
        self.spaceBefore, self.spaceAfter, self.keepWithNext = 4, 4, 1

    def wrap(self, _avail_width: float, _avail_height: float) -> tuple[float, float]:
        """Always the same size, in points."""
        return self.width, self.height

    def draw(self) -> None:
        """The picture belongs to its node, and its box is told to whoever reflows the page."""
        canvas: TaggedCanvas = self.canv
        x, y = canvas.absolutePosition(0, 0)
        self.node.box = (x, y, x + self.width, y + self.height)
        with canvas.tagged(self.node):
            canvas.picture(self.name, Picture(Jpeg(self.image)), (0, 0, self.width, self.height))
