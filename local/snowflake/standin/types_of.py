"""Snowflake's data types in DuckDB, and their kinds: a masking policy masks a column if both types are of one kind."""

import re

from errors import syntax

# Kind: the names of its types in Snowflake, and its type in DuckDB.
KINDS = {
    "VARCHAR": ("VARCHAR STRING TEXT CHAR CHARACTER", "VARCHAR"),
    "NUMBER": ("NUMBER DECIMAL NUMERIC INT INTEGER BIGINT SMALLINT TINYINT BYTEINT", "DECIMAL"),
    "FLOAT": ("FLOAT FLOAT4 FLOAT8 DOUBLE REAL", "DOUBLE"),
    "BOOLEAN": ("BOOLEAN", "BOOLEAN"),
    "DATE": ("DATE", "DATE"),
    "TIMESTAMP_NTZ": ("TIMESTAMP_NTZ TIMESTAMP DATETIME", "TIMESTAMP"),
    "TIMESTAMP_LTZ": ("TIMESTAMP_LTZ TIMESTAMP_TZ", "TIMESTAMP WITH TIME ZONE"),
    "VARIANT": ("VARIANT", "JSON"),
}
INTEGERS = ("BIGINT", "HUGEINT", "INTEGER", "SMALLINT", "TINYINT", "UBIGINT", "UINTEGER")


def kind_of(snowflake_type: str) -> str:
    """The kind of `NUMBER(12, 2)`. @raises 1003 for a type that the stand-in does not know"""
    word = re.split(r"[\s(]", snowflake_type.strip().upper())[0]
    for kind, (words, _) in KINDS.items():
        if word in words.split():
            return kind
    raise syntax(f"the stand-in does not know the type {snowflake_type}")


def duck_type(snowflake_type: str) -> str:
    """`NUMBER(12, 2)` as DuckDB writes it. NUMBER alone has no places after the point."""
    kind = kind_of(snowflake_type)
    if kind != "NUMBER":
        return KINDS[kind][1]
    digits = [int(each) for each in re.findall(r"\d+", snowflake_type)]
    precision, scale = (*digits, *(38, 0)[len(digits) :])
    return f"DECIMAL({precision},{scale})"


def kind_of_duck(duck: str) -> str | None:
    """The kind of a column in DuckDB; nothing for a type without a kind here."""
    if duck in INTEGERS:
        return "NUMBER"
    return next((kind for kind, (_, each) in KINDS.items() if duck.split("(")[0] == each), None)
