"""Tasks: a statement that runs only when somebody executes it. There is no clock here."""

from access import require
from account import Thing
from errors import syntax
from objects import add, created, drop, existing, set_options
from reader import Reader
from session import Cursor, Session
from statements import Creation, create, run, statement

KEYS = {
    "SCHEDULE",
    "WAREHOUSE",
    "USER_TASK_MANAGED_INITIAL_WAREHOUSE_SIZE",
    "USER_TASK_TIMEOUT_MS",
    "SUSPEND_TASK_AFTER_NUM_FAILURES",
    "COMMENT",
}


@create("TASK")
def create_task(session: Session, creation: Creation, reader: Reader) -> Cursor:
    """A new task is suspended."""
    options = reader.options()
    reader.expect("AS")
    definition = reader.rest()
    if set(options) - KEYS or "SCHEDULE" not in options:
        raise syntax(
            "CREATE TASK: a SCHEDULE is needed here, and only settings of the task's size and failures are known"
        )
    if "WAREHOUSE" in options:
        require(session, "USAGE", "WAREHOUSE", (options["WAREHOUSE"],))
    return created(
        session, creation, add(session, creation, {**options, "definition": definition, "state": "suspended"})
    )


@statement("ALTER TASK")
def alter_task(session: Session, reader: Reader) -> Cursor:
    """@raises 3001 if a role resumes a task that may not execute tasks, or none without a warehouse"""
    task = existing(session, reader, "TASK")
    if task is None:
        return session.say("Statement executed successfully.")
    for verb, state in (("RESUME", "started"), ("SUSPEND", "suspended")):
        if reader.accept(verb):
            reader.end()
            if verb == "RESUME":
                require_execution(session, task)
            task.facts["state"] = state
            return session.say("Statement executed successfully.")
    return set_options(session, task, reader)


def require_execution(session: Session, task: Thing) -> None:
    require(session, "EXECUTE TASK", "ACCOUNT", ())
    if "WAREHOUSE" not in task.facts:
        require(session, "EXECUTE MANAGED TASK", "ACCOUNT", ())


@statement("EXECUTE TASK")
def execute_task(session: Session, reader: Reader) -> Cursor:
    """With its owner's rights."""
    name = session.full("TASK", reader.name())
    reader.end()
    task = session.account.get("TASK", name)
    require(session, "OPERATE", "TASK", name)
    with session.acting_as(task.owner):
        require_execution(session, task)
        run(session, task.facts["definition"])
    return session.say(f"Task {name[-1]} is scheduled to run immediately.")


@statement("DROP TASK")
def drop_task(session: Session, reader: Reader) -> Cursor:
    return drop(session, reader, "TASK")
