"""The mark of a municipality: an SVG or PNG from outside, judged once, then drawn as plain shapes or pixels.

An SVG is a program as much as a picture: only shapes in plain colours pass. What is refused is named by ``reason``;
whoever asks has the words for it.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from PIL import Image, UnidentifiedImageError
from reportlab.graphics import shapes
from reportlab.lib.colors import Color
from svglib.svglib import svg2rlg

from reports.letter import Logo
from reports.press.canvas import TaggedCanvas
from reports.press.streaming import Picture
from reports.press.structure import Node

MOST_BYTES = 2_000_000
MOST_PIXELS = 25_000_000
LARGEST = (1400, 700)  # pixels; 300 dots per inch on a letter need half of that
MOST_OPERATORS = 400_000  # characters: every letter carries them
_SVG = "{http://www.w3.org/2000/svg}"
_SHAPES = {"svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "defs", "style"}
_SILENT = {"title", "desc", "metadata"}
_URL = re.compile(r"url\s*\(|@import", re.IGNORECASE)
_OPACITY = re.compile(r"(?:^|[;{\s])(?:fill-|stroke-)?opacity\s*:\s*(0?\.\d+|0)\b")


class Reason(StrEnum):
    """Why a mark cannot stand on a letter."""

    UNREADABLE = "unreadable"
    TOO_LARGE = "too-large"
    SCRIPT = "script"
    OUTSIDE = "outside"  # refers to something outside itself
    ENTITIES = "entities"
    FOREIGN = "foreign"  # foreignObject: a page in a picture
    WORDS = "words"  # text that needs a font
    EFFECTS = "effects"  # gradients, patterns, filters, masks, pictures, transparency
    MOVES = "moves"
    EMPTY = "empty"


class LogoRefused(ValueError):
    """A mark that cannot be printed; ``reason`` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


def checked(content: bytes, alt: str) -> Logo:
    """The mark as it will be kept: a PNG written anew, or an SVG of plain shapes as it came. Raises LogoRefused."""
    if len(content) > MOST_BYTES:
        raise LogoRefused(Reason.TOO_LARGE)
    if content.startswith(b"\x89PNG"):
        return Logo("png", _written_anew(content), alt)
    _judge(content)
    if len(_operators(content)[2]) > MOST_OPERATORS:
        raise LogoRefused(Reason.TOO_LARGE)
    return Logo("svg", content, alt)


def _written_anew(content: bytes) -> bytes:
    try:
        with Image.open(BytesIO(content), formats=("PNG",)) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise LogoRefused(Reason.TOO_LARGE)
            if getattr(opened, "is_animated", False):
                raise LogoRefused(Reason.MOVES)
            picture = opened.convert("RGBA")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as fault:
        if isinstance(fault, LogoRefused):
            raise
        raise LogoRefused(Reason.UNREADABLE) from fault
    picture.thumbnail(LARGEST)
    plain = Image.new("RGB", picture.size, "white")
    plain.paste(picture, mask=picture.getchannel("A"))
    out = BytesIO()
    plain.save(out, "PNG")
    return out.getvalue()


def _judge(content: bytes) -> None:
    try:
        root = fromstring(content, forbid_entities=True, forbid_external=True)
    except DefusedXmlException as fault:
        raise LogoRefused(Reason.ENTITIES) from fault
    except (ParseError, ValueError, LookupError) as fault:
        raise LogoRefused(Reason.UNREADABLE) from fault
    if root.tag not in {f"{_SVG}svg", "svg"}:
        raise LogoRefused(Reason.UNREADABLE)
    for element in _ours(root):
        name = element.tag.removeprefix(_SVG)
        if name not in _SHAPES:
            raise LogoRefused(_reason_for(name))
        if name == "style":
            _judge_style(element.text or "")
        for key, value in element.attrib.items():
            _judge_attribute(key.rpartition("}")[2].lower(), value)


def _ours(element: Element) -> Iterator[Element]:
    # What another program wrote into the file for itself (Inkscape, Adobe) is not drawn and is not looked at.
    for child in (element, *element):
        if child is element:
            yield child
        elif not isinstance(child.tag, str) or child.tag.removeprefix(_SVG) in _SILENT:
            continue
        elif child.tag.startswith(_SVG) or not child.tag.startswith("{"):
            yield from _ours(child)


