"""The words of this package: labels of its states and kinds, sentences of its story."""

from __future__ import annotations


def install() -> None:
    """Register the sentences of the story."""
