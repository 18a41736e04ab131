"""Corrects how fakesnow translates Snowflake's expressions into DuckDB's, and adds the functions that it lacks."""

import re
from collections.abc import Callable

from sqlglot import exp

from errors import SqlError
from macros import DATABASE

T = exp.DataType.Type
TEXTS = (T.VARCHAR, T.TEXT, T.CHAR)
TIMESTAMPS = (T.TIMESTAMP, T.TIMESTAMPNTZ)
# What IS_… asks for: names of TYPEOF.
KINDS = {
    "IS_OBJECT": ["OBJECT"],
    "IS_ARRAY": ["ARRAY"],
    "IS_VARCHAR": ["VARCHAR"],
    "IS_CHAR": ["VARCHAR"],
    "IS_BOOLEAN": ["BOOLEAN"],
    "IS_INTEGER": ["INTEGER"],
    "IS_DECIMAL": ["INTEGER", "DECIMAL"],
    "IS_DOUBLE": ["INTEGER", "DECIMAL", "DOUBLE"],
    "IS_REAL": ["INTEGER", "DECIMAL", "DOUBLE"],
    "IS_NULL_VALUE": ["NULL_VALUE"],
}


def macro(name: str, *arguments: exp.Expr) -> exp.Expr:
    """A call of one of our macros."""
    call: exp.Expr = exp.Anonymous(this=name, expressions=[each.copy() for each in arguments])
    path = exp.Dot(this=exp.to_identifier(DATABASE, quoted=True), expression=exp.to_identifier("main", quoted=True))
    return exp.Dot(this=path, expression=call)


def before_fakesnow(expression: exp.Expr) -> exp.Expr:
    """From the leaves to the root, so that what stands inside an expression is translated already."""
    for node in reversed(list(expression.walk())):
        for rule in RULES:
            found = rule(node)
            if found is not None and found is not node:
                if node is expression:
                    expression = found
                else:
                    node.replace(found)
                break
    return expression


def after_fakesnow(expression: exp.Expr) -> exp.Expr:
    """A path into JSON as a function, for DuckDB may take the arrow for that of a lambda; names in quotes, for it reserves others."""
    for name in expression.find_all(exp.Identifier):
        name.set("quoted", True)
    for node in reversed(list(expression.find_all(exp.JSONExtract, exp.JSONExtractScalar))):
        name = "JSON_EXTRACT_STRING" if isinstance(node, exp.JSONExtractScalar) else "JSON_EXTRACT"
        node.replace(exp.Anonymous(this=name, expressions=[node.this, node.expression]))
    return expression


def is_variant(node: exp.Expr) -> bool:
    """Whether it is certainly a VARIANT: a path into one."""
    return isinstance(node, (exp.JSONExtract, exp.GetExtract)) or (
        isinstance(node, exp.Paren) and is_variant(node.this)
    )


def refuse_variant(node: exp.Expr, name: str) -> None:
    """@raises 1065: the functions that try take a text"""
    if is_variant(node):
        raise SqlError(
            1065, f"SQL compilation error:\nFunction {name} cannot be used with arguments of types VARIANT.", "22023"
        )


def casts(node: exp.Expr) -> exp.Expr | None:
    if not isinstance(node, exp.Cast):
        return None
    is_try, kind, value = isinstance(node, exp.TryCast), node.to.this, node.this
    if is_try:
        refuse_variant(value, "TRY_CAST")
    if kind in TIMESTAMPS:
        return macro("try_timestamp" if is_try else "timestamp_of", value)
    if kind == T.DATE:
        return macro("try_day" if is_try else "day_of", value)
    if kind == T.BOOLEAN and (is_try or is_variant(value)):
        return macro("try_truth", value)
    if kind == T.VARIANT:
        return exp.Anonymous(this="TO_JSON", expressions=[value])
    if kind in TEXTS and isinstance(value, exp.Column) and not node.to.expressions:
        return macro("text_of", value)
    return None


def times(node: exp.Expr) -> exp.Expr | None:
    if isinstance(node, exp.UnixToTime):
        scale = node.args.get("scale")
        return macro("scaled_timestamp", node.this, scale) if scale else macro("timestamp_of", node.this)
    if isinstance(node, exp.TsOrDsToDate) and not node.args.get("format"):
        if node.args.get("safe"):
            refuse_variant(node.this, "TRY_TO_DATE")
        return macro("try_day" if node.args.get("safe") else "day_of", node.this)
    if isinstance(node, exp.ToBoolean):
        return macro("try_truth", node.this)
    name = node.name.upper() if isinstance(node, exp.Anonymous) else ""
    if name == "TO_DATE" and len(node.expressions) == 1:
        return macro("day_of", node.expressions[0])
    if name in ("TO_TIMESTAMP", "TO_TIMESTAMP_NTZ", "TRY_TO_TIMESTAMP", "TRY_TO_TIMESTAMP_NTZ"):
        if len(node.expressions) != 1:
            raise SqlError(2, f"Unsupported feature '{name} with a format' (in the stand-in).", "0A000")
        if name.startswith("TRY"):
            refuse_variant(node.expressions[0], name)
        return macro("try_timestamp" if name.startswith("TRY") else "timestamp_of", node.expressions[0])
    return None


# Parts of a format of TO_CHAR, the longer first, as strftime has them.
FORMAT = {"YYYY": "%Y", "HH24": "%H", "FF3": "%g", "FF6": "%f", "MM": "%m", "DD": "%d", "MI": "%M", "SS": "%S"}


