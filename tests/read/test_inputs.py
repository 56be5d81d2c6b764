import gzip
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.config import Settings
from onrecord.document import Page
from onrecord.errors import ReadError
from onrecord.read import find_inputs, load_reader, read_bytes, read_paths
from onrecord.records import Failure


def names(*paths: str | Path) -> list[str]:
    return [i.path for i in find_inputs(map(str, paths))]


def test_links_are_followed_once_and_loops_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real/a.txt").write_text("words")
    (tmp_path / "linked").symlink_to(tmp_path / "real")
    (tmp_path / "real/up").symlink_to(tmp_path)
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "nowhere").symlink_to(tmp_path / "gone")
    inputs = find_inputs([str(tmp_path)])
    assert [i.path for i in inputs] == ["linked/a.txt"]
    assert inputs.passed_over == 2
    for odd in ("loop", "nowhere"):
        (result,) = read_paths([str(tmp_path / odd)])
        assert isinstance(result, Failure) and result.hint


def test_a_folder_that_cannot_be_entered_is_a_failure(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    iterdir = Path.iterdir

    def refuse(self: Path) -> Iterator[Path]:
        if self.name == "b":
            raise PermissionError(13, "Permission denied")
        return iterdir(self)

    monkeypatch.setattr(Path, "iterdir", refuse)
    results = list(read_paths([str(folder)]))
    assert [isinstance(r, Failure) for r in results] == [False, True, False]
    assert "Permission denied" in results[1].error  # type: ignore[union-attr]


def test_an_empty_name_is_no_path() -> None:
    with pytest.raises(ReadError, match="empty name"):
        find_inputs([""])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b").mkdir()
    for name in ("a.html", "b/c.txt", "b/d.txt.gz", "style.css", "b/.hidden.txt", "notes"):
        (tmp_path / name).write_text("words")
    (tmp_path / "b/d.txt.gz").write_bytes(gzip.compress(b"packed words"))
    return tmp_path


def test_folders_are_walked_in_order_without_what_cannot_be_pages(folder: Path) -> None:
    assert names(folder) == ["a.html", "b/c.txt", "b/d.txt.gz", "notes"]


def test_identity_does_not_depend_on_where_the_folder_lies(folder: Path, tmp_path: Path) -> None:
    moved = tmp_path.with_name(tmp_path.name + "-moved")
    before = [(p.path, p.content) for p in read_paths([str(folder)]) if isinstance(p, Page)]
    folder.rename(moved)
    assert before == [(p.path, p.content) for p in read_paths([str(moved)]) if isinstance(p, Page)]


def test_a_named_file_is_always_read_and_only_once(folder: Path) -> None:
    assert names(folder / "style.css", folder / "a.html", folder) == [
        "style.css",
        "a.html",
        "b/c.txt",
        "b/d.txt.gz",
        "notes",
    ]


def test_a_name_of_any_bytes_is_read_and_can_be_written(tmp_path: Path) -> None:
    odd = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(odd)).write_text("words")
    (page,) = read_paths([str(tmp_path)])
    assert isinstance(page, Page) and page.path == "caf\N{REPLACEMENT CHARACTER}.txt"
    page.location.encode("utf-8")


def test_patterns(folder: Path) -> None:
    assert names(f"{folder}/**/*.txt*") == ["c.txt", "d.txt.gz"]


def test_what_is_not_there_is_told_before_reading(folder: Path) -> None:
    with pytest.raises(ReadError, match="no such file"):
        find_inputs([str(folder), str(folder / "nothing")])


def test_gzip_is_seen_by_its_bytes(folder: Path) -> None:
    (page,) = read_paths([str(folder / "b/d.txt.gz")])
    assert isinstance(page, Page) and page.content == "packed words"
    (page,) = read_bytes(gzip.compress(b"<html><p>x</p>"), path="page")
    assert isinstance(page, Page) and page.kind == "html"


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BufferedReader(io.BytesIO(b'{"text": "one"}\n{"text": "two"}')))
    monkeypatch.setattr(sys, "stdin", stdin)
    pages = list(read_paths(["-"]))
    assert [(p.path, p.content) for p in pages if isinstance(p, Page)] == [
        ("stdin#1", "one"),
        ("stdin#2", "two"),
    ]


@pytest.mark.parametrize(
    "data,why",
    [
        (b"", "empty"),
        (b" \n\t ", "only white space"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"\0" * 5000, "NUL bytes"),
        (b"caf\xe9 au lait", "not valid utf-8"),
        (gzip.compress(b"words" * 999)[:30], "damaged gzip"),
        (gzip.compress(b"\x00" * 100), "NUL bytes"),
        (b"words " * 1000, "larger than 5,000 bytes"),
        (gzip.compress(b"words " * 100_000), "larger than 5,000 bytes"),
    ],
)
def test_what_is_no_page_is_one_failure_with_a_hint(data: bytes, why: str) -> None:
    (result,) = read_bytes(data, path="x.txt", settings=Settings(max_bytes=5000))
    assert isinstance(result, Failure)
    assert why in result.error
    assert result.hint and result.stage == "read"


def test_a_file_that_cannot_be_opened_is_a_failure(folder: Path) -> None:
    inputs = list(find_inputs([str(folder / "a.html")]))
    (folder / "a.html").unlink()
    from onrecord.read import read_inputs

    (result,) = read_inputs(inputs)
    assert isinstance(result, Failure) and "cannot be read" in result.error


def test_formats_are_told_by_suffix_then_by_content() -> None:
    kinds = {
        ("a.htm", b"plain words"): "html",
        ("a.txt", b"<p>plain</p>"): "text",
        ("a", b"\n <!DOCTYPE html><p>x"): "html",
        ("a", b"Seoul - words"): "text",
        ("a.jsonl", b'{"text": "words"}'): "text",
        ("a", b'{"html": "<p>words"}'): "html",
    }
    for (name, data), kind in kinds.items():
        (page,) = read_bytes(data, path=name)
        assert isinstance(page, Page) and page.kind == kind, name
    (page,) = read_bytes(b"<p>x", path="a.txt", format="html")
    assert isinstance(page, Page) and page.kind == "html"


def test_unknown_formats_are_refused() -> None:
    with pytest.raises(ReadError, match="docx"):
        load_reader("docx")
