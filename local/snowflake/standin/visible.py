"""Which objects a session's role sees in SHOW and in INFORMATION_SCHEMA: those that it has any privilege on."""

from access import holds, owns
from account import Thing
from roles import contained, role_of
from session import Session


def sees(session: Session, thing: Thing) -> bool:
    roles = contained(session.account, session.role)
    if (
        owns(session, thing.kind, thing.name)
        or role_of(("SECURITYADMIN",)) in roles
        or holds(session, "MANAGE GRANTS", "ACCOUNT", ())
    ):
        return True
    return any((g.kind, g.name) == (thing.kind, thing.name) and g.grantee in roles for g in session.account.grants)


def all_seen(session: Session, kind: str) -> list[Thing]:
    return [thing for thing in session.account.of_kind(kind) if sees(session, thing)]
