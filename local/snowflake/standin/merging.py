"""MERGE, by DuckDB's own: fakesnow's would translate the source twice, and takes two source rows for one row of the table.

https://docs.snowflake.com/en/sql-reference/sql/merge
"""

from sqlglot import exp

from errors import SqlError
from session import Cursor, Session, quote

SOURCE = "merge_source"


def merge(session: Session, expression: exp.Merge) -> Cursor:
    """@raises 100090 if several source rows match one row, so that Snowflake could not say which counts"""
    source = expression.args["using"]
    alias = source.alias_or_name
    query = source.this if isinstance(source, exp.Subquery) else exp.select("*").from_(source.copy())
    session.duck(f"CREATE OR REPLACE TEMP TABLE {SOURCE} AS {session.to_duck(query)}")
    placed = exp.Table(this=exp.to_identifier(SOURCE), alias=exp.TableAlias(this=exp.to_identifier(alias)))
    expression.set("using", placed)
    if any(when.args.get("matched") for when in expression.find_all(exp.When)):
        refuse_several(session, expression)
    sql = session.cursor()._transform(expression, None).sql("duckdb")
    done = [action for (action, *_) in session.duck(f"{sql} RETURNING merge_action").fetchall()]
    kinds = {type(when.args["then"]).__name__.upper() for when in expression.find_all(exp.When)}
    counted = [(f"number of rows {word}", done.count(kind)) for kind, word in WORDS if kind in kinds]
    return session.answer([name for name, _ in counted], [tuple(count for _, count in counted)])


WORDS = (("INSERT", "inserted"), ("UPDATE", "updated"), ("DELETE", "deleted"))


def refuse_several(session: Session, expression: exp.Merge) -> None:
    target = expression.this
    name = quote(target.alias_or_name.upper())
    joined = exp.select("1").from_(target.copy()).join(expression.args["using"].copy(), on=expression.args["on"].copy())
    sql = f"{session.to_duck(joined)} GROUP BY {name}.rowid HAVING COUNT(*) > 1 LIMIT 1"
    if session.duck(sql).fetchone():
        raise SqlError(100090, "Duplicate row detected during DML action", "42P18")
