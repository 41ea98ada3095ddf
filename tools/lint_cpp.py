"""Reads C++ just well enough to see statements: tokens, brackets, lambdas, full expressions.

Comments and literals cannot fool it; macros are read as they are written, not as they expand.
"""

import re
from dataclasses import dataclass, field

TOKEN = re.compile(
    r"""
      (?P<directive>(?:(?<=\n)|\A)[ \t]*\#(?:\\\n|/\*.*?\*/|//[^\n]*|[^\n])*)
    | (?P<space>[^\S\n]+|\n)
    | (?P<comment>//[^\n]*|/\*.*?\*/)
    | (?P<raw>(?:u8|[uUL])?R"(?P<delimiter>[^()\\\s]*)\(.*?\)(?P=delimiter)")
    | (?P<string>(?:u8|[uUL])?(?:"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'))
    | (?P<number>\.?\d(?:'?[\w.]|(?<=[eEpP])[+-])*)
    | (?P<word>[A-Za-z_]\w*)
    | (?P<punct>::|->|.)
    """,
    re.VERBOSE | re.DOTALL,
)
INCLUDE = re.compile(r'\s*#\s*include\s*([<"])([^>"]+)[>"]')
DEFINE = re.compile(r"\s*#\s*define\s")
MARKER = re.compile(r"//\s*lint:\s*(\S+)[ \t]*(.*)")

CLOSING = {"(": ")", "[": "]", "{": "}"}
CONTROL = {"if", "for", "while", "switch", "catch"}
LABELS = {"case", "default", "public", "private", "protected"}
TYPE_HEADS = {"namespace", "class", "struct", "union", "enum", "extern", "concept"}
# A brace after one of these opens a block, after any other word it begins a braced initialiser.
BEFORE_BLOCK = {
    *("else", "do", "try", "const", "consteval", "noexcept"),
    *("override", "final", "mutable", "requires"),
}
BEFORE_OPERAND = {"return", "co_return", "co_await", "co_yield", "throw", "case", "else", "do"}


@dataclass
class Token:
    text: str
    line: int
    kind: str
    in_macro: bool = False


@dataclass
class Group:
    """What stands between two brackets; `items` holds tokens, groups and lambdas."""

    text: str
    line: int
    items: list = field(default_factory=list)
    end_line: int = 0


@dataclass
class Lambda:
    """A lambda expression. Its body is another function: its statements are listed apart."""

    line: int
    captures: Group
    body: Group
    text: str = "[]"


@dataclass
class Statement:
    """One full expression or declaration; `keyword` is set on the heads of if, for, while, switch
    and `opens_block` on those of functions, classes and namespaces."""

    items: list
    keyword: str = ""
    opens_block: bool = False

    @property
    def line(self):
        return self.items[0].line

    @property
    def end_line(self):
        return max(getattr(item, "end_line", 0) or item.line for item in walk(self.items))


@dataclass
class Marker:
    """The comment `// lint: RULE reason`, which excuses one rule on one line."""

    rule: str
    reason: str
    line: int
    covers: int = 0
    used: bool = False


class Source:
    """The text cut into tokens, includes (line, bracket, path) and markers."""

    def __init__(self, text):
        self.tokens = []
        self.directives = []
        self.includes = []
        self.markers = []
        self.code_lines = set()
        self.scan(text)
        for marker in self.markers:
            marker.covers = self.covered_by(marker.line)

    def scan(self, text, line=1, in_macro=False):
        for match in TOKEN.finditer(text):
            kind, shown = match.lastgroup, match.group()
            if kind == "directive":
                self.add_directive(shown, line)
            elif kind == "comment":
                self.add_comment(shown, line)
            elif kind != "space":
                shown = '""' if kind in ("string", "raw") else shown
                self.tokens.append(Token(shown, line, kind, in_macro))
                self.code_lines.add(line)
            line += match.group().count("\n")

    def add_directive(self, text, line):
        self.directives.append(text)
        self.code_lines.add(line)
        include = INCLUDE.match(text)
        define = DEFINE.match(text)
        if include:
            self.includes.append((line, include.group(1), include.group(2)))
        if define:
            self.scan(text[define.end() :].replace("\\\n", " \n"), line, in_macro=True)

    def add_comment(self, text, line):
        marker = MARKER.match(text)
        if marker:
            self.markers.append(Marker(marker.group(1), marker.group(2).strip(), line))

    def covered_by(self, line):
        """A marker covers its own line or, where it stands alone, the next line with code."""
        return min((code for code in self.code_lines if code >= line), default=line)


