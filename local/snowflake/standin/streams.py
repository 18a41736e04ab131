"""Streams on tables: what has changed since the last statement that took the stream's rows into a table.

https://docs.snowflake.com/en/user-guide/streams-intro
An append-only stream keeps the rows that were added, also if they were deleted since. Another one compares the table with a copy of what it
was. A change of rows that reads a stream takes all its rows, at the end of its transaction; a query takes none. What a stream holds is in
tables of DuckDB, so that a rollback brings it back.
"""

import contextlib
import datetime
from collections.abc import Iterator

from account import Name, Thing, now
from access import require_select
from containers import quoted
from errors import SqlError, syntax
from objects import add, created, drop
from reader import Reader
from session import Cursor, Session, quote
from statements import Creation, create, statement

# In the stream's database, because a transaction of DuckDB writes to one database only.
HIDDEN = "STANDIN_STREAMS"
# How long changes can be read, unless the table says more: https://docs.snowflake.com/en/sql-reference/parameters
DAYS = 14
MAX_DAYS = 90


@create("STREAM")
def create_stream(session: Session, creation: Creation, reader: Reader) -> Cursor:
    """@raises 1003 for streams on anything but a table"""
    reader.expect("ON TABLE")
    table = session.full("TABLE", reader.name())
    options = reader.options()
    reader.end()
    if set(options) - {"APPEND_ONLY", "SHOW_INITIAL_ROWS"}:
        raise syntax("CREATE STREAM: only APPEND_ONLY and SHOW_INITIAL_ROWS here")
    session.account.get("TABLE", table)
    require_select(session, table)
    thing = add(session, creation, {"table": table, "taken": now(), **flags(options)})
    if thing is not None:
        begin(session, thing, options.get("SHOW_INITIAL_ROWS", "FALSE").upper() == "TRUE")
    return created(session, creation, thing)


def flags(options: dict[str, str]) -> dict[str, bool]:
    return {"append_only": options.get("APPEND_ONLY", "FALSE").upper() == "TRUE"}


def begin(session: Session, stream: Thing, with_rows: bool) -> None:
    """From now on, or with all rows that the table has."""
    session.duck(f"CREATE SCHEMA IF NOT EXISTS {quote(stream.name[0])}.{HIDDEN}")
    # Of an append-only stream: what it has to hand over. Of another: what it handed over last.
    full = with_rows if stream.facts["append_only"] else not with_rows
    session.duck(
        f"CREATE OR REPLACE TABLE {kept(stream)} AS SELECT * FROM {quoted(stream.facts['table'])} {'' if full else 'LIMIT 0'}"
    )
    show(session, stream)


def kept(stream: Thing) -> str:
    return f"{quote(stream.name[0])}.{HIDDEN}.{quote('.'.join(stream.name[1:]))}"


def show(session: Session, stream: Thing) -> None:
    """DuckDB's view of the stream, with the columns that its table has now. Older rows have nothing in newer ones."""
    table = quoted(stream.facts["table"])
    columns = session.duck(f"DESCRIBE {table}").fetchall()
    had = {name for name, *_ in session.duck(f"DESCRIBE {kept(stream)}").fetchall()}
    old = ", ".join(quote(c) if c in had else f"NULL::{kind} AS {quote(c)}" for c, kind, *_ in columns)
    new = ", ".join(quote(c) for c, *_ in columns)
    before, after = f"SELECT {old} FROM {kept(stream)}", f"SELECT {new} FROM {table}"
    action = lambda name, rows: f"SELECT *, '{name}' AS \"METADATA$ACTION\" FROM ({rows})"  # noqa: E731
    rows = (
        action("INSERT", before)
        if stream.facts["append_only"]
        else f"{action('INSERT', f'{after} EXCEPT ALL {before}')} UNION ALL {action('DELETE', f'{before} EXCEPT ALL {after}')}"
    )
    session.duck(f"CREATE OR REPLACE VIEW {quoted(stream.name)} AS {rows}")


def on(session: Session, table: Name) -> list[Thing]:
    return [stream for stream in session.account.of_kind("STREAM") if stream.facts["table"] == table]


@contextlib.contextmanager
def adding_to(session: Session, table: Name) -> Iterator[None]:
    """Around a statement that may add rows to the table."""
    streams = [stream for stream in on(session, table) if stream.facts["append_only"]]
    last = session.duck(f"SELECT coalesce(max(rowid), -1) FROM {quoted(table)}").fetchone()[0] if streams else -1
    yield
    for stream in streams:
        session.duck(f"INSERT INTO {kept(stream)} BY NAME SELECT * FROM {quoted(table)} WHERE rowid > {last}")


def follow_columns(session: Session, table: Name) -> None:
    """After a change of the table's columns."""
    for stream in on(session, table):
        now_there = {name: kind for name, kind, *_ in session.duck(f"DESCRIBE {quoted(table)}").fetchall()}
        had = {name for name, *_ in session.duck(f"DESCRIBE {kept(stream)}").fetchall()}
        session.duck(f"DROP VIEW {quoted(stream.name)}")
        for name in now_there.keys() - had:
            session.duck(f"ALTER TABLE {kept(stream)} ADD COLUMN {quote(name)} {now_there[name]}")
        for name in had - now_there.keys():
            session.duck(f"ALTER TABLE {kept(stream)} DROP COLUMN {quote(name)}")
        show(session, stream)


def take(session: Session, names: set[Name]) -> None:
    """After a change of rows that has read these streams. In a transaction, its other statements still see the rows."""
    session.taken |= names
    if not session.in_transaction:
        hand_over(session)


def hand_over(session: Session) -> None:
    """At the end of a transaction."""
    for name in session.taken:
        stream = session.account.find("STREAM", name)
        if stream is not None:
            table = quoted(stream.facts["table"])
            session.duck(f"DELETE FROM {kept(stream)}")
            if not stream.facts["append_only"]:
                session.duck(f"INSERT INTO {kept(stream)} BY NAME SELECT * FROM {table}")
            stream.facts["taken"] = now()
    session.taken = set()


def has_data(session: Session, text: str) -> bool:
    """SYSTEM$STREAM_HAS_DATA."""
    name = session.full("STREAM", Reader(text).name())
    stream = session.account.get("STREAM", name)
    require_select(session, name)
    found = session.duck(f"SELECT EXISTS (SELECT 1 FROM {quoted(name)})").fetchone()[0]
    if not found:
        # It can be read for as long again: https://docs.snowflake.com/en/sql-reference/functions/system_stream_has_data
        stream.facts["taken"] = now()
    return bool(found)


def stale_after(session: Session, stream: Thing) -> datetime.datetime:
    table = session.account.find("TABLE", stream.facts["table"])
    days = int(table.facts.get("MAX_DATA_EXTENSION_TIME_IN_DAYS", DAYS)) if table else 0
    if days > MAX_DAYS:
        raise SqlError(1008, "MAX_DATA_EXTENSION_TIME_IN_DAYS is at most 90.", "22023")
    return stream.facts["taken"] + datetime.timedelta(days=days)


@statement("DROP STREAM")
def drop_stream(session: Session, reader: Reader) -> Cursor:
    before = {stream.name: stream for stream in session.account.of_kind("STREAM")}
    done = drop(session, reader, "STREAM")
    for name in before.keys() - {stream.name for stream in session.account.of_kind("STREAM")}:
        session.duck(f"DROP VIEW {quoted(name)}")
        session.duck(f"DROP TABLE {kept(before[name])}")
    return done
