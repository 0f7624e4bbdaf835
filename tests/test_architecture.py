"""The design, enforced: who may import whom, what pure rooms may not touch, how long things may be, what lies where."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "sitegen"

# Rooms, and what each may import besides itself. A module belongs to the first room whose pattern it matches.
ROOMS = {
    "floor": r"model|ids|edits|edtf|hiding|hosts|months|postings|references|rights|theme|lock|workers|plan|versions|__init__",
    "editor": r"content|records|shapes|marked",
    "files": r"files",
    "corpus": r"corpus(\..+)?",
    "reading": r"reading(\..+)?",
    "archive": r"archive(\..+)?",
    "standing": r"standing",
    "site": r"site(\..+)?",
    "stages": r"stages|filing|merging|linking|ledger",
    "tools": r"check|markup|serve|export|why|citations|new",
    "desk": r"desk",
    "gather": r"gather|inputs",
    "publication": r"publication|indexing",
    "build": r"build|update|verify",
    "cli": r"cli|__main__",
}
ALLOWED = {
    "floor": (),
    "editor": ("floor",),
    "files": ("floor",),
    "corpus": ("floor",),
    "reading": ("floor",),
    "archive": ("floor",),
    "standing": ("floor", "archive"),
    "site": ("floor", "archive"),
    "stages": ("floor", "archive", "corpus", "reading"),
    "tools": ("floor", "archive", "site", "editor"),
    "desk": ("floor", "archive", "corpus", "reading", "site", "stages", "tools"),
    "gather": ("floor", "files", "archive", "reading", "site", "stages"),
    "publication": ("floor", "archive", "site", "gather"),
    "build": ("floor", "editor", "files", "archive", "standing", "site", "stages", "tools", "gather", "publication"),
    "cli": ("floor", "editor", "archive", "site", "tools", "desk", "build"),
}

PURE = (
    "corpus", "reading", "site/calendars.py", "site/charts.py", "site/citing.py", "site/drawing.py", "site/maps.py",
    "site/names.py", "site/notes.py", "site/place.py", "site/prose.py", "site/rows.py", "site/speech.py",
    "site/texts.py", "site/timelines.py", "site/views.py",
)  # fmt: skip
IMPURE_MODULES = {
    "asyncio", "getpass", "glob", "http", "locale", "multiprocessing", "os", "pathlib", "platform",
    "random", "secrets", "shutil", "socket", "sqlite3", "ssl", "subprocess", "sys", "tempfile", "threading", "time",
    "urllib.request", "uuid", "zoneinfo",
}  # fmt: skip
PURE_PARTS = {"pathlib.PurePosixPath", "pathlib.PurePath"}
IMPURE_CALLS = {"open", "input", "print", "eval", "exec", "__import__", "breakpoint"}
IMPURE_METHODS = {
    "now",
    "today",
    "utcnow",
    "fromtimestamp",
    "getenv",
    "read_text",
    "read_bytes",
    "write_text",
    "write_bytes",
}
# The package's own tables travel with it and never change while it runs.
PACKAGED_TABLES = {"reading/weights.py"}

LONGEST_FUNCTION = 60
LONGEST_MODULE = 700
LONG_TABLES = {"reading/timex.py", "site/views.py"}  # a grammar, and a dataclass for each template


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def name(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


def room(module: str) -> str:
    found = [one for one, pattern in ROOMS.items() if re.fullmatch(pattern, module)]
    assert len(found) == 1, f"{module} belongs to {found or 'no room'}: add it to ROOMS"
    return found[0]


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imports(path: Path) -> Iterator[str]:
    """Yield all modules that a file imports, in full; ``from a import b`` gives ``a.b``."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def ours(path: Path) -> set[str]:
    """Return the modules of this package that a file imports."""
    known = {name(one) for one in modules()}
    found = set()
    for full in imports(path):
        if full.startswith("sitegen."):
            inner = full.removeprefix("sitegen.")
            while inner and inner not in known:
                inner = inner.rpartition(".")[0]
            found.add(inner or "__init__")
    return found


def importing(module: str) -> set[str]:
    """Return the modules that import one."""
    return {name(path) for path in modules() if module in ours(path)}


IDS = [name(path) for path in modules()]


@pytest.mark.parametrize("path", modules(), ids=IDS)
def test_imports_go_one_way(path):
    module, own = name(path), room(name(path))
    for other in sorted(ours(path)):
        assert room(other) in (own, *ALLOWED[own]), f"{module} ({own}) imports {other} ({room(other)})"


def test_the_table_of_rooms_has_no_way_back():
    order = list(ALLOWED)
    for own, others in ALLOWED.items():
        assert all(order.index(other) <= order.index(own) for other in others), own


def test_no_two_modules_import_one_another_in_a_circle():
    edges = {name(path): ours(path) - {name(path)} for path in modules()}
    done: set[str] = set()

    def visit(module: str, way: tuple[str, ...]) -> None:
        assert module not in way, " -> ".join((*way, module))
        if module not in done:
            for other in sorted(edges.get(module, ())):
                visit(other, (*way, module))
            done.add(module)

    for module in edges:
        visit(module, ())


