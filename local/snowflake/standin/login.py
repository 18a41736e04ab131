"""Logs a client in. Passwords, keys and signatures are not checked."""

from typing import Any

from fakesnow.instance import FakeSnow

from account import Account
from errors import SqlError
from roles import use
from session import Session


def log_in(account: Account, fakesnow: FakeSnow, data: dict[str, Any], query: dict[str, str]) -> Session:
    """
    @param data the request's body
    @param query the request's parameters: `roleName`, `warehouse`, `databaseName`, `schemaName`
    @raises 390189 if the role does not exist. A database or schema that does not exist is left out, as Snowflake does
    """
    role, warehouse, database, schema = (
        query.get(key, "").upper() for key in ("roleName", "warehouse", "databaseName", "schemaName")
    )
    connection = fakesnow.connect(database or None, schema or None)
    session = Session(account, connection, str(data.get("LOGIN_NAME", "")).upper(), role or "ACCOUNTADMIN")
    try:
        use(session, session.role)
    except SqlError as error:
        message = f"Role '{role}' specified in the connect string does not exist or not authorized."
        raise SqlError(390189, message, "08001") from error
    session.warehouse = warehouse or None
    return session
