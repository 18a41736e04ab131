"""Polars: a lazy scan that reads only the listed columns, on its streaming engine and all processors, into its own gzip."""

import json
import sys

import polars as pl
from json_shape import shapes
from measure import measured

RAW, MASK, OUT, LEVEL = sys.argv[1:5]
PASSTHROUGH = ["oid__id", "dms_replicated_at", "Op"]
TYPES = {str: pl.String, int: pl.Int64, float: pl.Float64, bool: pl.Boolean, None: pl.String}

with open(MASK) as file:
    mask = json.load(file)
kinds = shapes(RAW, mask)


def dtype(kind):
    if isinstance(kind, list):
        return pl.List(dtype(kind[0]))
    if isinstance(kind, dict):
        return pl.Struct({key: dtype(member) for key, member in kind.items()})
    return TYPES[kind]


def field(name):
    cell = pl.col(name)
    value = cell.str.json_decode(dtype(kinds[name])) if name in kinds else cell
    return pl.when(pl.col("Op") != "D").then(value).alias(name)


def clean():
    # The gzip of the input is inflated by polars itself.
    rows = pl.scan_csv(RAW, infer_schema=False, null_values=["NULL"])
    lines = rows.select(*(field(name) for name in mask), *PASSTHROUGH)
    lines.sink_ndjson(OUT, compression="gzip", compression_level=int(LEVEL), check_extension=False, engine="streaming")


measured(clean)
