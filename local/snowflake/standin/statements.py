"""Which module runs which statement."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import duckdb
import snowflake.connector.errors

from account import Name
from errors import SqlError, syntax
from reader import Reader
from roles import show_to_duck
from session import Cursor, Session

Handler = Callable[[Session, Reader], Cursor]
# Runs what no handler knows.
FALLBACK: list[Callable[[Session, str, Any], Cursor]] = []
HANDLERS: list[tuple[str, Handler]] = []


def statement(*beginnings: str) -> Callable[[Handler], Handler]:
    """Registers a function for statements that begin with these words. It gets them read."""

    def register(handler: Handler) -> Handler:
        HANDLERS.extend((words, handler) for words in beginnings)
        # The longest first: ALTER TAG before ALTER.
        HANDLERS.sort(key=lambda each: -len(each[0].split()))
        return handler

    return register


def fallback(runner: Callable[[Session, str, Any], Cursor]) -> Callable[[Session, str, Any], Cursor]:
    """Registers the function that runs what no handler knows."""
    FALLBACK.append(runner)
    return runner


@dataclass
class Creation:
    """The head of a CREATE: what stands before the name, and the name."""

    or_replace: bool
    if_not_exists: bool
    secure: bool
    kind: str
    name: Name


Creator = Callable[[Session, Creation, Reader], Cursor]
CREATORS: dict[str, Creator] = {}


def create(*kinds: str) -> Callable[[Creator], Creator]:
    """Registers a function that creates objects of these kinds. It gets the head read."""

    def register(creator: Creator) -> Creator:
        CREATORS.update({kind: creator for kind in kinds})
        return creator

    return register


@statement("CREATE")
def run_create(session: Session, reader: Reader) -> Cursor | None:
    or_replace, secure = reader.accept("OR REPLACE"), reader.accept("SECURE")
    # A temporary view is one like others here: it does not end with its session.
    if reader.peek(1).upper() == "VIEW":
        reader.accept("TEMPORARY")
    kind = next((k for k in sorted(CREATORS, key=len, reverse=True) if reader.accept(k)), None)
    if kind is None:
        return None
    if_not_exists = reader.accept("IF NOT EXISTS")
    if or_replace and if_not_exists:
        raise syntax("OR REPLACE and IF NOT EXISTS exclude each other")
    return CREATORS[kind](session, Creation(or_replace, if_not_exists, secure, kind, reader.name()), reader)


def run(session: Session, sql: str, params: Any = None) -> Cursor:
    """Runs one statement. @raises SqlError, with Snowflake's number"""
    try:
        reader = Reader(sql)
        # DuckDB runs nothing else in a transaction in which a statement has failed.
        if reader.peek().upper() != "ROLLBACK":
            show_to_duck(session)
        for words, handler in HANDLERS:
            reader.at = 0
            if reader.accept(words):
                found = handler(session, reader)
                if found is not None:
                    return found
        return FALLBACK[0](session, sql, params)
    except snowflake.connector.errors.Error as error:
        if isinstance(error.__cause__, duckdb.Error):
            raise of_duck(error.__cause__) from error
        raise SqlError(error.errno or 1003, error.msg or str(error), error.sqlstate or "42000") from error
    except duckdb.Error as error:
        raise of_duck(error) from error


# Snowflake's numbers for a column that there is not, for a function or table, and for a value that can't be converted.
OF_DUCK = (
    (duckdb.BinderException, 904, "42000"),
    (duckdb.CatalogException, 2003, "02000"),
    (duckdb.ConversionException, 100038, "22018"),
)


def of_duck(error: duckdb.Error) -> SqlError:
    for kind, number, state in OF_DUCK:
        if isinstance(error, kind):
            return SqlError(number, f"SQL compilation error:\n{error}", state)
    return SqlError(100000, f"{type(error).__name__}: {error}", "22000")
