"""SHOW GRANTS: on an object, to and of a role or share, and of objects to come."""

from account import Name, dotted
from grants import KINDS, Grant
from reader import Reader
from session import Cursor, Session
from statements import statement

COLUMNS = ["created_on", "privilege", "granted_on", "name", "granted_to", "grantee_name", "grant_option", "granted_by"]


def show(session: Session, grants: list[Grant]) -> Cursor:
    rows = [
        (created(session, g), g.privilege, spelled(g.kind), dotted(g.name), spelled(g.grantee[0]), dotted(g.grantee[1]))
        + ("true" if g.with_option else "false", g.by)
        for g in sorted(grants, key=lambda g: (g.kind, g.name, g.privilege, g.grantee))
    ]
    return session.answer(COLUMNS, rows)


def created(session: Session, grant: Grant) -> object:
    thing = session.account.find(grant.kind, grant.name)
    return thing.created if thing else None


def spelled(kind: str) -> str:
    return kind.replace(" ", "_")


def ownership(session: Session) -> list[Grant]:
    """Snowflake shows an owner as one who holds OWNERSHIP."""
    things = session.account.things.values()
    return [Grant("OWNERSHIP", t.kind, t.name, ("ROLE", (t.owner,)), t.owner, True) for t in things if t.owner]


@statement("SHOW GRANTS ON")
def show_on(session: Session, reader: Reader) -> Cursor:
    if reader.accept("ACCOUNT"):
        key: tuple[str, Name] = ("ACCOUNT", ())
    else:
        kind = next((k for k in sorted(KINDS, key=len, reverse=True) if reader.accept(k)), None)
        kind = kind or reader.one_of("DATABASE ROLE", "ROLE", "SHARE")
        key = (kind, session.full(kind, reader.name()))
        session.account.get(*key)
        if kind == "FUNCTION":
            reader.group()
    reader.end()
    return show(session, [g for g in ownership(session) + session.account.grants if (g.kind, g.name) == key])


@statement("SHOW GRANTS TO")
def show_to(session: Session, reader: Reader) -> Cursor:
    kind = reader.one_of("DATABASE ROLE", "ROLE", "SHARE", "USER")
    name = session.full(kind, reader.name())
    reader.end()
    if kind != "USER":
        session.account.get(kind, name)
    return show(session, [g for g in ownership(session) + session.account.grants if g.grantee == (kind, name)])


@statement("SHOW GRANTS OF")
def show_of(session: Session, reader: Reader) -> Cursor:
    """Who holds a role, or which accounts a share has."""
    kind = reader.one_of("DATABASE ROLE", "ROLE", "SHARE")
    name = session.full(kind, reader.name())
    reader.end()
    thing = session.account.get(kind, name)
    if kind == "SHARE":
        return session.answer(
            ["created_on", "share", "granted_to", "account"],
            [(thing.created, name[0], "ACCOUNT", a) for a in thing.facts["accounts"]],
        )
    held = [g for g in session.account.grants if (g.kind, g.name) == (kind, name)]
    rows = [(thing.created, dotted(name), spelled(g.grantee[0]), dotted(g.grantee[1]), g.by) for g in held]
    return session.answer(["created_on", "role", "granted_to", "grantee_name", "granted_by"], rows)


@statement("SHOW FUTURE GRANTS IN", "SHOW FUTURE GRANTS TO")
def show_to_come(session: Session, reader: Reader) -> Cursor:
    kind = reader.one_of("SCHEMA", "DATABASE ROLE", "DATABASE", "ROLE")
    name = session.full(kind, reader.name())
    reader.end()
    session.account.get(kind, name)
    found = [
        g
        for g in session.account.future_grants
        if (kind, name) == g.grantee or (kind in ("SCHEMA", "DATABASE") and g.name == name)
    ]
    rows = [
        (
            g.privilege,
            spelled(g.kind),
            f"{dotted(g.name)}.<{g.kind}>",
            spelled(g.grantee[0]),
            dotted(g.grantee[1]),
            "false",
        )
        for g in found
    ]
    return session.answer(["privilege", "grant_on", "name", "grant_to", "grantee_name", "grant_option"], rows)
