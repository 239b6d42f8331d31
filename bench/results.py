"""The page of results: each measurement replaces its own part of bench/results.md."""

from __future__ import annotations

import os
import platform
import re
from datetime import UTC, datetime
from pathlib import Path

PAGE = Path(__file__).with_name("results.md")
_HEAD = "# What was measured\n\nRepeat with `make bench`. Each part says when and where it was measured.\n"


def keep(title: str, lines: list[str]) -> None:
    """Write a part, replacing what was measured under the same title before."""
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else _HEAD
    where = f"{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} processors"
    body = f"## {title}\n\n{datetime.now(UTC):%Y-%m-%d}, {where}.\n\n" + "\n".join(lines) + "\n"
    kept = re.sub(rf"\n## {re.escape(title)}\n.*?(?=\n## |\Z)", "", page, flags=re.DOTALL)
    PAGE.write_text(f"{kept.rstrip()}\n\n{body}", encoding="utf-8")
