"""What a Snowflake account holds besides tables and rows: named objects with an owner. DuckDB holds tables and rows."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from errors import exists_already, unknown

Name = tuple[str, ...]


def dotted(name: Name) -> str:
    return ".".join(name)


def now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC).replace(tzinfo=None)


@dataclass
class Thing:
    """A named object. `facts` is what its kind adds: a pipe's statement, a tag's allowed values."""

    kind: str
    name: Name
    owner: str
    facts: dict[str, Any] = field(default_factory=dict)
    created: datetime.datetime = field(default_factory=now)


@dataclass
class Account:
    """All objects, by kind and name, and all grants. One for each run of the server."""

    buckets: dict[str, str] = field(default_factory=dict)
    things: dict[tuple[str, Name], Thing] = field(default_factory=dict)
    grants: list[Any] = field(default_factory=list)
    future_grants: list[Any] = field(default_factory=list)
    loads: list[dict[str, Any]] = field(default_factory=list)

    def find(self, kind: str, name: Name) -> Thing | None:
        return self.things.get((kind, name))

    def get(self, kind: str, name: Name) -> Thing:
        """@raises 2003 if there is none"""
        found = self.find(kind, name)
        if found is None:
            raise unknown(kind, dotted(name))
        return found

    def add(self, thing: Thing) -> Thing:
        """@raises 2002 if there is one already"""
        if self.find(thing.kind, thing.name):
            raise exists_already(dotted(thing.name))
        self.things[thing.kind, thing.name] = thing
        return thing

    def drop(self, kind: str, name: Name) -> None:
        """Removes it, what is in it, and the grants on and to all that."""
        container = kind in ("DATABASE", "SCHEMA")
        for key in [k for k in self.things if k == (kind, name) or (container and is_within(k[1], name, k[0]))]:
            del self.things[key]
            self.grants = [g for g in self.grants if key not in ((g.kind, g.name), g.grantee)]
            self.future_grants = [g for g in self.future_grants if g.grantee != key and g.name != key[1]]

    def of_kind(self, kind: str) -> list[Thing]:
        return sorted((t for t in self.things.values() if t.kind == kind), key=lambda t: t.name)


# Their names have one part: they belong to the account.
ACCOUNT_LEVEL = {"DATABASE", "ROLE", "USER", "WAREHOUSE", "INTEGRATION", "RESOURCE MONITOR", "SHARE"}
# Theirs have two: database and name.
DATABASE_LEVEL = {"SCHEMA", "DATABASE ROLE"}


def arity(kind: str) -> int:
    """How many parts a full name has."""
    return 1 if kind in ACCOUNT_LEVEL else 2 if kind in DATABASE_LEVEL else 3


def is_within(name: Name, container: Name, kind: str) -> bool:
    """Whether an object of this kind and name lies in a database or schema."""
    return kind not in ACCOUNT_LEVEL and len(name) > len(container) and name[: len(container)] == container
