"""Municipalities, the people who work there, and their roles."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_security import RoleMixin, SQLAlchemyUserDatastore, UserMixin, hash_password
from sqlalchemy import JSON, ForeignKey, String, Text, bindparam, delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from app import acts, clock
from app.access import Permission, RoleName, powers_of
from app.acts import Actor, act
from app.db import Base, Identified, Versioned, db, everywhere
from app.errors import Refusal

# Ten tries in a quarter of an hour: enough for a forgetful person, too few for a guessing machine (NIST SP 800-63B).
MOST_SIGN_IN_TRIES = 10
SIGN_IN_PAUSE = timedelta(minutes=15)


class Municipality(Versioned, Base):
    """A town. ``code`` is the official one: GM0983 (CBS) in the Netherlands, NIS71016 (Statbel) in Belgium.

    ``jurisdiction`` is a key of the law book; ``languages`` those a letter may be written in, the usual one first.
    """

    __tablename__ = "municipality"
    code: Mapped[str] = mapped_column(String(12), primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    jurisdiction: Mapped[str] = mapped_column(String(12))
    languages: Mapped[list[str]] = mapped_column(JSON)
    street: Mapped[str] = mapped_column(String(200), default="")
    postal_code: Mapped[str] = mapped_column(String(12), default="")
    city: Mapped[str] = mapped_column(String(80), default="")
    return_address: Mapped[str] = mapped_column(String(200), default="")
    email: Mapped[str] = mapped_column(String(200), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    objection_address: Mapped[str] = mapped_column(Text, default="")
    objection_route: Mapped[str] = mapped_column(String(200), default="")
    court: Mapped[str] = mapped_column(Text, default="")
    mayor_title: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    hearing_days: Mapped[int] = mapped_column(default=14)
    second_reader: Mapped[bool] = mapped_column(default=False)
    __mapper_args__ = {"version_id_col": Versioned.version}


class RoleOfUser(Base):
    __tablename__ = "role_of_user"
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True)
    role_id: Mapped[int] = mapped_column(ForeignKey("role.id"), primary_key=True)


class Role(RoleMixin, Base):
    __tablename__ = "role"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40), unique=True)
    description: Mapped[str] = mapped_column(String(200), default="")


class User(UserMixin, Identified, Versioned, Base):  # type: ignore[misc]
    """A person who works for one municipality. ``function_title`` is printed under a signature."""

    __tablename__ = "user_account"
    email: Mapped[str] = mapped_column(String(200), unique=True)
    password: Mapped[str] = mapped_column(String(255), info={"sensitive": True})
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True, info={"sensitive": True})
    name: Mapped[str] = mapped_column(String(120))
    function_title: Mapped[str] = mapped_column(String(120), default="")
    language: Mapped[str] = mapped_column(String(2), default="nl")
    shortcuts: Mapped[bool] = mapped_column(default=True)
    municipality_code: Mapped[str] = mapped_column(ForeignKey("municipality.code"), index=True)
    failed_signatures: Mapped[int] = mapped_column(default=0)
    signing_blocked_until: Mapped[datetime | None]
    municipality: Mapped[Municipality] = relationship(lazy="joined")
    roles: Mapped[list[Role]] = relationship(secondary="role_of_user", lazy="selectin")  # type: ignore[assignment]
    __mapper_args__ = {"version_id_col": Versioned.version}

    @property
    def role_names(self) -> list[str]:
        return [role.name for role in self.roles]


_BY_SESSION = select(User).where(User.fs_uniquifier == bindparam("fs_uniquifier")).options(joinedload(User.roles))


class FailedSignIn(Identified, Base):
    """A sign-in that failed. Only the fingerprint of what was typed as address is kept, for a day."""

    __tablename__ = "failed_sign_in"
    address_sha256: Mapped[str] = mapped_column(String(64), index=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)


class IdentityStore(SQLAlchemyUserDatastore):
    """The sign-in library's own writes, as the act ``identity``."""

    def find_user(self, *args: Any, **kwargs: Any) -> Any:
        """As the library does; the question of every request (who holds this session?) is kept ready."""
        if not args and kwargs.keys() == {"fs_uniquifier"}:
            return db.session.scalars(_BY_SESSION, kwargs).unique().one_or_none()
        return super().find_user(*args, **kwargs)

    def commit(self) -> None:
        with acts.identity():
            super().commit()  # type: ignore[no-untyped-call]


