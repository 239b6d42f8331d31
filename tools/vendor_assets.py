"""Copy the pinned front-end packages into the project, or check that the copies are still exact.

Usage, from the project folder (needs Node's ``npm`` and a package registry; running Drempel needs neither):

    python -m tools.vendor_assets            re-create app/web/static/vendor and components/icons.html
    python -m tools.vendor_assets --check    build them again elsewhere and compare every byte; exit 1 on a difference

``package.json`` pins the versions and ``package-lock.json`` holds the registry's SHA-512 of each tarball; a tarball
that does not have that SHA-512 is refused. To add an icon, write its Lucide name in ``ICONS`` and run the command.

The component CSS of Utrecht (EUPL-1.2) is served as one file in which each component's bytes stand unmodified
behind a line that names its package; what Drempel changes stands in ``theme.css`` and ``drempel.css``.
"""

import argparse
import base64
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = Path("app/web/static/vendor")
ICON_MACRO = Path("app/web/templates/components/icons.html")
CHECKER = "typescript"  # pinned beside the others, used by tools/check_modules.py, never vendored
UTRECHT_EDITION = "9.0.4"  # the edition of @utrecht/component-library-css whose component versions are pinned

# The order is the order of the cascade: page first, then text, then controls.
COMPONENTS = (
    "root", "body", "document", "heading-1", "heading-2", "heading-3", "heading-4", "paragraph", "link", "button",
    "form-label", "form-field-description", "form-field-error-message", "form-fieldset", "textbox", "textarea",
    "select", "checkbox", "radio-button", "table", "breadcrumb-nav", "pagination", "skip-link", "separator",
)  # fmt: skip

ICONS = (
    "arrow-down", "arrow-left", "arrow-right", "arrow-up", "ban", "building-2", "calendar", "calendar-clock",
    "calendar-plus", "camera", "check", "check-check", "chevron-down", "chevron-left", "chevron-right", "chevron-up",
    "circle", "circle-alert", "circle-check", "circle-dot", "circle-question-mark", "circle-x", "clipboard-list",
    "clock", "cloud-check", "cloud-upload", "door-open", "download", "eye", "eye-off", "file-check", "file-plus",
    "file-question-mark", "file-text", "flag", "git-compare", "grip-vertical", "history", "hourglass", "image",
    "info", "key-round", "loader-circle", "lock", "log-in", "log-out", "mail", "map-pin", "menu", "message-square",
    "message-square-plus", "minus", "navigation", "paperclip", "pause", "pen-line", "pencil", "phone", "pin", "plus",
    "printer", "refresh-cw", "scale", "search", "send", "settings", "signature", "siren", "tablet", "trash-2",
    "triangle-alert", "undo-2", "upload", "user", "user-check", "users", "wifi-off", "x",
)  # fmt: skip


class TarballIsNotTheOneWePinned(Exception):
    """The registry gave other bytes than package-lock.json promises."""


@dataclass(frozen=True)
class Package:
    """One unpacked npm package: where it lies, and what it says of itself."""

    name: str
    version: str
    licence: str
    tarball_sha256: str
    folder: Path

    def described(self) -> dict[str, str]:
        return {
            "package": self.name,
            "version": self.version,
            "licence": self.licence,
            "tarball_sha256": self.tarball_sha256,
        }


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def pinned() -> dict[str, tuple[str, str]]:
    """Package name → (version, integrity) as the lock file has them."""
    packages = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    prefix = "node_modules/"
    return {
        path.removeprefix(prefix): (entry["version"], entry["integrity"])
        for path, entry in packages.items()
        if path.startswith(prefix)
    }


def fetched(workshop: Path) -> dict[str, Package]:
    """Every pinned package, packed by npm, compared with the lock file and unpacked below `workshop`."""
    pins = pinned()
    wanted = [f"{name}@{version}" for name, (version, _) in pins.items() if name != CHECKER]
    answer = subprocess.run(
        ["npm", "pack", "--json", "--silent", *wanted],
        cwd=workshop,
        check=True,
        capture_output=True,
        text=True,
    )
    packed = json.loads(answer.stdout)
    tarballs = packed.values() if isinstance(packed, dict) else packed  # npm 11 answers either, by its settings
    return {entry["name"]: unpacked(workshop, entry, pins[entry["name"]][1]) for entry in tarballs}


def unpacked(workshop: Path, entry: dict[str, str], integrity: str) -> Package:
    tarball = workshop / entry["filename"]
    content = tarball.read_bytes()
    found = "sha512-" + base64.b64encode(hashlib.sha512(content).digest()).decode()
    if found != integrity:
        raise TarballIsNotTheOneWePinned(f"{entry['name']} {entry['version']}: {found} instead of {integrity}")
    folder = workshop / entry["filename"].removesuffix(".tgz")
    with tarfile.open(tarball) as archive:
        archive.extractall(folder, filter="data")
    folder = folder / "package"
    licence = json.loads((folder / "package.json").read_text("utf-8"))["license"]
    return Package(entry["name"], entry["version"], licence, sha256(content), folder)


