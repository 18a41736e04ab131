"""Tasks, alone or in graphs: statements that run only when somebody executes them. There is no clock here.

https://docs.snowflake.com/en/user-guide/tasks-graphs
"""

import re

from access import require
from account import Name, Thing, dotted
from errors import SqlError, syntax
from objects import add, created, drop, existing, set_options
from reader import Reader
from session import Cursor, Session
from snowpipe import check_error_integration
from statements import Creation, create, run, statement

KEYS = {
    "SCHEDULE",
    "WAREHOUSE",
    "USER_TASK_MANAGED_INITIAL_WAREHOUSE_SIZE",
    "USER_TASK_TIMEOUT_MS",
    "SUSPEND_TASK_AFTER_NUM_FAILURES",
    "ERROR_INTEGRATION",
    "COMMENT",
}
SCHEDULE = re.compile(r"USING CRON (\S+ ){5}\S+|\d+ (SECOND|MINUTE|HOUR)S?", re.I)


@create("TASK")
def create_task(session: Session, creation: Creation, reader: Reader) -> Cursor:
    """A new task is suspended."""
    options = reader.options()
    after = [session.full("TASK", name) for name in reader.names()] if reader.accept("AFTER") else []
    when = condition(reader) if reader.accept("WHEN") else None
    reader.expect("AS")
    definition = reader.rest()
    if set(options) - KEYS or ("SCHEDULE" in options) == bool(after):
        raise syntax("CREATE TASK: a SCHEDULE or a task before it is needed here, and not all settings are known")
    if "SCHEDULE" in options and not SCHEDULE.fullmatch(options["SCHEDULE"]):
        raise syntax(f"CREATE TASK: invalid schedule '{options['SCHEDULE']}'")
    if "WAREHOUSE" in options:
        require(session, "USAGE", "WAREHOUSE", (options["WAREHOUSE"],))
    if "ERROR_INTEGRATION" in options:
        check_error_integration(session, options["ERROR_INTEGRATION"])
    for name in [session.full("TASK", creation.name), *after]:
        refuse_running_graph(session, name)
    for name in after:
        session.account.get("TASK", name)
    facts = {**options, "after": after, "when": when, "definition": definition, "state": "suspended"}
    return created(session, creation, add(session, creation, facts))


def condition(reader: Reader) -> str:
    """All between WHEN and AS."""
    start = reader.at
    while not reader.done() and reader.peek().upper() != "AS":
        reader.at += 1
    return reader.between(start, reader.at)


def root_of(session: Session, task: Thing) -> Thing:
    for name in task.facts["after"]:
        before = session.account.find("TASK", name)
        if before is not None:
            return root_of(session, before)
    return task


def refuse_running_graph(session: Session, name: Name) -> None:
    """@raises 91083 if the root of the task's graph is resumed: a graph changes only while its root is suspended"""
    task = session.account.find("TASK", name)
    root = root_of(session, task) if task else None
    if root is not None and root.facts["state"] == "started" and (root is not task or children(session, name)):
        message = f"Unable to update graph with root task {dotted(root.name)} since that root task is not suspended."
        raise SqlError(91083, message)


def children(session: Session, name: Name) -> list[Thing]:
    return [task for task in session.account.of_kind("TASK") if name in task.facts["after"]]


@statement("ALTER TASK")
def alter_task(session: Session, reader: Reader) -> Cursor:
    """@raises 3001 if a role resumes a task that may not execute tasks, or none without a warehouse"""
    task = existing(session, reader, "TASK")
    if task is None:
        return session.say("Statement executed successfully.")
    for verb, state in (("RESUME", "started"), ("SUSPEND", "suspended")):
        if reader.accept(verb):
            reader.end()
            if task.facts["after"]:
                refuse_running_graph(session, task.name)
            if verb == "RESUME":
                require_execution(session, task)
            task.facts["state"] = state
            return session.say("Statement executed successfully.")
    refuse_running_graph(session, task.name)
    return set_options(session, task, reader)


def require_execution(session: Session, task: Thing) -> None:
    require(session, "EXECUTE TASK", "ACCOUNT", ())
    if "WAREHOUSE" not in task.facts:
        require(session, "EXECUTE MANAGED TASK", "ACCOUNT", ())


@statement("EXECUTE TASK")
def execute_task(session: Session, reader: Reader) -> Cursor:
    """A root with all that come after it and are resumed, at once. What fails ends the run, and is this statement's failure."""
    name = session.full("TASK", reader.name())
    reader.end()
    task = session.account.get("TASK", name)
    require(session, "OPERATE", "TASK", name)
    if task.facts["after"]:
        raise SqlError(91084, f"Task {dotted(name)} is not a root task.")
    run_graph(session, task)
    return session.say(f"Task {name[-1]} is scheduled to run immediately.")


def run_graph(session: Session, task: Thing) -> None:
    """With its owner's rights. A root whose condition is false is skipped, and so is all that comes after it."""
    with session.acting_as(task.owner):
        require_execution(session, task)
        if not holds_now(session, task.facts["when"]):
            return
        run(session, task.facts["definition"])
    for each in children(session, task.name):
        if each.facts["state"] == "started":
            run_graph(session, each)


def holds_now(session: Session, when: str | None) -> bool:
    if when is None:
        return True
    cursor = run(session, f"SELECT ({when}) AS holds")
    return bool(cursor.fetchone()[0])


@statement("DROP TASK")
def drop_task(session: Session, reader: Reader) -> Cursor:
    at = reader.at
    task = existing(session, reader, "TASK")
    if task is not None:
        refuse_running_graph(session, task.name)
    reader.at = at
    return drop(session, reader, "TASK")
