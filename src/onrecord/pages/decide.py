"""What each run of words on a page is: the model's word, held against what the page shows.

The model (:mod:`onrecord.pages.net`) tells story from furniture; forms and markup that leave no
doubt (a rights line, an element named correction) name the kind of furniture. Every decision keeps
its reason.
"""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import cast

from onrecord.pages.features import Floats
from onrecord.pages.furniture import furniture_role, is_credit, is_prose
from onrecord.pages.net import BODY, CLASSES
from onrecord.pages.walk import WITHIN, Run
from onrecord.records import Role

SURE = 0.9
"""From this probability on the model's "body" is believed against a hint of the markup."""

REPEATED = 3
"""A line of forty characters or more that stands on a page this often is furniture."""

VEILED = 2
"""Where the hidden part of a story is this many times the visible one, scripts show it later."""

SUMMARY = 500
"""Longest line taken for a summary where only its place or name says so, in characters."""

AROUND = 12
"""Runs before the headline and after the story in which their furniture is still looked for."""

FURNITURE = 200
"""Longest line the model takes for story that is still looked at for furniture's forms."""

TAIL = 2
"""Runs after the last that the model tells in which the story may still go on beside it."""

BARE = 15
"""A page of no more runs than this is too small for the model: its sentences are its story."""

KICKER = 2
"""Runs above the headline in which a section's name is its kicker, not an entry of a menu."""

_OTHER, _BODY, _SUBHEADING, _SUMMARY, _CAPTION, _CREDIT, _HEADLINE, _BYLINE = range(len(CLASSES))
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_FURNITURE = frozenset({"related", "promo", "correction", "rights"})
_FORMS = frozenset({"related", "promo", "correction", "rights", "timestamp", "byline"})
_MARK = re.compile(r"(?i)©|\(c\)|copyright")
_FIGURE = WITHIN["figure"] | WITHIN["figcaption"]
_ASIDE = WITHIN["aside"] | WITHIN["nav"] | WITHIN["footer"]


@dataclass(slots=True)
class Decided:
    """A run, the role it was given (null: it is no part of the story), and why."""

    run: Run
    role: Role | None
    why: str


def decide(runs: Sequence[Run], scores: Floats) -> list[Decided]:
    """Return each run of a page with its role; ``scores`` are the model's, a row for each run."""
    chances: list[list[float]] = scores.tolist()
    labels = _labels(runs, chances)
    shown = not _is_veiled([run for run, la in zip(runs, labels, strict=True) if la == _BODY])
    out = [Decided(run, None, "no part of the story") for run in runs]
    for i, (run, label) in enumerate(zip(runs, labels, strict=True)):
        if shown and run.hidden and label not in (_OTHER, _CREDIT):  # credits open on a click
            labels[i], out[i].why = _OTHER, "hidden on the page"
    if _BODY not in labels and len(runs) <= BARE:
        labels = [_bare_label(run, label) for run, label in zip(runs, labels, strict=True)]
    _drop_repeated(runs, labels, out)
    _drop_strays(runs, labels, chances, out)
    headline = _headline(runs, labels, chances)
    story = [i for i, label in enumerate(labels) if label in (_BODY, _CAPTION)]
    bodies = [i for i, label in enumerate(labels) if label == _BODY]
    if not story and headline is None:
        return out
    first = headline if headline is not None else story[0]
    begin, end = min(first, story[0] if bodies else first), (story or [first])[-1]
    told = False
    parents = {runs[i].element[:-1] for i in bodies}
    if headline is not None:
        parents.add(runs[headline].element[:-1])
    for i, (run, label) in enumerate(zip(runs, labels, strict=True)):
        chance = sum(chances[i][BODY]) if label == _BODY else chances[i][label]
        role: Role | None
        if label == _HEADLINE and headline is not None and run.block == runs[headline].block:
            role, why = "headline", f"model: headline {chance:.2f}"
        elif label == _BODY:
            role, why = _body_role(run, chances[i], chance, told, i > first)
            told = told or role == "paragraph"
        elif label in (_CAPTION, _CREDIT):
            if not begin - AROUND <= i <= end + AROUND:
                continue
            role, why = cast(Role, CLASSES[label]), f"model: {CLASSES[label]} {chance:.2f}"
            if run.credit:
                why = "the end of a caption"
        elif run.hint == "summary" and first < i and not told and len(run.line) < SUMMARY:
            role, why = "summary", "named as a summary, below the headline"
        elif run.hidden or out[i].why != "no part of the story":
            continue
        else:
            role, why = _furniture(run, label, i, first, begin, end, told)
            beside = _is_beside(run, parents)
            inside = first < i < end or (story and end < i <= end + TAIL)
            if role in (None, "other") and beside and inside and _may_be_told(run):
                end = max(end, i)
                role, why = _body_role(run, chances[i], 1.0, told, True)
                why = "beside the story's paragraphs, and no furniture"
            elif role is None and beside and run.hint in _PLAIN:
                if i == first - 1 and len(run.line) <= 40:
                    role, why = "section", "a short line above the headline"
                elif first < i < end and run.link_chars < 0.5 * len(run.line):
                    role, why = "other", "beside the story's paragraphs, but none of them"
        if role is not None:
            out[i] = Decided(run, role, why)
    _name_summary(out)
    return out