def test_only_build_knows_the_order_of_the_stages():
    """build looks whether anything moved, update puts two halves in order: what leads to the archive, what leads out of it."""
    order = {"build", "update"}
    assert importing("update") == {"build"}
    assert importing("publication") == {"update", "indexing"}
    assert importing("indexing") == {"update"}
    assert importing("gather") <= {"update", "publication"}
    assert importing("stages") == {"gather"}
    assert importing("files") <= {"gather", *order}
    assert importing("filing") <= {"gather", "stages", "desk", *order}
    for stage in ("site.produce", "site.search", "site.touched"):
        assert {one for one in importing(stage) if not one.startswith("site.")} <= {
            "publication",
            "indexing",
            *order,
        }, stage


@pytest.mark.parametrize("path", modules(), ids=IDS)
def test_imports_are_absolute_and_a_module_opens_with_a_sentence(path):
    tree = parsed(path)
    relative = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.level]
    assert not relative
    first = (ast.get_docstring(tree) or "").partition("\n")[0]
    assert first, "the module has no docstring"
    assert first[0].isupper() or first.startswith("sitegen") or first[0] in '`"“'


def pure() -> list[Path]:
    return [
        path
        for part in PURE
        for path in ([PACKAGE / part] if part.endswith(".py") else sorted((PACKAGE / part).rglob("*.py")))
    ]


@pytest.mark.parametrize("path", pure(), ids=name)
def test_pure_rooms_touch_no_clock_disk_network_chance_or_environment(path):
    inner, tree = path.relative_to(PACKAGE).as_posix(), parsed(path)
    for full in imports(path):
        parts = full.split(".")
        if full in PURE_PARTS:
            continue
        heads = {".".join(parts[:count]) for count in range(1, len(parts) + 1)}
        assert not heads & IMPURE_MODULES, f"{inner} imports {full}"
        if "importlib.resources" in heads:
            assert inner in PACKAGED_TABLES, f"{inner} reads a packaged file: add it to PACKAGED_TABLES with its reason"
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Name):
                assert called.id not in IMPURE_CALLS, f"{inner}:{node.lineno} calls {called.id}"
            elif isinstance(called, ast.Attribute) and inner not in PACKAGED_TABLES:
                assert called.attr not in IMPURE_METHODS, f"{inner}:{node.lineno} calls .{called.attr}"


@pytest.mark.parametrize("path", modules(), ids=IDS)
def test_no_set_is_iterated_into_output(path):
    """The order of a set of texts changes with the hash seed: it is sorted, counted or asked, never walked through."""
    for node in ast.walk(parsed(path)):
        walked = node.iter if isinstance(node, (ast.For, ast.comprehension)) else None
        assert not isinstance(walked, ast.Set), f"{path.name}:{getattr(walked, 'lineno', 0)}"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("list", "tuple"):
            assert not any(isinstance(argument, (ast.Set, ast.SetComp)) for argument in node.args), node.lineno


# ---------------------------------------------------------------- sizes


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(parsed(path)) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)))


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or 0) - node.lineno + 1


def test_functions_are_short():
    lengths = {f"{name(path)}.{node.name}": length(node) for path in modules() for node in functions(path)}
    assert {one: lines for one, lines in lengths.items() if lines > LONGEST_FUNCTION} == {}
    ordered = sorted(lengths.values())
    assert ordered[len(ordered) // 2] <= 10
    assert ordered[len(ordered) * 9 // 10] <= 26


def test_modules_are_short():
    lines = {
        path.relative_to(PACKAGE).as_posix(): path.read_text("utf-8").count("\n")
        for path in modules()
    }  # fmt: skip
    assert {one: count for one, count in lines.items() if count > LONGEST_MODULE and one not in LONG_TABLES} == {}


def test_no_module_is_a_drawer_for_odds_and_ends():
    assert not {"utils", "util", "helpers", "common", "misc", "base", "manager"} & {path.stem for path in modules()}


# ---------------------------------------------------------------- the checkout


def tracked() -> list[str]:
    if not (ROOT / ".git").exists():
        pytest.skip("this is no git checkout")
    done = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [path for path in done.stdout.splitlines() if (ROOT / path).is_file()]


LISTED = (
    "pyproject.toml README.md CONTRIBUTING.md SECURITY.md LICENSE Makefile constraints.txt netlify.toml .gitignore "
    ".gitattributes .editorconfig .python-version .ci sitegen templates content tests"
)
TOP_LEVEL = set(LISTED.split())
# A host that serves packages, or a path that only some machine has.
FOREIGN = re.compile(
    r"https?://[\w.-]*(?:py"
    r"pi|npm"
    r"js|python"
    r"hosted|crates)\.[\w./-]*|--(?:extra-)?index-url|"
    r"(?<![\w.~}])/(?:root|home|work|Users|mnt|srv)/[\w.-]+|(?<![\w.~}])/tmp/[\w.-]+"
)
MAY_NAME = {"tests/test_architecture.py": "it says what is foreign"}


def test_the_top_level_is_as_designed():
    extra = {path.partition("/")[0] for path in tracked()} - TOP_LEVEL
    assert not extra


def test_no_tracked_file_names_a_registry_or_a_path_of_some_machine():
    found = {}
    for path in tracked():
        content = (ROOT / path).read_bytes()
        if b"\0" not in content and path not in MAY_NAME:
            hits = {match[0] for match in FOREIGN.finditer(content.decode("utf-8", "replace"))}
            found |= {path: hits} if hits else {}
    assert found == {}


def test_what_is_built_is_not_tracked():
    assert not [
        path
        for path in tracked()
        if path.startswith(("public/", ".sitegen/", "build/", "dist/")) or path.endswith(".pyc")
    ]
