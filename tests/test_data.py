from importlib.resources import files
from pathlib import Path

import pytest

from onrecord import data

ROOT = Path(str(files("onrecord.data")))
FILES = sorted(p for p in ROOT.rglob("*") if p.suffix in (".tsv", ".txt"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_every_file_says_what_it_is_where_from_and_under_which_licence(path: Path) -> None:
    what, source, licence = path.read_text(encoding="utf-8").splitlines()[:3]
    assert what.startswith("# ") and len(what) > 20
    assert source.startswith("# source:") and licence.startswith("# licence:")


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_every_file_loads_and_holds_something(path: Path) -> None:
    name = path.relative_to(ROOT).as_posix()
    assert data.table(name) if path.suffix == ".tsv" else data.words(name)


def test_a_row_of_the_wrong_length_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data, "text", lambda name: "# a\na\tb\n1\t2\n3\n")
    with pytest.raises(ValueError, match=r"odd\.tsv: 1 fields for 2 columns"):
        data.table("odd.tsv")


def test_the_gazetteer_and_lexicons_stay_small() -> None:
    assert sum(path.stat().st_size for path in FILES) < 5_000_000
