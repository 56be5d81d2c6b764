"""Make the weights of the page model from the annotated pages.

    python -m training.pages DATA OUT [--folds 5] [--seed N] [--evaluate]

DATA is the folder of the corpora (pages/*.tar.xz in it), OUT the .npz to write. Two rounds: each
fold of domains is scored by a network trained on the other folds; where those scores are sure they
label what the annotation leaves open, and one network learns from all of it. --evaluate also
trains the second round by folds and writes how those networks do, each on the domains it has not
seen, to OUT with the ending .json (the scorers lie beside DATA in eval). Exit codes: 0 done, 1 data
or scorers are missing or broken, 2 usage.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.items import InputError, unpack
from benchmarks.scorers import ScorerError

from onrecord.pages.features import Floats
from training.pages.corpus import SETS, UNLABELLED, Example, inside, outside, read_examples
from training.pages.evaluate import score_sets
from training.pages.shorten import shortened
from training.pages.train import Taught, predict, train
from training.pages.weights import export

TAUGHT = frozenset({"mixed", "dates"})
"""Sets whose unlabelled runs are labelled by the first round."""

STARTED = time.monotonic()


def read_corpus(data: Path) -> list[Example]:
    """Return the pages of all sets below ``data``; raises :class:`InputError`."""
    examples: list[Example] = []
    for name in SETS:
        archive = data / "pages" / f"{name}.tar.xz"
        if not archive.is_file():
            raise InputError(f"no pages {archive}")
        with tempfile.TemporaryDirectory(prefix="onrecord-training-") as folder:
            unpack(archive, Path(folder))
            examples += read_examples(Path(folder), name)
        tell(f"{name} read")
    return examples


def out_of_fold(
    learned: Sequence[Example],
    scored: Sequence[Example],
    folds: int,
    *,
    taught: Taught | None = None,
    seed: int = 0,
) -> dict[tuple[str, str], Floats]:
    """Return the scores of ``scored`` by page, each from a network that has not seen its domain."""
    scores: dict[tuple[str, str], Floats] = {}
    for fold in range(folds):
        net = train(outside(learned, frozenset({fold}), folds), taught, seed=seed)
        scores |= {e.key: predict(net, e) for e in inside(scored, fold, folds)}
        tell(f"fold {fold + 1} of {folds}")
    return scores


def tell(message: str) -> None:
    """Write progress to standard error, with the seconds since the start."""
    print(f"{time.monotonic() - STARTED:6.0f} s  {message}", file=sys.stderr, flush=True)


def make(data: Path, out: Path, *, folds: int, seed: int, evaluate: bool) -> None:
    """Write the weights to ``out`` and, if asked, the report beside it.

    The first round has seed 0 whatever ``seed`` is, so that two seeds differ in one thing only.
    """
    examples = read_corpus(data)
    labelled = [e for e in examples if e.set not in UNLABELLED]
    tell("first round")
    first = out_of_fold(labelled, examples, folds)
    taught = {key: scores for key, scores in first.items() if key[0] in TAUGHT}
    learned = [*examples, *shortened(examples)]
    if evaluate:
        scorers = data.resolve().parent / "eval"
        tell("second round")
        second = out_of_fold(learned, examples, folds, taught=taught, seed=seed)
        report = {
            "folds": folds,
            "seed": seed,
            "pages": {name: sum(e.set == name for e in examples) for name in SETS},
            "first round": score_sets(examples, first, scorers),
            "second round": score_sets(examples, second, scorers),
        }
        text = json.dumps(report, indent=2)
        out.with_suffix(".json").write_text(text + "\n", encoding="utf-8")
        print(text)
    tell("all pages")
    export(train(learned, taught, seed=seed), out)
    tell(f"{out} written")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m training.pages", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("data", type=Path, metavar="DATA")
    parser.add_argument("out", type=Path, metavar="OUT")
    parser.add_argument("--folds", type=int, default=5, metavar="N", help="parts of domains (5)")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="of the last round (0)")
    parser.add_argument("--evaluate", action="store_true", help="write the report as well")
    options = parser.parse_args(arguments)
    if options.folds < 2:
        parser.error("--folds: at least 2")
    if not options.out.parent.is_dir():
        parser.error(f"no such folder: {options.out.parent}")
    if options.out.suffix != ".npz":
        parser.error("OUT must end in .npz")
    try:
        make(
            options.data,
            options.out,
            folds=options.folds,
            seed=options.seed,
            evaluate=options.evaluate,
        )
    except (InputError, ScorerError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
