"""Pipes: a COPY that remembers which files it has loaded. There is no queue here: REFRESH alone loads."""

import datetime
import json

from access import require
from account import Thing, now
from errors import SqlError, syntax
from loading import check_copy, load, read_copy
from objects import add, created, drop
from reader import Reader
from session import Cursor, Session
from stages import files_in
from statements import Creation, create, statement

# Snowflake's own queue, which the bucket notifies.
QUEUE = "arn:aws:sqs:us-east-1:123456789012:sf-snowpipe-STANDIN"
# How far back REFRESH looks: https://docs.snowflake.com/en/sql-reference/sql/alter-pipe
WINDOW = datetime.timedelta(days=7)
KEYS = {"AUTO_INGEST", "ERROR_INTEGRATION", "INTEGRATION", "AWS_SNS_TOPIC", "COMMENT"}


@create("PIPE")
def create_pipe(session: Session, creation: Creation, reader: Reader) -> Cursor:
    """A pipe that is created again has forgotten what it loaded."""
    options = reader.options()
    reader.expect("AS")
    definition = reader.rest()
    if set(options) - KEYS:
        raise syntax(f"CREATE PIPE: not known here: {', '.join(sorted(set(options) - KEYS))}")
    if "ERROR_INTEGRATION" in options:
        check_error_integration(session, options["ERROR_INTEGRATION"])
    if not (creation.if_not_exists and session.account.find("PIPE", session.full("PIPE", creation.name))):
        check_copy(session, read_copy(session, definition))
    facts = {**options, "definition": definition, "loaded": set(), "paused": False, "last": None}
    return created(session, creation, add(session, creation, facts))


def check_error_integration(session: Session, name: str) -> None:
    integration = session.account.get("INTEGRATION", (name.upper(),))
    require(session, "USAGE", "INTEGRATION", integration.name)
    if integration.facts["CATEGORY"] != "NOTIFICATION":
        raise syntax(f"'{name}' is not a notification integration")


@statement("ALTER PIPE")
def alter_pipe(session: Session, reader: Reader) -> Cursor:
    if_exists = reader.accept("IF EXISTS")
    name = session.full("PIPE", reader.name())
    if if_exists and not session.account.find("PIPE", name):
        return session.say("Statement executed successfully.")
    pipe = session.account.get("PIPE", name)
    if reader.accept("REFRESH"):
        require(session, "OPERATE", "PIPE", name)
        return refresh(session, pipe, reader)
    return set_pipe(session, pipe, reader)


def set_pipe(session: Session, pipe: Thing, reader: Reader) -> Cursor:
    """What a pipe copies can't be altered."""
    if reader.one_of("SET", "UNSET") == "SET":
        options = reader.options()
    else:
        options = dict.fromkeys([key for (key,) in reader.names()], "")
    reader.end()
    known = {"PIPE_EXECUTION_PAUSED", "ERROR_INTEGRATION", "COMMENT"}
    if not options or set(options) - known:
        raise syntax("ALTER PIPE sets PIPE_EXECUTION_PAUSED, ERROR_INTEGRATION and COMMENT")
    require(session, "OPERATE" if set(options) == {"PIPE_EXECUTION_PAUSED"} else "OWNERSHIP", "PIPE", pipe.name)
    if options.get("ERROR_INTEGRATION"):
        check_error_integration(session, options["ERROR_INTEGRATION"])
    if "PIPE_EXECUTION_PAUSED" in options:
        pipe.facts["paused"] = options.pop("PIPE_EXECUTION_PAUSED").upper() == "TRUE"
    pipe.facts.update(options)
    return session.say("Statement executed successfully.")


def refresh(session: Session, pipe: Thing, reader: Reader) -> Cursor:
    """Loads what is new at once, which in Snowflake takes a while. A paused pipe loads nothing."""
    options = reader.options()
    reader.end()
    if set(options) - {"PREFIX", "MODIFIED_AFTER"}:
        raise syntax("ALTER PIPE … REFRESH knows PREFIX and MODIFIED_AFTER")
    copy = read_copy(session, pipe.facts["definition"])
    since = now() - WINDOW
    if "MODIFIED_AFTER" in options:
        asked = datetime.datetime.fromisoformat(options["MODIFIED_AFTER"])
        asked = asked.astimezone(datetime.UTC).replace(tzinfo=None) if asked.tzinfo else asked
        if asked < since:
            raise SqlError(1008, "MODIFIED_AFTER must be within the last 7 days.", "22023")
        since = asked
    stage = session.account.get("STAGE", copy.stage)
    found = files_in(session, stage, copy.path + options.get("PREFIX", ""))
    new = [f for f in found if f.key not in pipe.facts["loaded"] and f.modified > since and not pipe.facts["paused"]]
    with session.acting_as(pipe.owner):
        load(session, copy, new, pipe.name)
    pipe.facts["loaded"].update(f.key for f in new)
    if new:
        pipe.facts["last"] = (now(), new[-1].key)
    return session.answer(["File", "Status"], [(f.key, "SENT") for f in new])


@statement("DROP PIPE")
def drop_pipe(session: Session, reader: Reader) -> Cursor:
    return drop(session, reader, "PIPE")


def status(session: Session, text: str) -> str:
    """SYSTEM$PIPE_STATUS."""
    name = session.full("PIPE", Reader(text).name())
    pipe = session.account.get("PIPE", name)
    require(session, "MONITOR", "PIPE", name)
    found = {"executionState": "PAUSED" if pipe.facts["paused"] else "RUNNING", "pendingFileCount": 0}
    if pipe.facts.get("AUTO_INGEST", "").upper() == "TRUE":
        found |= {"notificationChannelName": QUEUE, "numOutstandingMessagesOnChannel": 0}
    if pipe.facts["last"]:
        at, key = pipe.facts["last"]
        found |= {"lastIngestedTimestamp": f"{at.isoformat(timespec='milliseconds')}Z", "lastIngestedFilePath": key}
    return json.dumps(found)


def rows_of_pipes(session: Session, pipes: list[Thing]) -> Cursor:
    """SHOW PIPES and DESC PIPE."""
    columns = [
        "created_on",
        "name",
        "database_name",
        "schema_name",
        "definition",
        "owner",
        "notification_channel",
        "comment",
    ]
    columns += ["integration", "pattern", "error_integration", "owner_role_type", "invalid_reason"]
    rows = [
        (
            p.created,
            p.name[2],
            p.name[0],
            p.name[1],
            p.facts["definition"],
            p.owner,
            QUEUE if p.facts.get("AUTO_INGEST", "").upper() == "TRUE" else None,
        )
        + (p.facts.get("COMMENT", ""), None, None, p.facts.get("ERROR_INTEGRATION"), "ROLE", None)
        for p in pipes
    ]
    return session.answer(columns, rows)


@statement("DESC PIPE", "DESCRIBE PIPE")
def describe_pipe(session: Session, reader: Reader) -> Cursor:
    name = session.full("PIPE", reader.name())
    reader.end()
    require(session, "MONITOR", "PIPE", name)
    return rows_of_pipes(session, [session.account.get("PIPE", name)])


def force_resume(session: Session, text: str) -> str:
    """SYSTEM$PIPE_FORCE_RESUME, which a pipe needs that was paused for long or got another owner."""
    name = session.full("PIPE", Reader(text).name())
    pipe = session.account.get("PIPE", name)
    require(session, "OPERATE", "PIPE", name)
    pipe.facts["paused"] = False
    return f"Pipe {name[-1]} resumed."
