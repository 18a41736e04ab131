"""Tasks: what they run is kept, and a task runs only when EXECUTE TASK says so. There is no schedule here."""

from access import require, require_ownership
from objects import add, created, drop
from reader import Reader
from session import Cursor, Session
from statements import Creation, create, run, statement


@create("TASK")
def create_task(session: Session, creation: Creation, reader: Reader) -> Cursor:
    """A new task is suspended."""
    require(session, "EXECUTE TASK", "ACCOUNT", ())
    options = reader.options()
    reader.expect("AS")
    if "WAREHOUSE" not in options:
        require(session, "EXECUTE MANAGED TASK", "ACCOUNT", ())
    return created(session, creation, add(session, creation, {**options, "definition": reader.rest(), "state": "suspended"}))


@statement("ALTER TASK")
def alter_task(session: Session, reader: Reader) -> Cursor:
    name = session.full("TASK", reader.name())
    state = reader.one_of("RESUME", "SUSPEND")
    reader.end()
    task = session.account.get("TASK", name)
    require_ownership(session, "TASK", name)
    task.facts["state"] = "started" if state == "RESUME" else "suspended"
    return session.say("Statement executed successfully.")


@statement("EXECUTE TASK")
def execute_task(session: Session, reader: Reader) -> Cursor:
    name = session.full("TASK", reader.name())
    reader.end()
    task = session.account.get("TASK", name)
    require_ownership(session, "TASK", name)
    return run(session, task.facts["definition"])


@statement("DROP TASK")
def drop_task(session: Session, reader: Reader) -> Cursor:
    return drop(session, reader, "TASK")
