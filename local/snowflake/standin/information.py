"""INFORMATION_SCHEMA: the tables and table functions of which fakesnow knows nothing, or too little.

Each gives its rows as a query, which takes the table's place in the statement.
"""

import datetime
from collections.abc import Callable
from typing import Any

import sqlglot
from sqlglot import exp

from access import require
from account import Name, Thing, dotted
from containers import quoted
from errors import SqlError, unknown
from reader import Reader
from session import Session, literal, quote
from visible import all_seen, sees

Row = tuple[Any, ...]
# Columns with their types, and the rows of one database.
Table = tuple[dict[str, str], list[Row]]
PLACE = {"TABLE_CATALOG": "VARCHAR", "TABLE_SCHEMA": "VARCHAR", "TABLE_NAME": "VARCHAR"}


def views(session: Session, database: str) -> Table:
    columns = {
        **PLACE,
        "TABLE_OWNER": "VARCHAR",
        "VIEW_DEFINITION": "VARCHAR",
        "IS_SECURE": "VARCHAR",
        "CREATED": "TIMESTAMP",
        "COMMENT": "VARCHAR",
    }
    rows = [
        (*v.name, v.owner, v.facts["text"], "YES" if v.facts["secure"] else "NO", v.created, v.facts.get("COMMENT"))
        for v in all_seen(session, "VIEW")
        if v.name[0] == database
    ]
    return columns, rows


def tables(session: Session, database: str) -> Table:
    columns = {
        **PLACE,
        "TABLE_OWNER": "VARCHAR",
        "TABLE_TYPE": "VARCHAR",
        "ROW_COUNT": "BIGINT",
        "CREATED": "TIMESTAMP",
        "COMMENT": "VARCHAR",
    }
    count = lambda t: (
        session.duck(f"SELECT COUNT(*) FROM {quoted(t.name)}").fetchone()[0] if t.kind == "TABLE" else None
    )  # noqa: E731
    rows = [
        (*t.name, t.owner, "BASE TABLE" if t.kind == "TABLE" else "VIEW", count(t), t.created, t.facts.get("COMMENT"))
        for kind in ("TABLE", "VIEW")
        for t in all_seen(session, kind)
        if t.name[0] == database
    ]
    return columns, rows


def pipes(session: Session, database: str) -> Table:
    names = ("PIPE_CATALOG", "PIPE_SCHEMA", "PIPE_NAME", "PIPE_OWNER", "DEFINITION", "IS_AUTOINGEST_ENABLED")
    rows = [
        (*p.name, p.owner, p.facts["definition"], "YES" if p.facts.get("AUTO_INGEST", "").upper() == "TRUE" else "NO")
        for p in all_seen(session, "PIPE")
        if p.name[0] == database
    ]
    return dict.fromkeys(names, "VARCHAR"), rows


TABLES: dict[str, Callable[[Session, str], Table]] = {"VIEWS": views, "TABLES": tables, "PIPES": pipes}


def copy_history(session: Session, database: str, given: dict[str, Any]) -> Table:
    """What was loaded into a table. https://docs.snowflake.com/en/sql-reference/functions/copy_history"""
    name = full(session, given, "TABLE_NAME", database)
    table = session.account.find("TABLE", name)
    if table is None or not sees(session, table):
        raise unknown("Table", dotted(name))
    start, stop = at(given["START_TIME"]), at(given.get("END_TIME") or datetime.datetime.max)
    columns = {
        "FILE_NAME": "VARCHAR",
        "STAGE_LOCATION": "VARCHAR",
        "LAST_LOAD_TIME": "TIMESTAMP",
        "ROW_COUNT": "BIGINT",
        "ROW_PARSED": "BIGINT",
    }
    columns |= {"FILE_SIZE": "BIGINT", "FIRST_ERROR_MESSAGE": "VARCHAR", "ERROR_COUNT": "BIGINT", "STATUS": "VARCHAR"}
    columns |= {"TABLE_CATALOG_NAME": "VARCHAR", "TABLE_SCHEMA_NAME": "VARCHAR", "TABLE_NAME": "VARCHAR"}
    columns |= {"PIPE_CATALOG_NAME": "VARCHAR", "PIPE_SCHEMA_NAME": "VARCHAR", "PIPE_NAME": "VARCHAR"}
    rows = [
        (r["file"], r["stage"], r["time"], r["rows"], r["parsed"], r["size"], r["message"], r["errors"], r["status"])
        + (*r["table"], *(r["pipe"] or (None, None, None)))
        for r in session.account.loads
        if r["table"] == name and start <= r["time"] <= stop
    ]
    return columns, rows


