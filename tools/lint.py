#!/usr/bin/env python3
"""Checks the tree against the rules of the house; --fix lets clang-format mend what it can."""

import os
import re
import subprocess
import sys

import lint_coroutines
import lint_house
import lint_rules

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
CLANG_FORMAT = "14.0.6"
TEXT = (".h", ".cpp", ".py", ".cmake", ".cmake.in", ".sh", ".md", "CMakeLists.txt")
SCRIPTS = ("dev", ".ci/run")
# What is not ours to check when git cannot tell.
SKIPPED = {".git", "build", "foliot-traces", "__pycache__"}


def tree():
    """Paths of all files that are tracked or could be, relative to the root."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listing = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        paths = set(listing.stdout.split("\0")) - {""}
    except (FileNotFoundError, subprocess.CalledProcessError):
        paths = set()
        for folder, folders, names in os.walk(ROOT):
            folders[:] = [name for name in folders if name not in SKIPPED]
            paths |= {os.path.relpath(os.path.join(folder, name), ROOT) for name in names}
    return sorted(path for path in paths if os.path.isfile(os.path.join(ROOT, path)))


def read(path):
    try:
        with open(os.path.join(ROOT, path), encoding="utf-8", newline="") as file:
            return file.read()
    except FileNotFoundError:
        return ""


def version_of(shown):
    match = re.search(r"version (\d+\.\d+\.\d+)", shown)
    return match.group(1) if match else shown.strip()


def clang_format():
    """The pinned clang-format: another version would format the tree differently."""
    seen = "none"
    for program in ("clang-format-14", "clang-format"):
        try:
            shown = subprocess.run([program, "--version"], capture_output=True, text=True).stdout
        except FileNotFoundError:
            continue
        seen = version_of(shown)
        if seen == CLANG_FORMAT:
            return program
    sys.exit(f"lint: needs clang-format {CLANG_FORMAT} (Debian 12: clang-format-14), found {seen}")


def format_findings(paths, shown):
    """One finding a file: clang-format names every place, and --fix mends them all."""
    for path in paths:
        match = re.search(rf"^{re.escape(path)}:(\d+):.*-Wclang-format", shown, re.MULTILINE)
        if match:
            line = int(match.group(1))
            yield lint_rules.Finding(path, line, "format", "./dev lint --fix formats it")


def ours(file):
    """The files of the tree that this one includes, as (line, path)."""
    return [
        (line, path if not path.startswith("foliot/") else "include/" + path)
        for line, _, path in file.source.includes
    ]


def house_findings(files, mend):
    """What breaks the plan of the house; prints its drawing, and puts it into the docs."""
    house = lint_house.House({file.path: ours(file) for file in files})
    for path, line, rule, message in house.findings():
        yield lint_rules.Finding(path, line, rule, message)
    drawing = house.drawing()
    print(drawing, end="")
    page = read(lint_house.DRAWING)
    drawn = lint_house.drawn(page, drawing)
    if drawn == page:
        return
    if mend:
        with open(os.path.join(ROOT, lint_house.DRAWING), "w", encoding="utf-8") as file:
            file.write(drawn)
    else:
        message = "the drawing is not of this tree; ./dev lint --fix draws it"
        yield lint_rules.Finding(lint_house.DRAWING, 1, "drawing", message)


def main(arguments):
    if arguments not in ([], ["--fix"]):
        print(f"lint: unknown option: {' '.join(arguments)}", file=sys.stderr)
        return 2
    paths = [path for path in tree() if path.endswith(TEXT) or path in SCRIPTS]
    sources = [path for path in paths if path.endswith((".h", ".cpp"))]
    findings = []
    if sources:
        mode = "-i" if arguments else "--dry-run"
        command = [clang_format(), mode, *sources]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        if done.returncode:
            sys.exit(done.stderr)
        findings += format_findings(sources, done.stderr)
    texts = {path: read(path) for path in paths}
    acting = lint_coroutines.acting_types(texts[path] for path in sources)
    files = [lint_rules.File(path, text, acting) for path, text in texts.items()]
    for file in files:
        findings += lint_rules.check(file, read)
    findings += house_findings([file for file in files if file.is_cpp], bool(arguments))
    for finding in findings:
        print(finding)
    errors = sum(not finding.warning for finding in findings)
    print(f"lint: {len(paths)} files, {errors} findings")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
