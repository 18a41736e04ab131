"""Databases and schemas: in DuckDB for their tables, and in the account for their owners and grants."""

from access import can_enter
from account import Thing, dotted
from errors import nothing_there
from objects import add, created, existing, set_options
from reader import Reader
from session import Cursor, Session, quote
from statements import Creation, create, statement


@create("DATABASE", "SCHEMA", "TRANSIENT DATABASE", "TRANSIENT SCHEMA")
def create_container(session: Session, creation: Creation, reader: Reader) -> Cursor:
    creation.kind = creation.kind.removeprefix("TRANSIENT ")
    is_managed = creation.kind == "SCHEMA" and reader.accept("WITH MANAGED ACCESS")
    facts = {**reader.options(), "managed": is_managed}
    reader.end()
    name = session.full(creation.kind, creation.name)
    if creation.or_replace and session.account.find(creation.kind, name):
        session.native(f"DROP {creation.kind} {quoted(name)}")
    thing = add(session, creation, facts)
    if thing is not None:
        session.native(f"CREATE {creation.kind} {quoted(name)}")
        if creation.kind == "DATABASE":
            session.native(f"CREATE SCHEMA {quoted((*name, 'PUBLIC'))}")
            session.account.add(Thing("SCHEMA", (*name, "PUBLIC"), session.role, {"managed": False}))
    session.native(f"USE SCHEMA {quoted(name if creation.kind == 'SCHEMA' else (*name, 'PUBLIC'))}")
    return created(session, creation, thing)


@statement("DROP DATABASE", "DROP SCHEMA")
def drop_container(session: Session, reader: Reader) -> Cursor:
    kind = reader.peek(-1).upper()
    found = existing(session, reader, kind)
    if not reader.accept("CASCADE"):
        reader.accept("RESTRICT")
    reader.end()
    if found is None:
        return session.say("Drop statement executed successfully.")
    session.account.drop(kind, found.name)
    return session.native(f"DROP {kind} {quoted(found.name)}")


@statement("ALTER DATABASE", "ALTER SCHEMA")
def alter_container(session: Session, reader: Reader) -> Cursor:
    thing = existing(session, reader, reader.peek(-1).upper())
    if thing is None:
        return session.say("Statement executed successfully.")
    for words, is_managed in (("ENABLE MANAGED ACCESS", True), ("DISABLE MANAGED ACCESS", False)):
        if thing.kind == "SCHEMA" and reader.accept(words):
            reader.end()
            thing.facts["managed"] = is_managed
            return session.say("Statement executed successfully.")
    return set_options(session, thing, reader)


@statement("USE DATABASE", "USE SCHEMA")
def use_container(session: Session, reader: Reader) -> Cursor:
    kind = reader.peek(-1).upper()
    name = session.full(kind, reader.name())
    reader.end()
    if not session.account.find(kind, name) or not can_enter(session, kind, name):
        raise nothing_there(kind, dotted(name))
    return session.native(f"USE {kind} {quoted(name)}")


def quoted(name: tuple[str, ...]) -> str:
    return dotted(tuple(map(quote, name)))
