"""Tables and their rows, which fakesnow runs in DuckDB: checks what the role may do, and keeps owners."""

import sqlglot
from sqlglot import exp
from sqlglot.errors import ParseError

import information
import streams
from access import (
    no_object,
    require,
    require_container,
    require_creation,
    require_ownership,
    require_select,
)
from account import Name, Thing, dotted
from errors import SqlError, syntax
from grants import grant_as_declared
from merging import merge
from objects import unsupported
from session import Cursor, Session, values
from staged_rows import replace_stages
from statements import fallback
from system import system_functions



@fallback
def run_native(session: Session, sql: str, params: object) -> Cursor:
    """Runs what no other module knows: queries, changes of rows, and tables."""
    expression = parse(sql)
    if isinstance(expression, exp.Create) and expression.kind == "TABLE":
        return create_table(session, expression)
    if isinstance(expression, exp.Drop) and expression.args.get("kind") == "TABLE":
        return drop_table(session, expression)
    if isinstance(expression, exp.Alter) and expression.args.get("kind") == "TABLE":
        return alter_table(session, expression)
    if isinstance(expression, (exp.Query, exp.DML, exp.Merge, exp.Update, exp.Delete, exp.Insert, exp.TruncateTable)):
        check_rows(session, expression)
        return run_rows(session, expression, params)
    if isinstance(expression, exp.Alter) and expression.args.get("kind") == "SESSION":
        return session.say("Statement executed successfully.")
    if isinstance(expression, (exp.Transaction, exp.Commit, exp.Rollback)):
        return in_transaction(session, expression)
    if isinstance(expression, exp.Describe):
        return session.native(expression)
    raise unsupported(sql.strip()[:60])


def run_rows(session: Session, expression: exp.Expr, params: object) -> Cursor:
    """A query, or a change of rows, of which streams learn."""
    found = expression.args.get("this")
    changed = found.this if isinstance(found, exp.Schema) else found
    is_query = isinstance(expression, exp.Query) or not isinstance(changed, exp.Table)
    taken = set() if is_query else {name_of(session, table) for table in sources(expression)}
    native = named(with_rows(session, expression.copy()))
    if is_query:
        return session.native(native, params)
    with streams.adding_to(session, name_of(session, changed)):
        done = merge(session, native) if isinstance(native, exp.Merge) else session.native(native, params)
    streams.take(session, {name for name in taken if session.account.find("STREAM", name)})
    return done


def in_transaction(session: Session, expression: exp.Expr) -> Cursor:
    if isinstance(expression, exp.Commit):
        streams.hand_over(session)
    done = session.native(expression)
    session.in_transaction = isinstance(expression, exp.Transaction)
    session.taken = set()
    return done


def with_rows(session: Session, expression: exp.Expr) -> exp.Expr:
    """A statement in which what DuckDB does not have is replaced by its rows or values: stages, INFORMATION_SCHEMA, functions of the session."""
    return system_functions(session, replace_stages(information.replace(last_answer(session, expression), session), session))


def last_answer(session: Session, expression: exp.Expr) -> exp.Expr:
    """`TABLE(RESULT_SCAN(LAST_QUERY_ID()))`, after a SHOW."""

    def each(node: exp.Expr) -> exp.Expr:
        if not isinstance(node, exp.TableFromRows) or node.this.name.upper() != "RESULT_SCAN":
            return node
        if session.last_answer is None:
            raise unsupported("RESULT_SCAN of a statement other than SHOW")
        rows = sqlglot.parse_one(values(*session.last_answer), read="duckdb")
        return exp.Subquery(this=rows, alias=exp.TableAlias(this=exp.to_identifier("last_answer")))

    return expression.transform(each)


def parse(sql: str) -> exp.Expr:
    try:
        found = [each for each in sqlglot.parse(sql, read="snowflake") if each is not None]
    except ParseError as error:
        raise syntax(str(error).replace("\x1b[4m", "").replace("\x1b[0m", "")) from None
    if len(found) != 1:
        raise syntax(f"Actual statement count {len(found)} did not match the desired statement count 1.")
    if isinstance(found[0], exp.Command):
        raise unsupported(sql.strip()[:60])
    return found[0]


def named(expression: exp.Expr) -> exp.Expr:
    """Gives the columns of a query that have no names those that Snowflake makes of their text: `COUNT(*)`."""
    if isinstance(expression, exp.Select):
        for each in expression.expressions:
            if not isinstance(each, (exp.Alias, exp.Column, exp.Star, exp.Dot)) and not each.is_star:
                each.replace(exp.alias_(each.copy(), each.sql("snowflake").upper(), quoted=True))
    return expression


def name_of(session: Session, table: exp.Table) -> Name:
    parts = [part if isinstance(part, exp.Identifier) else exp.to_identifier(part.sql()) for part in table.parts]
    return session.full("TABLE", tuple(part.name if part.quoted else part.name.upper() for part in parts))


