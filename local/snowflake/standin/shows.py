"""SHOW, for the kinds of objects that the account keeps."""

import json
import re
from collections.abc import Callable
from typing import Any

import streams
from access import can_enter
from account import Name, Thing, arity, dotted, is_within, now
from containers import quoted
from errors import nothing_there
from reader import Reader
from roles import contained
from session import Cursor, Session
from shares import OWN_ACCOUNT, database_of
from snowpipe import QUEUE, rows_of_pipes
from statements import statement
from visible import all_seen

# What each kind shows besides its name, its place, its owner and its comment.
More = Callable[[Session, Thing], dict[str, Any]]


def yes(value: Any) -> str:
    return "true" if value else "false"


MORE: dict[str, More] = {
    "DATABASE": lambda s, t: {"is_current": "Y" if s.database == t.name[0] else "N"},
    "SCHEMA": lambda s, t: {"options": "MANAGED ACCESS" if t.facts["managed"] else ""},
    "TABLE": lambda s, t: {"kind": "TABLE", "rows": s.duck(f"SELECT COUNT(*) FROM {quoted(t.name)}").fetchone()[0]},
    "VIEW": lambda s, t: {"text": t.facts["text"], "is_secure": yes(t.facts["secure"]), "is_materialized": "false"},
    "TAG": lambda s, t: {"allowed_values": json.dumps(t.facts["allowed"]) if t.facts["allowed"] else None},
    "MASKING POLICY": lambda s, t: {"kind": "MASKING_POLICY"},
    "STAGE": lambda s, t: {
        "url": t.facts["URL"],
        "type": "EXTERNAL",
        "storage_integration": t.facts.get("STORAGE_INTEGRATION"),
    },
    "EXTERNAL TABLE": lambda s, t: {
        "invalid": "false",
        "stage": dotted(t.facts["stage"]),
        "location": f"@{dotted(t.facts['stage'])}/{t.facts['path']}",
        "file_format_type": "PARQUET",
        "notification_channel": QUEUE if t.facts["listens"] else None,
    },
    "FILE FORMAT": lambda s, t: {"type": t.facts.get("TYPE", "JSON"), "format_options": json.dumps(t.facts)},
    "FUNCTION": lambda s, t: {
        "is_secure": "Y" if t.facts["secure"] else "N",
        "catalog_name": t.name[0],
        "is_builtin": "N",
        "language": "SQL",
    },
    "ROLE": lambda s, t: {
        "is_current": "Y" if (s.role,) == t.name else "N",
        "is_inherited": "Y" if ("ROLE", t.name) in contained(s.account, s.role) else "N",
    },
    "STREAM": lambda s, t: {
        "table_name": dotted(t.facts["table"]),
        "type": "DELTA",
        "mode": "APPEND_ONLY" if t.facts["append_only"] else "DEFAULT",
        "stale": yes(streams.stale_after(s, t) < now()),
        "stale_after": streams.stale_after(s, t),
    },
    "TASK": lambda s, t: {
        "state": t.facts["state"],
        "schedule": t.facts.get("SCHEDULE"),
        "predecessors": json.dumps([dotted(name) for name in t.facts["after"]]),
        "condition": t.facts["when"],
        "error_integration": t.facts.get("ERROR_INTEGRATION"),
        "warehouse": t.facts.get("WAREHOUSE"),
        "definition": t.facts["definition"],
    },
    "DATABASE ROLE": lambda s, t: {},
    "USER": lambda s, t: {},
    "WAREHOUSE": lambda s, t: {
        "size": t.facts.get("WAREHOUSE_SIZE", "X-Small"),
        "auto_suspend": t.facts.get("AUTO_SUSPEND"),
        "resource_monitor": t.facts.get("RESOURCE_MONITOR", "null"),
    },
    "RESOURCE MONITOR": lambda s, t: {"credit_quota": t.facts.get("CREDIT_QUOTA")},
    "INTEGRATION": lambda s, t: {
        "type": t.facts["TYPE"],
        "category": t.facts["CATEGORY"],
        "enabled": t.facts["ENABLED"].lower(),
    },
    "SHARE": lambda s, t: {
        "kind": "OUTBOUND",
        "owner_account": OWN_ACCOUNT,
        "database_name": database_of(s, t) or "",
        "to": ", ".join(t.facts["accounts"]),
    },
}
PLURALS = {
    **{f"{kind}S": kind for kind in MORE},
    "MASKING POLICIES": "MASKING POLICY",
    "USER FUNCTIONS": "FUNCTION",
    "PIPES": "PIPE",
}
PLURALS |= {f"{category} INTEGRATIONS": "INTEGRATION" for category in ("STORAGE", "NOTIFICATION")}


