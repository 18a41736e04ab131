"""CREATE ROLE, CREATE DATABASE ROLE, USE ROLE."""

from errors import nothing_there
from grants import Grant, settle
from objects import add, created, make
from reader import Reader
from roles import use
from session import Cursor, Session
from statements import Creation, create, statement


@create("DATABASE ROLE")
def create_database_role(session: Session, creation: Creation, reader: Reader) -> Cursor:
    """It may use its database. https://docs.snowflake.com/en/sql-reference/sql/create-database-role"""
    comment = reader.options()
    reader.end()
    thing = add(session, creation, comment)
    if thing is not None:
        settle(session, "TO", [Grant("USAGE", "DATABASE", thing.name[:1], ("DATABASE ROLE", thing.name), session.role)])
    return created(session, creation, thing)


@create("ROLE")
def create_role(session: Session, creation: Creation, reader: Reader) -> Cursor:
    comment = reader.options()
    reader.end()
    return make(session, creation, comment)


@statement("USE ROLE")
def use_role(session: Session, reader: Reader) -> Cursor:
    role = reader.word()
    reader.end()
    use(session, role)
    return session.say("Statement executed successfully.")


@statement("USE SECONDARY ROLES")
def use_secondary_roles(session: Session, reader: Reader) -> Cursor:
    reader.expect("NONE")  # Here nobody has any.
    reader.end()
    return session.say("Statement executed successfully.")


@statement("USE WAREHOUSE")
def use_warehouse(session: Session, reader: Reader) -> Cursor:
    (name,) = reader.name()
    reader.end()
    if not session.account.find("WAREHOUSE", (name,)):
        raise nothing_there("WAREHOUSE", name)
    session.warehouse = name
    return session.say("Statement executed successfully.")
