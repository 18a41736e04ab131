"""Python's own csv, json and gzip: the usual way to write such a job."""

import csv
import gzip
import json
import sys

from measure import measured

RAW, MASK, OUT, LEVEL = sys.argv[1:5]
PASSTHROUGH = ["oid__id", "dms_replicated_at", "Op"]


def clean():
    csv.field_size_limit(2**31 - 1)
    with open(MASK) as file:
        mask = json.load(file)
    with gzip.open(RAW, "rt", encoding="utf-8", newline="") as raw, gzip.open(OUT, "wb", int(LEVEL)) as out:
        rows = csv.reader(raw, strict=True)
        header = next(rows)
        op = header.index("Op")
        passthrough = [(name, header.index(name), True) for name in PASSTHROUGH]
        fields = [(name, header.index(name), rule) for name, rule in mask.items()] + passthrough
        batch = []
        for row in rows:
            batch.append(to_line(row, passthrough if row[op] == "D" else fields))
            if len(batch) == 256:
                out.write("".join(batch).encode())
                batch.clear()
        out.write("".join(batch).encode())


def to_line(row, fields):
    kept = {}
    for name, at, rule in fields:
        cell = row[at]
        if cell == "" or cell == "NULL":
            continue
        value = cell if rule is True else json.loads(cell) if rule == "json" else project(json.loads(cell), rule)
        if value is not None:
            kept[name] = value
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")) + "\n"


def project(value, mask):
    if isinstance(value, list):
        items = (project(item, mask) for item in value)
        return [item for item in items if item is not None]
    if not isinstance(value, dict):
        return None
    kept = {}
    for key, rule in mask.items():
        member = value.get(key)
        if member is not None:
            member = member if rule is True else project(member, rule)
        if member is not None:
            kept[key] = member
    return kept


measured(clean)
