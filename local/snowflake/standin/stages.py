"""Stages over folders that stand for S3's buckets, and file formats."""

import datetime
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from access import require
from account import Thing
from errors import SqlError, syntax
from objects import add, created, drop, existing, set_options
from reader import Reader
from session import Cursor, Session
from statements import Creation, create, statement

# What a file format may say; another key is an error, as in Snowflake.
FORMAT_KEYS = {
    "TYPE",
    "COMPRESSION",
    "ALLOW_DUPLICATE",
    "STRIP_OUTER_ARRAY",
    "STRIP_NULL_VALUES",
    "IGNORE_UTF8_ERRORS",
    "MULTI_LINE",
    "COMMENT",
}


@create("FILE FORMAT")
def create_format(session: Session, creation: Creation, reader: Reader) -> Cursor:
    options = reader.options()
    reader.end()
    check_format(options)
    return created(session, creation, add(session, creation, options))


def check_format(options: dict[str, str]) -> None:
    unknown = set(options) - FORMAT_KEYS
    if unknown or (options.get("TYPE", "JSON").upper() != "JSON" and options != {"TYPE": "PARQUET"}):
        raise syntax(f"file format: only JSON here, or PARQUET without options, and not {', '.join(sorted(unknown))}")


@create("STAGE")
def create_stage(session: Session, creation: Creation, reader: Reader) -> Cursor:
    """@raises 3001 if the role has no USAGE on the integration"""
    options = reader.options()
    reader.end()
    if not options.get("URL", "").startswith("s3://"):
        raise SqlError(2, "Unsupported feature 'a stage that is not in S3' (in the stand-in).", "0A000")
    check_integration(session, options.get("STORAGE_INTEGRATION"), options["URL"])
    if "FILE_FORMAT" in options:
        format_of(session, options["FILE_FORMAT"])
    return created(session, creation, add(session, creation, options))


def check_integration(session: Session, name: str | None, url: str) -> None:
    if name is None:
        return
    integration = session.account.get("INTEGRATION", (name.upper(),))
    require(session, "USAGE", "INTEGRATION", integration.name)
    allowed = [Reader(each).string() for each in Reader(integration.facts["STORAGE_ALLOWED_LOCATIONS"]).group()]
    if not any(url.startswith(each) for each in allowed):
        raise SqlError(3167, f"Location '{url}' is not allowed by integration '{name}'.", "42501")


@statement("ALTER STAGE")
def alter_stage(session: Session, reader: Reader) -> Cursor:
    thing = existing(session, reader, "STAGE")
    if thing is None:
        return session.say("Statement executed successfully.")
    answer = set_options(session, thing, reader)
    check_integration(session, thing.facts.get("STORAGE_INTEGRATION"), thing.facts["URL"])
    return answer


@statement("ALTER FILE FORMAT")
def alter_format(session: Session, reader: Reader) -> Cursor:
    thing = existing(session, reader, "FILE FORMAT")
    return set_options(session, thing, reader) if thing else session.say("Statement executed successfully.")


@statement("DROP STAGE", "DROP FILE FORMAT")
def drop_stage(session: Session, reader: Reader) -> Cursor:
    return drop(session, reader, "STAGE" if reader.peek(-1).upper() == "STAGE" else "FILE FORMAT")


@statement("LIST", "LS")
def list_files(session: Session, reader: Reader) -> Cursor:
    """https://docs.snowflake.com/en/sql-reference/sql/list"""
    stage, path = reader.stage_path()
    reader.end()
    name = session.full("STAGE", stage)
    thing = session.account.get("STAGE", name)
    require(session, "USAGE", "STAGE", name)
    bucket = thing.facts["URL"].removeprefix("s3://").split("/")[0]
    rows = [
        (f"s3://{bucket}/{f.key}", f.path.stat().st_size, f.etag, f.modified.strftime("%a, %-d %b %Y %H:%M:%S GMT"))
        for f in files_in(session, thing, path)
    ]
    return session.answer(["name", "size", "md5", "last_modified"], rows)


def format_of(session: Session, text: str) -> dict[str, str]:
    """The options of `(TYPE = JSON …)` or `(FORMAT_NAME = db.schema.name)`."""
    parts = Reader(text)
    parts.expect("(")
    options = parts.options()
    parts.expect(")")
    if "FORMAT_NAME" not in options:
        check_format(options)
        return options
    name = session.full("FILE FORMAT", Reader(options["FORMAT_NAME"]).name())
    require(session, "USAGE", "FILE FORMAT", name)
    return session.account.get("FILE FORMAT", name).facts


@dataclass(frozen=True)
class StagedFile:
    """A file, and its key in the bucket, which is METADATA$FILENAME."""

    key: str
    path: Path

    @property
    def etag(self) -> str:
        """S3's name of the content."""
        return hashlib.md5(self.path.read_bytes(), usedforsecurity=False).hexdigest()

    @property
    def modified(self) -> datetime.datetime:
        return datetime.datetime.fromtimestamp(self.path.stat().st_mtime, datetime.UTC).replace(tzinfo=None)


def files_in(session: Session, stage: Thing, path: str) -> list[StagedFile]:
    """The files whose keys begin with the stage's URL and the path, by their keys."""
    bucket, _, prefix = stage.facts["URL"].removeprefix("s3://").partition("/")
    start = f"{prefix.rstrip('/')}/{path}".lstrip("/")
    if bucket not in session.account.buckets:
        raise SqlError(2, f"The stand-in has no folder for the bucket '{bucket}'.", "0A000")
    root = Path(session.account.buckets[bucket])
    found = [Path(folder) / name for folder, _, names in os.walk(root) for name in names]
    keys = {file.relative_to(root).as_posix(): file for file in found}
    return [StagedFile(key, keys[key]) for key in sorted(keys) if key.startswith(start)]
