"""Objects that are kept with their settings and have no effect: warehouses, resource monitors, integrations, users."""

from access import require_ownership
from account import Name
from errors import SqlError
from objects import existing, make, set_options
from reader import Reader
from session import Cursor, Session
from statements import Creation, create, statement

INTEGRATIONS = ("STORAGE INTEGRATION", "NOTIFICATION INTEGRATION", "INTEGRATION")
# Snowflake's user, whom a role in the customer's account trusts.
IAM_USER = "arn:aws:iam::123456789012:user/standin"
REQUIRED = {
    "STORAGE INTEGRATION": ("TYPE", "STORAGE_PROVIDER", "ENABLED", "STORAGE_AWS_ROLE_ARN", "STORAGE_ALLOWED_LOCATIONS"),
    "NOTIFICATION INTEGRATION": ("TYPE", "ENABLED"),
}


@create("WAREHOUSE", "USER", *INTEGRATIONS[:2])
def create_recorded(session: Session, creation: Creation, reader: Reader) -> Cursor:
    reader.accept("WITH")
    options = reader.options()
    reader.end()
    lacking = [key for key in REQUIRED.get(creation.kind, ()) if key not in options]
    if lacking:
        raise SqlError(1003, f"SQL compilation error:\nmissing {', '.join(lacking)} in CREATE {creation.kind}.")
    if creation.kind in INTEGRATIONS:
        options["CATEGORY"], creation.kind = creation.kind.split()[0], "INTEGRATION"
        options.setdefault("STORAGE_AWS_EXTERNAL_ID", "standin")
    return make(session, creation, options)


@create("RESOURCE MONITOR")
def create_monitor(session: Session, creation: Creation, reader: Reader) -> Cursor:
    reader.accept("WITH")
    options = reader.options()
    if reader.accept("TRIGGERS"):
        options["TRIGGERS"] = reader.rest()
    reader.end()
    return make(session, creation, options)


@statement(*(f"ALTER {kind}" for kind in INTEGRATIONS), "ALTER WAREHOUSE", "ALTER USER", "ALTER RESOURCE MONITOR")
def alter_recorded(session: Session, reader: Reader) -> Cursor:
    words = " ".join(token.group().upper() for token in reader.tokens[1 : reader.at])
    thing = existing(session, reader, "INTEGRATION" if words in INTEGRATIONS else words)
    if thing is None or reader.accept("SUSPEND") or reader.accept("RESUME IF SUSPENDED") or reader.accept("RESUME"):
        reader.end()
        return session.say("Statement executed successfully.")
    return set_options(session, thing, reader)


@statement(*(f"{verb} {kind}" for verb in ("DESC", "DESCRIBE") for kind in INTEGRATIONS))
def describe_integration(session: Session, reader: Reader) -> Cursor:
    name: Name = reader.name()
    reader.end()
    thing = session.account.get("INTEGRATION", name)
    require_ownership(session, "INTEGRATION", name)
    facts = {key: value for key, value in thing.facts.items() if key != "CATEGORY"}
    if thing.facts["CATEGORY"] == "STORAGE":
        facts["STORAGE_AWS_IAM_USER_ARN"] = IAM_USER
    else:
        facts |= {"SF_AWS_IAM_USER_ARN": IAM_USER, "SF_AWS_EXTERNAL_ID": "standin"}
    rows = [(key, "String", value, "") for key, value in sorted(facts.items())]
    return session.answer(["property", "property_type", "property_value", "property_default"], rows)
