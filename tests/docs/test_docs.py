"""The docs say what the program does: names, options, settings, fields, links, output."""

import importlib.util
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import get_args

import click
import pytest

import onrecord
from onrecord import cli
from onrecord.config import PREFIX, Settings
from onrecord.events.ontology import load_ontology
from onrecord.records import ROLES, AnyRecord

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference"
PAGES = [*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *ROOT.glob("examples/*/*.md")]
RECORDS = {kind.__struct_config__.tag: kind for kind in get_args(AnyRecord)}

_FENCE = re.compile(r"^```.*?^```", re.M | re.S)


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def script(name: str) -> ModuleType:
    """Import a script of docs/ by its place; it is no package."""
    spec = importlib.util.spec_from_file_location(name, DOCS / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def commands() -> Iterator[tuple[str, click.Command]]:
    context = click.Context(cli.main)
    for name in cli.COMMANDS:
        command = cli.main.get_command(context, name)
        assert command is not None
        yield name, command


def section(page: str, heading: str) -> str:
    """Return what stands below a second- or third-level heading."""
    found = re.search(rf"^#{{2,3}} {re.escape(heading)}\n(.*?)(?=^## |^### |\Z)", page, re.M | re.S)
    assert found, f"no section {heading!r}"
    return found[1]


def slugs(page: str) -> set[str]:
    """Return the anchors of a page's headings, made as code hosts make them."""
    lines = re.findall(r"^#+ (.+)$", _FENCE.sub("", page), re.M)
    return {re.sub(r"[^\w\- ]", "", line.lower()).replace(" ", "-") for line in lines}


def test_generated_reference_is_up_to_date() -> None:
    generator = script("generate_reference")
    hint = "run docs/generate_reference.py"
    assert generator.cli_page() == read(REFERENCE / "cli.md"), hint
    assert generator.api_page() == read(REFERENCE / "api.md"), hint


def test_every_command_and_option_is_in_the_reference() -> None:
    page = read(REFERENCE / "cli.md")
    for name, command in commands():
        told = section(page, f"onrecord {name}")
        for parameter in command.params:
            for option in parameter.opts if isinstance(parameter, click.Option) else ():
                assert re.search(rf"`(?:[^`]*\s)?{option}\b", told), f"{name} {option}"


def test_every_setting_is_in_the_reference() -> None:
    told = section(read(REFERENCE / "cli.md"), "Settings")
    for name in Settings.__struct_fields__:
        assert f"`{name}`" in told
        assert f"`{PREFIX}{name.upper()}`" in told


def test_every_public_name_is_in_the_reference() -> None:
    page = read(REFERENCE / "api.md")
    missing = [name for name in onrecord.__all__ if not re.search(rf"\b{name}\b", page)]
    assert not missing


@pytest.mark.parametrize("kind", RECORDS)
def test_every_field_of_a_record_is_in_the_reference(kind: str) -> None:
    told = section(read(REFERENCE / "records.md"), kind)
    fields = set(RECORDS[kind].__struct_encode_fields__) - {"id", "doc"}
    assert {name for name in fields if f"`{name}`" not in told} == set()


def test_no_field_of_the_reference_is_invented() -> None:
    page = read(REFERENCE / "records.md")
    for kind, record in RECORDS.items():
        table = section(page, kind).split("\n\n| role |")[0]
        cells = re.findall(r"^\| (`[^|]+`) \|", table, re.M)
        named = {name for cell in cells for name in re.findall(r"`(\w+)`", cell)}
        assert named <= set(record.__struct_encode_fields__), kind


def test_every_role_is_in_the_reference() -> None:
    told = section(read(REFERENCE / "records.md"), "block")
    assert [role for role in ROLES if f"`{role}`" not in told] == []


def test_the_codebook_has_the_ontology_of_the_program() -> None:
    rows = {}
    for line in section(read(REFERENCE / "codebook.md"), "The sixteen types").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 5 and cells[0].isupper():
            rows[cells[0]] = cells
    ontology = load_ontology()
    assert rows.keys() == ontology.types.keys()
    for code, (_, quad, score, _, modes) in rows.items():
        assert quad == ontology.types[code].quad_name
        assert float(score) == ontology.types[code].score
        named = {mode.split()[0] for mode in modes.split(", ") if mode}
        assert named == {mode for of, mode in ontology.modes if of == code}


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_resolve(page: Path) -> None:
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", _FENCE.sub("", read(page))):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        there = (page.parent / name).resolve() if name else page
        if not there.exists() or (anchor and anchor not in slugs(read(there))):
            broken.append(target)
    assert not broken


def test_every_page_is_listed() -> None:
    index = read(DOCS / "README.md")
    pages = {p.relative_to(DOCS).as_posix() for p in DOCS.rglob("*.md")} - {"README.md"}
    assert {page for page in pages if f"]({page})" not in index} == set()


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "docs/tutorial.md"])
def test_make_targets_exist(name: str) -> None:
    makefile = read(ROOT / "Makefile")
    targets = set(re.findall(r"`make ([\w-]+)", read(ROOT / name)))
    targets |= set(re.findall(r"^make ([\w-]+)", read(ROOT / name), re.M))
    assert targets
    assert [t for t in targets if not re.search(rf"^{t}:", makefile, re.M)] == []


def test_commands_shown_are_commands() -> None:
    known = dict(commands())
    shown = [
        found
        for page in PAGES
        for found in re.findall(r"\bonrecord (read|build|show|events|statements|export|check|demo)"
                                r"((?: +--?[a-z][\w-]*)*)", read(page))
    ]  # fmt: skip
    assert len(shown) > 20
    for name, options in shown:
        have = {option for parameter in known[name].params for option in parameter.opts}
        assert set(options.split()) <= have, (name, options)


def test_the_readme_shows_what_comes_out() -> None:
    page = read(ROOT / "README.md")
    assert script("run_examples").refreshed(page) == page, "run docs/run_examples.py"


def test_the_picture_shows_what_comes_out() -> None:
    command = [sys.executable, str(DOCS / "make_terminal_image.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"run docs/make_terminal_image.py\n{done.stdout}{done.stderr}"


def test_shortening_keeps_headings_and_whole_items() -> None:
    shortened = script("run_examples").shortened
    lines = ["Title", "facts", "", "Events (3)", "  one", "    more of one", "  two", "  three"]
    assert shortened(lines, 1) == [*lines[:1], "…", "", *lines[3:6], "  …"]
    assert shortened(lines, 3) == lines
    assert shortened(["one", "    more", "two"], 1) == ["one", "    more", "…"]
    assert shortened(lines, 0) == lines


def test_the_readme_gives_its_numbers() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    numbers = readme.partition("<!-- scorecard:start -->")[2].partition("<!-- scorecard:end -->")[0]
    assert numbers.count("|") > 20