def write_record(folder: Path, record: dict[str, object]) -> None:
    """VENDOR.json: what the folder's files are, and the SHA-256 of each."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    record["files"] = {path.relative_to(folder).as_posix(): sha256(path.read_bytes()) for path in files}
    (folder / "VENDOR.json").write_text(json.dumps(record, indent=2) + "\n", "utf-8")


def lay_components(target: Path, packages: dict[str, Package]) -> None:
    folder = target / VENDOR / "utrecht-component-library-css" / UTRECHT_EDITION
    folder.mkdir(parents=True)
    parts, bundle = [], b""
    for component in COMPONENTS:
        package = packages[f"@utrecht/{component}-css"]
        css = (package.folder / "dist/index.css").read_bytes()
        parts.append(package.described() | {"sha256": sha256(css)})
        bundle += f"/* {package.name} {package.version}: dist/index.css, unmodified */\n".encode() + css + b"\n"
    (folder / "components.css").write_bytes(bundle)
    shutil.copy(packages["@utrecht/root-css"].folder / "LICENSE.md", folder / "LICENSE.md")
    write_record(
        folder,
        {
            "package": "@utrecht/component-library-css",
            "version": UTRECHT_EDITION,
            "licence": "EUPL-1.2",
            "note": "components.css joins the parts below, each unmodified and in this order",
            "parts": parts,
        },
    )


def lay_htmx(target: Path, package: Package) -> None:
    folder = target / VENDOR / "htmx.org" / package.version
    folder.mkdir(parents=True)
    shutil.copy(package.folder / "dist/htmx.min.js", folder / "htmx.min.js")
    shutil.copy(package.folder / "LICENSE", folder / "LICENSE")
    write_record(folder, dict(package.described()))


def lay_idb(target: Path, package: Package) -> None:
    folder = target / VENDOR / "idb" / package.version
    folder.mkdir(parents=True)
    shutil.copy(package.folder / "build/index.js", folder / "index.js")
    shutil.copy(package.folder / "LICENSE", folder / "LICENSE")
    write_record(folder, dict(package.described()))


def lay_icons(target: Path, package: Package) -> None:
    folder = target / VENDOR / "lucide-static" / package.version
    (folder / "icons").mkdir(parents=True)
    shapes = {}
    for name in sorted(ICONS):
        svg = package.folder / "icons" / f"{name}.svg"
        shutil.copy(svg, folder / "icons" / svg.name)
        shapes[name] = shape_of(svg.read_text("utf-8"))
    shutil.copy(package.folder / "LICENSE", folder / "LICENSE")
    write_record(folder, dict(package.described()))
    macro = target / ICON_MACRO
    macro.parent.mkdir(parents=True)
    macro.write_text(icon_macro(shapes, package.version), "utf-8")


def shape_of(svg: str) -> str:
    """What stands between <svg …> and </svg>, on one line."""
    inside = re.sub(r"^.*?<svg\b[^>]*>|</svg>\s*$", "", svg, flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", "", inside).replace(" />", "/>")


def icon_macro(shapes: dict[str, str], version: str) -> str:
    table = "".join(f"  {json.dumps(name)}: {shape!r},\n" for name, shape in shapes.items())
    return f"""{{#- Made by tools/vendor_assets.py from lucide-static {version} (ISC, in part MIT). Do not edit.
    icon(name, size="text", label=None)
      name   one of the names below; another name is an error when the page is drawn
      size   "badge" 13 px · "text" 16 px · "large" 20 px · "tablet" 24 px
      label  only where the icon stands alone and its button or link has no aria-label -#}}
{{% set shapes = {{
{table}}} %}}
{{% macro icon(name, size="text", label=None) -%}}
<svg class="dr-icon dr-icon--{{{{ size }}}}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" \
stroke-linecap="round" stroke-linejoin="round" focusable="false" \
{{% if label %}}role="img" aria-label="{{{{ label }}}}"{{% else %}}aria-hidden="true"{{% endif %}}>\
{{{{ (shapes[name] ~ "")|safe if name in shapes else no_such_icon[name] }}}}</svg>
{{%- endmacro %}}
"""


def build(target: Path) -> None:
    """Lay every vendored file below `target`, in the same places as in the project."""
    with tempfile.TemporaryDirectory() as workshop:
        packages = fetched(Path(workshop))
        lay_components(target, packages)
        lay_htmx(target, packages["htmx.org"])
        lay_idb(target, packages["idb"])
        lay_icons(target, packages["lucide-static"])


def contents(base: Path) -> dict[str, bytes]:
    files = [path for path in (base / VENDOR).rglob("*") if path.is_file()]
    return {path.relative_to(base).as_posix(): path.read_bytes() for path in [*files, base / ICON_MACRO]}


def differences(fresh: Path) -> list[str]:
    ours, theirs = contents(ROOT), contents(fresh)
    return sorted(name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name))


def replace(fresh: Path) -> None:
    shutil.rmtree(ROOT / VENDOR, ignore_errors=True)
    shutil.copytree(fresh / VENDOR, ROOT / VENDOR)
    shutil.copy(fresh / ICON_MACRO, ROOT / ICON_MACRO)


def main() -> int:
    parser = argparse.ArgumentParser(description="Re-create or check the vendored front-end files.")
    parser.add_argument("--check", action="store_true", help="compare only; exit 1 when a byte differs")
    check = parser.parse_args().check
    with tempfile.TemporaryDirectory() as fresh:
        build(Path(fresh))
        if not check:
            replace(Path(fresh))
            print(f"{len(contents(ROOT))} files written")
            return 0
        differing = differences(Path(fresh))
    print("\n".join(f"differs: {name}" for name in differing) or "every vendored byte is as packed")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
