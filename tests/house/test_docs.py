"""What the pages for readers promise exists."""

from __future__ import annotations

import ast
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import click
import pytest
from babel.messages.pofile import read_po
from flask import Flask
from PIL import Image

from tests.house.test_words import texts_of
from tools.pictures import MOST_BYTES, PICTURES

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
READERS = ("officer", "inspector", "mayor", "administrator")
ROOMS = ("app", "permits", "inspections", "decisions", "reports", "law", "demonstration", "migrations")
# Read by the library that wants it, or named in a setting, so that no line of ours imports it.
WITHOUT_IMPORT = {
    "argon2-cffi": "SECURITY_PASSWORD_HASH",
    "email-validator": "Email(",
    "gunicorn": "gunicorn",
    "psycopg": "postgresql+psycopg",
    "tzdata": "ZoneInfo",
    "itsdangerous": "SECRET_KEY",
    "Babel": "flask_babel",
}


def code_of(page: Path) -> Iterator[str]:
    """The lines of code blocks and the words between backticks."""
    text = page.read_text()
    for block in re.findall(r"^ *```\w*\n(.*?)^ *```", text, flags=re.DOTALL | re.MULTILINE):
        yield from (line.strip() for line in block.splitlines())
    yield from re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))


def flask_commands() -> set[tuple[str, ...]]:
    """The words of each ``flask …`` that a page names, up to the first that is no name of a command."""
    found = set()
    for page in PAGES:
        for code in code_of(page):
            for _, words in re.findall(r"(^|[ /])flask ((?:[a-z][a-z_-]*(?: |$))+)", code):
                found.add(tuple(words.split()))
    return found


def words_of_command(words: tuple[str, ...], group: click.Group) -> click.Command | None:
    found: click.Command | None = group
    for word in words:
        if not isinstance(found, click.Group):
            return found
        found = found.get_command(click.Context(found), word)
    return found


def test_every_flask_command_that_a_page_names_exists(app: Flask) -> None:
    named = flask_commands()
    assert {("db", "upgrade"), ("audit-verify",), ("jobs",)} <= named
    lacking = [words for words in named if words_of_command(words, app.cli) is None]
    assert lacking == []


def test_every_option_that_a_page_gives_a_flask_command_exists(app: Flask) -> None:
    for page in PAGES:
        for code in code_of(page):
            found = re.match(r"(?:\S*/)?flask ((?:[a-z][a-z_-]*(?: |$))+)(.*)", code)
            if found is None:
                continue
            command = words_of_command(tuple(found[1].split()), app.cli)
            assert command is not None, code
            known = {option for param in command.params for option in param.opts}
            assert set(re.findall(r"(?<!\S)--[a-z-]+", found[2])) <= known | {"--help"}, code


def test_our_own_commands_answer_to_help(tmp_path: Path) -> None:
    for name in ("audit-verify", "municipality-add", "person-add", "jobs"):
        done = subprocess.run(
            [sys.executable, "-m", "flask", "--app", "wsgi", name, "--help"],
            cwd=ROOT,
            env={"DREMPEL_DEMONSTRATION": "1", "PATH": "/usr/bin:/bin", "DREMPEL_DATA": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert "Usage" in done.stdout


def test_every_make_target_that_a_page_names_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE))
    named = {name for page in PAGES for code in code_of(page) for name in re.findall(r"^make ([a-z-]+)", code)}
    assert {"run", "test", "demo"} <= named
    assert named <= targets