def sources(expression: exp.Expr) -> list[exp.Table]:
    """The tables and views that a statement names, without those that it defines itself with WITH."""
    own = {cte.alias_or_name.upper() for cte in expression.find_all(exp.CTE)}
    tables = expression.find_all(exp.Table)
    return [
        t for t in tables if isinstance(t.this, exp.Identifier) and not (len(t.parts) == 1 and t.name.upper() in own)
    ]


def check_rows(session: Session, expression: exp.Expr) -> None:
    """@raises 2003 if the role may not read or change one of the tables. INFORMATION_SCHEMA shows each role what it may see"""
    changed: dict[int, set[str]] = {}
    target = expression.args.get("this")
    target = target.this if isinstance(target, exp.Schema) else target
    if isinstance(expression, exp.TruncateTable):
        changed = {id(table): {"TRUNCATE"} for table in expression.expressions}
    elif isinstance(target, exp.Table) and not isinstance(expression, exp.Query):
        changed[id(target)] = {
            type(each).__name__.upper() for each in expression.find_all(exp.Insert, exp.Update, exp.Delete)
        }
    check_functions(session, expression)
    for table in sources(expression):
        name = name_of(session, table)
        if name[1] == "INFORMATION_SCHEMA":
            require(session, "USAGE", "DATABASE", name[:1])
            continue
        for privilege in changed.get(id(table), {"SELECT"}):
            require_select(session, name, privilege)
        check_view(session, name)


def check_view(session: Session, name: Name) -> None:
    """@raises 2037 if a view's owner may no longer read what is in it"""
    view = session.account.find("VIEW", name)
    if view is None:
        return
    try:
        with session.acting_as(view.owner):
            check_rows(session, view.facts["query"])
    except SqlError as error:
        message = f"SQL compilation error:\nFailure during expansion of view '{dotted(name)}': {error.message}"
        raise SqlError(2037, message, "42601") from error


def check_functions(session: Session, expression: exp.Expr) -> None:
    """@raises 3001 if the role has no USAGE on a function that the statement calls by its full name"""
    for call in expression.find_all(exp.Anonymous):
        path = call.parent.this if isinstance(call.parent, exp.Dot) else None
        if path is not None:
            name = (*(part.name.upper() for part in path.find_all(exp.Identifier)), call.name.upper())
            if session.account.find("FUNCTION", name):
                require(session, "USAGE", "FUNCTION", name)


def create_table(session: Session, expression: exp.Create) -> Cursor:
    name = name_of(session, expression.find(exp.Table))
    found = session.account.find("TABLE", name)
    if found and expression.args.get("exists"):
        return session.say(f"{name[-1]} already exists, statement succeeded.")
    if expression.find(exp.TemporaryProperty):
        # It takes no right but USAGE: https://docs.snowflake.com/en/sql-reference/sql/create-table
        require_container(session, "TABLE", name)
    else:
        require_creation(session, "TABLE", name)
    if found and expression.args.get("replace"):
        require_ownership(session, "TABLE", name)
    if expression.expression is not None:
        check_rows(session, expression.expression)
        expression.set("expression", with_rows(session, expression.expression))
    if expression.find(exp.Tags):
        raise unsupported("tags on a table's columns")
    # Retention, comments and the like have no effect here.
    expression.set("properties", None)
    cursor = session.native(expression)
    if found:
        session.account.drop("TABLE", name)
    session.account.add(Thing("TABLE", name, session.role))
    grant_as_declared(session, "TABLE", name)
    return cursor


def owned_table(session: Session, table: exp.Table, if_exists: bool) -> Name | None:
    name = name_of(session, table)
    if not session.account.find("TABLE", name):
        if if_exists:
            return None
        raise no_object(name)
    require_ownership(session, "TABLE", name)
    return name


def drop_table(session: Session, expression: exp.Drop) -> Cursor:
    name = owned_table(session, expression.find(exp.Table), bool(expression.args.get("exists")))
    if name is None:
        return session.say("Drop statement executed successfully.")
    session.account.drop("TABLE", name)
    session.duck("DROP TABLE " + dotted(tuple(f'"{part}"' for part in name)))
    return session.say(f"{name[-1]} successfully dropped.")


def alter_table(session: Session, expression: exp.Alter) -> Cursor:
    """Each action by itself: DuckDB changes one thing at a time. Of settings, only that for streams has an effect."""
    name = owned_table(session, expression.this, bool(expression.args.get("exists")))
    if name is None:
        return session.say("Statement executed successfully.")
    actions = expression.args["actions"]
    if not all(
        isinstance(action, (exp.ColumnDef, exp.Drop, exp.AlterColumn, exp.RenameColumn, exp.AlterSet))
        for action in actions
    ):
        raise unsupported(expression.sql("snowflake")[:60])
    for action in actions:
        if isinstance(action, exp.AlterSet):
            settings = {each.name.upper(): each.args["value"].name for each in action.find_all(exp.Property)}
            session.account.get("TABLE", name).facts.update(settings)
            continue
        one = expression.copy()
        one.set("actions", [action.copy()])
        session.native(one)
        streams.follow_columns(session, name)
    return session.say("Statement executed successfully.")
