import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from onrecord.errors import LedgerError
from onrecord.ledger import Ledger
from onrecord.ledger.connection import APPLICATION_ID, TABLES_VERSION, connect
from tests.ledger.ledger_docs import told


def test_a_missing_file_is_made_only_on_request(tmp_path):
    path = tmp_path / "new.ledger"
    with pytest.raises(LedgerError, match="no ledger here") as error:
        Ledger.open(path)
    assert error.value.hint
    assert not path.exists()
    Ledger.open(path, create=True).close()
    with Ledger.open(path) as ledger:
        assert set(ledger.counts().values()) == {0}
    with pytest.raises(LedgerError, match="already"):
        Ledger.create(path)


def test_the_file_says_whose_it_is(tmp_path):
    Ledger.create(tmp_path / "x").close()
    db = sqlite3.connect(tmp_path / "x")
    assert db.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert db.execute("PRAGMA user_version").fetchone() == (TABLES_VERSION,)
    assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert db.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone() == ("1",)
    db.close()


def test_foreign_keys_are_on(ledger):
    with pytest.raises(sqlite3.IntegrityError):
        ledger._db.execute("INSERT INTO story_member VALUES ('a', 'nowhere', 0)")


@pytest.mark.parametrize("content", [b"dear diary", b"SQLite format 3\0" + b"x" * 2000])
@pytest.mark.parametrize("create", [True, False])
def test_other_files_are_refused_and_left_alone(tmp_path, content, create):
    path = tmp_path / "diary"
    path.write_bytes(content)
    with pytest.raises(LedgerError) as error:
        Ledger.open(path, create=create)
    assert error.value.hint
    assert path.read_bytes() == content


@pytest.mark.parametrize("create", [True, False])
def test_another_programs_database_is_refused(tmp_path, create):
    db = sqlite3.connect(tmp_path / "other.db")
    db.execute("CREATE TABLE recipe (name)")
    db.close()
    with pytest.raises(LedgerError, match="another program"):
        Ledger.open(tmp_path / "other.db", create=create)


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(LedgerError, match="folder"):
        Ledger.open(tmp_path, create=True)


def test_a_newer_ledger_is_refused(tmp_path):
    path = tmp_path / "newer"
    Ledger.create(path).close()
    db = sqlite3.connect(path)
    db.execute(f"PRAGMA user_version = {TABLES_VERSION + 1}")
    db.close()
    with pytest.raises(LedgerError, match="newer") as error:
        Ledger.open(path)
    assert "upgrade" in error.value.hint


def test_a_version_that_contradicts_itself_is_refused(tmp_path):
    path = tmp_path / "x"
    Ledger.create(path).close()
    db = sqlite3.connect(path)
    db.execute("UPDATE meta SET value = '7'")
    db.commit()
    db.close()
    with pytest.raises(LedgerError, match="contradicts"):
        Ledger.open(path)


def test_a_ledger_whose_making_was_cut_short_is_made_again(tmp_path):
    path = tmp_path / "cut"
    db = sqlite3.connect(path)
    db.execute("PRAGMA journal_mode = WAL")
    db.close()
    with pytest.raises(LedgerError):
        Ledger.open(path)
    with Ledger.open(path, create=True) as ledger:
        assert ledger.load(told()) > 0


def test_an_empty_file_may_become_a_ledger(tmp_path):
    path = tmp_path / "empty"
    path.touch()
    with pytest.raises(LedgerError):
        Ledger.open(path)
    Ledger.open(path, create=True).close()
    Ledger.open(path).close()


def test_a_damaged_file_gives_ledger_errors(tmp_path):
    path = tmp_path / "x"
    with Ledger.create(path) as ledger:
        for n in range(40):
            ledger.load(told(path=f"{n}.txt"))
    data = bytearray(path.read_bytes())
    for at in range(len(data) // 2 // 4096 * 4096, len(data), 4096):
        data[at : at + 300] = b"\xaa" * 300
    path.write_bytes(data)
    with pytest.raises(LedgerError) as error, Ledger.open(path) as ledger:
        list(ledger.records())
    assert error.value.hint
    with Ledger.open(path) as ledger:
        assert "file" in {problem.kind for problem in ledger.check()}


def test_a_read_only_ledger_reads_and_refuses_to_write(tmp_path):
    with Ledger.create(tmp_path / "x") as ledger:
        ledger.load(told())
    with Ledger.open(tmp_path / "x", readonly=True) as ledger:
        assert len(list(ledger.events())) == 2
        assert list(ledger.check()) == []
        with pytest.raises(LedgerError, match="readonly"):
            ledger.load(told(path="other.txt"))


@contextmanager
def sealed(folder: Path) -> Iterator[None]:
    """Let nobody write in ``folder``, root neither: root acts as another user meanwhile."""
    root = os.geteuid() == 0
    folder.chmod(0o555)
    try:
        if root:
            os.seteuid(65534)
        yield
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o755)


