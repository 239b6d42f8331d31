"""Each way in which the house says no to a tablet, with a name of its own."""

from __future__ import annotations

import re

from flask_babel import lazy_gettext as _l

from app.errors import Refusal
from app.privacy import REASON


class Problem(Refusal):
    """A refusal that travels as problem+json; ``values`` become members of it."""

    @property
    def name(self) -> str:
        """The last part of the problem's type: ``TokenExpired`` is "token-expired"."""
        return re.sub(r"(?<!^)(?=[A-Z])", "-", type(self).__name__).lower()


class CookieRefused(Problem):
    status = 400
    sentence = _l("A tablet sends its token and no cookie.")


class SignInNeeded(Problem):
    status = 401
    sentence = _l("Sign in to Drempel first, with a network.")


class TokenExpired(Problem):
    status = 401
    sentence = _l("Sign in again. What you wrote down stays on this tablet until it has been sent.")


class SignInNotFresh(Problem):
    status = 403
    sentence = _l("Fill in your password once more to use this tablet.")


class DeviceRevoked(Problem):
    status = 403
    sentence = _l("This tablet may no longer be used. What stood on it is erased.")


class NotThisDevice(Problem):
    status = 403
    sentence = _l("A tablet speaks for itself only.")


class DeviceOfAnother(Problem):
    status = 409
    sentence = _l("This tablet was used by somebody else. What stood on it is erased before you begin.")


class ClientTooOld(Problem):
    status = 426
    sentence = _l("A newer version of the visit application is needed. Open it once with a network.")


class DigestMissing(Problem):
    status = 400
    sentence = _l("The fingerprint of the file was not sent along.")


class DigestMismatch(Problem):
    status = 422
    sentence = _l("The file arrived damaged. It is sent again.")


class IdempotencyKeyMissing(Problem):
    status = 400
    sentence = _l("The number of this edit was not sent along.")


class IfMatchMissing(Problem):
    status = 428
    sentence = _l("The version on which this edit was made was not sent along.")


class KeyReused(Problem):
    status = 422
    sentence = _l("The number of this edit was used before for something else.")


class VisitUnknown(Problem):
    status = 404
    sentence = _l("This visit does not exist, or it belongs to another municipality.")


class VisitNotYours(Problem):
    status = 403
    sentence = _l("This visit was not given to you. Ask the permit officer.")


class VisitWithdrawn(Problem):
    status = 410
    sentence = _l("This visit was taken off your list. What you sent is kept at the office.")


class VersionUnknown(Problem):
    status = 412
    sentence = _l("The office does not know the version on which you worked. Fetch the visit again.")


class IdTaken(Problem):
    status = 409
    sentence = _l("Something else already has this number.")


class AttachmentDiffers(Problem):
    status = 409
    sentence = _l("Another file already has this number.")


class AttachmentsMissing(Problem):
    status = 424
    sentence = _l("Some photos have not arrived yet.")


class NotAPhoto(Problem):
    status = 415
    sentence = _l("This is not a photo that can be read. Take it again, or choose a JPEG or PNG file.")


class NotJson(Problem):
    status = 415
    sentence = _l("This cannot be read.")


class TooLarge(Problem):
    status = 413
    sentence = _l("This is too large to send.")


class TooMany(Problem):
    status = 422
    sentence = _l("This is more than one visit can hold.")


class Invalid(Problem):
    status = 422
    sentence = _l("Something was filled in that cannot be kept.")


class UnknownItem(Problem):
    status = 422
    sentence = _l("This item does not belong to this visit. Open the topic again.")


class PlaceUnknown(Problem):
    status = 422
    sentence = _l("This establishment or sector does not exist.")


class IdentityNumber(Problem):
    status = 422
    sentence = REASON


class ClockImplausible(Problem):
    status = 422
    sentence = _l("The clock of this tablet is wrong. Set it right and send again.")


class Incomplete(Problem):
    status = 422
    sentence = _l("Something is still missing.")


class NotSealed(Problem):
    status = 409
    sentence = _l("This visit is not sealed yet.")


class Conflict(Problem):
    status = 409
    sentence = _l("The same answer was changed at the office. Choose for each answer.")


class TooManyRequests(Problem):
    status = 429
    sentence = _l("This tablet sends too much at once. It waits and tries again.")
