"""The texts of the letters: what each says, which rule demands each passage, and the municipality's own editions."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from flask import Response, flash, redirect, render_template, url_for
from flask_babel import lazy_gettext as _l

from app import clock
from app.access import Permission, open_to
from app.errors import ChangedMeanwhile, NotHere
from app.people import municipality_now
from app.web.language import in_language
from app.web.navigation import place
from decisions import town_law
from decisions.letter_texts import acts, queries
from decisions.letter_texts.forms import EditionForm, UseForm
from decisions.letter_texts.models import LetterEdition
from decisions.presenting.dossier import KIND_WORDS
from decisions.presenting.facts import capital
from decisions.presenting.rules import Passage, passages_of
from decisions.presenting.tongue import _
from decisions.views.answering import Answer, status_of, tried
from decisions.views.blueprint import bp
from decisions.views.letters import page_png_of, pages_of
from reports import LetterText, UnknownLetter, kinds
from reports.press import render
from reports.samples import sample

place(
    _l("Letter texts"),
    "decisions.letter_texts",
    Permission.LETTER_TEXT_WRITE,
    66,
    under="web.town",
    about=_l("The text of every letter, and the municipality’s own edition of it."),
)

_BLANK = re.compile(r"\{\{.+?\}\}")


@dataclass(frozen=True)
class TextRow:
    """A letter in the list: its title with gaps, and the edition in use."""

    kind: str
    language: str
    title: str
    own: LetterEdition | None
    draft: LetterEdition | None
    house: LetterText
    measures: str

    @property
    def behind(self) -> bool:
        """The house's own text was renewed after this edition was written beside it."""
        return self.own is not None and self.own.house_edition < self.house.edition


def _rows() -> list[TextRow]:
    town, used = municipality_now(), queries.used_now()
    return [
        _row(kind, language, used.get((kind, language)))
        for language in town.languages
        for kind in kinds(town.jurisdiction, language)
    ]


def _row(kind: str, language: str, own: LetterEdition | None) -> TextRow:
    house = queries.house_text(kind, language)
    measures = _measures(kind)
    title = _title(house, own) or capital(measures)
    return TextRow(kind, language, title, own, queries.draft_of(kind, language), house, measures)


def _measures(kind: str) -> str:
    """The measures that send this kind of letter, in the reader's language; what it is where none does."""
    here = town_law.here().measures(on=clock.today())
    sending = (
        one for one in here if kind in (one.letters.announcement, one.letters.decision, one.letters.confirmation)
    )
    return "; ".join(in_language(dict(one.name)) for one in sending) or str(KIND_WORDS.get(kind, kind))


def _title(house: LetterText, own: LetterEdition | None) -> str:
    """The subject with gaps; empty where it is nothing but a gap."""
    title = _BLANK.sub("…", own.subject if own is not None else house.head["subject"])
    return title if title.strip(" …") else ""


def _known(kind: str, language: str) -> TextRow:
    if language not in municipality_now().languages:
        raise NotHere(table="letter_text", key=f"{language}/{kind}")
    try:
        return _row(kind, language, queries.edition_in_use(kind, language))
    except UnknownLetter as fault:
        raise NotHere(table="letter_text", key=f"{language}/{kind}") from fault


def _shown(row: TextRow, edition: LetterEdition | None) -> bytes:
    text = queries.as_text(edition) if edition is not None else None
    return render(sample(row.kind, municipality_now().jurisdiction, row.language, text))


@bp.get("/letter-texts")
@open_to(Permission.LETTER_TEXT_WRITE)
def letter_texts() -> str:
    return render_template("decisions/letter_texts.html", rows=_rows(), languages=municipality_now().languages)


@bp.get("/letter-texts/<string:language>/<string:kind>")
@open_to(Permission.LETTER_TEXT_WRITE)
def letter_text(language: str, kind: str) -> str:
    row = _known(kind, language)
    edition = row.draft or row.own

    def picture(number: int) -> str:
        if edition is None:
            return url_for("decisions.house_page", language=language, kind=kind, page=number)
        return url_for("decisions.edition_page", edition_id=edition.id, page=number)

    return render_template(
        "decisions/letter_text.html",
        row=row,
        shown=edition,
        editions=queries.editions(kind, language),
        use_form=UseForm(formdata=None, data={"version": edition.version}) if edition is not None else None,
        pages=pages_of(_shown(row, edition), picture),
    )


