"""External tables over Parquet on a stage: in DuckDB a view of the files that the last REFRESH found."""

import datetime

import duckdb

from access import require, require_creation
from account import Name, Thing, dotted
from containers import quoted
from errors import SqlError, exists_already, syntax
from grants import grant_as_declared
from objects import created, existing
from reader import Reader
from session import Cursor, Session, quote
from staged_rows import EMPTY, rows_of
from stages import StagedFile, files_in
from statements import Creation, create, statement
from tables import parse
from types_of import duck_type

# Snowflake's own column: a file's row as one value.
VALUE = "VALUE"
# A column's type as it is written, and the expression that reads it.
Column = tuple[str, str]


@create("EXTERNAL TABLE")
def create_external(session: Session, creation: Creation, reader: Reader) -> Cursor:
    """@raises 2 without IF NOT EXISTS over a table that is there: replacing one would lose its grants, which this project never does"""
    name = session.full("EXTERNAL TABLE", creation.name)
    columns = dict(read_column(Reader(text)) for text in reader.group())
    reader.expect("PARTITION BY")
    partitions = [Reader(each).word() for each in reader.group()]
    reader.expect("LOCATION =")
    stage, path = reader.stage_path()
    options = reader.options()
    reader.end()
    check(columns, partitions, options)
    if session.account.find("EXTERNAL TABLE", name):
        if creation.if_not_exists:
            return created(session, creation, None)
        raise SqlError(2, "Unsupported feature 'to replace an external table' (in the stand-in).", "0A000")
    if any(session.account.find(kind, name) for kind in ("TABLE", "VIEW")):
        raise exists_already(dotted(name))
    require_creation(session, "EXTERNAL TABLE", name)
    stage_name = session.full("STAGE", stage)
    session.account.get("STAGE", stage_name)
    require(session, "USAGE", "STAGE", stage_name)
    facts = {"columns": columns, "partitions": partitions, "stage": stage_name, "path": path}
    # It is the default. Nobody is notified here: files are seen when the table is made, and by REFRESH.
    facts["listens"] = options.get("AUTO_REFRESH", "TRUE").upper() == "TRUE"
    table = Thing("EXTERNAL TABLE", name, session.role, facts)
    # REFRESH_ON_CREATE is true unless it is said otherwise.
    find_files(session, table)
    build(session, table)
    session.account.add(table)
    grant_as_declared(session, "EXTERNAL TABLE", name)
    return created(session, creation, table)


def read_column(reader: Reader) -> tuple[str, Column]:
    """`name TYPE AS (expression)`."""
    name, start = reader.word(), reader.at
    while reader.peek().upper() not in ("AS", ""):
        reader.at += 1
    kind = reader.between(start, reader.at)
    reader.expect("AS")
    if reader.peek() != "(":
        raise reader.problem("expected an expression in brackets")
    expression = reader.rest()[1:-1]
    return name, (kind, expression)


def check(columns: dict[str, Column], partitions: list[str], options: dict[str, str]) -> None:
    """@raises 1003 for a partition that reads more than METADATA$FILENAME, and for what is not known here"""
    for name in partitions:
        if name not in columns or "VALUE" in columns[name][1].upper() or "METADATA$FILENAME" not in columns[name][1].upper():
            raise syntax(f"the partition column {name} must be an expression on METADATA$FILENAME alone")
    known = {"AUTO_REFRESH": ("FALSE", "TRUE"), "FILE_FORMAT": ("(TYPE=PARQUET)",)}
    for key, value in options.items():
        if value.upper().replace(" ", "") not in known.get(key, ()):
            raise syntax(f"external table: {key} = {value} is not known here")
    if "FILE_FORMAT" not in options:
        raise syntax("external table: FILE_FORMAT is missing")


def find_files(session: Session, table: Thing) -> None:
    """Keeps the files and what S3 says of each now."""
    files = files_in(session, session.account.get("STAGE", table.facts["stage"]), table.facts["path"])
    table.facts["files"] = files
    now = datetime.datetime.now(datetime.UTC).replace(tzinfo=None)
    table.facts["versions"] = [(f.key, now, f.path.stat().st_size, f.modified, f.etag) for f in files]


