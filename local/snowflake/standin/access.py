"""What a session's role may do. Whoever may not use an object learns nothing of it: the error is that of an unknown one."""

from account import ACCOUNT_LEVEL, DATABASE_LEVEL, Name, dotted
from errors import SqlError, insufficient, unknown
from roles import contained, role_of
from session import Session

ACCOUNTADMIN = role_of(("ACCOUNTADMIN",))
# What Snowflake's own roles may create in the account.
BUILT_IN = {"DATABASE": "SYSADMIN", "WAREHOUSE": "SYSADMIN", "ROLE": "USERADMIN", "USER": "USERADMIN"}


def owns(session: Session, kind: str, name: Name) -> bool:
    thing = session.account.find(kind, name)
    return thing is not None and role_of(tuple(thing.owner.split("."))) in contained(session.account, session.role)


def holds(session: Session, privilege: str, kind: str, name: Name) -> bool:
    """Whether the role, or one that it contains, has the privilege or owns the object. ACCOUNTADMIN has all privileges on the account."""
    roles = contained(session.account, session.role)
    if owns(session, kind, name) or (kind == "ACCOUNT" and ACCOUNTADMIN in roles):
        return True
    grants = session.account.grants
    return any((g.privilege, g.kind, g.name) == (privilege, kind, name) and g.grantee in roles for g in grants)


def require(session: Session, privilege: str, kind: str, name: Name) -> None:
    """@raises 3001 if the role has not the privilege; 2003 if it can't even see the object"""
    if kind not in ("ACCOUNT", *ACCOUNT_LEVEL):
        require_container(session, kind, name)
    if not holds(session, privilege, kind, name):
        raise insufficient(kind, dotted(name) or "ACCOUNT")


def require_container(session: Session, kind: str, name: Name) -> None:
    """@raises 2003 if the role may not use the database and the schema in which the object lies"""
    inside = [("DATABASE", name[:1]), ("SCHEMA", name[:2])][: 1 if kind in DATABASE_LEVEL else 2]
    for outer, outer_name in inside:
        if not session.account.find(outer, outer_name) or not can_enter(session, outer, outer_name):
            raise unknown(outer, dotted(outer_name))


def can_enter(session: Session, kind: str, name: Name) -> bool:
    return holds(session, "USAGE", kind, name) or (kind == "DATABASE" and holds(session, "REFERENCE_USAGE", kind, name))


def require_creation(session: Session, kind: str, name: Name) -> None:
    """@raises 3001 if the role may not create an object of this kind there"""
    privilege = f"CREATE {kind}"
    if kind in ACCOUNT_LEVEL:
        if role_of((BUILT_IN.get(kind, "ACCOUNTADMIN"),)) not in contained(session.account, session.role):
            require(session, privilege, "ACCOUNT", ())
        return
    container = ("DATABASE", name[:1]) if kind in DATABASE_LEVEL else ("SCHEMA", name[:2])
    require_container(session, kind, name)
    if not holds(session, privilege, *container):
        raise insufficient(container[0], dotted(container[1]))


def require_ownership(session: Session, kind: str, name: Name) -> None:
    if not owns(session, kind, name):
        raise insufficient(kind, dotted(name))


def require_select(session: Session, name: Name, privilege: str = "SELECT") -> None:
    """@raises 2003 if there is no such table or view, or the role may not do that with it"""
    kind = next((kind for kind in ("TABLE", "VIEW", "EXTERNAL TABLE", "STREAM") if session.account.find(kind, name)), None)
    if kind is None or not holds(session, privilege, kind, name):
        raise no_object(name)
    try:
        require_container(session, kind, name)
    except SqlError as error:
        raise no_object(name) from error


def no_object(name: Name) -> SqlError:
    return unknown("Object", dotted(name))
