"""Views, with tags on their columns. DuckDB's view has each column's mask in it, which asks for the reader's roles when it is read."""

from sqlglot import exp

from access import holds, require, require_creation, require_ownership
from account import Name, Thing, dotted
from containers import quoted
from errors import SqlError, exists_already, syntax
from grants import grant_as_declared
from masks import column
from objects import created, existing, unsupported
from reader import Reader
from role_functions import bind_roles
from session import Cursor, Session, quote
from statements import Creation, create, statement
from tables import check_rows, parse, sources, with_rows
from tag_values import check_value
from types_of import kind_of_duck


@create("VIEW")
def create_view(session: Session, creation: Creation, reader: Reader) -> Cursor:
    name = session.full("VIEW", creation.name)
    old = session.account.find("VIEW", name)
    if old and creation.if_not_exists:
        return created(session, creation, None)
    columns = [read_column(session, Reader(text)) for text in reader.group()] if reader.peek() == "(" else []
    copy_grants = reader.accept("COPY GRANTS")
    comment = reader.options()
    reader.expect("AS")
    text = reader.rest()
    query = parse(text)
    if not isinstance(query, exp.Query) or set(comment) - {"COMMENT"}:
        raise syntax("a view is a query here, with a COMMENT at most")
    require_creation(session, "VIEW", name)
    if session.account.find("TABLE", name) or (old and not creation.or_replace):
        raise exists_already(dotted(name))
    if old:
        require_ownership(session, "VIEW", name)
    check_rows(session, query)
    tags = {column: values for column, values in columns if values}
    facts = {"secure": creation.secure, "columns": [c for c, _ in columns], "tags": tags, "text": reader.sql, **comment}
    view = Thing("VIEW", name, session.role, {**facts, "query": qualified(session, query, name)})
    build(session, view)
    replace(session, view, old, copy_grants)
    return created(session, creation, view)


def read_column(session: Session, reader: Reader) -> tuple[str, dict[Name, str]]:
    """`name WITH TAG (tag = 'value', …) COMMENT 'text'`."""
    name, tags = reader.word(), {}
    if reader.accept("WITH TAG") or reader.accept("TAG"):
        for text in reader.group():
            each = Reader(text)
            tag = session.full("TAG", each.name())
            each.expect("=")
            tags[tag] = each.string()
            each.end()
            check_value(session, tag, tags[tag])
            if not holds(session, "APPLY TAG", "ACCOUNT", ()):
                require(session, "APPLY", "TAG", tag)
    if reader.accept("COMMENT"):
        reader.string()
    reader.end()
    return name, tags


def qualified(session: Session, query: exp.Query, view: Name) -> exp.Query:
    """With full names: those without a schema mean the view's."""
    for table in sources(query):
        if len(table.parts) < 3:
            full = (*view[: 3 - len(table.parts)], *(p.name if p.quoted else p.name.upper() for p in table.parts))
            for key, part in zip(("catalog", "db", "this"), full, strict=True):
                table.set(key, exp.to_identifier(part, quoted=True))
    return query


def replace(session: Session, view: Thing, old: Thing | None, copy_grants: bool) -> None:
    """With COPY GRANTS the new view has the grants of the old one, and never those declared for views to come."""
    grants = [g for g in session.account.grants if old and (g.kind, g.name) == ("VIEW", view.name)]
    if old:
        session.account.drop("VIEW", view.name)
    session.account.add(view)
    if copy_grants:
        session.account.grants += grants
    else:
        grant_as_declared(session, "VIEW", view.name)


def build(session: Session, view: Thing) -> None:
    """Makes DuckDB's view of the query, with the types that its columns have now."""
    query = session.to_duck(bind_roles(with_rows(session, view.facts["query"].copy()), view.name[0]))
    columns = view.facts["columns"]
    names = f"({', '.join(map(quote, columns))})" if columns else ""
    view.facts["base"] = f"({query}) AS base{names}"
    found = session.duck(f"DESCRIBE SELECT * FROM {view.facts['base']}").fetchall()
    if columns and len(found) != len(columns):
        raise SqlError(2057, f"SQL compilation error:\nthe query has {len(found)} columns, the view {len(columns)}.")
    view.facts["types"] = {name: kind for name, kind, *_ in found}
    view.facts["kinds"] = {name: kind_of_duck(kind) for name, kind in view.facts["types"].items()}
    put_masks(session, view)


def put_masks(session: Session, view: Thing) -> None:
    """With the tags and their policies as they are now."""
    tags, database = view.facts["tags"], view.name[0]
    shown = [
        f'{column(session, name, kind, tags.get(name, {}), database)} AS "{name}"'
        for name, kind in view.facts["types"].items()
    ]
    sql = f"SELECT {', '.join(shown)} FROM {view.facts['base']}"
    if view.facts.get("sql") != sql:
        session.duck(f"CREATE OR REPLACE VIEW {quoted(view.name)} AS {sql}")
        view.facts["sql"] = sql


def rebuild_all(session: Session) -> None:
    """After a change of a tag or a policy."""
    for view in session.account.of_kind("VIEW"):
        if view.facts["tags"]:
            put_masks(session, view)


@statement("ALTER VIEW")
def alter_view(session: Session, reader: Reader) -> Cursor:
    view = existing(session, reader, "VIEW")
    if view is None:
        return session.say("Statement executed successfully.")
    if reader.accept("SET SECURE") or reader.accept("UNSET SECURE"):
        view.facts["secure"] = reader.peek(-2).upper() == "SET"
    elif reader.accept("MODIFY COLUMN") or reader.accept("ALTER COLUMN"):
        alter_tags(session, view, reader)
    else:
        raise unsupported(reader.sql[:60])
    reader.end()
    return session.say("Statement executed successfully.")


def alter_tags(session: Session, view: Thing, reader: Reader) -> None:
    name = reader.word()
    verb = reader.one_of("SET TAG", "UNSET TAG")
    tag = session.full("TAG", reader.name())
    tags = view.facts["tags"].setdefault(name, {})
    if verb == "SET TAG":
        reader.expect("=")
        value = reader.string()
        check_value(session, tag, value)
        tags[tag] = value
    else:
        tags.pop(tag, None)
    put_masks(session, view)


@statement("DROP VIEW")
def drop_view(session: Session, reader: Reader) -> Cursor:
    view = existing(session, reader, "VIEW")
    # Without effect: https://docs.snowflake.com/en/sql-reference/sql/drop-view
    reader.accept("CASCADE")
    reader.end()
    if view is None:
        return session.say("Drop statement executed successfully.")
    session.account.drop("VIEW", view.name)
    session.duck(f"DROP VIEW {quoted(view.name)}")
    return session.say(f"{view.name[-1]} successfully dropped.")
