"""Shares: what other accounts may read. There is no other account here: a share shows what was declared."""

from access import require, require_ownership
from account import Thing, dotted
from errors import SqlError
from objects import add, created, drop, existing, set_options
from reader import Reader
from session import Cursor, Session
from statements import Creation, create, statement

OWN_ACCOUNT = "STANDIN"


@create("SHARE")
def create_share(session: Session, creation: Creation, reader: Reader) -> Cursor:
    comment = reader.options()
    reader.end()
    return created(session, creation, add(session, creation, {**comment, "accounts": []}))


@statement("ALTER SHARE")
def alter_share(session: Session, reader: Reader) -> Cursor:
    """@raises 3031 if accounts are added before the share has a database; 3001 without the right to say who reads shares"""
    share = existing(session, reader, "SHARE")
    if share is None:
        return session.say("Statement executed successfully.")
    verb = next((v for v in ("SET", "ADD", "REMOVE") if reader.accept(f"{v} ACCOUNTS =")), None)
    if verb is None:
        return set_options(session, share, reader)
    require(session, "MANAGE SHARE TARGET", "ACCOUNT", ())
    accounts = [dotted(name) for name in reader.names()]
    if set(reader.options()) - {"SHARE_RESTRICTIONS"}:
        raise reader.problem("expected the end")
    reader.end()
    if verb != "REMOVE" and database_of(session, share) is None:
        raise SqlError(3031, f"Share '{dotted(share.name)}' has no database: grant it USAGE on one first.", "42501")
    kept = [] if verb == "SET" else [a for a in share.facts["accounts"] if a not in accounts]
    share.facts["accounts"] = kept + (accounts if verb != "REMOVE" else [])
    return session.say("Statement executed successfully.")


@statement("DROP SHARE")
def drop_share(session: Session, reader: Reader) -> Cursor:
    return drop(session, reader, "SHARE")


def database_of(session: Session, share: Thing) -> str | None:
    """The one database that it has USAGE on; others are reached by REFERENCE_USAGE."""
    grants = [g for g in session.account.grants if g.grantee == ("SHARE", share.name) and g.kind == "DATABASE"]
    return next((g.name[0] for g in grants if g.privilege == "USAGE"), None)


@statement("DESC SHARE", "DESCRIBE SHARE")
def describe_share(session: Session, reader: Reader) -> Cursor:
    name = reader.name()
    reader.end()
    session.account.get("SHARE", name)
    require_ownership(session, "SHARE", name)
    grants = [g for g in session.account.grants if g.grantee == ("SHARE", name)]
    rows = [(g.kind.replace(" ", "_"), dotted(g.name), session.account.get(g.kind, g.name).created) for g in grants]
    return session.answer(["kind", "name", "shared_on"], rows)
