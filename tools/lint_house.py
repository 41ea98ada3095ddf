"""The house: which folder may include which, drawn from the includes of the tree."""

import os
import re

# From left to right: a folder may include those before its own row, and itself.
ROWS = (
    ("sim",),
    ("strategies", "primitives", "traces"),
    ("explore",),
    ("shrink",),
    ("programs",),
    ("properties",),
    ("testing",),
    ("zoo",),
    ("cli",),
)
# What stands beside the rows, and what it may include.
BESIDE = {
    "coordinator": ("sim", "primitives"),
    "coordinator/scenarios": (
        *("sim", "strategies", "primitives", "traces", "explore", "shrink", "programs"),
        *("properties", "testing", "coordinator"),
    ),
}
# The tool has the sample's scenarios among its own.
ALSO = {"cli": ("coordinator/scenarios",)}
# They see all, and nobody sees them.
AROUND = ("bench", "examples", "include", "cmake")
ROOMS = (*(room for row in ROWS for room in row), *BESIDE)
DRAWING = "docs/architecture.md"
BEGIN, END = "<!-- the drawing: ./dev lint --fix -->\n```text\n", "```\n<!-- end -->\n"


def room_of(path):
    """The room of a file: the longest that its folders begin with, else its top folder."""
    folders = os.path.dirname(path)
    for room in sorted(ROOMS, key=len, reverse=True):
        if folders == room or folders.startswith(room + "/"):
            return room
    return path.split("/")[0]


def allowed(room):
    """The rooms that a room may include, besides itself."""
    if room in BESIDE:
        return BESIDE[room]
    seen = []
    for row in ROWS:
        if room in row:
            return (*seen, *ALSO.get(room, ()))
        seen += row
    return None


def free(path):
    """Tests, and what only tests share, may include anything."""
    return path.endswith("_test.cpp") or "/testing/" in path or path.split("/")[0] in AROUND


def folder_of(path):
    """The folder of a file; `detail` is the inside of its parent."""
    return os.path.dirname(path).removesuffix("/detail")


class House:
    """The includes between the sources, {path: [(line, path)]}, as arrows between folders."""

    def __init__(self, includes):
        self.includes = includes
        self.arrows = {}
        for path, found in includes.items():
            if free(path):
                continue
            inner = self.arrows.setdefault(folder_of(path), {})
            for line, other in found:
                if other in includes and folder_of(other) != folder_of(path):
                    inner.setdefault(folder_of(other), []).append((path, line))

    def findings(self):
        """(path, line, rule, message) of every arrow that the plan lacks and of every circle."""
        for path in self.includes:
            if room_of(path) not in ROOMS + AROUND:
                message = f"{room_of(path)}/ is no folder of the house; see tools/lint_house.py"
                yield path, 1, "house", message
        for folder, inner in self.arrows.items():
            room = room_of(folder + "/x")
            for other, places in inner.items():
                target = room_of(other + "/x")
                if allowed(room) is None or target in (room, *allowed(room)):
                    continue
                names = ", ".join(allowed(room)) or "nothing else"
                for path, line in places:
                    message = f"{room} may not include {target}, only itself and: {names}"
                    yield path, line, "arrow", message
        folders = {folder: list(inner) for folder, inner in self.arrows.items()}
        files = {path: [other for _, other in found] for path, found in self.includes.items()}
        for kind, graph in (("folders", folders), ("files", files)):
            for circle in circles(graph):
                path = circle[0] if kind == "files" else self.place(circle)
                yield path, 1, "circle", f"{kind} that include each other: {', '.join(circle)}"

    def place(self, circle):
        for folder in circle:
            for other, places in self.arrows.get(folder, {}).items():
                if other in circle:
                    return places[0][0]
        return circle[0]

    def drawing(self):
        """A line a folder: those that it includes. What a line names stands above it."""
        folders = set(self.arrows) | {to for inner in self.arrows.values() for to in inner}
        folders -= {folder for folder in folders if folder.split("/")[0] in AROUND}
        width = max((len(folder) for folder in folders), default=0)
        lines, left = [], sorted(folders)
        while left:
            ready = [each for each in left if not set(self.arrows.get(each, ())) & set(left)]
            for folder in ready or left:
                seen = " ".join(sorted(self.arrows.get(folder, ())))
                lines.append(f"{folder:<{width}} <- {seen}".rstrip() if seen else folder)
            left = [each for each in left if each not in (ready or left)]
        return "\n".join(lines) + "\n"


def circles(graph):
    """The strongly connected sets of more than one node, or a node that leads to itself; sorted."""
    index, low, stack, found = {}, {}, [], []

    def visit(node):
        index[node] = low[node] = len(index)
        stack.append(node)
        for other in graph.get(node, ()):
            if other not in index:
                visit(other)
            if other in stack:
                low[node] = min(low[node], low[other])
        if low[node] == index[node]:
            at = stack.index(node)
            circle = stack[at:]
            del stack[at:]
            if len(circle) > 1 or node in graph.get(node, ()):
                found.append(sorted(circle))

    for node in sorted(graph):
        if node not in index:
            visit(node)
    return sorted(found)


def drawn(page, drawing):
    """The page with this drawing in it."""
    pattern = re.escape(BEGIN) + ".*?" + re.escape(END)
    return re.sub(pattern, lambda _: BEGIN + drawing + END, page, flags=re.DOTALL)