def written_times(node: exp.Expr) -> exp.Expr | None:
    if not isinstance(node, exp.ToChar) or not node.args.get("format"):
        return None
    parts = re.split(f"({'|'.join(FORMAT)})", node.args["format"].name.upper())
    if any(re.search(r"[A-SU-Z0-9]", part) for part in parts if part not in FORMAT):
        raise SqlError(2, "Unsupported feature 'this format of TO_CHAR' (in the stand-in).", "0A000")
    text = "".join(FORMAT.get(part, part) for part in parts).replace('"', "")
    return exp.Anonymous(this="STRFTIME", expressions=[node.this, exp.Literal.string(text)])


def kinds(node: exp.Expr) -> exp.Expr | None:
    if isinstance(node, exp.Typeof):
        return macro("type_of", node.this)
    name = (
        node.name.upper()
        if isinstance(node, exp.Anonymous)
        else node.sql_name()
        if isinstance(node, (exp.IsArray, exp.IsNullValue))
        else ""
    )
    if name not in KINDS:
        return None
    value = node.expressions[0] if isinstance(node, exp.Anonymous) else node.this
    return macro("is_a", value, exp.Array(expressions=[exp.Literal.string(kind) for kind in KINDS[name]]))


def numbers(node: exp.Expr) -> exp.Expr | None:
    if isinstance(node, exp.ToNumber) and node.args.get("safe"):
        refuse_variant(node.this, "TRY_TO_NUMBER")
    form = node.args.get("format") if isinstance(node, exp.ToNumber) else None
    if form is not None and set(form.name.upper()) == {"X"}:
        return macro("of_hexadecimal", node.this)
    return None


def objects(node: exp.Expr) -> exp.Expr | None:
    """OBJECT_DELETE. A VARIANT and an OBJECT are the same here."""
    if isinstance(node, exp.Cast) and node.to.this == T.OBJECT:
        return node.this.copy()
    if not isinstance(node, exp.Anonymous) or node.name.upper() != "OBJECT_DELETE":
        return None
    value, *keys = node.expressions
    for key in keys:
        value = macro("without_key", value, key)
    return value


def comparisons(node: exp.Expr) -> exp.Expr | None:
    """A VARIANT compared with a literal has the literal's type."""
    if not isinstance(
        node, (exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.NullSafeEQ, exp.NullSafeNEQ, exp.In)
    ):
        return None
    sides = [node.this, *(node.expressions if isinstance(node, exp.In) else [node.expression])]
    literal = next((side for side in sides if isinstance(side, exp.Literal)), None)
    if literal is None:
        return None
    for side in sides:
        if is_variant(side):
            side.replace(exp.cast(side.copy(), T.VARCHAR if literal.is_string else T.DOUBLE))
    return None


def patterns(node: exp.Expr) -> exp.Expr | None:
    """REGEXP_REPLACE replaces all that matches, or the first."""
    if not isinstance(node, exp.RegexpReplace):
        return None
    position, occurrence = node.args.get("position"), node.args.get("occurrence")
    if (position and position.name != "1") or (occurrence and occurrence.name not in ("0", "1")):
        raise SqlError(2, "Unsupported feature 'REGEXP_REPLACE from a later position' (in the stand-in).", "0A000")
    modifiers = node.args.get("modifiers")
    flags = (modifiers.name if modifiers else "").replace("c", "") + (
        "" if occurrence and occurrence.name == "1" else "g"
    )
    replacement = node.args.get("replacement") or exp.Literal.string("")
    return exp.Anonymous(
        this="REGEXP_REPLACE", expressions=[node.this, node.expression, replacement, exp.Literal.string(flags)]
    )


def flattening(node: exp.Expr) -> exp.Expr | None:
    """`LATERAL FLATTEN(…)` and `TABLE(FLATTEN(…))`."""
    if not (isinstance(node, (exp.Lateral, exp.TableFromRows)) and isinstance(node.this, exp.Explode)):
        return None
    given: dict[str, exp.Expr] = {}
    for argument in [node.this.this, *node.this.expressions]:
        key, value = (
            (argument.this.name.upper(), argument.expression)
            if isinstance(argument, exp.Kwarg)
            else ("INPUT", argument)
        )
        given[key] = value
    if set(given) - {"INPUT", "OUTER", "MODE"} or (isinstance(node.parent, exp.Join) and node.parent.side):
        raise SqlError(
            2, "Unsupported feature 'FLATTEN with PATH or RECURSIVE, or in an outer join' (in the stand-in).", "0A000"
        )
    mode = given.get("MODE", exp.Literal.string("BOTH"))
    call = macro("flattened", given["INPUT"], given.get("OUTER", exp.false()), mode).expression
    alias = node.args.get("alias")
    place = {"db": exp.to_identifier("main", quoted=True), "catalog": exp.to_identifier(DATABASE, quoted=True)}
    return exp.Table(this=call, **place, alias=exp.TableAlias(this=alias.this.copy()) if alias else None)


def generated(node: exp.Expr) -> exp.Expr | None:
    """`TABLE(GENERATOR(ROWCOUNT => n))`: rows without a column that anybody could read."""
    if not (isinstance(node, exp.TableFromRows) and isinstance(node.this, exp.Generator)):
        return None
    count = node.this.args.get("rowcount")
    if count is None:
        raise SqlError(2, "Unsupported feature 'GENERATOR without ROWCOUNT' (in the stand-in).", "0A000")
    return exp.Table(this=exp.Anonymous(this="range", expressions=[count.copy()]))


RULES: list[Callable[[exp.Expr], exp.Expr | None]] = [
    casts,
    times,
    written_times,
    kinds,
    numbers,
    objects,
    comparisons,
    patterns,
    flattening,
    generated,
]
