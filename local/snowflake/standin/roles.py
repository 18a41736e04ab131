"""Roles: which a role contains, and which one a session has.

A role that is granted to another is kept as Snowflake shows it: the other has USAGE on it.
"""

from account import Account, Name, Thing, dotted
from errors import SqlError
from session import Session

# Snowflake's own roles, and which of them each contains.
SYSTEM_ROLES = {
    "ACCOUNTADMIN": ("SECURITYADMIN", "SYSADMIN"),
    "SECURITYADMIN": ("USERADMIN",),
    "USERADMIN": (),
    "SYSADMIN": (),
    "PUBLIC": (),
}

# Kind and name. A role of the account has a name of one part, a database role of two.
Role = tuple[str, Name]


def role_of(name: Name) -> Role:
    return ("ROLE" if len(name) == 1 else "DATABASE ROLE", name)


def add_system_roles(account: Account) -> None:
    for name in SYSTEM_ROLES:
        account.add(Thing("ROLE", (name,), ""))


def contained(account: Account, role: str) -> set[Role]:
    """The role itself, all that it contains, and PUBLIC."""
    found: set[Role] = set()
    todo: list[Role] = [role_of((role,)), role_of(("PUBLIC",))]
    while todo:
        each = todo.pop()
        if each in found:
            continue
        found.add(each)
        if each[0] == "ROLE":
            todo += [role_of((inner,)) for inner in SYSTEM_ROLES.get(each[1][0], ())]
        todo += [(g.kind, g.name) for g in account.grants if g.kind in ("ROLE", "DATABASE ROLE") and g.grantee == each]
    return found


def use(session: Session, role: str) -> None:
    """@raises 2043 if there is none. Who a role is granted to is not checked: there are no users here"""
    if not session.account.find("ROLE", (role,)):
        raise SqlError(
            2043, "SQL compilation error:\nObject does not exist, or operation cannot be performed.", "02000"
        )
    session.role = role


def show_to_duck(session: Session) -> None:
    """Masks and views are evaluated in DuckDB under the reader's roles, which are a variable there. Before each statement, since
    a grant counts at once."""
    names = sorted(dotted(name) for _, name in contained(session.account, session.role))
    session.duck("SET VARIABLE session_roles = [" + ", ".join(f"'{name}'" for name in names) + "]")
    session.duck(f"SET VARIABLE session_role = '{session.role}'")
