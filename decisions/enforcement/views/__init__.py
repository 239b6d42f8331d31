"""The pages of enforcement; they hang on the blueprint of the decisions."""

from __future__ import annotations
