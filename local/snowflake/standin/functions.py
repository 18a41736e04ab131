"""Functions in SQL, as macros of DuckDB. Secure ones differ from others only in that they may go into a share."""

import re

from sqlglot import exp

from account import Thing, dotted
from containers import quoted
from errors import syntax
from objects import add, created, existing
from reader import Reader
from role_functions import bind_roles
from session import Cursor, Session
from statements import Creation, create, statement
from tables import check_rows, parse
from types_of import duck_type


@create("FUNCTION")
def create_function(session: Session, creation: Creation, reader: Reader) -> Cursor:
    """Its body is an expression or a query that returns one value. What it reads, its owner may read."""
    arguments = [(each.word(), each.rest()) for each in map(Reader, reader.group())]
    reader.expect("RETURNS")
    returned = reader.word() + ("(" + ", ".join(reader.group()) + ")" if reader.peek() == "(" else "")
    for words in ("NOT NULL", "LANGUAGE SQL", "IMMUTABLE", "VOLATILE", "MEMOIZABLE", "CALLED ON NULL INPUT"):
        reader.accept(words)
    comment = reader.options()
    reader.expect("AS")
    body = reader.string()
    reader.end()
    if set(comment) - {"COMMENT"}:
        raise syntax(f"CREATE FUNCTION: not known here: {', '.join(comment)}")
    facts = {**comment, "secure": creation.secure, "arguments": arguments, "returns": returned, "body": body}
    thing = add(session, creation, facts)
    if thing is not None:
        session.duck(macro(session, thing))
    return created(session, creation, thing)


def macro(session: Session, function: Thing) -> str:
    query = expression_of(function.facts["body"])
    check_rows(session, query)
    names = {name: f"argument_{name}" for name, _ in function.facts["arguments"]}

    def rename(node: exp.Expr) -> exp.Expr:
        """An argument gets a name that no column has."""
        if isinstance(node, exp.Column) and not node.table and node.name.upper() in names:
            return exp.column(names[node.name.upper()])
        return node

    body = session.to_duck(bind_roles(query.transform(rename), function.name[0]))
    arguments = ", ".join(names.values())
    return f"CREATE OR REPLACE MACRO {quoted(function.name)}({arguments}) AS CAST(({body}) AS {duck_type(function.facts['returns'])})"


def expression_of(body: str) -> exp.Query:
    found = parse(body if re.match(r"\s*(select|with)\b", body, re.I) else f"SELECT {body}")
    if not isinstance(found, exp.Query):
        raise syntax("a function's body is a query or an expression here")
    return found


@statement("DROP FUNCTION")
def drop_function(session: Session, reader: Reader) -> Cursor:
    function = existing(session, reader, "FUNCTION")
    reader.group()
    reader.end()
    if function is None:
        return session.say("Drop statement executed successfully.")
    session.account.drop("FUNCTION", function.name)
    session.duck(f"DROP MACRO {quoted(function.name)}")
    return session.say(f"{dotted(function.name)} successfully dropped.")
