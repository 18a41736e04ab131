"""A result's rows in the protocol's JSON: each cell a text."""

import datetime
import decimal
import json
from typing import Any

import pyarrow


def rows_of(table: pyarrow.Table | None) -> dict[str, Any]:
    rows = (
        [[cell(v) for v in row] for row in zip(*[c.to_pylist() for c in table.columns], strict=True)] if table else []
    )
    # Without `returned` the driver waits for ever.
    return {"queryResultFormat": "json", "rowset": rows, "total": len(rows), "returned": len(rows)}


def cell(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, datetime.datetime):
        since = value.replace(tzinfo=value.tzinfo or datetime.UTC) - datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
        micros = since // datetime.timedelta(microseconds=1)
        text = f"{micros // 1_000_000}.{micros % 1_000_000:06d}000"
        return text if value.tzinfo is None else f"{text} 1440"
    if isinstance(value, datetime.date):
        return str((value - datetime.date(1970, 1, 1)).days)
    if isinstance(value, bytes):
        return value.hex().upper()
    if isinstance(value, (list, dict)):
        return json.dumps(value, default=str)
    if isinstance(value, decimal.Decimal):
        return format(value, "f")
    return str(value)
