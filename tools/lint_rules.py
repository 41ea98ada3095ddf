"""The rules of the house. Each takes one File and yields findings."""

import os
import re
from dataclasses import dataclass
from functools import cached_property

import lint_cpp as cpp
import lint_house
from lint_coroutines import ACTS, COROUTINES, condition_rule, order_rule, parameter_rule
from lint_coroutines import temporary_rules

LIBRARIES = (
    *("sim", "strategies", "primitives", "traces", "explore", "shrink", "programs"),
    *("properties", "testing", "zoo", "coordinator"),
)
AROUND = ("cli", "bench", "examples")
# Which folders may include a library from outside; nobody else may, but tests.
OUTSIDE = {
    "nlohmann": ("traces", "explore", "shrink", "programs", "properties", "coordinator", "cli"),
    "zlib.h": ("coordinator",),
    "gtest": ("testing", "examples", "include"),
    "rapidcheck": ("testing", "examples", "include"),
    "rapidcheck.h": ("properties", "testing", "examples", "include", "cli"),
    "CLI": ("cli",),
    "fmt": ("cli", "bench", "examples"),
    "benchmark": ("bench",),
    "valijson": (),
}
COLUMNS, LINES_WANTED, LINES_ALLOWED = 100, 300, 400
MARKABLE = ("C1", "C2", "C3", "C10", "C11", "chance", "clock", "thread", "unordered", "float")

USE_RNG = "draw()/choose() or sim::Rng, which are the same on every platform"
USE_CLOCK = "loop.now() or VirtualClock"
USE_POOL = "to_thread() and the simulated pool"
# word: (rule, replacement). Words in CALLED count only as calls of a free function.
BANNED = {
    "shuffle": ("chance", USE_RNG),
    "random_device": ("chance", USE_RNG),
    "rand": ("chance", USE_RNG),
    "srand": ("chance", USE_RNG),
    "mt19937": ("chance", USE_RNG),
    "mt19937_64": ("chance", USE_RNG),
    "default_random_engine": ("chance", USE_RNG),
    "system_clock": ("clock", USE_CLOCK),
    "steady_clock": ("clock", USE_CLOCK),
    "high_resolution_clock": ("clock", USE_CLOCK),
    "clock_gettime": ("clock", USE_CLOCK),
    "gettimeofday": ("clock", USE_CLOCK),
    "jthread": ("thread", USE_POOL),
    "thread": ("thread", USE_POOL),
    "async": ("thread", USE_POOL),
    "sleep_for": ("thread", "sleep()"),
    "sleep_until": ("thread", "sleep_until() of the loop"),
}
CALLED = {"rand", "srand"}
FROM_STD = {"shuffle", "thread", "jthread", "async", "sleep_for", "sleep_until"}


@dataclass(frozen=True)
class Finding:
    path: str
    line: int
    rule: str
    message: str
    warning: bool = False

    def __str__(self):
        kind = "warning: " if self.warning else ""
        return f"{self.path}:{self.line}: {kind}{self.rule}: {self.message}"


class File:
    """One file of the tree; `acting` names the types whose end others see, see acting_types()."""

    def __init__(self, path, text, acting=frozenset(COROUTINES)):
        self.path = path
        self.text = text
        self.acting = acting
        self.folder = path.split("/")[0]
        self.name = os.path.basename(path)

    is_header = property(lambda self: self.path.endswith(".h"))
    is_test = property(lambda self: self.path.endswith("_test.cpp"))
    # The folder testing/ within another holds what its tests share.
    serves_tests = property(lambda self: "/testing/" in self.path)
    is_cpp = property(lambda self: self.path.endswith((".h", ".cpp")))

    @cached_property
    def lines(self):
        return self.text.split("\n")

    @cached_property
    def source(self):
        return cpp.Source(self.text)

    @cached_property
    def reader(self):
        return cpp.Reader(self.source.tokens)

    def at(self, line, rule, message, last_line=None):
        """The finding, unless a marker on one of its lines excuses it. Rules without a marker
        make their findings themselves."""
        for marker in self.source.markers:
            if marker.rule == rule and marker.reason:
                if line <= marker.covers <= (last_line or line):
                    marker.used = True
                    return
        yield Finding(self.path, line, rule, message)


def text_rules(file):
    for number, line in enumerate(file.lines, 1):
        if len(line) > COLUMNS and not file.path.endswith(".md"):
            yield Finding(file.path, number, "width", f"{len(line)} columns, {COLUMNS} at most")
        if line != line.rstrip():
            yield Finding(file.path, number, "space", "trailing whitespace; remove it")
    if file.text and not file.text.endswith("\n"):
        yield Finding(file.path, len(file.lines), "newline", "end the file with a newline")
    count = file.text.count("\n")
    if count > LINES_WANTED and file.path.endswith((".h", ".cpp", ".py", ".cmake")):
        message = f"{count} lines, {LINES_WANTED} wanted, {LINES_ALLOWED} at most: split by concept"
        yield Finding(file.path, count, "length", message, warning=count <= LINES_ALLOWED)


