"""The pages of objections and cases before a court; they hang on the blueprint of the decisions."""

from __future__ import annotations
