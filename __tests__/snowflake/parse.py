"""Parses SQL files with sqlfluff's grammar of Snowflake.

`python parse.py FILE…` prints a JSON list of what can't be parsed: `file`, `line`, and the `statement` from there on. What Snowflake
takes and sqlfluff does not is parsed as something like it: FALSE_ERRORS. `python parse.py --false-errors` prints the examples that
sqlfluff parses by now, so that the list does not outlive its reasons.
"""

import json
import re
import sys
from pathlib import Path
from typing import NamedTuple

from sqlfluff.core import FluffConfig, Linter


class FalseError(NamedTuple):
    """Words that sqlfluff does not know, others that it does, and a statement with them."""

    pattern: str
    instead: str
    example: str


FALSE_ERRORS = (
    # https://docs.snowflake.com/en/sql-reference/sql/alter-pipe
    FalseError(r"(?<=UNSET )ERROR_INTEGRATION$", "COMMENT", "ALTER PIPE a.b.c UNSET ERROR_INTEGRATION"),
    # https://docs.snowflake.com/en/user-guide/security-access-control-privileges
    FalseError(r"(?<=GRANT )MANAGE SHARE TARGET(?= ON ACCOUNT)", "CREATE SHARE", "GRANT MANAGE SHARE TARGET ON ACCOUNT TO ROLE a"),
    # https://docs.snowflake.com/en/sql-reference/sql/alter-notification-integration-queue-outbound-aws
    FalseError(
        r"^ALTER NOTIFICATION INTEGRATION (\w+) SET AWS_SNS_TOPIC_ARN = '[^']*' AWS_SNS_ROLE_ARN = '[^']*'$",
        r"ALTER STORAGE INTEGRATION \1 SET ENABLED = TRUE",
        "ALTER NOTIFICATION INTEGRATION a SET AWS_SNS_TOPIC_ARN = 'b' AWS_SNS_ROLE_ARN = 'c'",
    ),
    # https://docs.snowflake.com/en/sql-reference/sql/grant-privilege
    FalseError(r"(?<=GRANT )APPLY ON TAG(?= )", "SELECT ON TABLE", "GRANT APPLY ON TAG a.b.c TO ROLE d"),
    # A policy's full name: https://docs.snowflake.com/en/sql-reference/sql/alter-tag
    FalseError(
        r"(?<=MASKING POLICY )(?:\w+\.){1,2}(?=\w+(?:,| FORCE|;|$))", "", "ALTER TAG a.b.c SET MASKING POLICY a.b.d"
    ),
    FalseError(r"(?<=MASKING POLICY )([\w., ]+) FORCE$", r"\1", "ALTER TAG a.b.c SET MASKING POLICY d FORCE"),
    # https://docs.snowflake.com/en/sql-reference/sql/create-storage-integration
    FalseError(
        r"STORAGE_AWS_EXTERNAL_ID\s*=\s*'[^']*'",
        "",
        "CREATE STORAGE INTEGRATION a TYPE = EXTERNAL_STAGE STORAGE_PROVIDER = 'S3' ENABLED = TRUE STORAGE_AWS_ROLE_ARN = 'b'"
        " STORAGE_AWS_EXTERNAL_ID = 'c' STORAGE_ALLOWED_LOCATIONS = ('s3://d/')",
    ),
)
LINTER = Linter(config=FluffConfig(overrides={"dialect": "snowflake", "templater": "raw"}))
START = re.compile(r"\A(?:\s|--[^\n]*\n|--[^\n]*\Z|/\*.*?\*/)*", re.S)


def statements(text: str) -> list[tuple[int, str]]:
    """Each statement of a file with its first line; a `;` at a line's end closes it, but not between `$$`."""
    found, line = [], 1
    # Every second part stands between two of them.
    parts = [part.replace(";\n", ";\0") if at % 2 else part for at, part in enumerate(text.split("$$"))]
    for part in [each.replace("\0", "\n") for each in re.split(r"(?<=;)\n", "$$".join(parts))]:
        skipped = START.match(part).end()
        statement = part[skipped:].strip().removesuffix(";")
        if statement:
            found.append((line + part[:skipped].count("\n"), statement))
        line += part.count("\n") + 1
    return found


def is_parsable(statement: str) -> bool:
    """Also what a block runs: to sqlfluff that is a text."""
    block = re.search(r"(?<=EXECUTE IMMEDIATE \$\$\n)(.*)(?=\n\$\$\Z)", statement, re.S)
    if block is not None and not is_parsable(block[1]):
        return False
    tree = LINTER.parse_string(f"{statement};\n").tree
    return tree is not None and not any(tree.recursive_crawl("unparsable"))


def without_false_errors(statement: str) -> str:
    for pattern, instead, _ in FALSE_ERRORS:
        statement = re.sub(pattern, instead, statement, flags=re.I)
    return statement


def faults(file: str) -> list[dict[str, object]]:
    wrong = [each for each in statements(Path(file).read_text()) if not is_parsable(without_false_errors(each[1]))]
    return [{"file": file, "line": line, "statement": text[:200]} for line, text in wrong]


if sys.argv[1:] == ["--false-errors"]:
    print(json.dumps([each.example for each in FALSE_ERRORS if is_parsable(each.example)]))
else:
    print(json.dumps([fault for file in sys.argv[1:] for fault in faults(file)]))
