"""A photo on paper: written anew without what a camera hides in it, then drawn as a tagged figure."""

from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable

from reports.letter import Figure
from reports.press.canvas import TaggedCanvas
from reports.press.structure import Node

LARGEST = (120 * mm, 85 * mm)
PIXELS = 1600  # the longer side; about 340 dots per inch at the largest size


class PhotoUnreadable(ValueError):
    """The bytes are no picture that can be printed."""


def bare(image: bytes) -> bytes:
    """The same picture as a JPEG of plain sRGB pixels: upright, no larger than needed, no place, camera or thumbnail.

    The same bytes give the same bytes. Raises PhotoUnreadable.
    """
    try:
        with Image.open(BytesIO(image)) as opened:
            picture = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as fault:
        raise PhotoUnreadable from fault
    picture.thumbnail((PIXELS, PIXELS))
    plain = Image.new("RGB", picture.size)
    plain.paste(picture)
    out = BytesIO()
    plain.save(out, "JPEG", quality=85)
    return out.getvalue()


class Photo(Flowable):  # type: ignore[misc]  # reportlab has no types
    """One figure, as large as its place allows; what it shows is said by ``alt``. Stays with its caption."""

    def __init__(self, figure: Figure, node: Node) -> None:
        super().__init__()
        self.reader = ImageReader(BytesIO(bare(figure.image)))
        self.node = node
        node.alt = figure.alt
        wide, high = self.reader.getSize()
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
            canvas.drawImage(self.reader, 0, 0, self.width, self.height)
