"""Small pictures of evidence for the screen; the stored photo is never touched."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

_SIDE = 256  # pixels: shown 72 to 128 wide, twice for dense screens


def thumbnail(content: bytes) -> bytes:
    """A JPEG of at most 256 pixels on its long side. Raises OSError when the bytes are no picture."""
    with Image.open(BytesIO(content)) as picture:
        small = picture.convert("RGB")
        small.thumbnail((_SIDE, _SIDE))
        out = BytesIO()
        small.save(out, "JPEG", quality=82)
        return out.getvalue()
