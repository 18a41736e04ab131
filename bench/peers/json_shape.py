"""The shape of the JSON in a column: for libraries that must be told a type before they read. A user would write it by hand."""

import csv
import gzip
import itertools
import json

ROWS = 2000


def shapes(raw, mask):
    """By column that has JSON: a dict for an object, a list of one for an array, else a Python type. Only of what is listed."""
    columns = [(name, rule) for name, rule in mask.items() if rule is not True]
    found = {name: None for name, _ in columns}
    csv.field_size_limit(2**31 - 1)
    with gzip.open(raw, "rt", encoding="utf-8", newline="") as file:
        for row in itertools.islice(csv.DictReader(file), ROWS):
            for name, rule in columns:
                if row[name] not in ("", "NULL"):
                    found[name] = merge(found[name], shape(json.loads(row[name]), rule))
    return found


def shape(value, rule):
    if isinstance(value, list):
        items = None
        for item in value:
            items = merge(items, shape(item, rule))
        return [items]
    if isinstance(value, dict):
        return {key: shape(item, listed(rule, key)) for key, item in value.items() if listed(rule, key)}
    return None if value is None else type(value)


def listed(rule, key):
    return rule.get(key) if isinstance(rule, dict) else rule


def merge(left, right):
    if left is None or right is None:
        return left if right is None else right
    if isinstance(left, list):
        return [merge(left[0], right[0])]
    if isinstance(left, dict):
        return {key: merge(left.get(key), right.get(key)) for key in {**left, **right}}
    return left if left is right else float
