"""Made-up cases with every blank filled, so that each letter can be read without a case.

One TOML file per language, or per country and language where they differ (``be-nl.toml``): ``letterhead`` and
``blanks``; ``place.<jurisdiction>`` what a region needs otherwise; ``kind.<kind>`` what a letter needs otherwise: its
``also`` names tables under ``also`` that several letters share, its ``without`` the blanks it leaves empty.
"""

import tomllib
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from reports.blanks import LetterBlanks
from reports.errors import UnknownLetter
from reports.letter import Letter, Letterhead
from reports.letters import compose
from reports.texts import LetterText

FOLDER = Path(__file__).parent
PHOTO = "room.jpg"
VERIFY = "https://drempel.example/verify/K7PQ-3MRT-9XWH-2DCA"


def sample(kind: str, jurisdiction: str, language: str, text: LetterText | None = None) -> Letter:
    """The letter of this kind made from the sample case; ``text`` in the place of the house's own text.

    Raises as ``compose`` does; UnknownLetter too where no sample case exists in this language.
    """
    blanks, letterhead = sample_case(kind, jurisdiction, language)
    return compose(kind, jurisdiction, language, blanks, letterhead, text, VERIFY)


def sample_case(kind: str, jurisdiction: str, language: str) -> tuple[LetterBlanks, Letterhead]:
    """The made-up case for a letter, every blank filled."""
    case = _read(_file(kind, jurisdiction, language))
    data = {"letterhead": case["letterhead"], **case["blanks"]}
    own = dict(case.get("kind", {}).get(kind, {}))
    without = own.pop("without", [])
    also = [case["also"][name] for name in own.pop("also", [])]
    for other in (case.get("place", {}).get(jurisdiction, {}), *also, own):
        data = _over(data, other)
    letterhead = _built(Letterhead, data.pop("letterhead"))
    data = {name: value for name, value in data.items() if name not in without}
    return _built(LetterBlanks, data), letterhead


def _file(kind: str, jurisdiction: str, language: str) -> Path:
    for name in (f"{jurisdiction.partition('-')[0]}-{language}.toml", f"{language}.toml"):
        if (FOLDER / name).exists():
            return FOLDER / name
    raise UnknownLetter(kind, jurisdiction, language)


@cache
def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _over(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    # A table is laid over a table; anything else, a list too, takes the place of what was there.
    return below | {
        key: _over(below[key], value) if isinstance(value, dict) and isinstance(below.get(key), dict) else value
        for key, value in above.items()
    }


def _built(shape: Any, data: dict[str, Any]) -> Any:
    hints = get_type_hints(shape)
    known = {field.name for field in fields(shape)}
    unknown = set(data) - known
    if unknown:
        raise ValueError(f"{shape.__name__} has no {sorted(unknown)}")
    values: dict[str, Any] = {name: None for name in known if type(None) in get_args(hints[name])}
    values |= {name: _value(hints[name], value) for name, value in data.items()}
    if "image" in known:  # the samples share one photo, and it lies beside them
        values["image"] = (FOLDER / PHOTO).read_bytes()
    return shape(**values)


def _value(hint: Any, value: Any) -> Any:
    if get_origin(hint) in (UnionType, Literal):
        real = [one for one in get_args(hint) if is_dataclass(one)]
        return _built(real[0], value) if real else value
    if get_origin(hint) is tuple:
        inner = get_args(hint)[0]
        return tuple(_built(inner, one) if is_dataclass(inner) else one for one in value)
    return _built(hint, value) if is_dataclass(hint) else value
