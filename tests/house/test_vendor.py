"""The vendored front-end files are those that were packed, and nothing is fetched from elsewhere."""

import hashlib
import json
import re
from pathlib import Path

import pytest

from tools import vendor_assets

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "app/web/static"
RECORDS = sorted((STATIC / "vendor").rglob("VENDOR.json"))
PACKAGES = ("app/web", "permits", "inspections", "decisions")
PAGES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.html"))
# Kept by the browser, so it carries no nonce: its policy takes scripts of our own address, none of them inline.
KEPT = ROOT / "inspections/visit_app/static/shell.html"


def record(path: Path) -> dict[str, object]:
    content: dict[str, object] = json.loads(path.read_text("utf-8"))
    return content


def test_four_packages_are_vendored() -> None:
    assert [record(path)["package"] for path in RECORDS] == [
        "htmx.org",
        "idb",
        "lucide-static",
        "@utrecht/component-library-css",
    ]


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.parts[-3])
def test_every_vendored_file_has_the_hash_that_was_recorded(path: Path) -> None:
    present = {
        file.relative_to(path.parent).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in path.parent.rglob("*")
        if file.is_file() and file != path
    }
    assert present == record(path)["files"]
    assert path.parent.name == record(path)["version"]


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.parts[-3])
def test_every_vendored_package_carries_its_licence(path: Path) -> None:
    assert record(path)["licence"] in {"EUPL-1.2", "BSD-0-Clause", "ISC"}
    assert any(file.name.startswith("LICENSE") for file in path.parent.iterdir())


def test_each_part_of_the_bundle_stands_in_it_unmodified() -> None:
    folder = STATIC / "vendor/utrecht-component-library-css" / vendor_assets.UTRECHT_EDITION
    bundle = (folder / "components.css").read_text("utf-8")
    parts = json.loads((folder / "VENDOR.json").read_text("utf-8"))["parts"]
    pieces = re.split(r"^/\* (@utrecht/\S+) (\S+): dist/index\.css, unmodified \*/\n", bundle, flags=re.MULTILINE)[1:]
    found = [
        (name, version, hashlib.sha256(css.removesuffix("\n").encode()).hexdigest())
        for name, version, css in zip(pieces[::3], pieces[1::3], pieces[2::3], strict=True)
    ]
    assert found == [(part["package"], part["version"], part["sha256"]) for part in parts]


def test_the_lock_file_pins_what_is_vendored_and_names_no_address() -> None:
    lock = (ROOT / "package-lock.json").read_text("utf-8")
    assert "resolved" not in lock
    assert "://" not in lock
    wanted = json.loads((ROOT / "package.json").read_text("utf-8"))["devDependencies"]
    assert {name: version for name, (version, _) in vendor_assets.pinned().items()} == wanted


def test_the_icon_macro_is_made_from_the_vendored_icons() -> None:
    folder = next((STATIC / "vendor/lucide-static").iterdir())
    drawings = {svg.stem: svg.read_text("utf-8") for svg in folder.glob("icons/*.svg")}
    shapes = {name: vendor_assets.shape_of(drawings[name]) for name in sorted(drawings)}
    assert set(shapes) == set(vendor_assets.ICONS)
    assert vendor_assets.icon_macro(shapes, folder.name) == (ROOT / vendor_assets.ICON_MACRO).read_text("utf-8")


@pytest.mark.parametrize("path", [*STATIC.glob("*.css"), *STATIC.glob("*.js")], ids=lambda path: path.name)
def test_our_own_files_fetch_nothing_from_elsewhere(path: Path) -> None:
    assert not re.search(r"url\(\s*[\"']?(?:https?:)?//|@import|@font-face|https?://", path.read_text("utf-8"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_page_carries_an_inline_style_or_an_inline_handler(path: Path) -> None:
    markup = re.sub(r"\{#.*?#\}", "", path.read_text("utf-8"), flags=re.DOTALL)
    assert not re.search(r"<style\b|\sstyle\s*=|\son(?:click|change|input|submit|load)\s*=|javascript:", markup)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_script_carries_the_nonce(path: Path) -> None:
    for script in re.findall(r"<script\b[^>]*>", path.read_text("utf-8")):
        assert ('src="' if path == KEPT else 'nonce="{{ csp_nonce }}"') in script