def tag_references_all_columns(session: Session, database: str, given: dict[str, Any]) -> Table:
    """The tags on a view's columns. https://docs.snowflake.com/en/sql-reference/functions/tag_references_all_columns"""
    name = full(session, given, "0", database)
    names = (
        "TAG_DATABASE",
        "TAG_SCHEMA",
        "TAG_NAME",
        "TAG_VALUE",
        "LEVEL",
        "OBJECT_DATABASE",
        "OBJECT_SCHEMA",
        "OBJECT_NAME",
        "DOMAIN",
        "COLUMN_NAME",
    )
    view = view_of(session, name)
    rows = (
        [
            (*tag, value, "COLUMN", *name, "COLUMN", column)
            for column, tags in view.facts["tags"].items()
            for tag, value in tags.items()
        ]
        if view
        else []
    )
    return dict.fromkeys(names, "VARCHAR"), rows


def policy_references(session: Session, database: str, given: dict[str, Any]) -> Table:
    """Where a policy applies, by name, or which apply to an object. Through a tag, each masked column is a row.
    https://docs.snowflake.com/en/sql-reference/functions/policy_references"""
    names = (
        "POLICY_DB",
        "POLICY_SCHEMA",
        "POLICY_NAME",
        "POLICY_KIND",
        "REF_DATABASE_NAME",
        "REF_SCHEMA_NAME",
        "REF_ENTITY_NAME",
        "REF_ENTITY_DOMAIN",
    )
    names += ("REF_COLUMN_NAME", "TAG_DATABASE", "TAG_SCHEMA", "TAG_NAME", "POLICY_STATUS")
    rows = [row for tag in session.account.of_kind("TAG") for row in references(session, tag)]
    if "POLICY_NAME" in given:
        policy = full(session, given, "POLICY_NAME", database)
        session.account.get("MASKING POLICY", policy)
        return dict.fromkeys(names, "VARCHAR"), [row for row in rows if row[:3] == policy]
    name, domain = full(session, given, "REF_ENTITY_NAME", database), given["REF_ENTITY_DOMAIN"].upper()
    found = [row for row in rows if row[4:7] == name and (row[7] == domain or (domain == "TABLE" and row[7] == "VIEW"))]
    return dict.fromkeys(names, "VARCHAR"), found


def references(session: Session, tag: Thing) -> list[Row]:
    """A tag's policies: on the tag itself, and on each column that they mask."""
    rows: list[Row] = []
    for kind, policy in tag.facts["policies"].items():
        rows.append((*policy, "MASKING_POLICY", *tag.name, "TAG", None, *tag.name, "ACTIVE"))
        for view in session.account.of_kind("VIEW"):
            masked = [
                c for c, tags in view.facts["tags"].items() if tag.name in tags and view.facts["kinds"].get(c) == kind
            ]
            rows += [(*policy, "MASKING_POLICY", *view.name, "VIEW", column, *tag.name, "ACTIVE") for column in masked]
    return rows