def test_every_setting_is_described_and_every_described_setting_is_read() -> None:
    source = (ROOT / "app/config.py").read_text()
    read = set(re.findall(r"\benv(?:\.get\(|\[|, )\"([A-Z_]+)\"", source)) | set(
        re.findall(r"\"([A-Z_]{6,})\" in env", source)
    )
    table = set(re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "docs/production.md").read_text(), flags=re.MULTILINE))
    assert len(read) > 8
    assert table == read
    for page in PAGES:
        for code in code_of(page):
            if re.fullmatch(r"[A-Z]+_[A-Z_]+(=.*)?", code) and page.name != "glossary.md":
                assert code.split("=")[0] in read, (page.name, code)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_and_picture_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text()):
        if not target.startswith(("http://", "https://", "#")):
            assert (page.parent / target.split("#")[0]).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_file_that_a_page_names_exists(page: Path) -> None:
    rooms = "|".join((*ROOMS, "tests", "tools", "docs", "bench"))
    for code in code_of(page):
        if re.fullmatch(rf"(?:{rooms})/[\w./-]*", code):
            assert (ROOT / code).exists(), code


def test_every_python_name_that_a_page_gives_can_be_imported() -> None:
    rooms = "|".join(ROOMS)
    names = {
        found[1]
        for page in PAGES
        for code in code_of(page)
        if (found := re.fullmatch(rf"((?:{rooms})(?:\.[A-Za-z_]\w*)+)(?:\(.*\))?", code))
    }
    assert "app.db.fetch" in names
    assert [name for name in names if not leads_to_something(name)] == []


def leads_to_something(name: str) -> bool:
    try:
        pkgutil.resolve_name(name)
    except (AttributeError, ImportError):
        return False
    return True


def test_each_reader_has_a_page_in_dutch_and_in_french() -> None:
    for reader in READERS:
        for page in (ROOT / f"docs/{reader}.md", ROOT / f"docs/fr/{reader}.md"):
            assert page.read_text().startswith("# "), page


@pytest.mark.parametrize(
    ("language", "folder", "quoted"), [("nl", "docs", "“([^”]+)”"), ("fr", "docs/fr", "«\u202f([^»]+)\u202f»")]
)
def test_the_words_of_the_screens_are_quoted_as_they_stand_there(language: str, folder: str, quoted: str) -> None:
    known = set()
    for path in ROOT.glob(f"*/translations/{language}/LC_MESSAGES/messages.po"):
        with path.open("rb") as file:
            known |= {text for entry in read_po(file, locale=language) for text in texts_of(entry)}
    for reader in READERS:
        page = re.sub(r"\n *", " ", (ROOT / folder / f"{reader}.md").read_text())
        labels = re.findall(quoted, page)
        assert labels, reader
        assert [label for label in labels if label not in known] == [], reader


def test_french_pages_have_no_plain_space_before_high_punctuation() -> None:
    for page in (ROOT / "docs/fr").glob("*.md"):
        bare = re.sub(r"^\|[-|]+\|$|`[^`]*`", "", page.read_text(), flags=re.MULTILINE)
        assert not re.search(r" [:;?»](?=\s)|« ", bare), page


def test_the_pictures_are_those_that_the_script_makes_and_are_small() -> None:
    made = {f"{picture.name}.png" for picture in PICTURES}
    folder = ROOT / "docs/pictures"
    assert {path.relative_to(folder).as_posix() for path in folder.rglob("*.png")} == made
    widths = {f"{picture.name}.png": picture.size[0] for picture in PICTURES}
    for name in made:
        assert (folder / name).stat().st_size <= MOST_BYTES, name
        with Image.open(folder / name) as picture:
            assert picture.width == widths[name], name


def test_every_picture_is_shown_on_a_page() -> None:
    shown = "\n".join(page.read_text() for page in PAGES)
    assert [picture.name for picture in PICTURES if f"pictures/{picture.name}.png" not in shown] == []


def rows_of_glossary() -> list[list[str]]:
    lines = (ROOT / "docs/glossary.md").read_text().splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    return [row for row in rows if row[0] != "code" and not row[0].startswith("---")]


def test_the_glossary_has_four_languages_in_each_row() -> None:
    rows = rows_of_glossary()
    assert len(rows) >= 80
    for row in rows:
        assert len(row) == 5, row
        assert all(row), row
    english = [row[1] for row in rows]
    assert len(english) == len(set(english))