@bp.get("/letter-texts/<string:language>/<string:kind>/rules")
@open_to(Permission.LETTER_TEXT_WRITE)
def letter_text_rules(language: str, kind: str) -> str:
    row = _known(kind, language)
    text = queries.as_text(row.own) if row.own is not None else None
    passages: list[Passage] = passages_of(sample(kind, municipality_now().jurisdiction, language, text))
    return render_template("decisions/letter_text_rules.html", row=row, passages=passages)


@bp.route("/letter-texts/<string:language>/<string:kind>/write", methods=["GET", "POST"])
@open_to(Permission.LETTER_TEXT_WRITE)
def write_letter_text(language: str, kind: str) -> Answer:
    row = _known(kind, language)
    form = _form(row)
    if form.validate_on_submit():
        try:
            saved = tried(
                form,
                lambda: acts.write_edition(
                    kind, language, form.subject.data or "", form.body.data or "", form.version.data
                ),
            )
        except ChangedMeanwhile:
            return _two_versions(form, row)
        if saved is not None:
            flash(_("The draft has been saved. Read the example letter before you use it."), "ok")
            return redirect(url_for("decisions.letter_text", language=language, kind=kind))
    return render_template("decisions/write_letter_text.html", form=form, row=row), status_of(form)


def _form(row: TextRow) -> EditionForm:
    seen = row.draft or row.own
    words = (seen.subject, seen.body) if seen is not None else (row.house.head["subject"], row.house.body.strip())
    version = row.draft.version if row.draft is not None else acts.NO_DRAFT
    return EditionForm(data={"subject": words[0], "body": words[1], "version": version})


def _two_versions(form: EditionForm, row: TextRow) -> Answer:
    theirs = queries.draft_of(row.kind, row.language)
    assert theirs is not None
    address = url_for("decisions.write_letter_text", language=row.language, kind=row.kind)
    pairs = ((form.subject, theirs.subject), (form.body, theirs.body))
    page = render_template(
        "both_versions.html",
        title=_("Two versions of a letter text"),
        links=[(_("Letter texts"), url_for("decisions.letter_texts"))],
        here=row.title,
        rows=[(field.label.text, field.data, saved) for field, saved in pairs if field.data != saved],
        typed=[("subject", form.subject.data), ("body", form.body.data)],
        version=theirs.version,
        action=address,
        back_url=address,
    )
    return page, 409


def _done(row: LetterEdition, form: UseForm, deed: Callable[[], LetterEdition], sentence: str) -> Answer:
    """Do it and go back to the text; a refusal is told there."""
    address = url_for("decisions.letter_text", language=row.language, kind=row.kind)
    if form.validate_on_submit() and tried(form, deed) is not None:
        flash(sentence, "ok")
    else:
        for _name, error in form.all_errors():
            flash(error, "warn")
    return redirect(address)


@bp.post("/letter-texts/editions/<uuid:edition_id>/use")
@open_to(Permission.LETTER_TEXT_WRITE)
def use_letter_text(edition_id: uuid.UUID) -> Answer:
    row, form = queries.edition(edition_id), UseForm()
    return _done(
        row, form, lambda: acts.use_edition(row, form.version.data), _("New letters use this text from now on.")
    )


@bp.post("/letter-texts/editions/<uuid:edition_id>/stop")
@open_to(Permission.LETTER_TEXT_WRITE)
def stop_letter_text(edition_id: uuid.UUID) -> Answer:
    row, form = queries.edition(edition_id), UseForm()
    done = _("New letters use the house’s own text again.")
    return _done(row, form, lambda: acts.stop_edition(row, form.version.data), done)


@bp.get("/letter-texts/editions/<uuid:edition_id>/pages/<int:page>.png")
@open_to(Permission.LETTER_TEXT_WRITE)
def edition_page(edition_id: uuid.UUID, page: int) -> Response:
    edition = queries.edition(edition_id)
    return page_png_of(_shown(_known(edition.kind, edition.language), edition), page)


@bp.get("/letter-texts/<string:language>/<string:kind>/pages/<int:page>.png")
@open_to(Permission.LETTER_TEXT_WRITE)
def house_page(language: str, kind: str, page: int) -> Response:
    return page_png_of(_shown(_known(kind, language), None), page)
