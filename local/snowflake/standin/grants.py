"""GRANT and REVOKE: who holds which privilege on what, now and on objects to come."""

from dataclasses import dataclass

from access import holds, owns, require_ownership
from account import Name, arity, dotted, is_within
from errors import SqlError, insufficient, syntax
from objects import unsupported
from reader import Reader
from roles import Role, contained, role_of
from session import Cursor, Session
from statements import statement


@dataclass(frozen=True)
class Grant:
    """A privilege on an object, or on objects of a kind to come: then `name` is the schema or database that will hold them."""

    privilege: str
    kind: str
    name: Name
    grantee: Role
    by: str = ""
    with_option: bool = False


# The kinds of objects that can be granted on, with the privileges that each knows.
PRIVILEGES = {
    "DATABASE": "USAGE REFERENCE_USAGE MODIFY MONITOR CREATE_SCHEMA CREATE_DATABASE_ROLE",
    "SCHEMA": "USAGE MODIFY MONITOR CREATE_TABLE CREATE_VIEW CREATE_STAGE CREATE_FILE_FORMAT CREATE_PIPE CREATE_FUNCTION CREATE_TAG"
    " CREATE_MASKING_POLICY CREATE_TASK CREATE_STREAM CREATE_PROCEDURE CREATE_SEQUENCE CREATE_EXTERNAL_TABLE CREATE_DYNAMIC_TABLE",
    "TABLE": "SELECT INSERT UPDATE DELETE TRUNCATE REFERENCES EVOLVE_SCHEMA",
    "VIEW": "SELECT REFERENCES",
    "EXTERNAL TABLE": "SELECT REFERENCES",
    "STREAM": "SELECT",
    "STAGE": "USAGE READ WRITE",
    "FILE FORMAT": "USAGE",
    "PIPE": "MONITOR OPERATE",
    "FUNCTION": "USAGE",
    "TASK": "MONITOR OPERATE",
    "TAG": "APPLY READ",
    "MASKING POLICY": "APPLY",
    "WAREHOUSE": "USAGE OPERATE MONITOR MODIFY",
    "INTEGRATION": "USAGE",
    "RESOURCE MONITOR": "MODIFY MONITOR",
    "ACCOUNT": "CREATE_DATABASE CREATE_ROLE CREATE_USER CREATE_WAREHOUSE CREATE_INTEGRATION CREATE_SHARE IMPORT_SHARE"
    " MANAGE_SHARE_TARGET OVERRIDE_SHARE_RESTRICTIONS MANAGE_GRANTS"
    " APPLY_MASKING_POLICY APPLY_TAG EXECUTE_TASK EXECUTE_MANAGED_TASK MONITOR_USAGE MONITOR_EXECUTION",
}
KINDS = {
    **{kind: kind for kind in PRIVILEGES},
    **{f"{kind}S": kind for kind in PRIVILEGES},
    "MASKING POLICIES": "MASKING POLICY",
}


@statement("GRANT")
def grant(session: Session, reader: Reader) -> Cursor:
    change(session, reader, "TO")
    return session.say("Statement executed successfully.")


@statement("REVOKE")
def revoke(session: Session, reader: Reader) -> Cursor:
    change(session, reader, "FROM")
    return session.say("Statement executed successfully.")


def change(session: Session, reader: Reader, direction: str) -> None:
    """GRANT … TO and REVOKE … FROM, which differ in the last step only."""
    option_only = direction == "FROM" and reader.accept("GRANT OPTION FOR")
    for kind in ("DATABASE ROLE", "ROLE"):
        if reader.accept(kind):
            name = session.full(kind, reader.name())
            session.account.get(kind, name)
            require_grantor(session, kind, name)
            reader.expect(direction)
            settle(session, direction, [Grant("USAGE", kind, name, grantee(session, reader), session.role)])
            reader.end()
            return
    privileges = [" ".join(privilege) for privilege in privileges_of(reader)]
    targets, to_come = targets_of(session, reader)
    reader.expect(direction)
    who = grantee(session, reader)
    with_option = direction == "TO" and reader.accept("WITH GRANT OPTION")
    if privileges == ["OWNERSHIP"]:
        if to_come or direction == "FROM":
            raise unsupported("ownership of objects to come, or revoked")
        for kind, name in targets:
            transfer(session, kind, name, who, reader)
        return
    if direction == "FROM" and not reader.accept("CASCADE"):
        reader.accept("RESTRICT")
    reader.end()
    made = [
        Grant(privilege, kind, name, who, session.role, with_option)
        for kind, name in targets
        for privilege in expand(privileges, kind)
    ]
    if to_come:
        settle_to_come(session, direction, made)
        return
    for kind, name in targets:
        require_grantor(session, kind, name, privileges)
    for each in made:
        check_share(session, each)
    if not option_only:
        settle(session, direction, made)


def privileges_of(reader: Reader) -> list[list[str]]:
    """The words of each privilege, up to ON."""
    found: list[list[str]] = [[]]
    while not reader.accept("ON"):
        if reader.accept(","):
            found.append([])
        else:
            found[-1].append(reader.word())
    return found


def expand(privileges: list[str], kind: str) -> list[str]:
    """@raises 1003 if this kind of object has no such privilege"""
    known = [
        privilege.replace("_", " ") if privilege != "REFERENCE_USAGE" else privilege
        for privilege in PRIVILEGES[kind].split()
    ]
    if privileges in (["ALL"], ["ALL PRIVILEGES"]):
        return known
    for privilege in privileges:
        if privilege not in known:
            raise syntax(f"{privilege} is not a privilege of a {kind.lower()}, as far as the stand-in knows.")
    return privileges


