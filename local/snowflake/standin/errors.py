"""Snowflake's errors, by the numbers that its drivers show."""


class SqlError(Exception):
    """An error that the server answers with: Snowflake's number, its message, and its SQLSTATE."""

    def __init__(self, number: int, message: str, state: str = "42000") -> None:
        super().__init__(message)
        self.number, self.message, self.state = number, message, state


def syntax(problem: str) -> SqlError:
    """A statement that Snowflake, or this stand-in, can't read."""
    return SqlError(1003, f"SQL compilation error:\n{problem}")


def exists_already(name: str) -> SqlError:
    return SqlError(2002, f"SQL compilation error:\nObject '{name}' already exists.", "42710")


def unknown(kind: str, name: str) -> SqlError:
    """Snowflake does not say which of the two it is, so that names can't be guessed."""
    return SqlError(
        2003, f"SQL compilation error:\n{kind.capitalize()} '{name}' does not exist or not authorized.", "02000"
    )


def nothing_there(kind: str, name: str) -> SqlError:
    """What USE and SHOW … IN say of an unknown object."""
    message = f"SQL compilation error:\n{kind.capitalize()} '{name}' does not exist, or operation cannot be performed."
    return SqlError(2043, message, "02000")


def insufficient(kind: str, name: str) -> SqlError:
    return SqlError(
        3001, f"SQL access control error:\nInsufficient privileges to operate on {kind.lower()} '{name}'.", "42501"
    )
