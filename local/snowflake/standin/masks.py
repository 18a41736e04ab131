"""What stands in a view in place of a classified column."""

from sqlglot import exp

from account import Name
from reader import Reader
from role_functions import bind_roles
from session import Session
from tables import parse
from types_of import duck_type, kind_of_duck


def column(session: Session, name: str, kind: str, tags: dict[Name, str], database: str) -> str:
    """DuckDB's expression for a column of `base`. A tag masks it only if the tag has a policy for the column's kind of type."""
    for tag in (session.account.find("TAG", each) for each in tags):
        policy = tag and tag.facts["policies"].get(kind_of_duck(kind))
        if policy:
            facts = session.account.get("MASKING POLICY", policy).facts
            return masked(session, facts, tags, name, kind, database)
    return f'base."{name}"'


# Translating a body takes long, and each change of a policy asks for all masks again.
TRANSLATED: dict[tuple[object, ...], str] = {}


def masked(session: Session, policy: dict[str, str], tags: dict[Name, str], name: str, kind: str, database: str) -> str:
    """The policy's body over the column. The value has the policy's type in it: a NUMBER loses the places that the policy lacks."""
    key = (*policy.values(), *sorted(tags.items()), name, kind, database, session.database, session.schema)
    if key not in TRANSLATED:
        TRANSLATED[key] = translated(session, policy, tags, name, kind, database)
    return TRANSLATED[key]


def translated(
    session: Session, policy: dict[str, str], tags: dict[Name, str], name: str, kind: str, database: str
) -> str:
    value = exp.cast(
        exp.column(name, table="base", quoted=True), exp.DataType.build(duck_type(policy["type"]), dialect="duckdb")
    )

    def replace(node: exp.Expr) -> exp.Expr:
        if isinstance(node, exp.Column) and not node.table and spelled(node.this) == policy["argument"]:
            return value.copy()
        if isinstance(node, exp.Anonymous) and node.name.upper() == "SYSTEM$GET_TAG_ON_CURRENT_COLUMN":
            asked = session.full("TAG", Reader(node.expressions[0].name).name())
            return exp.Literal.string(tags[asked]) if asked in tags else exp.Null()
        return node

    select = parse(f"SELECT {policy['body']}").transform(replace)
    body = session.to_duck(bind_roles(select, database)).removeprefix("SELECT ")
    return f"CAST(({body}) AS {kind})"


def spelled(identifier: exp.Identifier) -> str:
    return identifier.name if identifier.quoted else identifier.name.upper()