@statement(*(f"SHOW {plural}" for plural in PLURALS), "SHOW TERSE SCHEMAS")
def show(session: Session, reader: Reader) -> Cursor:
    words = " ".join(token.group().upper() for token in reader.tokens[1 : reader.at]).removeprefix("TERSE ")
    kind = PLURALS[words]
    pattern = reader.string() if reader.accept("LIKE") else "%"
    container = container_of(session, reader, kind)
    skip_limit(reader)
    reader.end()
    found = [t for t in all_seen(session, kind) if like(t.name[-1], pattern) and is_in(t.name, container, kind)]
    if words.endswith(" INTEGRATIONS"):
        found = [t for t in found if t.facts["CATEGORY"] == words.split()[0]]
    if kind == "PIPE":
        return rows_of_pipes(session, found)
    return table_of(session, found)


@statement("SHOW OBJECTS")
def show_objects(session: Session, reader: Reader) -> Cursor:
    """Tables and views. External tables are not among them."""
    container = container_of(session, reader, "TABLE")
    skip_limit(reader)
    reader.end()
    found = [t for kind in ("TABLE", "VIEW") for t in all_seen(session, kind) if is_in(t.name, container, kind)]
    rows = [(t.created, t.name[2], t.name[0], t.name[1], t.kind, t.owner, "N", "N") for t in found]
    columns = ["created_on", "name", "database_name", "schema_name", "kind", "owner", "is_dynamic", "is_iceberg"]
    return session.answer(columns, rows)


def skip_limit(reader: Reader) -> None:
    """At most so many rows: there are never so many here."""
    if reader.accept("LIMIT"):
        reader.word()


def container_of(session: Session, reader: Reader, kind: str) -> Name:
    """What comes after IN; without it the session's schema or database, if it has one."""
    if not reader.accept("IN"):
        context = [session.database, session.schema][: arity(kind) - 1]
        return tuple(part for part in context if part)
    if reader.accept("ACCOUNT"):
        return ()
    outer = next(
        (word for word in ("DATABASE", "SCHEMA") if reader.accept(word)), "SCHEMA" if arity(kind) == 3 else "DATABASE"
    )
    name = session.full(outer, reader.name())
    if not session.account.find(outer, name) or not can_enter(session, outer, name):
        raise nothing_there(outer, dotted(name))
    return name


def is_in(name: Name, container: Name, kind: str) -> bool:
    return not container or is_within(name, container, kind)


def like(name: str, pattern: str) -> bool:
    """In SHOW, upper and lower case are the same."""
    parts = re.findall(r"\\.|%|_|[^\\%_]+", pattern)
    translated = "".join({"%": ".*", "_": "."}.get(part, re.escape(part.removeprefix("\\"))) for part in parts)
    return re.fullmatch(translated, name, re.I | re.S) is not None


# Columns of an empty table, of which clients ask for some.
NOTHING = ["created_on", "name", "catalog_name", "database_name", "schema_name", "is_builtin"]


def table_of(session: Session, things: list[Thing]) -> Cursor:
    rows = [row_of(session, thing) for thing in things]
    columns = list(rows[0]) if rows else NOTHING
    return session.answer(columns, [tuple(row[column] for column in columns) for row in rows])


def row_of(session: Session, thing: Thing) -> dict[str, Any]:
    place = dict(zip(("database_name", "schema_name"), thing.name[:-1], strict=False))
    common = {"owner": thing.owner, "comment": thing.facts.get("COMMENT", "")}
    return {"created_on": thing.created, "name": thing.name[-1], **place, **common, **MORE[thing.kind](session, thing)}


@statement("DESC MASKING POLICY", "DESCRIBE MASKING POLICY")
def describe_policy(session: Session, reader: Reader) -> Cursor:
    name = session.full("MASKING POLICY", reader.name())
    reader.end()
    facts = session.account.get("MASKING POLICY", name).facts
    row = (name[2], f"({facts['argument']} {facts['type'].upper()})", facts["type"].upper(), facts["body"])
    return session.answer(["name", "signature", "return_type", "body"], [row])
