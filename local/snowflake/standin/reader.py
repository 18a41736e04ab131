"""Reads a statement from left to right, word by word."""

import re

from errors import syntax

TOKEN = re.compile(
    r"""(?P<space>\s+|--[^\n]*|/\*.*?\*/)
    |(?P<string>'(?:[^'\\]|''|\\.)*'|\$\$.*?\$\$)
    |(?P<quoted>"(?:[^"]|"")*")
    |(?P<word>[A-Za-z_0-9][\w$]*)
    |(?P<mark>->|=>|::|.)""",
    re.S | re.X,
)
STAGE_PATH = re.compile(r"@[^\s();,]+")


class Reader:
    """The words of one statement, and how far they have been read."""

    def __init__(self, sql: str) -> None:
        self.sql = sql
        self.tokens = [m for m in TOKEN.finditer(sql) if m.lastgroup != "space"]
        while self.tokens and self.tokens[-1].group() == ";":
            self.tokens.pop()
        self.at = 0

    def done(self) -> bool:
        return self.at >= len(self.tokens)

    def peek(self, ahead: int = 0) -> str:
        """The next token as it is written; empty at the end."""
        at = self.at + ahead
        return self.tokens[at].group() if at < len(self.tokens) else ""

    def accept(self, words: str) -> bool:
        """Skips these words if they come next: `accept("IF NOT EXISTS")`."""
        wanted = words.split()
        if [self.peek(n).upper() for n in range(len(wanted))] != wanted:
            return False
        self.at += len(wanted)
        return True

    def expect(self, words: str) -> None:
        if not self.accept(words):
            raise self.problem(f"expected {words}")

    def one_of(self, *choices: str) -> str:
        """The first of the choices that comes next; it is skipped."""
        for choice in choices:
            if self.accept(choice):
                return choice
        raise self.problem(f"expected {' or '.join(choices)}")

    def problem(self, what: str) -> Exception:
        return syntax(f"syntax error, {what} before '{self.rest(False)[:60]}' in '{self.sql.strip()[:80]}'")

    def word(self) -> str:
        """An identifier, in upper case unless it is quoted."""
        token = self.tokens[self.at] if not self.done() else None
        if token is None or token.lastgroup not in ("word", "quoted"):
            raise self.problem("expected a name")
        self.at += 1
        text = token.group()
        return text[1:-1].replace('""', '"') if token.lastgroup == "quoted" else text.upper()

    def name(self) -> tuple[str, ...]:
        """A name with as many parts as are written: `("DB", "SCHEMA", "TABLE")`."""
        parts = [self.word()]
        while self.accept("."):
            parts.append(self.word())
        return tuple(parts)

    def names(self) -> list[tuple[str, ...]]:
        """Names between commas."""
        found = [self.name()]
        while self.accept(","):
            found.append(self.name())
        return found

    def string(self) -> str:
        """The text of a literal, in quotes or between `$$`."""
        token = self.tokens[self.at] if not self.done() else None
        if token is None or token.lastgroup != "string":
            raise self.problem("expected a text in quotes")
        self.at += 1
        return unquote(token.group())

    def stage_path(self) -> tuple[tuple[str, ...], str]:
        """`@db.schema.stage/path/`: the stage's name and the path."""
        start = self.tokens[self.at].start() if not self.done() else len(self.sql)
        found = STAGE_PATH.match(self.sql, start)
        if not found:
            raise self.problem("expected a stage")
        while not self.done() and self.tokens[self.at].start() < found.end():
            self.at += 1
        name, _, path = found.group()[1:].partition("/")
        return Reader(name).name(), path

    def group(self) -> list[str]:
        """The parts, between commas, of what stands in brackets next."""
        self.expect("(")
        parts, start, depth = [], self.at, 1
        while not self.done():
            mark = self.peek()
            depth += (mark in ("(", "[", "{")) - (mark in (")", "]", "}"))
            if depth == 0 or (depth == 1 and mark == ","):
                if self.at > start or mark == ",":
                    parts.append(self.between(start, self.at))
                start = self.at + 1
            self.at += 1
            if depth == 0:
                return parts
        raise self.problem("a bracket is not closed")

    def between(self, start: int, end: int) -> str:
        """The text of these tokens, as it is written."""
        return self.sql[self.tokens[start].start() : self.tokens[end - 1].end()] if end > start else ""

    def rest(self, take: bool = True) -> str:
        """All that follows, as it is written."""
        text = self.between(self.at, len(self.tokens))
        if take:
            self.at = len(self.tokens)
        return text

    def options(self) -> dict[str, str]:
        """`KEY = value` until the end, or until what has no `=`. Values are as written, literals without quotes."""
        found: dict[str, str] = {}
        while self.peek(1) == "=":
            key = self.word()
            self.expect("=")
            found[key] = self.value()
            self.accept(",")
        return found

    def value(self) -> str:
        token = self.peek()
        if token == "(":
            start = self.at
            self.group()
            return self.between(start, self.at)
        if token[:1] in ("'", "$"):
            return self.string()
        return ".".join(self.name())

    def end(self) -> None:
        """Everything has been read: what this stand-in does not know is an error, never skipped."""
        if not self.done():
            raise self.problem("the stand-in does not know what comes")


def unquote(literal: str) -> str:
    """The text of a literal."""
    if literal.startswith("$$"):
        return literal[2:-2]
    escapes = {"n": "\n", "t": "\t", "r": "\r", "0": "\0"}
    return re.sub(r"''|\\(.)", lambda m: "'" if m[1] is None else escapes.get(m[1], m[1]), literal[1:-1], flags=re.S)
