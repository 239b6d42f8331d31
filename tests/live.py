"""The real application on a loopback port, and the real Chromium before it."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import date
from typing import Any

from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright
from werkzeug.serving import make_server

from app import clock

INSTALL = "Chromium lacks. Install it with: apt-get install chromium"
FLAGS = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        raise AssertionError(INSTALL)
    return found


_days: list[date] = []


@contextmanager
def on(day: date) -> Iterator[None]:
    """Let it be another day, here and behind the served application."""
    _days.append(day)
    try:
        with clock.set_to(day):
            yield
    finally:
        _days.pop()


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """Serve in a thread of this process; yields the address."""

    def dated(environ: Any, start_response: Any) -> Any:
        with clock.set_to(_days[-1]) if _days else nullcontext():
            return app(environ, start_response)

    server = make_server("127.0.0.1", 0, dated, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def launch(playwright: Playwright) -> Browser:
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return playwright.chromium.launch(executable_path=chromium(), args=[*FLAGS, *sandbox])


@contextmanager
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = launch(playwright)
        try:
            yield running
        finally:
            running.close()


Opens = Callable[..., Page]


def opener(running: Browser, address: str) -> tuple[Opens, list[BrowserContext]]:
    """``open("anna", "/register", width=820)``: a fresh browser, signed in by one click, at a page.

    A script error or a message of the content-security policy fails the test through ``page.problems``.
    """
    contexts: list[BrowserContext] = []

    def open_page(who: str | None, path: str = "/", *, width: int = 1280, height: int = 900, **options: Any) -> Page:
        options.setdefault("locale", "nl-NL")
        context = running.new_context(viewport={"width": width, "height": height}, base_url=address, **options)
        contexts.append(context)
        page = context.new_page()
        problems: list[str] = []
        page.on("pageerror", lambda fault: problems.append(str(fault)))
        page.on("console", lambda said: problems.append(said.text) if "Content Security Policy" in said.text else None)
        page.problems = problems  # type: ignore[attr-defined]
        if who:
            page.goto("/sign-in")
            page.locator(".dr-cast__button", has_text=who).click()
            page.wait_for_load_state()
        page.goto(path)
        return page

    return open_page, contexts
