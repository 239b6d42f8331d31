"""Somebody who opens every page and sends each form on it, filled in wrongly in every way we could think of."""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import String, TextClause, func, literal, select, text, union_all
from werkzeug.datastructures import FileStorage, MultiDict

from app import acts, clock, people
from app.access import Permission, declared
from app.db import Base, db, everywhere
from app.people import User
from decisions.bibob.models import BibobInquiry
from decisions.bundles.models import Bundle
from decisions.countersigning.models import PaperToSign
from decisions.enforcement.models import Forfeiture, Policy, Sealing
from decisions.integrity.models import IntegrityInvestigation, IntegrityScope
from decisions.mailings.models import Mailing
from decisions.models import BylawArticle, Decision, DecisionLetter, OfficialReport
from decisions.objections.models import CourtCase, Objection
from demonstration import cases, region
from inspections import acts as inspections
from inspections.models import Inspection, Photo
from inspections.sync.models import Clash, Device
from permits.models import (
    Application,
    ApplicationDocument,
    Establishment,
    ImportRun,
    Party,
    PartyRole,
    Permit,
    Sector,
)
from tests.decisions import factories as decisions
from tests.inspections import factories as visits
from tests.permits import factories as register

ROWS: dict[str, Any] = {
    "application_id": Application,
    "article_id": BylawArticle,
    "bundle_id": Bundle,
    "decision_id": Decision,
    "document_id": ApplicationDocument,
    "establishment_id": Establishment,
    "inquiry_id": BibobInquiry,
    "inspection_id": Inspection,
    "investigation_id": IntegrityInvestigation,
    "letter_id": DecisionLetter,
    "mailing_id": Mailing,
    "paper_id": PaperToSign,
    "party_id": Party,
    "permit_id": Permit,
    "policy_id": Policy,
    "objection_id": Objection,
    "case_id": CourtCase,
    "clash_id": Clash,
    "device_id": Device,
    "forfeiture_id": Forfeiture,
    "photo_id": Photo,
    "report_id": OfficialReport,
    "role_id": PartyRole,
    "run_id": ImportRun,
    "scope_id": IntegrityScope,
    "seal_id": Sealing,
    "sector_id": Sector,
    "user_id": User,
}
# Written by looking, by refusing and by signing in; not part of a case.
NO_CASE = {"audit_line", "audit_head", "user_account", "role_of_user", "job_run", "failed_sign_in"}
SENTENCE = "Dit is een gewone zin die lang genoeg is."
SCRIPT = "<script>alert(1)</script>"


@dataclass
class Drawn:
    """A form as it stood on a page."""

    action: str
    page: str
    fields: list[dict[str, str]] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, tuple[str, ...]]:
        where = bare(self.action)
        # Topics and drafts hold as many fields as there are items or grounds; one of them stands for all.
        many = "/topics/" in where or where.endswith("/grounds")
        return where, () if many else tuple(sorted({f["name"] for f in self.fields}))


