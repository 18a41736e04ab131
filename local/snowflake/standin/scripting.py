"""Snowflake Scripting, as far as tasks need it: statements one after another, and a handler for any error.

https://docs.snowflake.com/en/developer-guide/snowflake-scripting/blocks
"""

from errors import SqlError, syntax
from reader import Reader
from session import Cursor, Session
from statements import run, statement


@statement("EXECUTE IMMEDIATE")
def execute_immediate(session: Session, reader: Reader) -> Cursor:
    text = reader.string()
    reader.end()
    first = Reader(text).peek().upper()
    return execute_block(session, text) if first == "BEGIN" else run(session, text)


def execute_block(session: Session, text: str) -> Cursor:
    """`BEGIN …; EXCEPTION WHEN OTHER THEN …; END`. A transaction is begun in it by BEGIN TRANSACTION."""
    reader = Reader(text)
    reader.expect("BEGIN")
    body: list[str] = []
    handler: list[str] | None = None
    while not reader.accept("END"):
        if reader.accept("EXCEPTION"):
            reader.expect("WHEN OTHER THEN")
            handler = []
        (body if handler is None else handler).append(next_statement(reader))
    reader.end()
    try:
        done = session.say("NULL")
        for each in body:
            done = run(session, each)
        return done
    except SqlError:
        for each in handler or ["RAISE"]:
            if each.upper() == "RAISE":
                raise
            run(session, each)
        return session.say("NULL")


def next_statement(reader: Reader) -> str:
    start = reader.at
    while not reader.accept(";"):
        if reader.done():
            raise syntax("a statement of a block ends with ;")
        reader.at += 1
    text = reader.between(start, reader.at - 1)
    if Reader(text).peek().upper() in ("DECLARE", "LET", "IF", "FOR", "WHILE", "RETURN", "CASE", "LOOP"):
        raise SqlError(2, f"Unsupported feature '{text[:60]}' (in the stand-in).", "0A000")
    return text
