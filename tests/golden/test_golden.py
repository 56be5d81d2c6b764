"""The golden pages: those expected by hand are measured, the others must not change unseen.

``pytest tests/golden --regenerate-golden`` writes the machine-made expectations anew (read the
diff before committing it) and raises the floors; it never lowers one.
"""

import difflib
import json
from pathlib import Path
from typing import Any

import pytest

from onrecord import Doc, read_docs
from tests.conftest import EXAMPLES
from tests.golden.described import described
from tests.golden.measures import measure

FLOORS = Path(__file__).with_name("floors.json")
PAGES = sorted(p for p in EXAMPLES.iterdir() if p.suffix in (".html", ".txt", ".jsonl"))


def expected(page: Path) -> dict[str, Any]:
    text = page.with_name(f"{page.stem}.expected.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def read(page: Path) -> list[dict[str, Any]]:
    docs = list(read_docs(page))
    assert all(isinstance(doc, Doc) for doc in docs), docs
    return [described(doc) for doc in docs if isinstance(doc, Doc)]


def by_hand(page: Path) -> bool:
    path = page.with_name(f"{page.stem}.expected.json")
    return path.is_file() and json.loads(path.read_text(encoding="utf-8")).get("made") != "machine"


HAND_MADE = [page for page in PAGES if by_hand(page)]
MACHINE_MADE = [page for page in PAGES if not by_hand(page)]


def test_there_are_enough_pages() -> None:
    assert len(PAGES) >= 24
    assert len(HAND_MADE) >= 6


def test_nothing_is_regenerated_in_passing(pytestconfig: pytest.Config) -> None:
    assert not pytestconfig.getoption("--regenerate-golden"), "expectations were written anew"


@pytest.mark.parametrize("page", MACHINE_MADE, ids=lambda p: p.stem)
def test_the_record_of_a_page_is_as_it_was(page: Path, pytestconfig: pytest.Config) -> None:
    got = {"made": "machine", "page": page.name, "documents": read(page)}
    text = json.dumps(got, ensure_ascii=False, indent=1) + "\n"
    path = page.with_name(f"{page.stem}.expected.json")
    if pytestconfig.getoption("--regenerate-golden"):
        path.write_text(text, encoding="utf-8")
    before = path.read_text(encoding="utf-8")
    diff = difflib.unified_diff(
        before.splitlines(), text.splitlines(), "expected", "read", "", "", 1
    )
    assert before == text, "\n".join(diff)


def test_hand_made_expectations_are_met_as_well_as_ever(pytestconfig: pytest.Config) -> None:
    pairs = [(expected(page), read(page)[0]) for page in HAND_MADE]
    reached = measure(pairs)
    floors: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8"))
    if pytestconfig.getoption("--regenerate-golden"):
        floors = {k: max(v, floors.get(k, 0)) for k, v in reached.items()}
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")
    below = {k: (reached[k], floors[k]) for k in floors if reached[k] < floors[k]}
    assert not below, f"reached, floor: {below}"
    assert reached.keys() == floors.keys()


@pytest.mark.parametrize("page", HAND_MADE, ids=lambda p: p.stem)
def test_blocks_and_facts_of_hand_made_pages_are_exact(page: Path) -> None:
    want, (got,) = expected(page), read(page)
    assert got["document"] == want["document"]
    assert got["blocks"] == want["blocks"]
