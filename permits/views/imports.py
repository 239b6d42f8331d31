"""Taking over a list: choose a file, see how it will be read, start, follow, read the report."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

from flask import Response, redirect, render_template, request, send_file, url_for
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from werkzeug.wrappers import Response as Answer
from wtforms import BooleanField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice

from app import files
from app.access import Permission, open_to
from app.errors import NotHere, Refusal
from app.web.fields import HouseForm
from app.web.language import in_language
from permits.models import ImportRun
from permits.register_import import background, mapping, running
from permits.views.blueprint import bp

_EACH, _WHOLE = "each", "whole"


_OWN = "drempel"  # the columns of the house itself: the first choice, as most lists are made after its example


class UploadForm(HouseForm):
    file = FileField(_l("File"), [FileRequired(_l("Choose the CSV or XLSX file that you want to take over."))])
    mapping = SelectField(_l("What is in the file"))

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.mapping.choices = [
            SelectChoice(name, in_language(dict(mapping.find(name).title)))
            for name in sorted(mapping.names(), key=lambda name: name != _OWN)
        ]


class StartForm(HouseForm):
    way = RadioField(
        _l("When a line is not right"),
        choices=[
            SelectChoice(_EACH, _l("Save the other lines; lines that are not right come back to me")),
            SelectChoice(_WHOLE, _l("Save nothing at all until every line is right")),
        ],
        default=_EACH,
    )
    dry_run = BooleanField(_l("Only try: count what would change, save nothing"))


@bp.route("/import", methods=["GET", "POST"])
@open_to(Permission.REGISTER_IMPORT)
def imports() -> str | Answer | tuple[str, int]:
    form = UploadForm()
    if form.validate_on_submit():
        try:
            row = background.offer_import(form.file.data.read(), form.file.data.filename or "", form.mapping.data)
            return redirect(url_for("permits.import_run", run_id=row.id))
        except Refusal as refusal:
            form.file.errors = [*form.file.errors, str(refusal.sentence)]
    shown = render_template("permits/imports.html", form=form, runs=background.imports())
    return (shown, 422) if form.errors else shown


@bp.get("/import/<uuid:run_id>")
@open_to(Permission.REGISTER_IMPORT)
def import_run(run_id: UUID) -> str | Response:
    row = background.one_import(run_id)
    if "HX-Request" in request.headers:
        return _progress(row)
    return _page(row, StartForm())


@bp.post("/import/<uuid:run_id>/start")
@open_to(Permission.REGISTER_IMPORT)
def import_start(run_id: UUID) -> Answer | tuple[str, int]:
    row, form = background.one_import(run_id), StartForm()
    if not form.validate():
        return _page(row, form), 422
    background.start_import(row, dry_run=form.dry_run.data, whole_file=form.way.data == _WHOLE)
    return redirect(url_for("permits.import_run", run_id=run_id))


@bp.get("/import/<uuid:run_id>/refused.csv")
@open_to(Permission.REGISTER_IMPORT)
def import_refused(run_id: UUID) -> Response:
    row = background.one_import(run_id)
    digest = row.report.get("refused_sha256", "")
    if not digest:
        raise NotHere(table="import_run", key=str(run_id))
    files.read(digest)
    name = f"refused-{Path(row.file_name).stem}.csv"
    return send_file(files.path_of(digest), mimetype="text/csv", as_attachment=True, download_name=name)


def _progress(row: ImportRun) -> str | Response:
    """The part that asks again every two seconds; when the import has ended the whole page is fetched."""
    if row.state == background.RUNNING and not background.fell_silent(row):
        done, total = background.progress_of(row)
        return render_template("permits/import_progress.html", done=done, total=total)
    return Response("", headers={"HX-Redirect": url_for("permits.import_run", run_id=row.id)})


def _page(row: ImportRun, form: StartForm) -> str:
    title = in_language(dict(mapping.find(row.mapping).title))
    if row.state == background.RUNNING and not background.fell_silent(row):
        done, total = background.progress_of(row)
        return render_template("permits/import_running.html", run=row, done=done, total=total)
    if row.state == background.DONE and not row.dry_run:
        return render_template("permits/import_report.html", run=row, report=row.report, title=title)
    with background.order_of(row) as order:
        preview = running.preview(order)
    return render_template(
        "permits/import_preview.html",
        run=row,
        form=form,
        preview=preview,
        title=title,
        report=row.report,
        fields=_fields(preview),
    )


_SHOWN: dict[str, Any] = {
    "name": _l("Name"),
    "sector": _l("Sector"),
    "street": _l("Street"),
    "house_number": _l("Number"),
    "postal_code": _l("Postal code"),
    "city": _l("Town"),
    "kvk_number": _l("KvK number"),
    "kvk_establishment_number": _l("Establishment number"),
    "kbo_number": _l("Enterprise number"),
    "kbo_establishment_number": _l("Establishment unit number"),
    "operator": _l("Operator"),
    "permit_number": _l("Permit"),
    "permit_until": _l("Until"),
    "visit_on": _l("Visit"),
    "visit_outcome": _l("Result"),
}


def _fields(preview: running.Preview) -> list[tuple[str, Any]]:
    """The columns of the preview: those that one of the lines fills."""
    return [(name, label) for name, label in _SHOWN.items() if any(line.fact(name) for line in preview.lines)]
