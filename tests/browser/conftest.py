"""Tablets for the browser tests of the visit application."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser

from tests.browser.tablet import Tablet
from tests.conftest import As
from tests.inspections import factories as visits
from tests.live import served
from tests.permits import factories as register

PLACE = "Wellness Het Verborgen Tuintje"


@pytest.fixture
def address(live_app: Flask) -> Iterator[str]:
    with served(live_app) as where:
        yield where


@pytest.fixture
def planned(app: Flask, acting: As) -> str:
    """A salon in Venlo that Bram visits today; gives the id of the visit."""
    with acting("anna"):
        return str(visits.planned_visit(register.operated(name=PLACE)).id)


@pytest.fixture
def tablet(address: str, planned: str, chromium: Browser, tmp_path: Path) -> Iterator[Tablet]:
    """Bram's tablet, in use, with the visit of today on it."""
    made = Tablet(chromium, tmp_path / "profile", address)
    made.take_into_use()
    yield made
    made.switch_off()
    assert made.problems == []