def group(tokens):
    """Nests the tokens by their brackets; a stray closing bracket is dropped."""
    root = Group("", 1)
    stack = [root]
    for token in tokens:
        if token.text in CLOSING and token.kind == "punct":
            inner = Group(token.text, token.line)
            stack[-1].items.append(inner)
            stack.append(inner)
        elif token.text in (")", "]", "}") and token.kind == "punct":
            if len(stack) > 1:
                stack.pop().end_line = token.line
        else:
            stack[-1].items.append(token)
    return root


def is_word(item):
    return isinstance(item, Token) and item.kind == "word"


def text_of(item):
    return item.text if item is not None else ""


def walk(items):
    """All items, groups opened, lambdas closed."""
    for item in items:
        yield item
        if isinstance(item, Group):
            yield from walk(item.items)


def split(items, *separators):
    part = []
    for item in items:
        if isinstance(item, Token) and item.text in separators:
            yield part
            part = []
        else:
            part.append(item)
    yield part


def lambda_body(items, at):
    """Where items[at] introduces a lambda: the index of its body, else None."""
    item = items[at]
    if not isinstance(item, Group) or item.text != "[":
        return None
    if any(isinstance(inner, Group) and inner.text == "[" for inner in item.items[:1]):
        return None  # an attribute
    before = items[at - 1] if at else None
    if isinstance(before, Token) and before.kind != "punct" and before.text not in BEFORE_OPERAND:
        return None  # a subscript
    if isinstance(before, Group) or text_of(before) == ">":
        return None
    after = text_of(items[at + 1]) if at + 1 < len(items) else ""
    if after not in ("(", "{", "<", "mutable", "noexcept", "->"):
        return None  # a structured binding
    for index in range(at + 1, len(items)):
        if text_of(items[index]) == "{":
            return index
        if text_of(items[index]) in (";", "="):
            return None
    return None


def opens_block(before):
    """Whether a brace after these items of a statement opens a block."""
    if not before:
        return True
    last = before[-1]
    words = [item.text for item in before if is_word(item)]
    if isinstance(last, Group):
        return last.text in ("(", "{")
    if last.text in BEFORE_BLOCK or last.text == ":":
        return True
    if any(word in TYPE_HEADS for word in words) and "=" not in map(text_of, before):
        return True
    for index, item in enumerate(before):
        if text_of(item) == "->" and index:
            if text_of(before[index - 1]) in ("(", "const", "noexcept"):
                return True
    return last.text == "&" and any(text_of(item) == "(" for item in before)


class Reader:
    """Turns nested brackets into a flat list of statements."""

    def __init__(self, tokens):
        self.statements = []
        self.lambdas = []  # (lambda, the item that follows it)
        self.block(group([token for token in tokens if not token.in_macro]).items)

    def flush(self, items, keyword="", opens=False):
        if items:
            self.statements.append(Statement(list(items), keyword, opens))
            items.clear()

    def block(self, items):
        current = []
        at = 0
        while at < len(items):
            item = items[at]
            body = lambda_body(items, at)
            if body is not None:
                at = self.add_lambda(current, items, at, body)
                continue
            at += 1
            if isinstance(item, Group) and item.text == "{" and opens_block(current):
                self.flush(current, opens=True)
                self.block(item.items)
                continue
            if text_of(item) == ";":
                self.flush(current)
                continue
            current.append(self.expression(item))
            first = text_of(current[0])
            if first in CONTROL and text_of(item) == "(":
                self.flush(current, keyword=first)
            elif text_of(item) in ("else", "do") or (text_of(item) == ":" and first in LABELS):
                current.clear()
        self.flush(current)

    def expression(self, item):
        """Lifts lambdas out of a group; a brace group with statements in it is a block."""
        if not isinstance(item, Group):
            return item
        if item.text == "{" and any(text_of(inner) == ";" for inner in item.items):
            self.block(item.items)
            return Group("{;}", item.line, [], item.end_line)
        result = Group(item.text, item.line, [], item.end_line)
        at = 0
        while at < len(item.items):
            body = lambda_body(item.items, at)
            if body is not None:
                at = self.add_lambda(result.items, item.items, at, body)
            else:
                result.items.append(self.expression(item.items[at]))
                at += 1
        return result

    def add_lambda(self, into, items, at, body):
        found = Lambda(items[at].line, items[at], items[body])
        into.append(found)
        self.lambdas.append((found, items[body + 1] if body + 1 < len(items) else None))
        self.block(items[body].items)
        return body + 1
