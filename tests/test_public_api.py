import subprocess
import sys
from pathlib import Path

import pytest

import onrecord
from onrecord import Doc, Failure, OnrecordError, Pipeline, read_doc, read_docs


def test_all_public_names_are_there() -> None:
    assert sorted(onrecord.__all__) == sorted(set(onrecord.__all__))
    for name in onrecord.__all__:
        assert getattr(onrecord, name) is not None
    with pytest.raises(AttributeError):
        _ = onrecord.nothing


def test_importing_is_light() -> None:
    code = (
        "import onrecord, sys;"
        "print([m for m in sys.modules if m.startswith(('onrecord.', 'numpy', 'selectolax'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_read_doc_takes_bytes_or_a_path(tmp_path: Path) -> None:
    text = (
        "Minister resigns after vote\n\nSEOUL — The minister resigned on Monday, his office said."
    )
    doc = read_doc(text.encode(), url="https://a.example/1", format="text")
    assert (doc.document.title, doc.document.url) == (
        "Minister resigns after vote",
        "https://a.example/1",
    )
    (tmp_path / "a.txt").write_text(text)
    assert read_doc(tmp_path / "a.txt").text == text


def test_read_doc_raises_with_a_hint(tmp_path: Path) -> None:
    with pytest.raises(OnrecordError, match="empty") as caught:
        read_doc(b"")
    assert caught.value.hint
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Some words.")
    with pytest.raises(OnrecordError, match="2 pages"):
        read_doc(tmp_path)


def test_read_docs_yields_failures_beside_documents(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Some words.")
    (tmp_path / "b.txt").write_bytes(b"")
    good, bad = read_docs(tmp_path, pipeline=Pipeline.default())
    assert isinstance(good, Doc) and isinstance(bad, Failure)
