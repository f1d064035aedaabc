"""Runs the tests of the repository in the current folder: every function test_* of every file
tests/test_*.py, or of the one file that is named. Prints what failed and a last line of counts.

Nothing in the report differs between runs and machines: no times, no addresses, no absolute paths.
A failed `assert a == b` shows both sides.
"""
import ast
import importlib
import os
import re
import resource
import sys
import traceback

MOST_SHOWN = 5  # failures, frames of one of them
MOST_WIDTH = 240

resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class ShowSides(ast.NodeTransformer):
    """Gives `assert a == b` both values as its message."""

    def visit_Assert(self, node):
        test = node.test
        if node.msg or not isinstance(test, ast.Compare) or len(test.ops) != 1:
            return node
        names = ["left side", "right side"]  # No name of the test's own has a space.
        sides = [test.left, test.comparators[0]]
        kept = [
            ast.Assign([ast.Name(name, ast.Store())], side) for name, side in zip(names, sides)
        ]
        left, right = (ast.Name(name, ast.Load()) for name in names)
        message = ast.Tuple([left, right], ast.Load())
        shown = ast.Assert(ast.Compare(left, test.ops, [right]), message)
        return [ast.copy_location(each, node) for each in (*kept, shown)]


def short(text):
    text = re.sub(r" at 0x[0-9a-f]+", "", text.replace(os.getcwd() + "/", ""))
    return text if len(text) <= MOST_WIDTH else text[:MOST_WIDTH] + "..."


def reason(error):
    args = error.args
    if isinstance(error, AssertionError) and len(args) == 1 and isinstance(args[0], tuple):
        return ["left:  " + short(repr(args[0][0])), "right: " + short(repr(args[0][1]))]
    if isinstance(error, AssertionError) and not args:
        return []
    return [short(f"{type(error).__name__}: {error}")]


def frames(error):
    here = os.getcwd() + "/"
    found = [
        f"{frame.filename[len(here):]}:{frame.lineno}: {frame.line}"
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename.startswith(here)
    ]
    return found if len(found) <= MOST_SHOWN else [found[0], "...", *found[2 - MOST_SHOWN:]]


def failure(name, error):
    return "\n".join([f"FAILED {name}", *("  " + line for line in frames(error) + reason(error))])


def load(path):
    """The names that a test file defines."""
    full = os.path.join(os.getcwd(), path)
    with open(full, encoding="utf-8") as file:
        tree = ast.parse(file.read(), full)
    tree = ast.fix_missing_locations(ShowSides().visit(tree))
    names = {"__name__": path[:-3].replace("/", "."), "__file__": full}
    exec(compile(tree, full, "exec"), names)
    return names


def run(path, failures):
    """Runs the tests of a file; how many passed."""
    try:
        names = load(path)
    except BaseException as error:
        failures.append(failure(path, error))
        return 0
    passed = 0
    for name, test in list(names.items()):
        if not name.startswith("test_") or not callable(test):
            continue
        try:
            test()
            passed += 1
        except BaseException as error:
            failures.append(failure(f"{path}::{name}", error))
    return passed


def report(failures, passed):
    lines = failures[:MOST_SHOWN]
    if len(failures) > MOST_SHOWN:
        lines.append(f"({len(failures) - MOST_SHOWN} more failures)")
    counts = [f"{len(failures)} failed"] if failures else []
    return "\n\n".join([*lines, ", ".join([*counts, f"{passed} passed"])]) + "\n"


def only_output():
    """The standard output, for the report alone: what the code under test prints is not shown."""
    out = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    return out


def main():
    sys.path.insert(0, os.getcwd())
    importlib.invalidate_caches()
    paths = sys.argv[1:] or sorted(
        f"tests/{name}" for name in os.listdir("tests") if re.fullmatch(r"test_\w+\.py", name)
    )
    out = only_output()
    failures = []
    passed = sum(run(path, failures) for path in paths)
    os.write(out, report(failures, passed).encode("utf-8", "backslashreplace"))
    os._exit(0)  # Not after the threads that a test may have left.


main()
