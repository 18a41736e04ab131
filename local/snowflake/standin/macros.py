"""Functions of Snowflake that DuckDB lacks or does otherwise, as macros in a database of their own, so that views can use them from anywhere."""

import duckdb

DATABASE = "standin_functions"

# A text of digits alone is a number of seconds, or of milliseconds and less if it is large:
# https://docs.snowflake.com/en/sql-reference/functions/to_timestamp. NTZ keeps the wall clock and drops an offset.
# DuckDB knows more, as `infinity`; of Snowflake's other forms none begins with a year.
TEXT = """trim(CAST(v AS VARCHAR), '" ')"""
EPOCH = f"""make_timestamp(CAST(CASE
    WHEN typeof(v) NOT IN ('VARCHAR', 'JSON') OR abs(CAST({TEXT} AS HUGEINT)) < 31536000000 THEN CAST({TEXT} AS HUGEINT) * 1000000
    WHEN abs(CAST({TEXT} AS HUGEINT)) < 31536000000000 THEN CAST({TEXT} AS HUGEINT) * 1000
    WHEN abs(CAST({TEXT} AS HUGEINT)) < 31536000000000000 THEN CAST({TEXT} AS HUGEINT)
    ELSE CAST({TEXT} AS HUGEINT) // 1000 END AS BIGINT))"""
WITHOUT_OFFSET = rf"regexp_replace({TEXT}, '(:[0-9]{{2}}(?:[.][0-9]+)?) ?(?:Z|[+-][0-9]{{2}}(?::?[0-9]{{2}})?)$', '\1')"

MACROS = {
    "try_timestamp(v)": f"""CASE WHEN regexp_full_match({TEXT}, '-?[0-9]{{1,18}}') THEN {EPOCH}
        WHEN regexp_matches({TEXT}, '^[0-9]{{4}}') THEN TRY_CAST({WITHOUT_OFFSET} AS TIMESTAMP) END""",
    # JSON's null is NULL; a text `null` is an error.
    "timestamp_of(v)": f"""CASE WHEN v IS NOT NULL AND NOT (typeof(v) = 'JSON' AND CAST(v AS VARCHAR) = 'null') AND {DATABASE}.main.try_timestamp(v) IS NULL
        THEN error('Timestamp is not recognized') ELSE {DATABASE}.main.try_timestamp(v) END""",
    "scaled_timestamp(v, scale)": """make_timestamp(CAST(CASE scale WHEN 0 THEN CAST(v AS HUGEINT) * 1000000 WHEN 3 THEN CAST(v AS HUGEINT) * 1000
        WHEN 6 THEN CAST(v AS HUGEINT) WHEN 9 THEN CAST(v AS HUGEINT) // 1000 END AS BIGINT))""",
    "try_day(v)": f"CAST({DATABASE}.main.try_timestamp(v) AS DATE)",
    "day_of(v)": f"CAST({DATABASE}.main.timestamp_of(v) AS DATE)",
    "try_truth(v)": f"""CASE WHEN lower({TEXT}) IN ('true', 't', 'yes', 'y', 'on', '1') THEN TRUE
        WHEN lower({TEXT}) IN ('false', 'f', 'no', 'n', 'off', '0') THEN FALSE END""",
    "text_of(v)": "CASE WHEN typeof(v) = 'JSON' THEN json_extract_string(to_json(v), '$') ELSE CAST(v AS VARCHAR) END",
    "type_of(v)": """CASE json_type(to_json(v)) WHEN 'NULL' THEN 'NULL_VALUE' WHEN 'BIGINT' THEN 'INTEGER' WHEN 'UBIGINT' THEN 'INTEGER'
        WHEN 'DOUBLE' THEN CASE WHEN CAST(to_json(v) AS VARCHAR) ILIKE '%e%' THEN 'DOUBLE' ELSE 'DECIMAL' END ELSE json_type(to_json(v)) END""",
    "of_hexadecimal(v)": "CAST('0x' || v AS BIGINT)",
    "without_key(v, k)": "json_merge_patch(v, json_object(CAST(k AS VARCHAR), NULL))",
    "is_a(v, kinds)": f"CASE WHEN v IS NULL THEN NULL ELSE list_contains(kinds, {DATABASE}.main.type_of(v)) END",
}
# The elements of an array, or the values of an object, with what FLATTEN says of each. The argument may name any alias but its own.
FLATTEN = f"""CREATE MACRO {DATABASE}.main.flattened(input, keep, kinds) AS TABLE
SELECT 1 AS SEQ, flattened_part.k AS KEY, coalesce(flattened_part.k, '[' || flattened_part.i || ']') AS PATH, flattened_part.i AS INDEX, flattened_part.v AS VALUE, to_json(input) AS THIS
FROM (SELECT unnest(CASE
    WHEN json_type(to_json(input)) = 'ARRAY' AND kinds <> 'OBJECT' AND json_array_length(to_json(input)) > 0 THEN list_transform(
        CAST(to_json(input) AS JSON[]), lambda x, n: {{'k': NULL::VARCHAR, 'i': (n - 1)::BIGINT, 'v': x}})
    WHEN json_type(to_json(input)) = 'OBJECT' AND kinds <> 'ARRAY' AND len(json_keys(to_json(input))) > 0 THEN list_transform(
        map_entries(CAST(to_json(input) AS MAP(VARCHAR, JSON))), lambda x: {{'k': x.key, 'i': NULL::BIGINT, 'v': x.value}})
    WHEN keep THEN [{{'k': NULL::VARCHAR, 'i': NULL::BIGINT, 'v': NULL::JSON}}] END) AS flattened_part)"""


def create_all(duck: duckdb.DuckDBPyConnection) -> None:
    duck.execute(f"ATTACH ':memory:' AS {DATABASE}")
    for head, body in MACROS.items():
        duck.execute(f"CREATE MACRO {DATABASE}.main.{head} AS {body}")
    duck.execute(FLATTEN)
