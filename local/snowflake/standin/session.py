"""A session: who is logged in, in which role, database and schema, and how its statements reach DuckDB."""

import contextlib
from collections.abc import Iterator
from typing import Any

import duckdb
import sqlglot
from fakesnow.cursor import FakeSnowflakeCursor
from fakesnow.fakes import FakeSnowflakeConnection
from fakesnow.rowtype import describe_as_rowtype
from sqlglot import exp

from account import Account, Name, arity, dotted
from errors import SqlError
from role_functions import bind_roles
from translate import after_fakesnow, before_fakesnow


class Cursor(FakeSnowflakeCursor):
    """fakesnow's cursor, with our corrections of its translation."""

    session: "Session"

    def _transform(self, expression: exp.Expr, params: Any) -> exp.Expr:
        bound = bind_roles(expression, self.session.database or "")
        return after_fakesnow(super()._transform(before_fakesnow(bound), params))

    def columns(self) -> list[tuple[Any, ...]]:
        """DuckDB's description of the last result."""
        return self._duck_conn.execute(f"DESCRIBE {self._last_sql}", self._last_params).fetchall()


class Session:
    """What a client has between its login and its end."""

    def __init__(self, account: Account, connection: FakeSnowflakeConnection, user: str, role: str) -> None:
        self.account, self.connection, self.user, self.role = account, connection, user, role
        self.warehouse: str | None = None
        self.in_transaction = False
        # Streams whose rows the transaction has taken.
        self.taken: set[Name] = set()
        # What the last statement answered that did not run in DuckDB.
        self.last_answer: tuple[list[str], list[tuple[Any, ...]]] | None = None

    @property
    def database(self) -> str | None:
        return self.connection.database if self.connection.database_set else None

    @property
    def schema(self) -> str | None:
        return self.connection.schema if self.connection.schema_set else None

    def full(self, kind: str, name: Name) -> Name:
        """The full name of an object of this kind. @raises 90105, 90106 if the session has no database or schema to complete it"""
        missing = arity(kind) - len(name)
        if missing < 0:
            raise SqlError(1003, f"SQL compilation error:\n'{dotted(name)}' has too many parts for a {kind.lower()}.")
        context = [self.database, self.schema][:missing] if arity(kind) == 3 else [self.database][:missing]
        for number, what, part in zip((90105, 90106), ("database", "schema"), context, strict=False):
            if part is None:
                raise SqlError(number, f"This session does not have a current {what}. Use a qualified name.", "22000")
        return (*(part or "" for part in context), *name)

    @contextlib.contextmanager
    def acting_as(self, owner: str) -> Iterator[None]:
        """What an object does, it does with its owner's rights."""
        role, self.role = self.role, owner
        try:
            yield
        finally:
            self.role = role

    def cursor(self) -> Cursor:
        made = Cursor(self.connection, self.connection._duck_conn)
        made.session = self
        return made

    def native(self, statement: str | exp.Expr, params: Any = None) -> Cursor:
        """Runs a statement in fakesnow. @raises 2 for what fakesnow does not know"""
        cursor = self.cursor()
        expression = sqlglot.parse_one(statement, read="snowflake") if isinstance(statement, str) else statement
        try:
            for each in cursor._transform_explode(expression):
                transformed = cursor._transform(each, params)
                cursor._execute(transformed, params if transformed.find(exp.Placeholder) else None)
        except NotImplementedError as error:
            raise SqlError(2, f"Unsupported feature '{error}' (in the stand-in).", "0A000") from error
        return cursor

    def duck(self, sql: str, params: Any = None) -> duckdb.DuckDBPyConnection:
        """Runs DuckDB's own SQL."""
        return self.connection._duck_conn.execute(sql, params)

    def to_duck(self, query: exp.Expr) -> str:
        """A query of Snowflake's SQL as DuckDB's."""
        return self.cursor()._transform(query.copy(), None).sql("duckdb")

    def answer(self, columns: list[str], rows: list[tuple[Any, ...]]) -> Cursor:
        """A table of texts, numbers, truth values and times as a statement's result."""
        cursor = self.cursor()
        cursor._execute(sqlglot.parse_one(values(columns, rows), read="duckdb"))
        self.last_answer = (columns, rows)
        return cursor

    def say(self, message: str) -> Cursor:
        """The result of a statement that returns no rows."""
        return self.answer(["status"], [(message,)])


def values(columns: list[str], rows: list[tuple[Any, ...]]) -> str:
    """A query of DuckDB's that returns these rows."""
    if not rows:
        return "SELECT " + ", ".join(f"NULL::VARCHAR AS {quote(c)}" for c in columns) + " WHERE FALSE"
    listed = ", ".join("(" + ", ".join(map(literal, row)) + ")" for row in rows)
    # A column of nulls only has no type.
    shown = [
        f"{quote(c)}::VARCHAR AS {quote(c)}" if all(row[n] is None for row in rows) else quote(c)
        for n, c in enumerate(columns)
    ]
    return f"SELECT {', '.join(shown)} FROM (VALUES {listed}) AS t({', '.join(map(quote, columns))})"


def quote(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def literal(value: Any) -> str:
    """A value as a literal of DuckDB's."""
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int):
        return str(value)
    if hasattr(value, "isoformat"):
        return f"TIMESTAMP '{value.isoformat(' ')}'"
    return "'" + str(value).replace("'", "''") + "'"


def row_type(cursor: Cursor) -> list[Any]:
    """Names and types of a result's columns, as the protocol has them."""
    # Lists and structs are ARRAY and OBJECT, whose cells are JSON.
    shown = lambda kind: "JSON" if kind.endswith("]") or kind.startswith("STRUCT") else kind  # noqa: E731
    described = [(name, shown(kind), *more) for name, kind, *more in cursor.columns()]
    return describe_as_rowtype(described)
