"""Masking policies: an expression over a value, whose type is that of the columns that it masks."""

from account import Thing, dotted
from errors import SqlError, syntax
from masks import masked
from objects import add, created, drop, existing
from reader import Reader
from session import Cursor, Session
from statements import Creation, create, statement
from types_of import duck_type
from views import rebuild_all


@create("MASKING POLICY")
def create_policy(session: Session, creation: Creation, reader: Reader) -> Cursor:
    """@raises 1003 if it returns another type than it takes, or its body can't be read"""
    reader.expect("AS")
    arguments = reader.group()
    if len(arguments) != 1:
        raise syntax("a masking policy has one argument here")
    argument = Reader(arguments[0])
    name, given = argument.word(), argument.rest()
    reader.expect("RETURNS")
    returned = type_text(reader)
    if duck_type(given) != duck_type(returned):
        raise SqlError(1007, f"SQL compilation error:\na masking policy for {given} can't return {returned}.", "22023")
    reader.expect("->")
    facts = {"argument": name, "type": given, "body": body(reader)}
    name = session.full("MASKING POLICY", creation.name)
    old = session.account.find("MASKING POLICY", name)
    if creation.or_replace and old:
        refuse_in_use(session, old)
    check(session, facts)
    return created(session, creation, add(session, creation, facts))


def type_text(reader: Reader) -> str:
    start = reader.at
    reader.word()
    if reader.peek() == "(":
        reader.group()
    return reader.between(start, reader.at)


def body(reader: Reader) -> str:
    """The expression up to the end, without a COMMENT."""
    end = len(reader.tokens)
    if [t.group().upper() for t in reader.tokens[-3:-1]] == ["COMMENT", "="]:
        end -= 3
    text, reader.at = reader.between(reader.at, end), len(reader.tokens)
    return text


def check(session: Session, facts: dict[str, str]) -> None:
    """@raises the error of a body that can't be evaluated"""
    kind = duck_type(facts["type"])
    session.duck(
        f'DESCRIBE SELECT {masked(session, facts, {}, "X", kind, session.database or "")} FROM (SELECT NULL::{kind} AS "X") AS base'
    )


@statement("ALTER MASKING POLICY")
def alter_policy(session: Session, reader: Reader) -> Cursor:
    policy = existing(session, reader, "MASKING POLICY")
    if policy is None:
        return session.say("Statement executed successfully.")
    reader.expect("SET BODY ->")
    changed = {**policy.facts, "body": body(reader)}
    check(session, changed)
    policy.facts = changed
    rebuild_all(session)
    return session.say("Statement executed successfully.")


@statement("DROP MASKING POLICY")
def drop_policy(session: Session, reader: Reader) -> Cursor:
    at = reader.at
    policy = existing(session, reader, "MASKING POLICY")
    if policy is not None:
        refuse_in_use(session, policy)
    reader.at = at
    return drop(session, reader, "MASKING POLICY")


def refuse_in_use(session: Session, policy: Thing) -> None:
    """@raises 3551 if a tag carries it"""
    for tag in session.account.of_kind("TAG"):
        if policy.name in tag.facts["policies"].values():
            message = f"Policy {dotted(policy.name)} cannot be dropped/replaced as it is associated with one or more entities."
            raise SqlError(3551, message)
