"""Where rooms above the register hang something on its pages; the register never looks at those rooms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from permits.models import Application


@dataclass(frozen=True)
class Way:
    """Something that can be decided on an application, or is being decided.

    ``address`` is where it begins (``begins``: with one press) or where it stands; empty when it cannot be done now.
    ``mark``: word, icon and tone of where it stands; ``note`` says more, with its source.
    """

    title: Any
    address: str = ""
    begins: bool = False
    main: bool = False
    mark: tuple[Any, str, str] | None = None
    note: Any = ""


WAYS: list[Callable[[Application], list[Way]]] = []


def ways_of(application: Application) -> list[Way]:
    """What the present actor can decide on an application now, and what is under way."""
    return [way for hung in WAYS for way in hung(application)]
