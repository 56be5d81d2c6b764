"""Run the default pipeline on the items of a benchmark and write what it found.

    python -m benchmarks.predict TASK INPUT OUTPUT [--jobs N]

OUTPUT has one JSON object a line, in INPUT's order and with its ids. An item that fails gives an
empty prediction and a line on standard error. Exit codes: 0 done (also with failed items), 1 the
input cannot be read, 2 usage.
"""

import argparse
import json
import multiprocessing
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.answers import ANSWERS, Answer, joined, nothing
from benchmarks.items import FIELDS, InputError, Item, opened
from onrecord.document import Doc, Page
from onrecord.pipeline import Pipeline
from onrecord.read import read_bytes
from onrecord.records import Failure, Origin, failure

BATCH = 16
"""Items handed to the pipeline, or to another process, at once."""


class PredictError(Exception):
    """The pipeline's answer cannot be compared with the input."""


def predict(task: str, items: Sequence[Item], *, jobs: int = 1) -> Iterator[tuple[Answer, str]]:
    """Yield each item's answer and what went wrong with it (mostly ``""``), in order.

    With ``jobs`` above 1 that many processes share the work; the answers are the same.
    """
    batches = _batches(items, BATCH)
    if jobs < 2:
        for batch in batches:
            yield from answer_batch(task, batch)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context) as pool:
        for answers in pool.map(answer_batch, [task] * len(batches), batches):
            yield from answers


def answer_batch(task: str, items: Sequence[Item]) -> list[tuple[Answer, str]]:
    """Return the answer to each item, and why it is empty where the item failed."""
    results = pipeline().run(page_of(task, item) for item in items)
    return [_answer(task, item, result) for item, result in zip(items, results, strict=True)]


@cache
def pipeline() -> Pipeline:
    """Return the default pipeline, made once a process."""
    return Pipeline.default(batch=BATCH)


def page_of(task: str, item: Item) -> Page | Failure:
    """Return the page an item stands for, read as the command line would read it."""
    name = str(item.get("id", ""))
    try:
        if task == "pages":
            data = Path(item["file"]).read_bytes()
            pages = read_bytes(data, path=name, url=item.get("url"), format="html")
            return next(iter(pages), None) or failure(name, "read", "no page in the file")
        text = joined(item["tokens"]) if task == "entities" else item["text"]
        return _text_page(name, text, item.get("dct") or None)
    except KeyError as error:
        return failure(name, "benchmarks", f"the item has no {error}")
    except Exception as error:  # noqa: BLE001  one bad item must not stop a run
        return failure(name, "benchmarks", f"{type(error).__name__}: {error}")


def _text_page(name: str, text: str, published: str | None) -> Page:
    data = text.encode("utf-8", "surrogatepass")
    digest = sha256(data).hexdigest()
    origin = Origin(reader="text", charset="utf-8", bytes=len(data), sha256=digest)
    return Page(
        path=name, location=name, content=text, kind="text", origin=origin, published=published
    )


def _answer(task: str, item: Item, result: Doc | Failure) -> tuple[Answer, str]:
    name = {"id": item["id"]} if "id" in item else {}
    try:
        if isinstance(result, Failure):
            raise PredictError(f"{result.stage}: {result.error}")
        if task != "pages" and result.page and result.text != result.page.content:
            raise PredictError("the document's text differs from the item's, offsets are void")
        return {**name, **ANSWERS[task](result, item)}, ""
    except Exception as error:  # noqa: BLE001  one bad item must not stop a run
        kind = "" if isinstance(error, PredictError) else f"{type(error).__name__}: "
        return {**name, **nothing(task, item)}, f"{kind}{error}"


def _batches(items: Iterable[Item], size: int) -> list[list[Item]]:
    iterator = iter(items)
    return list(iter(lambda: list(islice(iterator, size)), []))


def lines_of(task: str, answer: Answer) -> list[dict[str, Any]]:
    """Return the output lines of an answer: one, but for ``pair-type`` one for each pair."""
    if task == "pair-type":
        return [{**answer, "root": root} for root in answer["root"]]
    return [answer]


def predict_file(task: str, source: Path, target: Path, *, jobs: int = 1) -> tuple[int, int]:
    """Write the predictions for ``source`` to ``target``; return how many items, and failed.

    Failures go to standard error as they happen. Raises :class:`InputError`.
    """
    done = failed = 0
    with opened(task, source) as items, target.open("w", encoding="utf-8") as out:
        for item, (answer, error) in zip(items, predict(task, items, jobs=jobs), strict=True):
            done += 1
            if error:
                failed += 1
                print(f"{item.get('id', f'item {done}')}: {error}", file=sys.stderr)
            for line in lines_of(task, answer):
                # Escaped throughout, so that half of a surrogate pair in a text survives.
                out.write(json.dumps(line) + "\n")
    return done, failed


def positive(text: str) -> int:
    """Return a whole number above zero; argparse makes a usage error of the ``ValueError``."""
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.predict", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("task", choices=tuple(FIELDS), metavar="TASK", help=", ".join(FIELDS))
    parser.add_argument("input", type=Path, metavar="INPUT")
    parser.add_argument("output", type=Path, metavar="OUTPUT")
    parser.add_argument("--jobs", type=positive, default=1, metavar="N", help="processes (1)")
    options = parser.parse_args(arguments)
    if not options.input.exists():
        parser.error(f"no such input: {options.input}")
    if not options.output.parent.is_dir():
        parser.error(f"no such folder: {options.output.parent}")
    if options.output.resolve() == options.input.resolve():
        parser.error("OUTPUT would replace INPUT")
    try:
        done, failed = predict_file(options.task, options.input, options.output, jobs=options.jobs)
    except (InputError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print(f"{done} items, {failed} failed", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
