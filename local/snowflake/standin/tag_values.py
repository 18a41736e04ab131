"""Which values a tag may have on a column."""

from access import holds
from account import Name, dotted
from errors import SqlError, insufficient
from session import Session


def check_value(session: Session, name: Name, value: str) -> None:
    """@raises 3977 if the tag does not allow the value; 3001 if the role may not set the tag"""
    tag = session.account.get("TAG", name)
    if tag.facts["allowed"] and value not in tag.facts["allowed"]:
        raise SqlError(3977, f"Tag value '{value}' is not allowed for tag '{dotted(name)}'.")
    if not holds(session, "APPLY", "TAG", name) and not holds(session, "APPLY TAG", "ACCOUNT", ()):
        raise insufficient("TAG", dotted(name))
