"""Statements as lines of text."""

from __future__ import annotations

import ast
import re

WIDTH = 96
_OPENED = re.compile(rf"[^\"'#(]{{40,{WIDTH - 1}}}\((?=.)")
"""A line that can be broken behind the bracket of its first call alone."""
_QUOTED = re.compile(r"'([^'\"\\]*)'")


def statement_lines(statement: ast.stmt, indent: int = 4) -> list[str]:
    """Return the lines of a statement, none of them too long where it can be broken."""
    text = ast.unparse(ast.fix_missing_locations(statement))
    if isinstance(statement, ast.Return) and isinstance(statement.value, ast.Tuple):
        text = _bare(text) if len(text) + indent <= WIDTH else text
    return [
        part
        for line in text.split("\n")
        for part in broken(" " * indent + _QUOTED.sub(r'"\1"', line))
    ]


def _bare(text: str) -> str:
    """Return the giving back of several values without the brackets around them."""
    inner = text.removeprefix("return (").removesuffix(")")
    return f"return {inner}"


def broken(line: str) -> list[str]:
    """Break a line within its brackets, so that no part is too long."""
    if len(line) <= WIDTH:
        return [line]
    indent = " " * (len(line) - len(line.lstrip()) + 8)
    places = [p for p in _breaks(line) if len(indent) < p <= WIDTH]
    if not places:
        opened = _OPENED.match(line)
        if opened is None:
            return [line]
        return [opened[0], *_go_on(indent + line[opened.end() :], opened[0])]
    least = min(depth for depth, place in _depths(line) if place in places)
    place = max(place for depth, place in _depths(line) if place in places and depth == least)
    first, rest = line[:place].rstrip(), line[place:].lstrip()
    # What goes on within brackets may be broken again, as if they were still open.
    return [first, *(part for part in _go_on(indent + rest, line[:place]))]


def _go_on(rest: str, before: str) -> list[str]:
    if len(rest) <= WIDTH:
        return [rest]
    opened = sum(before.count(b) for b in "([{") - sum(before.count(b) for b in ")]}")
    places = [p for d, p in _depths(rest, opened) if d > 0 and 16 < p <= WIDTH]
    if not places:
        return [rest]
    indent = " " * (len(rest) - len(rest.lstrip()))
    place = max(places)
    head = rest[:place]
    return [head.rstrip(), *_go_on(indent + rest[place:].lstrip(), before + head)]


def _breaks(line: str) -> list[int]:
    return [place for depth, place in _depths(line) if depth > 0]


def _depths(line: str, depth: int = 0) -> list[tuple[int, int]]:
    """Return behind which characters a line may be broken, and within how many brackets."""
    found: list[tuple[int, int]] = []
    quoted, escaped = "", False
    for place, character in enumerate(line):
        if quoted:
            quoted = "" if character == quoted and not escaped else quoted
            escaped = character == "\\" and not escaped
        elif character in "\"'":
            quoted = character
        elif character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
        elif depth > 0 and line[place : place + 2] == ", ":
            found.append((depth, place + 2))
    return found
