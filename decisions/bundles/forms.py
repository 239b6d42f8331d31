"""What is typed when a bundle is asked."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.validators import Optional

from app.privacy import NoIdentityNumber
from app.web.fields import HouseForm, LineField, ParagraphField
from decisions.bundles.refusals import BasisLacks
from decisions.forms import needed, one_sentence


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