def _name_summary(decided: Sequence[Decided]) -> None:
    """Name the one line between headline and byline, stamp or picture the summary."""
    kept = [item for item in decided if item.role is not None]
    for i, item in enumerate(kept[:-3]):
        if item.role == "headline" and kept[i + 1].role in ("paragraph", "subheading"):
            below, after = kept[i + 1], kept[i + 2].role
            if after in ("byline", "timestamp", "caption") and len(below.run.line) < SUMMARY:
                below.role, below.why = "summary", f"between headline and {after}"
            return


def name_links(decided: Sequence[Decided]) -> list[Decided]:
    """Return the decisions of an index page, what it leads to named: links of several words."""

    def leads(run: Run) -> bool:
        linked = run.link_chars > 0.5 * len(run.line) and run.line.count(" ") > 2
        return linked and not run.hidden and not run.within & (WITHIN["nav"] | WITHIN["footer"])

    return [
        Decided(item.run, "related", "a link of an index page")
        if item.role is None and leads(item.run)
        else item
        for item in decided
    ]


def _is_veiled(story: Sequence[Run]) -> bool:
    """Tell whether the hidden part of a story is its larger part and stands where the visible does.

    Scripts show such a part later. Hidden text elsewhere is not for readers.
    """
    hidden = [run for run in story if run.hidden]
    visible = [run for run in story if not run.hidden]
    seen = sum(len(run.line) for run in visible)
    if not hidden or sum(len(run.line) for run in hidden) <= VEILED * seen:
        return False
    if not visible:
        return True
    parents = {run.element[:-1] for run in visible}
    beside = sum(len(run.line) for run in hidden if _is_beside(run, parents))
    return beside > VEILED * seen


def _is_beside(run: Run, parents: Collection[tuple[int, ...]]) -> bool:
    """Tell whether a run stands in one of ``parents``, or in an element in one of them."""
    return run.element[:-1] in parents or run.element[:-2] in parents


def _labels(runs: Sequence[Run], chances: Sequence[Sequence[float]]) -> list[int]:
    """Return the model's class of each run; the three classes of body text count as one."""
    rest = [la for la in range(len(CLASSES)) if la not in range(*BODY.indices(len(CLASSES)))]
    labels = [_BODY if sum(row[BODY]) > 0.5 else max(rest, key=row.__getitem__) for row in chances]
    for i in range(1, len(labels) - 1):  # words in between belong to what is around them
        before, after = labels[i - 1], labels[i + 1]
        joined = runs[i - 1].block == runs[i].block == runs[i + 1].block
        if joined and labels[i] == _OTHER and before == after and before in (_BODY, _CAPTION):
            labels[i] = before
    for i, run in enumerate(runs):
        if run.credit and labels[i - 1] == _CAPTION:
            labels[i] = _CREDIT
    return labels


def _bare_label(run: Run, label: int) -> int:
    """Return what a run is on a page that is hardly more than it."""
    bare = label == _OTHER and not run.hidden and run.hint in _PLAIN and not run.within & _ASIDE
    return _BODY if bare and not run.link_chars and run.line[-1] in _ENDS else label


def _drop_repeated(runs: Sequence[Run], labels: list[int], out: list[Decided]) -> None:
    times = Counter(run.line for run, la in zip(runs, labels, strict=True) if la == _BODY)
    for i, run in enumerate(runs):
        if labels[i] == _BODY and times[run.line] >= REPEATED and len(run.line) >= 40:
            labels[i], out[i].why = _OTHER, f"stands {times[run.line]} times on the page"


def _drop_strays(
    runs: Sequence[Run],
    labels: list[int],
    chances: Sequence[Sequence[float]],
    out: list[Decided],
) -> None:
    """Take from the story what stands far from the element that holds nearly all of it."""
    bodies = [run for run, label in zip(runs, labels, strict=True) if label == _BODY]
    total = sum(len(run.line) for run in bodies)
    if not total:
        return
    holder = _holder(bodies, 0.85 * total)
    within = [i for i, run in enumerate(runs) if run.element[: len(holder)] == holder]
    told = [i for i in within if labels[i] == _BODY]
    if not told:
        return
    for i, run in enumerate(runs):
        outside = run.element[: len(holder)] != holder
        far = i > told[-1] + AROUND or i < told[0] - 2 * AROUND
        if labels[i] == _BODY and outside and far and sum(chances[i][BODY]) < 0.98:
            labels[i], out[i].why = _OTHER, "far from the story"


def _holder(runs: Sequence[Run], enough: float) -> tuple[int, ...]:
    """Return the path of the innermost element that holds ``enough`` characters of the runs."""
    holder: tuple[int, ...] = ()
    while True:
        depth = len(holder) + 1
        inside: Counter[int] = Counter()
        for run in runs:
            if len(run.element) >= depth and run.element[: depth - 1] == holder:
                inside[run.element[depth - 1]] += len(run.line)
        if not inside:
            return holder
        child, size = inside.most_common(1)[0]
        if size < enough:
            return holder
        holder = (*holder, child)


