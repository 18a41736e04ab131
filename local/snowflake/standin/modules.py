"""Registers every statement of the stand-in."""

import containers  # noqa: F401
import external_tables  # noqa: F401
import functions  # noqa: F401
import grants  # noqa: F401
import policies  # noqa: F401
import recorded  # noqa: F401
import role_statements  # noqa: F401
import scripting  # noqa: F401
import shares  # noqa: F401
import show_grants  # noqa: F401
import shows  # noqa: F401
import snowpipe  # noqa: F401
import stages  # noqa: F401
import streams  # noqa: F401
import tables  # noqa: F401
import tags  # noqa: F401
import tasks  # noqa: F401
import views  # noqa: F401
