"""Functions that tell about the session or the account: their values take their place in the statement."""

from collections.abc import Callable
from typing import Any

from sqlglot import exp

import snowpipe
import streams
from reader import Reader
from session import Session


def get_tag(session: Session, tag: str, place: str, domain: str) -> str | None:
    """A column's tag, `db.schema.view.column`."""
    *path, column = Reader(place).name()
    view = session.account.get("VIEW", session.full("VIEW", tuple(path)))
    tags = view.facts["tags"].get(column, {}) if domain.upper() == "COLUMN" else {}
    return tags.get(session.full("TAG", Reader(tag).name()))


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "SYSTEM$PIPE_STATUS": snowpipe.status,
    "SYSTEM$PIPE_FORCE_RESUME": snowpipe.force_resume,
    "SYSTEM$GET_TAG": get_tag,
    "SYSTEM$STREAM_HAS_DATA": streams.has_data,
    "CURRENT_USER": lambda session: session.user,
    "CURRENT_WAREHOUSE": lambda session: session.warehouse,
    "CURRENT_DATABASE": lambda session: session.database,
    "CURRENT_SCHEMA": lambda session: session.schema,
    "CURRENT_ACCOUNT": lambda session: "STANDIN",
    "CURRENT_ACCOUNT_NAME": lambda session: "STANDIN",
    "CURRENT_ORGANIZATION_NAME": lambda session: "CLEARWELL",
    "CURRENT_REGION": lambda session: "AWS_US_EAST_1",
}


def system_functions(session: Session, expression: exp.Expr) -> exp.Expr:
    def each(node: exp.Expr) -> exp.Expr:
        if not isinstance(node, exp.Func):
            return node
        name = node.name.upper() if isinstance(node, exp.Anonymous) else node.sql_name()
        function = FUNCTIONS.get(name)
        if function is None:
            return node
        given = [argument.name for argument in node.expressions] if isinstance(node, exp.Anonymous) else []
        value = function(session, *given)
        if isinstance(value, bool):
            return exp.Boolean(this=value)
        return exp.Null() if value is None else exp.Literal.string(value)

    return expression.transform(each)