class _Forms(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.page = page
        self.found: list[Drawn] = []
        self.now: Drawn | None = None
        self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        if tag == "form" and given.get("method", "get").lower() == "post":
            self.now = Drawn(given.get("action") or self.page, self.page)
            self.found.append(self.now)
        if self.now is None:
            return
        name = given.get("name", "")
        if tag == "input" and name:
            self.now.fields.append({"name": name, "kind": given.get("type", "text"), "value": given.get("value", "")})
        elif tag == "textarea" and name:
            self.now.fields.append({"name": name, "kind": "textarea", "value": ""})
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select:
            self.now.fields.append({"name": self.select, "kind": "option", "value": given.get("value", "")})
        elif tag == "button" and name:
            self.now.fields.append({"name": name, "kind": "button", "value": given.get("value", "")})

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.now = None
        elif tag == "select":
            self.select = ""


def lay_out_cases() -> None:
    """Venlo with a decision in each state that shows other forms, visits under way, an application, a permit."""
    for step in ("drafted", "announced", "second-reading", "with-mayor", "served"):
        cases.play_dutch_refusal(until=step)
    signed = cases.play_dutch_revocation(until="signed").id
    cases.play_genk_closure(until="served")
    cases.play_genk_closure(until="announced")
    with acts.acting_as(people.as_actor(region.member("anna"))):
        register.application()
        register.complete_application()
        register.permit()
        visits.planned_visit(register.operated())
        decisions.bundle(signed)
        busy, done, twice = register.operated(), register.operated(), register.operated()
    with acts.acting_as(people.as_actor(region.member("bram"))):
        visits.begun_visit(busy)
        visits.clashing_visit(twice)
        ready = visits.begun_visit(done)
        ready = inspections.save_answers(ready, ready.version, {"A31": visits.deviation()})
        inspections.save_present(ready, None, visits.NOBODY)
    decisions.mailings()


def case_rows() -> dict[str, int]:
    """How many rows each table of cases holds, in all towns."""
    with everywhere("the test counts"):
        return {name: number for name, number in db.session.execute(_count())}  # noqa: C416 - rows are not pairs for mypy


@cache
def _count() -> TextClause:
    """The question, put together once: it is asked after each refusal."""
    tables = [table for table in Base.metadata.sorted_tables if table.name not in NO_CASE]
    counts = union_all(
        *(
            select(literal(table.name, String), select(func.count()).select_from(table).scalar_subquery())
            for table in tables
        )
    )
    return text(str(counts.compile(compile_kwargs={"literal_binds": True})))


def addresses(app: Flask, town: str, powers: frozenset[Permission], each: int = 3) -> Iterator[str]:
    """The address of every page that somebody with these powers may open, for the newest rows of each kind."""
    with everywhere("the test fills every place"), app.test_request_context():
        for rule in app.url_map.iter_rules():
            methods = rule.methods or set()
            power = declared(app.view_functions[rule.endpoint])
            closed = isinstance(power, Permission) and power not in powers
            if "GET" not in methods or closed or rule.endpoint.endswith("static"):
                continue
            if not rule.arguments:
                yield rule.rule
            elif rule.arguments <= ROWS.keys():
                for values in _values(rule.arguments, town, each):
                    yield app.url_map.bind("").build(rule.endpoint, values)
    yield from (f"/decisions/{key}/bundles/new?profile=nl.municipality" for key in _signed(town))
    masked = "profile=nl.municipality&document=decision"
    yield from (f"/decisions/{key}/bundles/masking?{masked}" for key in _signed(town))
    yield from (
        f"{path}?establishment={key}"
        for path in ("/decisions/new", "/inspections/propose", "/applications/new")
        for key in _ids(Establishment, town, 2)
    )


def _signed(town: str) -> list[Any]:
    with everywhere("the test fills every place"):
        question = select(Decision.id).where(Decision.municipality_code == town, Decision.signed_at.is_not(None))
        return list(db.session.scalars(question.order_by(Decision.id.desc()).limit(1)))


def _values(names: set[str], town: str, each: int) -> Iterator[dict[str, Any]]:
    if len(names) == 1:
        (name,) = names
        yield from ({name: key} for key in _ids(ROWS[name], town, each))
        return
    for row in db.session.scalars(select(PartyRole).where(PartyRole.municipality_code == town).limit(2)):
        known = {"role_id": row.id, "establishment_id": row.establishment_id, "party_id": row.party_id}
        if names <= known.keys():
            yield {name: known[name] for name in names}


def _ids(model: Any, town: str, each: int) -> list[Any]:
    with everywhere("the test fills every place"):
        question = select(model.id).where(model.municipality_code == town).order_by(model.id.desc())
        # A decision shows other forms in each of its states; the rest is alike from row to row.
        question = question.limit(3 * each if model is Decision else each)
        return list(db.session.scalars(question))


def bare(address: str) -> str:
    """The address without the ids in it, and one topic for all: pages that differ in nothing else are alike."""
    return re.sub(r"/topics/[a-z-]+", "/topics/…", re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{64}", "…", address))


def forms(client: FlaskClient, paths: list[str], each: int = 3) -> tuple[list[Drawn], list[str]]:
    """Each form once, from all pages and the pages they lead to; and the pages that broke."""
    found: dict[Any, Drawn] = {}
    faults: list[str] = []
    seen: Counter[str] = Counter()
    waiting, known = deque(paths), set(paths)
    while waiting:
        path = waiting.popleft()
        if seen[bare(path)] >= (3 * each if path.startswith("/decisions/") else each):
            continue
        seen[bare(path)] += 1
        answer = client.get(path)
        if answer.status_code >= 500:
            faults.append(f"GET {path}: {answer.status_code}")
        if answer.status_code == 200 and answer.mimetype == "text/html":
            reader = _Forms(path)
            reader.feed(answer.text)
            for drawn in reader.found:
                found.setdefault(drawn.key, drawn)
            for link in re.findall(r'href="(/[^"#?]*)"', answer.text):
                if link not in known and not re.search(r"\.[a-z0-9]+$|^/files|^/photos|^/static", link):
                    known.add(link)
                    waiting.append(link)
    return [f for f in found.values() if not f.action.startswith(("/practice", "/sign-out"))], faults


def filled_in(form: Drawn) -> MultiDict[str, Any]:
    """The form as an ordinary person would send it."""
    sent: MultiDict[str, Any] = MultiDict()
    today = clock.today()
    parts = {"day": today.day, "month": today.month, "year": today.year}
    for one in form.fields:
        name, kind, value = one["name"], one["kind"], one["value"]
        if kind in {"radio", "option"}:
            if value and not sent.get(name):
                sent[name] = value
        elif kind == "checkbox":
            sent.add(name, value or "y")
        elif kind in {"hidden", "button"}:
            sent.setdefault(name, value)
        elif kind != "file":
            part = name.rsplit("-", 1)[-1]
            sent[name] = value or str(parts.get(part) or ("1" if one.get("mode") else SENTENCE))
    return sent


def png_bomb(side: int = 30_000) -> bytes:
    """A PNG of a few kilobytes that says it is 900 million dots."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 4_000_000, 9))
        + chunk(b"IEND", b"")
    )


FILES: dict[str, tuple[bytes, str]] = {
    "a text called pdf": (b"not a pdf at all", "brief.pdf"),
    "nothing": (b"", "leeg.pdf"),
    "a program": (b"MZ" + b"\0" * 500, "foto.jpg"),
    "a bomb": (png_bomb(), "foto.png"),
    "half a picture": (visits.photo_bytes()[:200], "foto.jpg"),
    "a broken workbook": (b"PK\x03\x04" + b"\0" * 300, "register.xlsx"),
    "nonsense as csv": (b"\xff\xfe\x00\x00;;;\n\x00", "../../register.csv"),
}


TEXTS = {
    "very long": "x" * 100_000,
    "longer than its column": "x" * 230,
    "controls": "a\x00b\x1b[31m\u202ec\ufeff",
    "only blanks": " \u00a0\u200b ",
    "html": SCRIPT,
    "negative": "-1",
    "huge": "9" * 30,
    "other figures": "١٢٣",
    "a wrong number": "68750111",
    "a fraction": "1e400",
}
DAYS = {
    "31 February": ("31", "2", "2027"),
    "year nought": ("1", "1", "0000"),
    "far year": ("1", "1", "99999"),
    "last year of all": ("31", "12", "9999"),
    "first year of all": ("1", "1", "0001"),
    "figures of elsewhere": ("١", "٢", "٢٠٢٧"),
}
CHOICES = {"unknown choice": "zzz", "unknown id": "0190f000-0000-7000-8000-000000000000"}
PARTS = ("day", "month", "year")
# What one database may take and another refuse: length, figures, signs, ends of the calendar.
OF_THE_DATABASE = {
    "longer than its column", "controls", "huge", "far year", "last year of all", "unknown id", "version '999'",
}  # fmt: skip


def nonsense(form: Drawn, *, every: bool = True) -> Iterator[tuple[str, MultiDict[str, Any]]]:
    """(what is wrong, what is sent): one kind of wrong at a time, the rest as it should be.

    ``every`` false: only what a second database could answer otherwise than the first.
    """
    yield from ((what, sent) for what, sent in _nonsense(form) if every or what.split(",")[0] in OF_THE_DATABASE)


def _nonsense(form: Drawn) -> Iterator[tuple[str, MultiDict[str, Any]]]:
    usual = filled_in(form)
    kinds = {one["name"]: one["kind"] for one in form.fields}
    dates = {name for name in kinds if name.rsplit("-", 1)[-1] in PARTS}
    texts = named(kinds, "text", "textarea", "email", "password", "tel", "number") - dates
    chosen, hidden = named(kinds, "radio", "option", "checkbox", "button"), named(kinds, "hidden") - {"csrf_token"}
    yield "nothing at all", MultiDict()
    yield from ((what, with_all(usual, texts, value)) for what, value in TEXTS.items() if texts)
    yield from ((what, with_day(usual, dates, day)) for what, day in DAYS.items() if dates)
    yield from ((what, with_all(usual, chosen, value)) for what, value in CHOICES.items() if chosen)
    yield from ((f"{what}, hidden", with_all(usual, hidden, value)) for what, value in CHOICES.items() if hidden)
    versions = ("0", "-1", "9" * 30, "x", "") if "version" in kinds else ()
    yield from ((f"version {value[:3]!r}", with_all(usual, {"version"}, value)) for value in versions)
    for name in sorted(named(kinds, "file"))[:2]:
        for what, (content, called) in FILES.items():
            sent = usual.copy()
            sent[name] = FileStorage(io.BytesIO(content), called)
            yield what, sent


def named(kinds: dict[str, str], *wanted: str) -> set[str]:
    return {name for name, kind in kinds.items() if kind in wanted}


def with_all(usual: MultiDict[str, Any], names: set[str], value: str) -> MultiDict[str, Any]:
    sent = usual.copy()
    for name in names:
        sent.setlist(name, [value])
    return sent


def with_day(usual: MultiDict[str, Any], names: set[str], day: tuple[str, str, str]) -> MultiDict[str, Any]:
    sent = usual.copy()
    for name in names:
        sent[name] = dict(zip(PARTS, day, strict=True))[name.rsplit("-", 1)[-1]]
    return sent
