"""How near the stages come to the expected records that were made by hand."""

import re
from collections.abc import Callable, Iterable
from typing import Any

Described = dict[str, Any]
Pairs = list[tuple[Described, Described]]
"""Expected and read records of each page."""


def f1(hits: float, expected: float, found: float) -> float:
    return round(2 * hits / max(1, expected + found), 3)


def document_fields(pairs: Pairs) -> float:
    """Share of the documents' fields that are exactly as expected."""
    fields = [(a["document"][k] == b["document"].get(k)) for a, b in pairs for k in a["document"]]
    return round(sum(fields) / len(fields), 3)


def blocks(pairs: Pairs) -> float:
    """F1 over blocks with the expected role and the expected words."""
    return _listed(pairs, lambda d: [tuple(b) for b in d["blocks"]])


def timexes(pairs: Pairs) -> float:
    """F1 over time expressions with exactly the expected words and value."""
    return _listed(pairs, lambda d: [tuple(t) for t in d["timexes"]])


def _listed(pairs: Pairs, listed: Callable[[Described], list[tuple[Any, ...]]]) -> float:
    hits = expected = found = 0
    for a, b in pairs:
        left = list(listed(b))
        expected, found = expected + len(listed(a)), found + len(left)
        for item in listed(a):
            if item in left:
                left.remove(item)
                hits += 1
    return f1(hits, expected, found)


def tokens(parts: Iterable[str]) -> set[str]:
    return set(re.findall(r"\w+", " ".join(parts).lower()))


def matched(
    pairs: Pairs, layer: str, like: Callable[[Described, Described], float]
) -> list[tuple[Described, Described]]:
    """Pair expected and read records of a layer one to one, the most alike first."""
    out = []
    for a, b in pairs:
        ranked = sorted(
            (
                (-score, i, j)
                for i, x in enumerate(a[layer])
                for j, y in enumerate(b[layer])
                if (score := like(x, y)) > 0
            )
        )
        used_a: set[int] = set()
        used_b: set[int] = set()
        for _, i, j in ranked:
            if i not in used_a and j not in used_b:
                used_a.add(i)
                used_b.add(j)
                out.append((a[layer][i], b[layer][j]))
    return out


def same_statement(a: Described, b: Described) -> float:
    """Overlap (Jaccard) of the content's words; at least half, or it is another statement."""
    x, y = tokens(a["content"]), tokens(b["content"])
    share = len(x & y) / max(1, len(x | y))
    return share + (tokens(a["cue"]) == tokens(b["cue"])) if share >= 0.5 else 0


def same_event(a: Described, b: Described) -> float:
    """Same sentence and overlapping triggers, better of the same type."""
    if a["sentence"][:25] != b["sentence"][:25] or not tokens([a["trigger"]]) & tokens(
        [b["trigger"]]
    ):
        return 0
    return 1 + (a["code"] == b["code"])


def size(pairs: Pairs, layer: str) -> tuple[int, int]:
    return sum(len(a[layer]) for a, _ in pairs), sum(len(b[layer]) for _, b in pairs)


def agree(a: list[str], b: list[str]) -> bool:
    """Tell whether two lists of participants overlap each other in every member."""
    if not a or not b:
        return not a and not b
    touch = [[bool(tokens([x]) & tokens([y])) for y in b] for x in a]
    return all(map(any, touch)) and all(map(any, zip(*touch, strict=True)))


def measure(pairs: Pairs) -> dict[str, float]:
    """Return every measure by name, each between 0 and 1."""
    statements = matched(pairs, "attributions", same_statement)
    events = matched(pairs, "events", same_event)
    same_type = [(a, b) for a, b in events if a["code"] == b["code"]]
    told = size(pairs, "attributions")
    coded = size(pairs, "events")
    hops = [(h in b["chain"]) for a, b in statements for h in a["chain"]]
    return {
        "document fields": document_fields(pairs),
        "blocks F1": blocks(pairs),
        "timexes F1": timexes(pairs),
        "statements found F1": f1(len(statements), *told),
        "statements speaker": round(
            sum(a["speaker"] == b["speaker"] for a, b in statements) / max(1, len(statements)), 3
        ),
        "statements hops": round(sum(hops) / max(1, len(hops)), 3),
        "events found F1": f1(len(events), *coded),
        "events type F1": f1(len(same_type), *coded),
        "events tuple F1": f1(
            sum(
                agree(a["actor"], b["actor"]) and agree(a["recipient"], b["recipient"])
                for a, b in same_type
            ),
            *coded,
        ),
    }