def _reason_for(name: str) -> Reason:
    known = {
        "script": Reason.SCRIPT, "foreignObject": Reason.FOREIGN, "image": Reason.OUTSIDE, "use": Reason.OUTSIDE,
        "a": Reason.OUTSIDE, "text": Reason.WORDS, "tspan": Reason.WORDS, "textPath": Reason.WORDS,
        "animate": Reason.MOVES, "animateTransform": Reason.MOVES, "animateMotion": Reason.MOVES, "set": Reason.MOVES,
    }  # fmt: skip
    return known.get(name, Reason.EFFECTS)


def _judge_attribute(name: str, value: str) -> None:
    if name.startswith("on") or "javascript:" in value.lower():
        raise LogoRefused(Reason.SCRIPT)
    if name in {"href", "src"}:
        raise LogoRefused(Reason.OUTSIDE)
    if name in {"filter", "mask", "clip-path"} and value != "none":
        raise LogoRefused(Reason.EFFECTS)
    if name == "style":
        _judge_style(value)
    elif _URL.search(value) or (name.endswith("opacity") and value.strip() not in {"1", "1.0"}):
        raise LogoRefused(Reason.EFFECTS)


def _judge_style(css: str) -> None:
    if "@import" in css.lower() or "expression(" in css.lower():
        raise LogoRefused(Reason.OUTSIDE)
    if _URL.search(css):
        raise LogoRefused(Reason.OUTSIDE if "http" in css.lower() or "//" in css else Reason.EFFECTS)
    if _OPACITY.search(css):
        raise LogoRefused(Reason.EFFECTS)


@lru_cache(maxsize=32)
def _operators(content: bytes) -> tuple[float, float, str]:
    """Width and height of the drawing in points, and the operators that draw it. Raises LogoRefused."""
    try:
        drawing = svg2rlg(BytesIO(content))
    except Exception as fault:  # whatever the library stumbles over: this mark cannot be drawn
        raise LogoRefused(Reason.UNREADABLE) from fault
    if drawing is None or not drawing.width > 0 or not drawing.height > 0:
        raise LogoRefused(Reason.EMPTY)
    code = "\n".join(_drawn(drawing))
    if not any(line.endswith((" f", " f*", " S", " B", " B*")) for line in code.splitlines()):
        raise LogoRefused(Reason.EMPTY)
    return float(drawing.width), float(drawing.height), code


def _drawn(node: Any) -> Iterator[str]:
    if isinstance(node, shapes.Group):
        matrix = " ".join(f"{part:.5f}" for part in getattr(node, "transform", (1, 0, 0, 1, 0, 0)))
        yield f"q {matrix} cm"
        for child in node.contents:
            yield from _drawn(child)
        yield "Q"
        return
    path = _path(node)
    fill, stroke = _colour(getattr(node, "fillColor", None)), _colour(getattr(node, "strokeColor", None))
    width = float(getattr(node, "strokeWidth", 1) or 0)
    if not path or (fill is None and (stroke is None or width <= 0)):
        return
    if fill is not None:
        yield f"{fill} rg"
    paint = "f*" if getattr(node, "fillMode", None) == 0 else "f"
    if stroke is not None and width > 0:
        yield f"{stroke} RG {width:.3f} w"
        paint = "S" if fill is None else paint.replace("f", "B")
    yield f"{path} {paint}"


def _colour(colour: Any) -> str | None:
    if colour is None:
        return None
    if not isinstance(colour, Color) or colour.alpha < 1:
        raise LogoRefused(Reason.EFFECTS)
    return f"{colour.red:.4f} {colour.green:.4f} {colour.blue:.4f}"


def _path(node: Any) -> str:
    match node:
        case shapes.Rect():
            if node.rx or node.ry:
                return _path(_rounded(node))
            return f"{node.x:.3f} {node.y:.3f} {node.width:.3f} {node.height:.3f} re"
        case shapes.Path():
            return _along(node.points, node.operators)
        case shapes.Circle():
            return _oval(node.cx, node.cy, node.r, node.r)
        case shapes.Ellipse():
            return _oval(node.cx, node.cy, node.rx, node.ry)
        case shapes.Line():
            return f"{node.x1:.3f} {node.y1:.3f} m {node.x2:.3f} {node.y2:.3f} l"
        case shapes.Polygon() | shapes.PolyLine():
            pairs = [f"{x:.3f} {y:.3f}" for x, y in zip(node.points[::2], node.points[1::2], strict=False)]
            lines = " ".join(f"{pair} l" for pair in pairs[1:])
            closed = " h" if isinstance(node, shapes.Polygon) else ""
            return f"{pairs[0]} m {lines}{closed}" if pairs else ""
    raise LogoRefused(Reason.EFFECTS)


