"""What the visit application is made of: each file of the shell, its kind, and one edition for all of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from babel.messages.extract import extract_from_dir
from flask_babel import force_locale, get_locale, get_translations
from flask_babel import gettext as _

from app.web.language import LANGUAGES

HERE = Path(__file__).parent / "static"
GROUND = Path(__file__).parents[2] / "app/web/static"
SCRIPT, STYLE, JSON = "text/javascript", "text/css", "application/json"
# The marker in sw.js that becomes the list of files, so that the worker changes whenever one of them does.
MARKER = 'const SHELL = /** @type {{ edition: string, files: string[] }} */ ({ edition: "", files: [] });'
KEYWORDS: dict[str, Any] = {"_": None, "_n": (1, 2)}
STYLES = {
    "components.css": "vendor/utrecht-component-library-css/9.0.4/components.css",
    "theme.css": "theme.css",
    "drempel.css": "drempel.css",
    "visit.css": "visit.css",
    "sheet.css": "sheet.css",
    "select.svg": "select.svg",
}


@dataclass(frozen=True)
class File:
    """One file of the shell: its bytes and its media type."""

    content: bytes
    kind: str


@cache
def files() -> dict[str, File]:
    """Every file of the shell but the page itself and the worker, by its address below the scope."""
    found = {
        path.relative_to(HERE).as_posix(): File(path.read_bytes(), SCRIPT)
        for path in sorted(HERE.rglob("*.js"))
        if path.name != "sw.js"
    }
    found["idb.js"] = File((GROUND / "vendor/idb/8.0.4/index.js").read_bytes(), SCRIPT)
    for name, source in STYLES.items():
        found[name] = File((GROUND / source).read_bytes(), "image/svg+xml" if name.endswith(".svg") else STYLE)
    found["visit-app.css"] = File((HERE / "visit-app.css").read_bytes(), STYLE)
    found["icons.svg"] = File(_icons(), "image/svg+xml")
    found["mark.svg"] = File((GROUND / "mark.svg").read_bytes(), "image/svg+xml")
    for size in ("192", "512", "apple"):
        found[f"icon-{size}.png"] = File((HERE / f"icon-{size}.png").read_bytes(), "image/png")
    for language in LANGUAGES:
        found[f"words/{language}.json"] = File(_plain(words(language)), JSON)
    return found


def page() -> bytes:
    """The one page; what stands on it is made by the modules."""
    return (HERE / "shell.html").read_bytes()


def edition() -> str:
    """The fingerprint of the whole shell: another byte anywhere is another edition."""
    total = sha256(page() + (HERE / "sw.js").read_bytes())
    for name, file in files().items():
        total.update(name.encode() + file.content)
    return total.hexdigest()[:16]


def worker() -> bytes:
    """The service worker with its list of files."""
    source = (HERE / "sw.js").read_text(encoding="utf-8")
    assert MARKER in source, "sw.js no longer says where its list of files goes"
    listed = json.dumps({"edition": edition(), "files": ["./", *files()]})
    return source.replace(MARKER, f"const SHELL = {listed};").encode()


@cache
def _sources() -> tuple[str | tuple[str, ...], ...]:
    """Every text in the modules that a reader may see."""
    found = extract_from_dir(str(HERE), [("**.js", "javascript")], keywords=KEYWORDS)
    return tuple(dict.fromkeys(message for _file, _line, message, _comments, _context in found))


def words(language: str) -> dict[str, str | list[str]]:
    """Source text → the text in a language; for a text with a number the singular and the plural."""
    book: dict[str, str | list[str]] = {}
    with force_locale(language):
        assert get_locale() is not None
        translations = get_translations()
        for message in _sources():
            if isinstance(message, tuple):
                one, many = message[:2]
                book[one] = [str(translations.ungettext(one, many, number)) for number in (1, 2)]
            else:
                book[message] = str(translations.ugettext(message))
    return book


def manifest() -> dict[str, Any]:
    """What the home screen needs to know, in the language in force."""
    return {
        "id": "/visit-app/",
        "name": _("Drempel visits"),
        "short_name": _("Visits"),
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "background_color": "#f5f6f9",
        "theme_color": "#1a2030",
        "icons": [
            {"src": "icon-192.png", "sizes": "192x192", "type": "image/png", "purpose": "any maskable"},
            {"src": "icon-512.png", "sizes": "512x512", "type": "image/png", "purpose": "any maskable"},
            {"src": "mark.svg", "sizes": "any", "type": "image/svg+xml"},
        ],
    }


def _icons() -> bytes:
    """The icons that the modules name, as symbols of one drawing (lucide-static, ISC and in part MIT)."""
    folder = next((GROUND / "vendor/lucide-static").iterdir()) / "icons"
    source = "\n".join(path.read_text(encoding="utf-8") for path in sorted(HERE.rglob("*.js")))
    symbols = []
    for drawing in sorted(folder.glob("*.svg")):
        if f'"{drawing.stem}"' in source:
            inside = drawing.read_text(encoding="utf-8").split(">", 2)[2].rsplit("</svg>", 1)[0]
            symbols.append(f'<symbol id="{drawing.stem}" viewBox="0 0 24 24">{" ".join(inside.split())}</symbol>')
    return ('<svg xmlns="http://www.w3.org/2000/svg">' + "".join(symbols) + "</svg>").encode()


def _plain(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