def header_rules(file):
    directives = file.source.directives
    if file.is_header and "".join(directives[:1]).split() != ["#pragma", "once"]:
        yield Finding(file.path, 1, "pragma", "begin the header with #pragma once")


def include_rules(file):
    found = file.source.includes
    own = re.sub(r"(_test)?\.cpp$", ".h", file.path)
    for line, quote, path in found:
        top = path.split("/")[0]
        ours = top in LIBRARIES + AROUND
        if quote == '"' and "/" not in path:
            message = f'spell it from the root: "{file.folder}/..."'
            yield Finding(file.path, line, "include", message)
        elif quote == "<" and ours:
            yield Finding(file.path, line, "include", f'ours are quoted: "{path}"')
        elif file.is_test or file.serves_tests or not file.is_cpp:
            continue
        elif top == "foliot" and file.folder not in (*AROUND, "include", "cmake"):
            yield Finding(file.path, line, "arrow", f"{path} is for users")
        elif file.folder not in OUTSIDE.get(top, (file.folder,)):
            allowed = ", ".join(OUTSIDE[top]) or "tests"
            yield Finding(file.path, line, "arrow", f"{path} is for {allowed} and tests only")
    if file.path.endswith(".cpp") and own in [path for _, _, path in found]:
        if found[0][2] != own:
            yield Finding(file.path, found[0][0], "include", f'own header first: "{own}"')


def word_rules(file):
    if file.folder not in LIBRARIES + AROUND or re.match(r"sim/rng\b", file.path):
        return
    may_tell_time = file.folder in ("cli", "bench") or "/live/" in file.path
    for at, token in enumerate(file.source.tokens):
        if token.kind != "word":
            continue
        rule, replacement = judge(file, at, token)
        if rule and not (may_tell_time and rule in ("clock", "thread")):
            yield from file.at(token.line, rule, f"{token.text}; use {replacement}")


def judge(file, at, token):
    tokens = file.source.tokens
    before = tokens[at - 1].text if at else ""
    after = tokens[at + 1].text if at + 1 < len(tokens) else ""
    if token.text in ("float", "double") and file.folder in ("sim", "primitives"):
        return "float", "integers: nanoseconds, ratios as n/d"
    if token.text.startswith("unordered_") and file.folder in LIBRARIES:
        return "unordered", "std::map, or a sorted vector: hash order differs between libraries"
    if token.text.endswith("_distribution") and before == "::":
        return "chance", USE_RNG
    if token.text in CALLED and (after != "(" or before in (".", "->")):
        return None, None
    if token.text in FROM_STD and before != "::":
        return None, None
    return BANNED.get(token.text, (None, None))


def marker_rules(file):
    """Runs last, when it is known which markers were needed."""
    for marker in file.source.markers:
        if marker.rule == "acts" and ACTS.search(file.lines[marker.line - 1]):
            continue
        if marker.rule not in MARKABLE:
            message = f"no such rule: {marker.rule}; there are {', '.join(MARKABLE)}"
        elif not marker.reason:
            message = f"say why: // lint: {marker.rule} <reason>"
        elif not marker.used:
            message = f"nothing here breaks {marker.rule}; remove the comment"
        else:
            continue
        yield Finding(file.path, marker.line, "marker", message)


def listing_rule(file, read):
    """Sources are listed by hand in their folder's CMakeLists.txt."""
    if not file.path.endswith(".cpp") or file.folder not in LIBRARIES + AROUND:
        return
    room = lint_house.room_of(file.path)
    lists = f"{room}/CMakeLists.txt"
    listed = re.sub(r"#[^\n]*", "", read(lists)).replace('"', " ")
    name = file.path[len(room) + 1 :]
    if name not in re.split(r"[\s()]+", listed):
        yield Finding(file.path, 1, "listing", f"not built; add {name} to {lists}")


CPP_RULES = (
    header_rules,
    include_rules,
    condition_rule,
    temporary_rules,
    order_rule,
    parameter_rule,
    word_rules,
    marker_rules,
)


def check(file, read):
    """All findings of one file; `read` gives the text of another file of the tree, "" if none."""
    found = list(text_rules(file))
    if file.is_cpp:
        for rule in CPP_RULES:
            found += rule(file)
        found += listing_rule(file, read)
    return sorted(found, key=lambda finding: finding.line)