@statement("ALTER EXTERNAL TABLE", "ALTER TABLE")
def alter_external(session: Session, reader: Reader) -> Cursor | None:
    """REFRESH, whether it listens to notifications, and the columns. Nothing for a table that is not external."""
    start = reader.at
    reader.accept("IF EXISTS")
    name = session.full("EXTERNAL TABLE", reader.name())
    if not session.account.find("EXTERNAL TABLE", name) and reader.sql.split()[1].upper() != "EXTERNAL":
        return None
    reader.at = start
    table = existing(session, reader, "EXTERNAL TABLE")
    if table is None:
        return session.say("Statement executed successfully.")
    verb = reader.one_of("REFRESH", "SET AUTO_REFRESH =", "ADD COLUMN", "DROP COLUMN")
    if verb == "REFRESH":
        reader.end()
        return refresh(session, table)
    if verb.startswith("SET"):
        table.facts["listens"] = reader.one_of("TRUE", "FALSE") == "TRUE"
        reader.end()
        return session.say("Statement executed successfully.")
    columns = dict(table.facts["columns"])
    if verb == "ADD COLUMN":
        column, read = read_column(Reader(reader.rest()))
        if column in columns:
            raise SqlError(1430, f"SQL compilation error:\ncolumn '{column}' already exists", "42711")
        columns[column] = read
    else:
        column = reader.word()
        reader.end()
        if column not in columns or column in table.facts["partitions"]:
            raise SqlError(904, f"SQL compilation error: error line 1 at position 0\ninvalid identifier '{column}'")
        del columns[column]
    table.facts["columns"] = columns
    build(session, table)
    return session.say("Statement executed successfully.")


def refresh(session: Session, table: Thing) -> Cursor:
    """Files that arrived since are seen from now on, those that are gone no longer."""
    before = {file.key for file in table.facts["files"]}
    find_files(session, table)
    after = {file.key for file in table.facts["files"]}
    build(session, table)
    rows = [(key, "REGISTERED_NEW", "File registered successfully.") for key in sorted(after - before)]
    rows += [(key, "UNREGISTERED", "File unregistered successfully.") for key in sorted(before - after)]
    return session.answer(["file", "status", "description"], rows)


def build(session: Session, table: Thing) -> None:
    """DuckDB's view: the row as one value, the columns, and where each row comes from."""
    read = [f"{value_of(session, *column)} AS {quote(name)}" for name, column in table.facts["columns"].items()]
    shown = [VALUE, *read, '"METADATA$FILENAME"', '"METADATA$FILE_ROW_NUMBER"']
    files = [rows_of(file) for file in table.facts["files"] if is_readable(session, file)]
    query = f"SELECT {', '.join(shown)} FROM ({' UNION ALL '.join([EMPTY, *files])}) AS staged"
    session.duck(f"CREATE OR REPLACE VIEW {quoted(table.name)} AS {query}")


def value_of(session: Session, kind: str, expression: str) -> str:
    duck = session.to_duck(parse(f"SELECT {expression}")).removeprefix("SELECT ")
    return f"CAST(({duck}) AS {duck_type(kind)})"


def is_readable(session: Session, file: StagedFile) -> bool:
    """A file that can't be read is skipped without a word, as Snowflake does: https://docs.snowflake.com/en/user-guide/tables-external-intro"""
    try:
        session.duck(f"SELECT COUNT(*) FROM ({rows_of(file)})").fetchone()
    except duckdb.Error:
        return False
    return True


@statement("DESC TABLE", "DESCRIBE TABLE", "DESC EXTERNAL TABLE", "DESCRIBE EXTERNAL TABLE")
def describe_external(session: Session, reader: Reader) -> Cursor | None:
    """Names and types. Nothing for a table that is not external: fakesnow describes it."""
    name = session.full("EXTERNAL TABLE", reader.name())
    table = session.account.find("EXTERNAL TABLE", name)
    if table is None:
        return None
    reader.end()
    require(session, "SELECT", "EXTERNAL TABLE", name)
    columns = [(VALUE, "VARIANT"), *((column, described(kind)) for column, (kind, _) in table.facts["columns"].items())]
    return session.answer(["name", "type", "kind"], [(*each, "COLUMN") for each in columns])


def described(kind: str) -> str:
    """A type as DESCRIBE writes it."""
    full = {"VARCHAR": "VARCHAR(16777216)", "TIMESTAMP_NTZ": "TIMESTAMP_NTZ(9)", "NUMBER": "NUMBER(38,0)"}
    return full.get(kind.upper(), kind.upper().replace(" ", ""))


@statement("DROP EXTERNAL TABLE")
def drop_external(session: Session, reader: Reader) -> Cursor:
    table = existing(session, reader, "EXTERNAL TABLE")
    reader.end()
    if table is None:
        return session.say("Drop statement executed successfully.")
    session.account.drop("EXTERNAL TABLE", table.name)
    session.duck(f"DROP VIEW {quoted(table.name)}")
    return session.say(f"{table.name[-1]} successfully dropped.")
