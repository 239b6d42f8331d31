"""What is typed when a bundle is asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, RadioField, SelectField
from wtforms.validators import Optional

from app.privacy import NoIdentityNumber
from app.web.fields import HouseForm, LineField, ParagraphField
from decisions.bundles.drafts import Less
from decisions.bundles.masking import Offer, Wish
from decisions.bundles.refusals import BasisLacks, ReasonLacks, RuleLacks
from decisions.forms import CheckboxesField, IfGiven, SeenForm, choices, needed, one_sentence
from decisions.views.answering import upload


class BundleForm(HouseForm):
    recipient = LineField(
        _l("Who gets it (court, committee, party, office)"),
        [needed(_l("Fill in who gets the bundle.")), NoIdentityNumber()],
        most=200,
    )
    reference = LineField(_l("Number of the case at the recipient"), [Optional(), NoIdentityNumber()], most=80)
    basis = ParagraphField(
        _l("Legal ground on which this recipient may have the data"), one_sentence(BasisLacks.sentence), most=2000
    )
    photo_files = BooleanField(_l("Attach the photos as separate files as well"))
    shown = HiddenField()


class MaskingForm(SeenForm):
    """What one kind of recipient does not get of a document; per file two fields are added by :func:`masking_form`."""

    less = RadioField(_l("What does this recipient get?"), [needed(_l("Choose what this recipient gets."))])
    rule = SelectField(_l("By which article?"), [needed(RuleLacks.sentence)])
    reason = ParagraphField(_l("Why, in this case?"), one_sentence(ReasonLacks.sentence), most=500)
    letter = RadioField(_l("The letter"), [IfGiven()])
    places = CheckboxesField(_l("Passages that this recipient may not read"), [Optional()])
    words = ParagraphField(_l("Words that this recipient may not read, each on its own line"), [Optional()], most=4000)


WAYS: dict[str, Any] = {
    Less.MASKED: _l("part of it: letter or files are masked or withheld as chosen below"),
    Less.FACTS: _l("only numbers, days and outcomes"),
    Less.WITHHELD: _l("nothing: a sheet with its SHA-256 stands in its place"),
}
_AS_IT_IS, _MASKED, _WITHHELD = ("", _l("as it is")), ("masked", _l("masked")), ("withheld", _l("not given"))


def masking_form(found: Offer, rules: Sequence[tuple[str, str]], lines: Sequence[tuple[str, str]]) -> MaskingForm:
    """The form for one document: ``rules`` and ``lines`` (passages) as (value, words); each file has its own fields."""
    fields: dict[str, Any] = {}
    for number, one in enumerate(found.draft.pieces):
        ways = [*([_AS_IT_IS] if found.whole else []), _MASKED, _WITHHELD]
        fields[f"file_{number}"] = RadioField(one.name, [IfGiven()], choices=choices(ways), default=ways[0][0])
        label = _l("Masked copy of %(name)s (PDF, JPEG or PNG)", name=one.name)
        fields[f"copy_{number}"] = FileField(label, [Optional()])
    form = type("MaskingForm", (MaskingForm,), fields)(data=_data(found))
    form.less.choices = choices([(way, WAYS[way]) for way in found.ways])
    form.rule.choices = choices(rules)
    form.letter.choices = choices([*([_AS_IT_IS] if found.whole else []), _MASKED, _WITHHELD])
    form.places.choices = choices(lines)
    if not found.draft.letter:
        del form.letter, form.places, form.words
    assert isinstance(form, MaskingForm)
    return form


def _data(found: Offer) -> dict[str, Any]:
    """What was chosen before."""
    row = found.chosen
    first = "" if found.whole else "withheld"
    if row is None:
        return {"less": found.ways[0].value, "letter": "masked", "version": None}
    files = {
        f"file_{number}": first if one.sha256 not in row.files else "masked" if row.files[one.sha256] else "withheld"
        for number, one in enumerate(found.draft.pieces)
    }
    return {
        "version": row.version,
        "less": row.less,
        "rule": row.rule,
        "reason": row.reason,
        "letter": row.letter or first,
        "places": row.places,
        "words": "\n".join(row.words),
        **files,
    }


def wish_of(form: MaskingForm, found: Offer) -> Wish:
    """What was typed, for the act."""
    sent = {
        one.sha256: (upload(form[f"copy_{number}"].data), form[f"file_{number}"].data)
        for number, one in enumerate(found.draft.pieces)
    }
    letter = "letter" in form
    return Wish(
        less=form.less.data,
        rule=form.rule.data,
        reason=form.reason.data or "",
        letter=(form.letter.data or "") if letter else "",
        places=tuple(form.places.data or ()) if letter else (),
        words=tuple((form.words.data or "").splitlines()) if letter else (),
        files={
            sha256: (content or b"", name) if way == "masked" else None
            for sha256, ((content, name), way) in sent.items()
            if way
        },
    )
