"""Pages through the default pipeline, here or in supervised worker processes."""

import itertools
import os
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

from onrecord.document import Doc, Page
from onrecord.pipeline import Pipeline
from onrecord.records import Failure, failure

Result = Doc | Failure
_AHEAD = 3
"""Batches handed to each worker before its results are waited for."""

_worker_pipeline: Pipeline | None = None


def run_pages(
    pages: Iterable[Page | Failure], *, jobs: int = 1, batch: int = 16
) -> Iterator[list[Result]]:
    """Yield the documents and failures of ``pages``, batch by batch, in the order of the pages.

    With ``jobs`` above one, that many processes share the work; at most three batches a worker
    are in memory. A worker that dies takes no page with it: its batch is run again page by page,
    and the page that kills a worker becomes a failure.
    """
    if jobs <= 1:
        pipeline = Pipeline.default(batch=batch)
        for group in _groups(pages, batch):
            yield list(pipeline.run(group))
        return
    groups = _groups(pages, batch)
    waiting: deque[tuple[list[Page | Failure], Future[list[Result]]]] = deque()
    pool = _pool(jobs)
    try:
        while True:
            if group := next(groups, []):
                waiting.append((group, pool.submit(_run, group)))
                if len(waiting) < jobs * _AHEAD:
                    continue
            if not waiting:
                return
            first, result = waiting.popleft()
            try:
                yield result.result()
            except BrokenProcessPool:
                pool.shutdown(wait=False, cancel_futures=True)
                yield _one_by_one(first)
                pool = _pool(jobs)
                again = [pages for pages, _ in waiting]
                waiting = deque((pages, pool.submit(_run, pages)) for pages in again)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _groups(pages: Iterable[Page | Failure], size: int) -> Iterator[list[Page | Failure]]:
    iterator = iter(pages)
    while group := list(itertools.islice(iterator, size)):
        yield group


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, get_context("spawn"), _start, (os.getpid(),))


def _one_by_one(group: list[Page | Failure]) -> list[Result]:
    results: list[Result] = []
    for item in group:
        with _pool(1) as pool:
            try:
                results.extend(pool.submit(_run, [item]).result())
            except BrokenProcessPool:
                location = item.path if isinstance(item, Failure) else item.location
                message = "the worker process died on this page"
                results.append(failure(location, "worker", message, "look for a lack of memory"))
    return results


def _start(parent: int) -> None:
    """Prepare a worker: build the pipeline once, and die when the parent does."""
    global _worker_pipeline
    _worker_pipeline = Pipeline.default()
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


def _run(group: list[Page | Failure]) -> list[Result]:
    assert _worker_pipeline is not None
    return list(_worker_pipeline.run(group))
