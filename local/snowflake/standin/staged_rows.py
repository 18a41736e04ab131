"""SELECT from a stage: the rows of its Parquet files, read again from S3."""

import re

import duckdb
import sqlglot
from sqlglot import exp

from access import require
from errors import SqlError
from reader import Reader
from session import Session, literal
from stages import StagedFile, files_in


def replace_stages(expression: exp.Expr, session: Session) -> exp.Expr:
    """Puts the rows in place of each `@stage/path (PATTERN => '…')`."""

    def each(node: exp.Expr) -> exp.Expr:
        if not isinstance(node, exp.Table) or not isinstance(node.this, exp.Var) or not node.name.startswith("@"):
            return node
        name, path = Reader(node.name).stage_path()
        pattern = node.args["pattern"].name if node.args.get("pattern") else ".*"
        query = " UNION ALL ".join(readable(session, file) for file in staged(session, name, path, pattern)) or EMPTY
        return exp.Subquery(
            this=sqlglot.parse_one(query, read="duckdb"), alias=exp.TableAlias(this=exp.to_identifier("staged"))
        )

    return expression.transform(each)


EMPTY = 'SELECT NULL::JSON AS VALUE, NULL::VARCHAR AS "METADATA$FILENAME", NULL::BIGINT AS "METADATA$FILE_ROW_NUMBER" WHERE FALSE'


def staged(session: Session, stage: tuple[str, ...], path: str, pattern: str) -> list[StagedFile]:
    """The pattern is for the whole of what follows the path."""
    full = session.full("STAGE", stage)
    thing = session.account.get("STAGE", full)
    require(session, "USAGE", "STAGE", full)
    prefix = thing.facts["URL"].removeprefix("s3://").partition("/")[2] + path
    return [f for f in files_in(session, thing, path) if re.fullmatch(pattern, f.key.removeprefix(prefix))]


def readable(session: Session, file: StagedFile) -> str:
    """@raises 100144 for a damaged file: unlike an external table, a query of a stage does not skip it"""
    query = rows_of(file)
    try:
        session.duck(f"SELECT COUNT(*) FROM ({query})").fetchone()
    except duckdb.Error as error:
        raise SqlError(100144, f"Error parsing the parquet file: {file.key}") from error
    return query


def rows_of(file: StagedFile) -> str:
    """A row's value has the columns that the file has."""
    return (
        f'SELECT to_json(r) AS VALUE, {literal(file.key)} AS "METADATA$FILENAME", n AS "METADATA$FILE_ROW_NUMBER" '
        f"FROM (SELECT r, row_number() OVER () AS n FROM read_parquet({literal(str(file.path))}) AS r)"
    )
