"""Why a letter could not be signed. Each fault leaves the letter as it was; signing can be tried again."""


class SigningFault(Exception):
    """Nothing was signed. The message names no secret."""


class NoSuchField(SigningFault, LookupError):
    """The letter has no empty signature field of this name."""


class KeyCannotBeRead(SigningFault, ValueError):
    """The key is not where the setting says, or is not a key with its certificate."""


class WrongPassphrase(KeyCannotBeRead):
    """The passphrase of the key file, or the PIN of the token or the remote key, is refused."""


class UnfitCertificate(SigningFault, ValueError):
    """The certificate may not sign a letter at this moment."""


class NotYetValid(UnfitCertificate):
    """Its first day lies in the future, or the clock of this machine is behind."""


class Expired(UnfitCertificate):
    """Its last day is over."""


class WrongPurpose(UnfitCertificate):
    """It was issued for something else than signing documents."""


class Revoked(UnfitCertificate):
    """Its issuer has taken it back."""


class ServiceDown(SigningFault, ConnectionError):
    """A service that is needed for the signature does not answer, or answers with an error."""


class SigningServiceDown(ServiceDown):
    """The card, the security module or the remote signing service."""


class TimestampServiceDown(ServiceDown):
    """The time-stamping authority (RFC 3161)."""


class RevocationUnknown(ServiceDown):
    """Lists of revoked certificates cannot be had now, so that the signature cannot be made to last."""
