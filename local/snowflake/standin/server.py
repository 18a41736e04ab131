"""Serves the stand-in on a free port of 127.0.0.1, over the protocol of Snowflake's drivers, as far as snowflake-sdk and dbt need it.

`python server.py '{"bucket": "/folder"}'` prints its address on the first line, and runs until standard input ends.
"""

import asyncio
import contextlib
import gzip
import json
import secrets
import socket
import sys
import traceback
import uuid
import warnings
from typing import Any

import uvicorn
from fakesnow.converter import from_binding
from fakesnow.instance import FakeSnow
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

import modules  # noqa: F401 (registers all statements)
from account import Account
from errors import SqlError
from login import log_in
from macros import create_all
from roles import add_system_roles
from rows import rows_of
from session import Session, row_type
from statements import run

# fakesnow converts rows in a way that DuckDB advises against.
warnings.filterwarnings("ignore", message="Arrow output")

FAKESNOW = FakeSnow(create_database_on_connect=False, create_schema_on_connect=False)
ACCOUNT = Account(buckets=json.loads(sys.argv[1]))
add_system_roles(ACCOUNT)
create_all(FAKESNOW.duck_conn)
SESSIONS: dict[str, Session] = {}


async def body_of(request: Request) -> dict[str, Any]:
    body = await request.body()
    return json.loads(gzip.decompress(body) if request.headers.get("content-encoding") == "gzip" else body)


def failure(error: SqlError, **more: Any) -> JSONResponse:
    code = f"{error.number:06d}"
    data = {"errorCode": code, "sqlState": error.state, **more}
    return JSONResponse({"success": False, "code": code, "message": error.message, "data": data})


async def login(request: Request) -> JSONResponse:
    try:
        session = log_in(ACCOUNT, FAKESNOW, (await body_of(request))["data"], dict(request.query_params))
    except SqlError as error:
        return failure(error)
    token = secrets.token_urlsafe(32)
    SESSIONS[token] = session
    info = {"databaseName": session.database, "schemaName": session.schema, "roleName": session.role}
    data = {"token": token, "masterToken": token, "serverVersion": "standin", "parameters": [], "sessionInfo": info}
    return JSONResponse({"success": True, "data": data})


def session_of(request: Request) -> Session | None:
    return SESSIONS.get(request.headers.get("authorization", "").removeprefix('Snowflake Token="').removesuffix('"'))


async def query(request: Request) -> JSONResponse:
    session = session_of(request)
    if session is None:
        return failure(SqlError(390104, "User must login again to access the service.", "08001"))
    body = await body_of(request)
    bindings = body.get("bindings") or {}
    params = [from_binding(bindings[str(n)]) for n in range(1, len(bindings) + 1)] or None
    query_id = str(uuid.uuid4())
    try:
        cursor = run(session, body["sqlText"], params)
        data = {**rows_of(cursor._arrow_table), "rowtype": row_type(cursor)}
    except SqlError as error:
        return failure(error, queryId=query_id)
    except (
        Exception
    ) as error:  # What neither we nor fakesnow expected is the statement's failure, not the server's end.
        traceback.print_exc()
        return failure(
            SqlError(300002, f"The stand-in failed: {type(error).__name__}: {error}", "XX000"), queryId=query_id
        )
    context = {"finalDatabaseName": session.database, "finalSchemaName": session.schema, "finalRoleName": session.role}
    return JSONResponse({"success": True, "data": {"parameters": [], "queryId": query_id, **context, **data}})


async def end(request: Request) -> JSONResponse:
    for token in [t for t, s in SESSIONS.items() if s is session_of(request)]:
        del SESSIONS[token]
    return JSONResponse({"success": True, "data": None})


async def accepted(_: Request) -> JSONResponse:
    return JSONResponse({"success": True, "data": None})


APP = Starlette(
    routes=[
        Route("/session/v1/login-request", login, methods=["POST"]),
        Route("/queries/v1/query-request", query, methods=["POST"]),
        Route("/queries/v1/abort-request", accepted, methods=["POST"]),
        Route("/session", end, methods=["POST"]),
        Route("/session/heartbeat", accepted, methods=["POST"]),
        Route("/telemetry/send", accepted, methods=["POST"]),
    ]
)


# A client that reuses a connection just when it is closed fails, so that is later than any test ends.
IDLE_SECONDS = 3600


async def serve() -> None:
    """Statements run one after another, in the order of their arrival."""
    listening = socket.create_server(("127.0.0.1", 0))
    print(f"http://127.0.0.1:{listening.getsockname()[1]}", flush=True)
    server = uvicorn.Server(uvicorn.Config(APP, log_level="warning", timeout_keep_alive=IDLE_SECONDS, timeout_graceful_shutdown=1))
    serving = asyncio.create_task(server.serve([listening]))
    with contextlib.suppress(EOFError):
        await asyncio.to_thread(sys.stdin.read)
    server.should_exit = True
    await serving


asyncio.run(serve())
