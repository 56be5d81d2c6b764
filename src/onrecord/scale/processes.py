"""Pages through a pipeline, here or in supervised worker processes."""

import itertools
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future
from functools import partial

from onrecord.document import Page
from onrecord.pipeline import Pipeline
from onrecord.records import Failure
from onrecord.scale.workers import Group, MakePipeline, Result, Workers

_AHEAD = 3
"""Groups of pages handed out, for each worker, before results are waited for."""


def run_pages(
    pages: Iterable[Page | Failure],
    *,
    jobs: int = 1,
    batch: int = 16,
    pipeline: MakePipeline | None = None,
) -> Generator[list[Result], None, None]:
    """Yield the documents and failures of ``pages``, batch by batch, in the order of the pages.

    With ``jobs`` above one, that many processes share the work; at most three batches a worker
    are in memory. A worker that dies takes no page with it: its batch is run again page by page,
    and the page that kills a worker each time becomes a failure of the stage ``worker``. Close
    the iterator (``contextlib.closing``) to stop the processes before the end.

    ``pipeline`` makes the pipeline, in every process anew, and so has to be a function of a
    module; left out, it is the default one. Raises :class:`PipelineError` where a worker cannot
    be started.
    """
    make = pipeline or partial(Pipeline.default, batch=batch)
    groups = _groups(pages, batch)
    if jobs <= 1:
        here = make()
        for group in groups:
            yield list(here.run(group))
        return
    waiting: deque[Future[list[Result]]] = deque()
    with Workers(jobs, make) as workers:
        for group in groups:
            waiting.append(workers.submit(group))
            if len(waiting) >= jobs * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _groups(pages: Iterable[Page | Failure], size: int) -> Iterator[Group]:
    iterator = iter(pages)
    while group := list(itertools.islice(iterator, size)):
        yield group