def _headline(
    runs: Sequence[Run], labels: Sequence[int], chances: Sequence[Sequence[float]]
) -> int | None:
    """Return the run that is the headline: the likeliest, and the first of equals."""
    found = [i for i, la in enumerate(labels) if la == _HEADLINE and not runs[i].hidden]
    return max(found, key=lambda i: (round(chances[i][_HEADLINE], 1), -i), default=None)


def _body_role(
    run: Run, scores: Sequence[float], chance: float, told: bool, below: bool
) -> tuple[Role, str]:
    why = f"model: body {chance:.2f}"
    if run.hint == "caption":
        return "caption", f"named as a caption; {why}"
    size = len(run.line)
    plain = chance > 0.98 and size > 100 and run.line[-1] in _ENDS
    form = furniture_role(run.line) if size <= FURNITURE and not plain else None
    if run.hint == "correction" or form == "correction":
        return "correction", "named or worded as a correction"
    if run.hint in _FURNITURE and chance < SURE:
        return cast(Role, run.hint), f"markup says {run.hint}; {why}"
    if run.hint == "byline" and len(run.line) <= 200 and not is_prose(run.line):
        return "byline", "named as a byline"
    if told and form == "section":
        return "related", "a section's name after the story began"
    if form in _FORMS and (form not in ("byline", "timestamp") or chance < SURE):
        return form, f"reads like {form}; {why}"
    if below and not told and (scores[_SUMMARY] > scores[_BODY] or run.hint == "summary"):
        return "summary", f"model: summary {scores[_SUMMARY]:.2f}"
    if run.tag in _HEADINGS or (scores[_SUBHEADING] > scores[_BODY] and len(run.line) < 200):
        return "subheading", f"{why}, a heading" if run.tag in _HEADINGS else f"{why}, set apart"
    if run.within & WITHIN["li"] and not run.within & WITHIN["blockquote"]:
        return "list_item", f"{why}, in a list"
    if run.within & WITHIN["blockquote"]:
        return "blockquote", f"{why}, in a block quote"
    return "paragraph", why


def _may_be_told(run: Run) -> bool:
    """Tell whether a run between paragraphs may be one of them by its form: heading or sentence."""
    if run.link_chars > 0.3 * len(run.line) or run.hint not in _PLAIN:
        return False
    size = len(run.line)
    return (run.tag in _HEADINGS and size >= 8) or (size >= 20 and run.line[-1] in _ENDS)


_ENDS = frozenset('.!?…。！？”"»')
_PLAIN = frozenset({None, "subheading", "list_item", "blockquote", "summary"})


def _furniture(
    run: Run, label: int, at: int, first: int, begin: int, end: int, told: bool
) -> tuple[Role | None, str]:
    """Return what a run that is not told is, where it belongs to the story's page at all."""
    line = run.line
    if not any(map(str.isalnum, line)):
        return None, ""
    if run.within & WITHIN["nav"] and run.hint != "section":
        return None, ""
    if at < begin - AROUND or (run.link_chars > 0.8 * len(line) and at > end + AROUND):
        return None, ""
    pictured = run.within & _FIGURE or run.hint in ("caption", "credit")
    if pictured and len(line) <= 120 and is_credit(line):
        return "credit", "reads like a credit, below a picture"
    linked = run.link_chars > 0.9 * len(line) and run.hint not in _FURNITURE
    if linked and at < first - KICKER and run.hint != "section":
        return None, ""
    below = at > end + AROUND
    if below and not (run.within & WITHIN["footer"] or _MARK.search(line)):
        return None, ""
    form = furniture_role(line) if len(line) <= 300 else None
    if form == "rights":
        return "rights", "reads like a rights line"
    if below:
        return None, ""
    between = begin <= at <= end
    if label == _BYLINE or form == "byline" or (run.hint == "byline" and len(line) <= 200):
        if form in ("timestamp", "section", "promo"):
            return form, f"reads like {form}"
        return "byline", "model: byline" if label == _BYLINE else "named or worded as a byline"
    if form == "timestamp" or (run.hint == "timestamp" and len(line) < 120 and form is None):
        return "timestamp", "a date and little else"
    if run.hint == "section" or form == "section":
        if at < first and len(line) < 120 and (run.hint == "section" or at >= first - KICKER):
            return "section", "named or worded as a section"
        return ("related", "a section's name after the story began") if told else (None, "")
    if run.hint in _FURNITURE or form in _FURNITURE:
        role = cast(Role, form if form in _FURNITURE else run.hint)
        if told or role != "related":
            return role, f"markup or words say {role}"
        return None, ""
    if run.hint == "skip":
        return None, ""
    if told and (run.link_chars > 0.6 * len(line) or run.hint == "aside"):
        near = between or at <= end + AROUND
        return ("related", "a link to something else") if near and " " in line else (None, "")
    if between and at > first and not run.within & _ASIDE and is_prose(line):
        return "other", "in the story's place, but no part of it"
    return None, ""
