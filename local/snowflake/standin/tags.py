"""Tags with their allowed values, and the masking policies that they carry."""

from access import holds, owns
from account import Thing, dotted
from errors import SqlError, insufficient, syntax
from objects import add, created, drop, existing, set_options
from reader import Reader
from session import Cursor, Session
from statements import Creation, create, statement
from types_of import kind_of
from views import rebuild_all


@create("TAG")
def create_tag(session: Session, creation: Creation, reader: Reader) -> Cursor:
    allowed = texts(reader) if reader.accept("ALLOWED_VALUES") else []
    options = reader.options()
    reader.end()
    if set(options) - {"COMMENT"}:
        raise syntax(f"CREATE TAG: not known here: {', '.join(options)}")
    return created(session, creation, add(session, creation, {**options, "allowed": allowed, "policies": {}}))


def texts(reader: Reader) -> list[str]:
    found = [reader.string()]
    while reader.accept(","):
        found.append(reader.string())
    return found


@statement("ALTER TAG")
def alter_tag(session: Session, reader: Reader) -> Cursor:
    if_exists = reader.accept("IF EXISTS")
    name = session.full("TAG", reader.name())
    if if_exists and not session.account.find("TAG", name):
        return session.say("Statement executed successfully.")
    tag = session.account.get("TAG", name)
    verb = reader.one_of(
        "ADD ALLOWED_VALUES",
        "DROP ALLOWED_VALUES",
        "UNSET ALLOWED_VALUES",
        "SET MASKING POLICY",
        "UNSET MASKING POLICY",
        "SET COMMENT",
        "UNSET COMMENT",
    )
    if verb.endswith("MASKING POLICY"):
        alter_policies(session, tag, verb == "SET MASKING POLICY", reader)
    elif not owns(session, "TAG", name):
        raise insufficient("TAG", dotted(name))
    elif verb.endswith("COMMENT"):
        reader.at -= 2
        return set_options(session, tag, reader)
    else:
        alter_allowed(tag, verb.split()[0], texts(reader) if verb[0] in "AD" else [])
    reader.end()
    return session.say("Statement executed successfully.")


def alter_allowed(tag: Thing, verb: str, values: list[str]) -> None:
    kept = [value for value in tag.facts["allowed"] if value not in values]
    tag.facts["allowed"] = [] if verb == "UNSET" else kept + values if verb == "ADD" else kept


def alter_policies(session: Session, tag: Thing, is_set: bool, reader: Reader) -> None:
    """One policy for each data type. @raises 3552 if there is another of that type already, and the statement does not say FORCE"""
    names = [session.full("MASKING POLICY", reader.name())]
    while reader.accept(", MASKING POLICY"):
        names.append(session.full("MASKING POLICY", reader.name()))
    is_forced = reader.accept("FORCE")
    for name in names:
        policy = session.account.get("MASKING POLICY", name)
        require_application(session, tag, policy)
        kind, held = kind_of(policy.facts["type"]), tag.facts["policies"]
        if not is_set:
            if held.get(kind) != name:
                raise SqlError(3549, f"Masking policy '{dotted(name)}' is not set on tag '{dotted(tag.name)}'.")
            del held[kind]
            continue
        if held.get(kind, name) != name and not is_forced:
            raise SqlError(3552, f"Tag '{dotted(tag.name)}' already has a masking policy for {kind}.")
        held[kind] = name
    rebuild_all(session)


def require_application(session: Session, tag: Thing, policy: Thing) -> None:
    on_tag = owns(session, "TAG", tag.name) or holds(session, "APPLY TAG", "ACCOUNT", ())
    on_policy = holds(session, "APPLY", "MASKING POLICY", policy.name) or holds(
        session, "APPLY MASKING POLICY", "ACCOUNT", ()
    )
    if not (on_tag and on_policy):
        raise insufficient("TAG", dotted(tag.name))


@statement("DROP TAG")
def drop_tag(session: Session, reader: Reader) -> Cursor:
    """@raises 3590 if a policy is set on it"""
    at = reader.at
    tag = existing(session, reader, "TAG")
    if tag is not None and tag.facts["policies"]:
        raise SqlError(3590, f"Tag '{dotted(tag.name)}' can't be dropped: a masking policy is set on it.")
    reader.at = at
    answer = drop(session, reader, "TAG")
    rebuild_all(session)
    return answer
