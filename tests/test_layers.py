"""A module imports only from lower layers: the order of docs/decisions/0001-house-plan.md."""

import ast
from pathlib import Path

import onrecord

PACKAGE = Path(onrecord.__file__).parent

LAYERS = (
    {"records", "errors", "config", "data", "plugins"},
    {"sentences", "document", "stages", "model"},
    {"read", "pages", "mentions", "times", "attributions", "events"},
    {"pipeline"},
    {"ledger"},
    {"links", "export"},
    {"web", "scale", "cli", "api"},
)
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}
ROOMS = LAYERS[2]
OUTSIDE_ANY_LAYER = {"__init__", "__main__"}


def imports_of(path: Path) -> set[str]:
    """Return the names right below ``onrecord`` that a module imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            parts = node.module.split(".")
            if parts[0] == "onrecord":
                found |= {parts[1]} if len(parts) > 1 else {a.name for a in node.names}
        elif isinstance(node, ast.ImportFrom):
            raise AssertionError(f"{path}: relative import")
        elif isinstance(node, ast.Import):
            found |= {a.name.split(".")[1] for a in node.names if a.name.startswith("onrecord.")}
    return found - {"__version__", "__init__"}


def test_every_module_is_in_a_layer() -> None:
    names = {p.stem if p.is_file() else p.name for p in PACKAGE.iterdir() if p.name[0] != "_"}
    names -= {"py.typed", "py"}
    assert names <= LEVEL.keys()


def test_modules_import_only_from_lower_layers() -> None:
    wrong = []
    for path in PACKAGE.rglob("*.py"):
        room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        if room in OUTSIDE_ANY_LAYER:
            continue
        for name in imports_of(path):
            if name == room:
                continue
            same_level = LEVEL[name] == LEVEL[room]
            if LEVEL[name] > LEVEL[room] or (same_level and room in ROOMS):
                wrong.append(f"{path.relative_to(PACKAGE)} imports {name}")
    assert not wrong


def test_data_holds_no_code_but_its_loader() -> None:
    assert [p.name for p in (PACKAGE / "data").rglob("*.py")] == ["__init__.py"]


def test_no_module_is_too_long_to_read() -> None:
    lengths = {
        path.relative_to(PACKAGE).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in PACKAGE.rglob("*.py")
    }
    assert {name: n for name, n in lengths.items() if n > 400} == {}