def targets_of(session: Session, reader: Reader) -> tuple[list[tuple[str, Name]], bool]:
    """The objects after ON, and whether they are those to come."""
    if reader.accept("ACCOUNT"):
        return [("ACCOUNT", ())], False
    which = next((word for word in ("ALL", "FUTURE") if reader.accept(word)), None)
    kind = KINDS.get(next((k for k in sorted(KINDS, key=len, reverse=True) if reader.accept(k)), ""))
    if kind is None:
        raise reader.problem("expected a kind of object")
    if which is None:
        name = session.full(kind, reader.name())
        if kind == "FUNCTION":
            reader.group()
        session.account.get(kind, name)
        return [(kind, name)], False
    outer = reader.one_of("IN SCHEMA", "IN DATABASE").removeprefix("IN ")
    container = session.full(outer, reader.name())
    session.account.get(outer, container)
    if which == "FUTURE":
        return [(kind, container)], True
    return [
        (kind, thing.name) for thing in session.account.of_kind(kind) if is_within(thing.name, container, kind)
    ], False


def grantee(session: Session, reader: Reader) -> Role:
    """@raises 2003 if there is no such role or share"""
    kind = next((k for k in ("DATABASE ROLE", "ROLE", "SHARE", "USER") if reader.accept(k)), "ROLE")
    name = session.full(kind, reader.name())
    if kind != "USER" or session.account.find("USER", name):
        session.account.get(kind, name)
    return kind, name


def require_grantor(session: Session, kind: str, name: Name, privileges: list[str] | None = None) -> None:
    """@raises 3001 unless the role owns the object, may grant everything, or has the privileges with the grant option. In a schema
    with managed access the schema's owner grants."""
    roles = contained(session.account, session.role)
    if role_of(("SECURITYADMIN",)) in roles or holds(session, "MANAGE GRANTS", "ACCOUNT", ()):
        return
    if kind == "ROLE" and role_of(("USERADMIN",)) in roles and owns(session, kind, name):
        return
    schema = session.account.find("SCHEMA", name[:2]) if arity(kind) == 3 else None
    is_managed = schema is not None and schema.facts.get("managed")
    if owns(session, "SCHEMA", name[:2]) if is_managed else owns(session, kind, name):
        return
    held = {
        g.privilege
        for g in session.account.grants
        if (g.kind, g.name) == (kind, name) and g.with_option and g.grantee in roles
    }
    if not privileges or not set(privileges) <= held:
        raise insufficient(kind, dotted(name) or "ACCOUNT")


def settle(session: Session, direction: str, changed: list[Grant]) -> None:
    keys = {(g.privilege, g.kind, g.name, g.grantee) for g in changed}
    kept = [g for g in session.account.grants if (g.privilege, g.kind, g.name, g.grantee) not in keys]
    session.account.grants = kept + (changed if direction == "TO" else [])


def settle_to_come(session: Session, direction: str, changed: list[Grant]) -> None:
    """@raises 3001 unless the role may grant everything, or owns the schema"""
    for name in {g.name for g in changed}:
        if not holds(session, "MANAGE GRANTS", "ACCOUNT", ()) and role_of(("SECURITYADMIN",)) not in contained(
            session.account, session.role
        ):
            if len(name) != 2:
                raise insufficient("DATABASE", dotted(name))
            require_ownership(session, "SCHEMA", name)
    keys = {(g.privilege, g.kind, g.name, g.grantee) for g in changed}
    kept = [g for g in session.account.future_grants if (g.privilege, g.kind, g.name, g.grantee) not in keys]
    session.account.future_grants = kept + (changed if direction == "TO" else [])


def grant_as_declared(session: Session, kind: str, name: Name) -> None:
    """Gives a new object the grants that were declared for objects to come. Those of the schema replace those of the database."""
    declared = [g for g in session.account.future_grants if g.kind == kind and g.name == name[: len(g.name)]]
    of_schema = [g for g in declared if len(g.name) == 2]
    for g in of_schema or declared:
        settle(session, "TO", [Grant(g.privilege, kind, name, g.grantee, g.by)])


def transfer(session: Session, kind: str, name: Name, who: Role, reader: Reader) -> None:
    """GRANT OWNERSHIP."""
    what = next((each for each in ("COPY", "REVOKE") if reader.accept(f"{each} CURRENT GRANTS")), None)
    reader.end()
    if who[0] not in ("ROLE", "DATABASE ROLE"):
        raise unsupported(f"ownership for a {who[0].lower()}")
    require_ownership(session, kind, name)
    others = [g for g in session.account.grants if (g.kind, g.name) == (kind, name)]
    if others and what is None:
        raise SqlError(
            3036, f"Dependent grant of privilege '{others[0].privilege}' on securable '{dotted(name)}' exists.", "42501"
        )
    if what == "REVOKE":
        session.account.grants = [g for g in session.account.grants if g not in others]
    session.account.get(kind, name).owner = dotted(who[1])


def check_share(session: Session, given: Grant) -> None:
    """@raises 3078 if a view that is not secure is to be shared; 3001 if the share could not reach it"""
    if given.grantee[0] != "SHARE":
        return
    thing = session.account.find(given.kind, given.name)
    if given.kind in ("VIEW", "FUNCTION") and thing and not thing.facts["secure"]:
        raise SqlError(3078, f"Non-secure object '{dotted(given.name)}' can't be granted to a share.", "42501")
    for kind, name in (("DATABASE", given.name[:1]), ("SCHEMA", given.name[:2])):
        needs = kind != given.kind and arity(given.kind) > len(name)
        if needs and not any(
            (g.kind, g.name, g.grantee) == (kind, name, given.grantee) for g in session.account.grants
        ):
            raise SqlError(
                3031, f"Share '{given.grantee[1][0]}' has no USAGE on {kind.lower()} '{dotted(name)}' yet.", "42501"
            )
