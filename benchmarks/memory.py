"""Memory: of Python's heap within a stretch of code, and of a process that does the work."""

import functools
import gc
import os
import resource
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def traced(wanted: bool) -> Iterator[Callable[[], int]]:
    """Give a function that says, afterwards, the most bytes Python held beyond the start.

    It says 0 where ``wanted`` is false; tracing makes code several times slower. What C libraries
    take for themselves is not seen.
    """
    if not wanted:
        yield lambda: 0
        return
    tracemalloc.start()
    peak = 0
    try:
        yield lambda: peak
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()


def resident_peak(pages: Sequence[tuple[str, bytes]], folder: Path) -> int:
    """Return the most bytes resident in a new process that puts ``pages`` through the pipeline.

    The pages are written to ``folder`` first. Raises ``OSError``, with its last words, where that
    process fails.
    """
    for number, (_, data) in enumerate(pages):
        (folder / f"{number:06d}.html").write_bytes(data)
    command = [sys.executable, "-m", "benchmarks.memory", str(folder)]
    home = Path(__file__).parent.parent
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=home)
    if done.returncode:
        raise OSError(f"measuring memory failed: {(done.stderr.split(chr(10))[-2:] or [''])[0]}")
    return int(done.stdout)


def held() -> int:
    """Return the bytes Python holds, as ``tracemalloc`` sees them, which must be running.

    What sits in a ``functools`` cache with a bound is not counted, as it cannot grow for ever:
    those caches are emptied. One without a bound is.
    """
    for cached in gc.get_objects():
        if isinstance(cached, functools._lru_cache_wrapper) and cached.cache_info().maxsize:
            cached.cache_clear()
    gc.collect()
    return tracemalloc.get_traced_memory()[0]


def own_peak() -> int:
    """Return the most bytes this process has had resident.

    Read from ``/proc`` where there is one: ``ru_maxrss`` of a new process starts at its parent's.
    """
    if (size := _of_process("VmHWM:")) is not None:
        return size
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def own_resident() -> int:
    """Return the bytes this process has resident now; without ``/proc``, what ``ps`` says."""
    if (size := _of_process("VmRSS:")) is not None:
        return size
    command = ["ps", "-o", "rss=", "-p", str(os.getpid())]
    return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout) * 1024


def _of_process(field: str) -> int | None:
    status = Path("/proc/self/status")
    if status.is_file():
        for line in status.read_text(encoding="utf-8").splitlines():
            if line.startswith(field):
                return int(line.split()[1]) * 1024
    return None


def _work(folder: Path) -> None:
    """Put the pages of a folder through the pipeline, a page at a time as the command line does."""
    from onrecord.pipeline import Pipeline
    from onrecord.read import read_paths

    for _ in Pipeline.default().run(read_paths([str(folder)])):
        pass


if __name__ == "__main__":
    _work(Path(sys.argv[1]))
    print(own_peak())
