"""Worker processes, each with a thread of its own here that hands it pages and waits for it.

A worker shares no lock and no queue with the others, only a pipe with its thread. So one that is
killed, at whatever moment, takes nothing with it, and it is known which pages it held. (The pool
of ``concurrent.futures`` breaks as a whole, and hangs where a worker dies while it answers.)
"""

import os
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from queue import LifoQueue
from types import TracebackType
from typing import Any, Self

from onrecord.document import Doc, Page
from onrecord.errors import PipelineError
from onrecord.pipeline import Pipeline
from onrecord.records import Failure, failure

Result = Doc | Failure
Group = list[Page | Failure]
MakePipeline = Callable[[], Pipeline]

_TRIES = 2
"""How often a page is tried by itself before it is held to be what kills workers."""

_STARTS = 3
"""How often a worker may die before it is ready."""

_GRACE = 5.0
"""Seconds an idle worker has to end by itself."""


class _DiedError(Exception):
    """The worker died before it answered."""


class Worker:
    """One worker process, started when it is needed and again when it died; of one thread."""

    def __init__(self, make: MakePipeline) -> None:
        self._make = make
        self._process: SpawnProcess | None = None
        self._pipe: Connection[Any, Any] | None = None
        self._stopped = False

    def run(self, group: Group) -> list[Result]:
        """Return the results of ``group``; a page that kills the worker each time is a failure.

        Raises :class:`PipelineError` where no worker can be started.
        """
        try:
            return self._ask(group)
        except _DiedError:
            return [result for item in group for result in self._alone(item)]

    def _alone(self, item: Page | Failure) -> list[Result]:
        for _ in range(_TRIES):
            try:
                return self._ask([item])
            except _DiedError:
                continue
        location = item.path if isinstance(item, Failure) else item.location
        message = "a worker process died on this page each time it was tried"
        hint = "look for a lack of memory; if there is enough, please report it with the page"
        return [failure(location, "worker", message, hint)]

    def _ask(self, group: Group) -> list[Result]:
        pipe = self._ready()
        try:
            pipe.send(group)
            results: list[Result] = pipe.recv()
        except (EOFError, OSError):
            self._forget()
            raise _DiedError from None
        return results

    def _ready(self) -> "Connection[Any, Any]":
        """Return the pipe of a worker that has its pipeline."""
        if self._pipe is not None:
            return self._pipe
        context = get_context("spawn")
        for _ in range(_STARTS):
            if self._stopped:
                break
            self._pipe, theirs = context.Pipe()
            # A daemon, so that no worker can keep a program from ending.
            args = (theirs, os.getpid(), self._make)
            self._process = context.Process(target=serve, args=args, daemon=True)
            self._process.start()
            theirs.close()
            if self._stopped:
                self._process.kill()
            try:
                wrong: str = self._pipe.recv()
            except (EOFError, OSError):
                self._forget()
                continue
            if wrong:
                self._forget()
                raise PipelineError(
                    f"a worker could not make its pipeline: {wrong}",
                    hint="try it with one process (--jobs 1)",
                )
            return self._pipe
        raise PipelineError(
            "no worker process could be started",
            hint="look for a lack of memory, or use one process (--jobs 1)",
        )

    def _forget(self) -> None:
        if self._pipe is not None:
            self._pipe.close()
        if self._process is not None:
            self._process.kill()  # it may have closed its pipe and live on
            self._process.join()
        self._pipe = self._process = None

    def stop(self) -> None:
        """Kill the process, whatever it does, and start no other; from any thread."""
        self._stopped = True
        if (process := self._process) is not None:
            process.kill()

    def close(self) -> None:
        """Let the process end."""
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None
        if self._process is not None:
            self._process.join(_GRACE)
            self._forget()


class Workers:
    """As many workers as ``jobs``; all are gone at the end of a ``with``."""

    def __init__(self, jobs: int, make: MakePipeline) -> None:
        resource_tracker.ensure_running()  # its start would unblock interrupts in a thread
        self._threads = ThreadPoolExecutor(jobs, "onrecord", _block_interrupts)
        self._workers = [Worker(make) for _ in range(jobs)]
        self._idle: LifoQueue[Worker] = LifoQueue()
        for worker in self._workers:
            self._idle.put(worker)

    def submit(self, group: Group) -> Future[list[Result]]:
        """Return the future results of ``group``, in its order."""
        return self._threads.submit(self._run, group)

    def _run(self, group: Group) -> list[Result]:
        worker = self._idle.get()
        try:
            return worker.run(group)
        finally:
            self._idle.put(worker)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is not None:
            for worker in self._workers:
                worker.stop()
        self._threads.shutdown(cancel_futures=True)
        for worker in self._workers:
            worker.close()


def serve(pipe: "Connection[Any, Any]", parent: int, make: MakePipeline) -> None:
    """Run in a worker: make the pipeline, then answer each group of pages with its results.

    Ends when the pipe does, and at once when ``parent`` is gone.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent says when to stop
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()
    try:
        pipeline = make()
    except Exception as error:  # noqa: BLE001  it is raised again in the parent
        pipe.send(f"{type(error).__name__}: {error}")
        return
    answer: str | list[Result] = ""
    while True:
        try:
            pipe.send(answer)
            group: Group = pipe.recv()
        except (EOFError, OSError):
            return
        answer = list(pipeline.run(group))


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


def _block_interrupts() -> None:
    """Keep Ctrl-C from this thread and from the processes it starts, from their first moment."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
