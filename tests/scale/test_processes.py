import itertools
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from contextlib import closing
from multiprocessing import active_children
from pathlib import Path

import pytest

from onrecord.document import Doc, Page
from onrecord.errors import PipelineError
from onrecord.pipeline import Pipeline
from onrecord.records import Document, Failure, Origin, failure
from onrecord.scale import run_pages
from onrecord.stages import stage
from tests.conftest import ROOT

ORIGIN = Origin(reader="text", charset="utf-8", bytes=1, sha256="0" * 64)


@stage(name="pages", reads=("page",), writes=("document",))
def fragile(doc: Doc) -> None:
    """Make the page its own document; some pages end the process, raise, or take their time."""
    assert doc.page is not None
    words = doc.page.content
    if words.startswith("deadly"):
        os._exit(9)
    if words.startswith("bad"):
        raise ValueError("a bad page")
    if words.startswith("slow"):
        time.sleep(0.05)
    doc.begin(Document(path=doc.page.path, text=words))


def make_fragile() -> Pipeline:
    return Pipeline([fragile])


def make_nothing() -> Pipeline:
    raise OSError("no tables")


def make_dead() -> Pipeline:
    os._exit(1)


def page(path: str, text: str) -> Page:
    return Page(path=path, location=f"here/{path}", content=text, kind="text", origin=ORIGIN)


def told(results: list[Doc | Failure]) -> list[str]:
    return [r.path + " " + r.stage if isinstance(r, Failure) else r.document.text for r in results]


def run(pages: list[Page | Failure], jobs: int, batch: int = 4) -> list[Doc | Failure]:
    groups = list(run_pages(pages, jobs=jobs, batch=batch, pipeline=make_fragile))
    assert all(len(group) <= batch for group in groups)
    return [result for group in groups for result in group]


def test_any_number_of_processes_gives_the_same_in_the_order_of_the_pages() -> None:
    pages: list[Page | Failure] = [page(str(n), f"page {n}") for n in range(41)]
    pages[7] = failure("gone.html", "read", "cannot be read", "check the file")
    pages[20] = page("20", "bad")
    pages[3] = page("3", "slow 3")
    one, three = run(pages, 1), run(pages, 3)
    assert told(one) == told(three)
    assert len(one) == len(pages)
    assert told(one)[7] == "gone.html read" and told(one)[20] == "here/20 pages"
    assert list(run_pages([], jobs=3)) == []


@pytest.mark.parametrize("deadly", [{5}, {0, 1, 22}])
def test_a_page_that_kills_workers_fails_alone(deadly: set[int]) -> None:
    pages: list[Page | Failure] = [
        page(str(n), "deadly" if n in deadly else f"page {n}") for n in range(23)
    ]
    results = run(pages, 2)
    wanted = [f"here/{n} worker" if n in deadly else f"page {n}" for n in range(23)]
    assert told(results) == wanted
    assert all(r.hint and r.id for r in results if isinstance(r, Failure))


def test_workers_killed_from_outside_cost_no_page() -> None:
    pages: list[Page | Failure] = [page(str(n), f"slow {n}") for n in range(60)]
    done: list[Doc | Failure] = []
    kills = 0
    for group in run_pages(pages, jobs=2, batch=4, pipeline=make_fragile):
        done += group
        if kills < 3:
            os.kill(next(p.pid for p in active_children() if p.pid), signal.SIGKILL)
            kills += 1
    assert kills == 3
    assert told(done) == [f"slow {n}" for n in range(60)]
    assert active_children() == []


def test_workers_are_gone_when_the_iterator_is_closed() -> None:
    def endless() -> Iterator[Page | Failure]:
        for n in itertools.count():
            yield page(str(n), "quick" if n < 200 else "slow")

    with closing(run_pages(endless(), jobs=2, batch=200, pipeline=make_fragile)) as groups:
        next(groups)
        assert active_children()
        start = time.monotonic()
    assert active_children() == []
    assert time.monotonic() - start < 5  # a group of 200 would take ten


@pytest.mark.parametrize(("make", "said"), [(make_nothing, "no tables"), (make_dead, "no worker")])
def test_a_pipeline_that_cannot_be_made_is_no_fault_of_the_pages(make: object, said: str) -> None:
    with pytest.raises(PipelineError, match=said):
        list(run_pages([page("1", "a")], jobs=2, pipeline=make))  # type: ignore[arg-type]
    assert active_children() == []


@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGTERM])
def test_workers_die_with_their_parent(tmp_path: Path, sent: signal.Signals) -> None:
    script = tmp_path / "parent.py"
    script.write_text(
        textwrap.dedent("""
            from multiprocessing import active_children
            from onrecord.scale import run_pages
            from tests.scale.test_processes import make_fragile, page

            if __name__ == "__main__":
                pages = (page(str(n), "slow") for n in range(10_000))
                for group in run_pages(pages, jobs=2, batch=40, pipeline=make_fragile):
                    print(*(p.pid for p in active_children()), flush=True)
        """)
    )
    parent = subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert parent.stdout is not None
    workers = [int(pid) for pid in parent.stdout.readline().split()]
    assert workers
    parent.send_signal(sent)
    parent.wait()
    parent.stdout.close()
    deadline = time.monotonic() + 10
    while any(map(alive, workers)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(alive, workers))


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"