def sign_in_must_wait(address: str) -> bool:
    """Whether this address failed too often of late; the same for one that nobody has."""
    since = clock.now() - SIGN_IN_PAUSE
    tries = select(func.count()).select_from(FailedSignIn)
    counted = tries.where(FailedSignIn.address_sha256 == _fingerprint(address), FailedSignIn.at > since)
    return (db.session.scalar(counted) or 0) >= MOST_SIGN_IN_TRIES


def note_failed_sign_in(address: str) -> None:
    """Write down a failed sign-in, and forget those of more than a day ago."""
    with acts.named("sign-in-failed"):
        db.session.execute(delete(FailedSignIn).where(FailedSignIn.at < clock.now() - timedelta(days=1)))
        db.session.add(FailedSignIn(address_sha256=_fingerprint(address)))


def _fingerprint(address: str) -> str:
    return sha256(address.strip().lower().encode()).hexdigest()


def as_actor(user: User) -> Actor:
    return Actor("person", str(user.id), user.name, user.municipality_code, powers_of(user.role_names))


def municipality_now() -> Municipality:
    """The municipality of the present actor."""
    found = db.session.get(Municipality, acts.actor().municipality_code)
    assert found is not None, "an actor of a municipality that does not exist"
    return found


def municipalities() -> list[Municipality]:
    return list(db.session.scalars(select(Municipality).order_by(Municipality.name)))


def people_of(code: str, role: RoleName | None = None) -> list[User]:
    """The active people of a municipality, by name; only those with a role when one is given."""
    question = select(User).where(User.municipality_code == code, User.active).order_by(User.name)
    if role is not None:
        question = question.where(User.roles.any(Role.name == role.value))
    return list(db.session.scalars(question))


class EmailTaken(Refusal):
    status = 422
    sentence = _l("Somebody already signs in with this e-mail address.")


@act(Permission.MUNICIPALITY_MANAGE)
def found(code: str, *, name: str, jurisdiction: str, languages: list[str], **facts: Any) -> Municipality:
    """Open a municipality in the house."""
    row = Municipality(code=code, name=name, jurisdiction=jurisdiction, languages=languages, **facts)
    db.session.add(row)
    return row


@act(Permission.MUNICIPALITY_MANAGE)
def change_municipality(row: Municipality, seen_version: int | None, **facts: Any) -> Municipality:
    acts.check_version(row, seen_version)
    for key, value in facts.items():
        setattr(row, key, value)
    return row


@act(Permission.PEOPLE_MANAGE)
def engage(
    email: str, *, password: str, name: str, roles: list[RoleName], municipality_code: str, **facts: Any
) -> User:
    """Give somebody an account."""
    with everywhere("an e-mail address is unique over all municipalities"):
        if db.session.scalar(select(User).where(User.email == email.strip().lower())):
            raise EmailTaken
    user = User(
        email=email.strip().lower(),
        password=hash_password(password),
        fs_uniquifier=uuid.uuid4().hex,
        name=name,
        municipality_code=municipality_code,
        roles=[_role(role) for role in roles],
        **facts,
    )
    db.session.add(user)
    try:
        db.session.flush()
    except IntegrityError as fault:  # somebody gave the same account in the same moment
        raise EmailTaken from fault
    return user


@act(Permission.PEOPLE_MANAGE)
def change_person(user: User, seen_version: int | None, *, roles: list[RoleName], **facts: Any) -> User:
    """Change an account; a new set of roles ends the open sessions of that person."""
    acts.check_version(user, seen_version)
    if {role.value for role in roles} != set(user.role_names) or facts.get("active") is False:
        user.fs_uniquifier = uuid.uuid4().hex
    user.roles = [_role(role) for role in roles]
    for key, value in facts.items():
        setattr(user, key, value)
    return user


@act(Permission.OWN_ACCOUNT)
def change_own_settings(user: User, *, language: str, shortcuts: bool) -> User:
    user.language, user.shortcuts = language, shortcuts
    return user


def _role(name: RoleName) -> Role:
    role = db.session.scalar(select(Role).where(Role.name == name.value))
    if role is None:
        role = Role(name=name.value)
        db.session.add(role)
    return role