def _along(points: list[float], operators: list[int]) -> str:
    found, at = [], 0
    for operator in operators:
        taken = (2, 2, 6, 0)[operator]
        numbers = " ".join(f"{number:.3f}" for number in points[at : at + taken])
        found.append(f"{numbers} {'mlch'[operator]}".strip())
        at += taken
    return " ".join(found)


_ARC = 0.5522847498  # of a quarter circle as one Bézier curve


def _oval(cx: float, cy: float, rx: float, ry: float) -> str:
    a, b = rx * _ARC, ry * _ARC
    return (
        f"{cx + rx:.3f} {cy:.3f} m "
        f"{cx + rx:.3f} {cy + b:.3f} {cx + a:.3f} {cy + ry:.3f} {cx:.3f} {cy + ry:.3f} c "
        f"{cx - a:.3f} {cy + ry:.3f} {cx - rx:.3f} {cy + b:.3f} {cx - rx:.3f} {cy:.3f} c "
        f"{cx - rx:.3f} {cy - b:.3f} {cx - a:.3f} {cy - ry:.3f} {cx:.3f} {cy - ry:.3f} c "
        f"{cx + a:.3f} {cy - ry:.3f} {cx + rx:.3f} {cy - b:.3f} {cx + rx:.3f} {cy:.3f} c h"
    )


def _rounded(node: Any) -> Any:
    rx, ry = min(node.rx or node.ry, node.width / 2), min(node.ry or node.rx, node.height / 2)
    x, y, right, top = node.x, node.y, node.x + node.width, node.y + node.height
    a, b = rx * (1 - _ARC), ry * (1 - _ARC)
    path = shapes.Path()
    path.moveTo(x + rx, y)
    path.lineTo(right - rx, y)
    path.curveTo(right - a, y, right, y + b, right, y + ry)
    path.lineTo(right, top - ry)
    path.curveTo(right, top - b, right - a, top, right - rx, top)
    path.lineTo(x + rx, top)
    path.curveTo(x + a, top, x, top - b, x, top - ry)
    path.lineTo(x, y + ry)
    path.curveTo(x, y + b, x + a, y, x + rx, y)
    path.closePath()
    return path


@lru_cache(maxsize=32)
def _pixels(content: bytes) -> tuple[bytes, int, int]:
    with Image.open(BytesIO(content), formats=("PNG",)) as opened:
        plain = opened.convert("RGB")
    return zlib.compress(plain.tobytes()), *plain.size


class _Pixels:
    def __init__(self, content: bytes) -> None:
        self.content = content

    def load(self) -> tuple[bytes, int, int, str, str]:
        return *_pixels(self.content), "FlateDecode", "DeviceRGB"


def placed(
    canvas: TaggedCanvas, node: Node, mark: Logo, corner: tuple[float, float], limit: tuple[float, float]
) -> tuple[float, float]:
    """Draw the mark with its upper left ``corner`` there, as large as ``limit`` allows; returns its size in points."""
    if mark.kind == "svg":
        wide, high, code = _operators(mark.content)
    else:
        (wide, high), code = map(float, _pixels(mark.content)[1:]), ""
    scale = min(limit[0] / wide, limit[1] / high)
    x, y = corner[0], corner[1] - high * scale
    left, low = canvas.absolutePosition(x, y)
    node.alt = mark.alt
    node.box = (left, low, left + wide * scale, low + high * scale)
    with canvas.tagged(node):
        if code:
            canvas.drawn(f"q {scale:.6f} 0 0 {scale:.6f} {x:.3f} {y:.3f} cm\n{code}\nQ")
        else:
            canvas.picture("mark", Picture(_Pixels(mark.content)), (x, y, wide * scale, high * scale))
    return wide * scale, high * scale
