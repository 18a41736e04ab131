"""Creates, alters and drops the objects that have no rows, with the checks that are the same for all kinds."""

from typing import Any

from access import require_creation, require_ownership
from account import Thing, dotted
from errors import SqlError
from reader import Reader
from session import Cursor, Session
from statements import Creation, statement

# Kept with their settings, and without effect.
RECORDED = ("WAREHOUSE", "RESOURCE MONITOR", "INTEGRATION", "USER")
DROPPED_HERE = (*RECORDED, "ROLE", "DATABASE ROLE")


def make(session: Session, creation: Creation, facts: dict[str, Any]) -> Cursor:
    """Adds an object that nothing else is to be done for. @returns the statement's result"""
    return created(session, creation, add(session, creation, facts))


def add(session: Session, creation: Creation, facts: dict[str, Any]) -> Thing | None:
    """@returns the new object; nothing if it is there already and the statement says IF NOT EXISTS"""
    account, name = session.account, session.full(creation.kind, creation.name)
    if creation.if_not_exists and account.find(creation.kind, name):
        return None
    require_creation(session, creation.kind, name)
    if creation.or_replace and account.find(creation.kind, name):
        require_ownership(session, creation.kind, name)
        account.drop(creation.kind, name)
    return account.add(Thing(creation.kind, name, session.role, facts))


def created(session: Session, creation: Creation, thing: Thing | None) -> Cursor:
    """The result of a CREATE."""
    if thing is None:
        return session.say(f"{creation.name[-1]} already exists, statement succeeded.")
    return session.say(f"{creation.kind.capitalize()} {creation.name[-1]} successfully created.")


def existing(session: Session, reader: Reader, kind: str) -> Thing | None:
    """The object of an ALTER or a DROP, which only its owner may run. @returns nothing if there is none and the statement says IF EXISTS"""
    if_exists = reader.accept("IF EXISTS")
    name = session.full(kind, reader.name())
    if if_exists and not session.account.find(kind, name):
        return None
    found = session.account.get(kind, name)
    require_ownership(session, kind, name)
    return found


def drop(session: Session, reader: Reader, kind: str) -> Cursor:
    found = existing(session, reader, kind)
    reader.end()
    if found is None:
        return session.say("Drop statement executed successfully.")
    session.account.drop(kind, found.name)
    return session.say(f"{dotted(found.name)} successfully dropped.")


def set_options(session: Session, thing: Thing, reader: Reader) -> Cursor:
    """`SET key = value …` and `UNSET key, …`."""
    if reader.one_of("SET", "UNSET") == "SET":
        changed = reader.options()
        if not changed:
            raise reader.problem("expected a setting")
        thing.facts.update(changed)
    else:
        for (key,) in reader.names():
            thing.facts.pop(key, None)
    reader.end()
    return session.say("Statement executed successfully.")


def unsupported(what: str) -> SqlError:
    return SqlError(2, f"Unsupported feature '{what}' (in the stand-in).", "0A000")


@statement(*(f"DROP {kind}" for kind in DROPPED_HERE), "DROP STORAGE INTEGRATION", "DROP NOTIFICATION INTEGRATION")
def run_drop(session: Session, reader: Reader) -> Cursor:
    words = [token.group().upper() for token in reader.tokens[1 : reader.at]]
    return drop(session, reader, "INTEGRATION" if words[-1] == "INTEGRATION" else " ".join(words))
