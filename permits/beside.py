"""Where rooms above the register hang something on its pages; the register never looks at those rooms."""

from __future__ import annotations

from collections.abc import Callable

from permits.models import Application

# (title in the language of the letter, address, language of the letter) of each letter that fits the application now.
LETTERS: list[Callable[[Application], list[tuple[str, str, str]]]] = []


def letters_of(application: Application) -> list[tuple[str, str, str]]:
    """The letters that can be made about an application now."""
    return [letter for hung in LETTERS for letter in hung(application)]
