"""Loads staged JSON files into a table, a file at a time: a file with a fault is left out whole, as a pipe does."""

import gzip
import json
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow
import sqlglot
from sqlglot import exp

from access import require, require_select
from account import Name, dotted, now
from errors import syntax
from reader import Reader
from session import Session, quote
from stages import StagedFile, format_of
from streams import adding_to

METADATA = ("METADATA$FILENAME", "METADATA$FILE_ROW_NUMBER", "METADATA$FILE_LAST_MODIFIED", "METADATA$START_SCAN_TIME")


@dataclass
class Copy:
    """A COPY INTO: the columns of a table get expressions over the files below a path of a stage."""

    table: Name
    columns: list[str]
    expressions: list[str]
    stage: Name
    path: str
    options: dict[str, str]


def read_copy(session: Session, text: str) -> Copy:
    """@raises 1003 for what the stand-in does not know"""
    reader = Reader(text)
    reader.expect("COPY INTO")
    table = session.full("TABLE", reader.name())
    columns = [Reader(column).word() for column in reader.group()] if reader.peek() == "(" else []
    reader.expect("FROM")
    expressions = ["$1"]
    if reader.accept("("):
        reader.expect("SELECT")
        expressions = until_from(reader)
        stage, path = reader.stage_path()
        reader.expect(")")
    else:
        stage, path = reader.stage_path()
    options = reader.options()
    reader.end()
    unknown = set(options) - {"FILE_FORMAT", "ON_ERROR", "LOAD_UNCERTAIN_FILES"}
    if unknown or options.get("ON_ERROR", "SKIP_FILE").upper() != "SKIP_FILE":
        raise syntax(f"COPY INTO: not known here: {', '.join(sorted(unknown)) or 'ON_ERROR'}")
    return Copy(table, columns, expressions, session.full("STAGE", stage), path, options)


def until_from(reader: Reader) -> list[str]:
    """The expressions between SELECT and FROM."""
    start, parts, depth = reader.at, [], 0
    while not reader.done():
        mark = reader.peek()
        depth += (mark == "(") - (mark == ")")
        if depth == 0 and (mark == "," or mark.upper() == "FROM"):
            parts.append(reader.between(start, reader.at))
            start = reader.at + 1
        reader.at += 1
        if depth == 0 and mark.upper() == "FROM":
            return parts
    raise reader.problem("expected FROM")


def check_copy(session: Session, copy: Copy) -> None:
    """@raises 2003, 3001 if the role may not use the stage or insert into the table"""
    session.account.get("STAGE", copy.stage)
    require(session, "USAGE", "STAGE", copy.stage)
    require_select(session, copy.table, "INSERT")
    session.duck(
        insertion(
            session, copy, 'SELECT NULL::JSON AS "$1", ' + ", ".join(f'NULL AS "{m}"' for m in METADATA) + " LIMIT 0"
        )
    )


def insertion(session: Session, copy: Copy, source: str) -> str:
    """DuckDB's INSERT of the expressions over the source."""

    def column(node: exp.Expr) -> exp.Expr:
        if isinstance(node, exp.Parameter) and node.name == "1":
            return exp.column("$1", quoted=True)
        if isinstance(node, exp.Column) and node.name.upper() in METADATA:
            return exp.column(node.name.upper(), quoted=True)
        return node

    query = sqlglot.parse_one(f"SELECT {', '.join(copy.expressions)}", read="snowflake").transform(column)
    columns = f"({', '.join(map(quote, copy.columns))})" if copy.columns else ""
    return f"INSERT INTO {dotted(tuple(map(quote, copy.table)))} {columns} {session.to_duck(query)} FROM ({source})"


def load(session: Session, copy: Copy, files: list[StagedFile], pipe: Name | None) -> None:
    """Loads each file, and records how that went."""
    stage = session.account.get("STAGE", copy.stage)
    file_format = format_of(
        session, copy.options.get("FILE_FORMAT") or stage.facts.get("FILE_FORMAT") or "(TYPE = JSON)"
    )
    for file in files:
        started, record = (
            now(),
            {"table": copy.table, "pipe": pipe, "file": file.key, "stage": f"{stage.facts['URL']}", "time": now()},
        )
        try:
            rows = parse(file, file_format)
            insert(session, copy, file, rows, started)
            record |= {"status": "Loaded", "rows": len(rows), "errors": 0, "message": None, "parsed": len(rows)}
        except (Fault, duckdb.Error) as error:
            message = str(error).split("\n")[0]
            record |= {"status": "Load failed", "rows": 0, "errors": 1, "message": message, "parsed": 0}
        record["size"] = file.path.stat().st_size
        session.account.loads.append(record)


def insert(session: Session, copy: Copy, file: StagedFile, rows: list[str], started: Any) -> None:
    table = pyarrow.table(
        {"$1": pyarrow.array(rows, pyarrow.string()), "n": pyarrow.array(range(1, len(rows) + 1), pyarrow.int64())}
    )
    duck = session.connection._duck_conn
    duck.register("staged_file", table)
    try:
        source = 'SELECT "$1"::JSON AS "$1", ?::VARCHAR AS "METADATA$FILENAME", n AS "METADATA$FILE_ROW_NUMBER", '
        source += '?::TIMESTAMP AS "METADATA$FILE_LAST_MODIFIED", ?::TIMESTAMPTZ AS "METADATA$START_SCAN_TIME" FROM staged_file'
        with adding_to(session, copy.table):
            session.duck(
                insertion(session, copy, source), [file.key, file.modified.isoformat(), f"{started.isoformat()}Z"]
            )
    finally:
        duck.unregister("staged_file")


class Fault(Exception):
    """What is wrong with a file."""


def parse(file: StagedFile, options: dict[str, str]) -> list[str]:
    """The documents of a file, as JSON. @raises Fault with the first one that can't be read"""
    data = file.path.read_bytes()
    compression = options.get("COMPRESSION", "AUTO").upper()
    try:
        if compression == "GZIP" or (compression == "AUTO" and data[:2] == b"\x1f\x8b"):
            data = gzip.decompress(data)
        text = data.decode()
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise Fault(f"File can't be read: {type(error).__name__}") from error
    allow_duplicate = options.get("ALLOW_DUPLICATE", "FALSE").upper() == "TRUE"
    return [document(line, n, allow_duplicate) for n, line in enumerate(text.split("\n"), 1) if line.strip()]


def document(line: str, number: int, allow_duplicate: bool) -> str:
    """The line itself, unless it repeats a key: of such, Snowflake keeps the last, where it may."""
    repeated: list[str] = []

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(found)
        if len(made) < len(found):
            repeated.append("")
        return made

    try:
        value = json.loads(line, object_pairs_hook=pairs)
    except ValueError as error:
        raise Fault(f"Error parsing JSON, line {number}") from error
    if not repeated:
        return line
    if not allow_duplicate:
        raise Fault(f"Error parsing JSON: duplicate object attribute, line {number}")
    return json.dumps(value, ensure_ascii=False)
