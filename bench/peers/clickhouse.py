"""ClickHouse in this process, by chDB: one statement from file to file, on all processors, with its own gzip."""

import json
import sys

from chdb.session import Session
from json_shape import shapes
from measure import measured

RAW, MASK, OUT, LEVEL = sys.argv[1:5]
PASSTHROUGH = ["oid__id", "dms_replicated_at", "Op"]
TYPES = {str: "String", int: "Int64", float: "Float64", bool: "Bool", None: "String"}

with open(MASK) as file:
    mask = json.load(file)
kinds = shapes(RAW, mask)


def text(value):
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"


def name(value):
    return "`" + value.replace("`", "``") + "`"


def type_of(kind):
    if isinstance(kind, list):
        return f"Array({type_of(kind[0])})"
    if isinstance(kind, dict):
        return "Tuple(" + ", ".join(f"{name(key)} {type_of(member)}" for key, member in kind.items()) + ")"
    return f"Nullable({TYPES[kind]})"


def field(column):
    cell = f"nullIf({name(column)}, '')"
    if column in kinds:
        kind = type_of(kinds[column])
        # Neither an array nor a tuple may be null, a variant may.
        cell = f"if(isNull({cell}), NULL, CAST(JSONExtract(assumeNotNull({name(column)}), {text(kind)}) AS Variant({kind})))"
    return f"if(Op != 'D', {cell}, NULL) AS {name(column)}"


def statement():
    fields = ",\n".join([*(field(column) for column in mask), *(name(column) for column in PASSTHROUGH)])
    # Only the columns that are read; the others are skipped by their names.
    structure = ", ".join(f"{name(column)} Nullable(String)" for column in [*mask, *PASSTHROUGH])
    return f"""
        INSERT INTO FUNCTION file({text(OUT)}, 'JSONEachRow', 'auto', 'gzip')
        SELECT {fields}
        FROM file({text(RAW)}, 'CSVWithNames', {text(structure)}, 'gzip')
        SETTINGS format_csv_null_representation = 'NULL', input_format_skip_unknown_fields = 1, input_format_csv_trim_whitespaces = 0,
            engine_file_truncate_on_insert = 1, parallelize_output_from_storages = 0, output_format_json_quote_64bit_integers = 0, output_format_compression_level = {LEVEL}"""


def clean():
    session = Session()
    session.query(statement())


measured(clean)