def external_table_files(session: Session, database: str, given: dict[str, Any]) -> Table:
    """The files that the last REFRESH found, also those that can't be read.
    https://docs.snowflake.com/en/sql-reference/functions/external_table_files"""
    name = full(session, given, "TABLE_NAME", database)
    table = session.account.find("EXTERNAL TABLE", name)
    if table is None or not sees(session, table):
        raise unknown("Table", dotted(name))
    columns = {"FILE_NAME": "VARCHAR", "REGISTERED_ON": "TIMESTAMP", "FILE_SIZE": "BIGINT", "LAST_MODIFIED": "TIMESTAMP", "ETAG": "VARCHAR"}
    return columns, table.facts["versions"]


FUNCTIONS: dict[str, Callable[[Session, str, dict[str, Any]], Table]] = {
    "COPY_HISTORY": copy_history,
    "EXTERNAL_TABLE_FILES": external_table_files,
    "TAG_REFERENCES_ALL_COLUMNS": tag_references_all_columns,
    "POLICY_REFERENCES": policy_references,
}


def view_of(session: Session, name: Name) -> Thing | None:
    """@raises 2003 if there is no such view or table that the role sees"""
    for kind in ("VIEW", "TABLE"):
        thing = session.account.find(kind, name)
        if thing and sees(session, thing):
            return thing if kind == "VIEW" else None
    raise unknown("Object", dotted(name))


def full(session: Session, given: dict[str, Any], key: str, database: str) -> Name:
    if key not in given:
        raise SqlError(1003, f"SQL compilation error:\nthe argument {key} is missing.")
    name = Reader(given[key]).name()
    return (database, *name) if len(name) == 2 else session.full("TABLE", name)


def at(value: Any) -> datetime.datetime:
    found = datetime.datetime.fromisoformat(value) if isinstance(value, str) else value
    return found.astimezone(datetime.UTC).replace(tzinfo=None) if found.tzinfo else found


def replace(expression: exp.Expr, session: Session) -> exp.Expr:
    """Puts the rows in place of each table and table function of INFORMATION_SCHEMA that is known here."""

    def each(node: exp.Expr) -> exp.Expr:
        found = table_of(session, node) or function_of(session, node)
        if found is None:
            return node
        query = exp.Subquery(this=sqlglot.parse_one(select(*found), read="snowflake"))
        alias = node.args.get("alias")
        query.set("alias", alias.copy() if alias else exp.TableAlias(this=exp.to_identifier(node.name or "rows")))
        return query

    return expression.transform(each)


def table_of(session: Session, node: exp.Expr) -> Table | None:
    if not (isinstance(node, exp.Table) and node.db.upper() == "INFORMATION_SCHEMA" and node.name.upper() in TABLES):
        return None
    database = (node.catalog or session.database or "").upper()
    require(session, "USAGE", "DATABASE", (database,))
    return TABLES[node.name.upper()](session, database)


def function_of(session: Session, node: exp.Expr) -> Table | None:
    if not isinstance(node, exp.TableFromRows):
        return None
    path = node.this
    call = path.expression if isinstance(path, exp.Dot) else path
    name = call.name.upper() if isinstance(call, exp.Anonymous) else ""
    if name not in FUNCTIONS:
        return None
    # `db.information_schema.f()` or `information_schema.f()`.
    database = path.this.this.name.upper() if isinstance(path.this, exp.Dot) else session.database or ""
    given: dict[str, Any] = {}
    for n, argument in enumerate(call.expressions):
        key, value = (
            (argument.this.name.upper(), argument.expression) if isinstance(argument, exp.Kwarg) else (str(n), argument)
        )
        given[key] = session.duck(session.to_duck(exp.select(value.copy()))).fetchone()[0]
    return FUNCTIONS[name](session, database, given)


def select(columns: dict[str, str], rows: list[Row]) -> str:
    """Rows as a query, typed, also if there are none."""
    typed = lambda row: ", ".join(
        f"CAST({literal(v)} AS {t}) AS {quote(c)}" for v, (c, t) in zip(row, columns.items(), strict=True)
    )  # noqa: E731
    empty = f"SELECT {typed((None,) * len(columns))} WHERE FALSE"
    return " UNION ALL ".join([empty, *(f"SELECT {typed(row)}" for row in rows)])