@pytest.fixture
def shelf() -> Iterator[Path]:
    """A folder that every user may reach, unlike pytest's own."""
    with TemporaryDirectory() as made:
        folder = Path(made)
        folder.chmod(0o755)
        with Ledger.create(folder / "x") as ledger:
            ledger.load(told())
        yield folder


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="folders here have other permissions")
def test_a_ledger_in_a_folder_that_cannot_be_written_is_read(shelf):
    with sealed(shelf):
        with pytest.raises(OSError):
            (shelf / "y").touch()
        with Ledger.open(shelf / "x", readonly=True) as ledger:
            assert len(list(ledger.events())) == 2
            assert ledger.counts()["document"] == 1
            assert list(ledger.check()) == []
            with pytest.raises(LedgerError, match="readonly") as error:
                ledger.load(told(path="other.txt"))
            assert "permissions" in error.value.hint
    assert [file.name for file in shelf.iterdir()] == ["x"]


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="folders here have other permissions")
def test_changes_that_wait_in_another_file_are_not_passed_over(shelf):
    with Ledger.open(shelf / "x") as ledger:
        ledger.load(told(path="other.txt"))
        copies = {name: (shelf / name).read_bytes() for name in ("x", "x-wal")}
    for name, data in copies.items():
        (shelf / name).write_bytes(data)
    with sealed(shelf), pytest.raises(LedgerError) as error:
        Ledger.open(shelf / "x", readonly=True)
    assert "x-wal" in error.value.hint
    with Ledger.open(shelf / "x", readonly=True) as ledger:
        assert ledger.counts()["document"] == 2
    (shelf / "x-wal").touch()
    with sealed(shelf), Ledger.open(shelf / "x", readonly=True) as ledger:
        assert ledger.counts()["document"] == 2


def test_a_name_with_odd_characters_is_only_a_name(tmp_path):
    path = tmp_path / "a?mode=ro&x#%20.ledger"
    Ledger.create(path).close()
    assert path.exists()


def test_one_writer_and_readers_meanwhile(tmp_path):
    path = tmp_path / "x"
    with Ledger.create(path) as writer, Ledger.open(path, wait=0.05) as other:
        writer.load(told())
        with writer.batch():
            writer.load(told(path="second.txt"))
            assert other.counts()["document"] == 1
            assert len({row.document.id for row in other.events()}) == 1
            with pytest.raises(LedgerError, match="locked") as error:
                other.load(told(path="third.txt"))
            assert "try again" in error.value.hint
        assert other.counts()["document"] == 2
        assert other.load(told(path="third.txt")) > 0


def test_reading_goes_on_from_one_moment_while_others_write(tmp_path):
    path = tmp_path / "x"
    with Ledger.create(path) as ledger, Ledger.open(path) as other:
        ledger.load(told())
        records = ledger.records()
        first = next(records)
        other.load(told(path="second.txt"))
        assert {r.doc for r in records if hasattr(r, "doc")} == {first.id}


def test_a_full_disk_leaves_nothing_half_written(ledger):
    ledger.load(told())
    before = list(ledger.records())
    pages = ledger._db.execute("PRAGMA page_count").fetchone()[0]
    ledger._db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(LedgerError, match="full") as error:
        for n in range(50):
            ledger.load(told(path=f"{n}.txt"))
    assert "room" in error.value.hint
    with pytest.raises(LedgerError, match="full"), ledger.batch():
        for n in range(50, 100):
            ledger.load(told(path=f"{n}.txt"))
    ledger._db.execute("PRAGMA max_page_count = 1000000")
    assert list(ledger.check()) == []
    assert set(before) <= set(ledger.records())
    assert ledger.load(told(path="after.txt")) > 0


def test_a_connection_that_fails_is_closed(tmp_path):
    (tmp_path / "bad").write_bytes(b"SQLite format 3\0" + bytes(4080))
    with pytest.raises(LedgerError):
        connect(tmp_path / "bad")