def test_the_code_names_of_the_glossary_are_names_in_the_code() -> None:
    names: set[str] = set()
    for path in (path for room in ROOMS for path in (ROOT / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ClassDef | ast.FunctionDef):
                names.add(node.name)
            elif isinstance(node, ast.Name):
                names.add(node.id)
            elif isinstance(node, ast.Attribute):
                names.add(node.attr)
            elif isinstance(node, ast.keyword | ast.arg):
                names.add(node.arg or "")
    assert [row[0] for row in rows_of_glossary() if row[0] != "–" and row[0].strip("`") not in names] == []


def libraries() -> list[str]:
    return re.findall(r"^([A-Za-z][\w-]*)", (ROOT / "requirements.in").read_text(), flags=re.MULTILINE)


def is_used(name: str, code: str) -> bool:
    """Whether a line of ours imports one of the modules of the package, or names what reads it."""
    modules = [module for module, owners in packages_distributions().items() if plain(name) in map(plain, owners)]
    imported = any(re.search(rf"^\s*(?:from|import) {module}\b", code, flags=re.MULTILINE) for module in modules)
    return imported or WITHOUT_IMPORT.get(name, "\0") in code


def plain(name: str) -> str:
    return name.lower().replace("_", "-")


def test_every_run_time_library_has_its_reason() -> None:
    page = (ROOT / "docs/adr/0002-libraries.md").read_text()
    assert [name for name in libraries() if not re.search(rf"\b{re.escape(name)}\b", page, re.IGNORECASE)] == []


def test_every_run_time_library_is_used_or_said_to_wait() -> None:
    page = (ROOT / "docs/adr/0002-libraries.md").read_text()
    said = re.search(r"used by nothing today: ([\w, -]+)\.", page)
    waiting = said[1].split(", ") if said else []
    code = "\n".join(path.read_text() for room in ROOMS for path in (ROOT / room).rglob("*.py"))
    code += (ROOT / "tools/run.sh").read_text()
    assert {name for name in libraries() if not is_used(name, code)} == set(waiting) & set(libraries())


def test_what_the_product_imports_is_installed_with_it() -> None:
    """A library that only our tools bring would be missed on the first real server."""
    pinned = re.findall(r"^([A-Za-z][\w.-]*)==", (ROOT / "requirements.txt").read_text(), flags=re.MULTILINE)
    owners, known = packages_distributions(), {plain(name) for name in pinned}
    ours = {*ROOMS, "tests", "tools", "bench", "wsgi"}
    missing = set()
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            for module in imported(ast.parse(path.read_text())) - ours - sys.stdlib_module_names:
                if not known & set(map(plain, owners.get(module, []))):
                    missing.add(f"{path.relative_to(ROOT)}: {module}")
    assert missing == set()


def imported(code: ast.Module) -> set[str]:
    """The first name of every module that the code imports."""
    found: set[str] = set()
    for node in ast.walk(code):
        if isinstance(node, ast.Import):
            found.update(one.name.partition(".")[0] for one in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            found.add(node.module.partition(".")[0])
    return found


def test_every_decision_is_numbered_and_short() -> None:
    pages = sorted((ROOT / "docs/adr").glob("*.md"))
    for number, page in enumerate(pages, start=1):
        assert page.name.startswith(f"{number:04d}-"), page
        text = page.read_text()
        assert text.startswith(f"# {number}. ")
        assert all(part in text for part in ("**Context.**", "**Decision.**", "**Consequence.**")), page
        lines = [line for line in text.splitlines() if line and not line.startswith("|")]
        assert len(lines) <= 15, page


def test_the_licence_is_the_one_that_the_readme_names() -> None:
    assert "EUPL-1.2" in (ROOT / "LICENSE").read_text()
    assert "[EUPL-1.2](LICENSE)" in (ROOT / "README.md").read_text()
