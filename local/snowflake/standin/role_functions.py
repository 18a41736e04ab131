"""The functions that ask for the session's roles ask DuckDB's variables, when a statement runs or a view is read."""

from sqlglot import exp


def bind_roles(expression: exp.Expr, database: str) -> exp.Expr:
    """@param database that of the view, of the policy's view, or of the session: a database role's name is looked up there"""

    def replace(node: exp.Expr) -> exp.Expr:
        name = node.name.upper() if isinstance(node, exp.Anonymous) else ""
        if name == "IS_ROLE_IN_SESSION":
            return has_role(node.expressions[0].name)
        if name == "IS_DATABASE_ROLE_IN_SESSION":
            return has_role(f"{database}.{node.expressions[0].name}")
        if isinstance(node, exp.CurrentRole) or name == "CURRENT_ROLE":
            return variable("session_role")
        return node

    return expression.transform(replace)


def variable(name: str) -> exp.Expr:
    return exp.Anonymous(this="GETVARIABLE", expressions=[exp.Literal.string(name)])


def has_role(name: str) -> exp.Expr:
    return exp.Anonymous(this="LIST_CONTAINS", expressions=[variable("session_roles"), exp.Literal.string(name)])
