"""Why each line of plain text has its role: the rules of roles.py, told for one text."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.pages.furniture import is_caption, is_credit, is_name
from onrecord.pages.lines import Line, find_headline, find_stretch, is_page
from onrecord.pages.roles import KICKER, NEAR, Parts
from onrecord.records import Role

_REASONS: dict[Role, str] = {
    "headline": "stands above the story",
    "summary": "stands between the headline and a byline, date or picture",
    "byline": "names and nothing else, near the headline",
    "section": "a word or two above a longer headline",
    "subheading": "a few words without an end, before running text",
    "related": "a few words in the story that head nothing",
    "other": "a few words in the story that head nothing",
    "paragraph": "stands in the story, and nothing shows that it is anything else",
}
"""What speaks for a role where neither a line's words nor a picture gave it."""


@dataclass(frozen=True, slots=True)
class _Story:
    """Where the story stands among the lines of a stripped page."""

    top: int
    first: int
    last: int
    head: int | None


def why_each(lines: Sequence[Line], found: Sequence[Parts]) -> list[list[str]]:
    """Return why each part of each line has its role; ``found`` is what ``read_lines`` gave."""
    story = _story_of(lines) if len(lines) > 1 and is_page(lines) else None
    out: list[list[str]] = []
    for at, (line, parts) in enumerate(zip(lines, found, strict=True)):
        reasons = [_of_form(role, line, len(parts)) for role, _, _ in parts]
        out.append([
            reason or _of_place(role, lines, at, found, story)
            for reason, (role, _, _) in zip(reasons, parts, strict=True)
        ])  # fmt: skip
    return out


def _story_of(lines: Sequence[Line]) -> _Story:
    first, last = find_stretch(lines)
    head = find_headline(lines, first, last)
    return _Story(first if head is None else head, first, last, head)


def _of_form(role: Role, line: Line, parts: int) -> str | None:
    """Return the reason that lies in the line itself, null where there is none."""
    if role == "dateline":
        return "a place and a dash open it"
    if role == "credit":
        if parts > 1:
            return "the end of a caption"
        if is_credit(line.text):
            return "a picture's credit and nothing else"
        return "© and a name in the story" if line.form == "rights" else "names below a caption"
    if role == "caption":
        told = is_caption(line.text)
        return "words or a credit say that it is of a picture" if told else "a credit follows"
    if role == "list_item":
        return "opens with a bullet or number"
    if role == line.form:
        return f"reads like {role}"
    if role == "paragraph" and parts > 1:
        return "what follows the dateline"
    return None


def _of_place(
    role: Role, lines: Sequence[Line], at: int, found: Sequence[Parts], story: _Story | None
) -> str:
    """Return the reason that lies in where the line stands."""
    line = lines[at]
    if len(lines) == 1:
        return "the only passage of the text"
    if role == "headline" and line.stamped:
        return "a date runs into it"
    if line.prose and role == "paragraph":
        return "running text"
    if role == "related" and line.form == "section":
        return "a section's name after the story began"
    if role == "other" and line.empty:
        return "no letters"
    if role == "other" and line.copies > 2:
        return f"stands {line.copies} times in the text"
    if role == "byline" and not is_name(line.text):
        return "a short form in capitals, where a byline stands"
    if story is None:
        if role == "related":
            return "stands under a line that announces other stories"
        return _REASONS[role]
    if role == "headline":
        return "above the story, and has most words in common with it"
    if role == "summary":
        return "the first words below the headline, parted from the story or told again by it"
    distance = _distance(at, story)
    if distance is None:
        if role == "other" and line.form == "byline":
            return "reads like byline, in the middle of the story"
        if role in ("related", "other") and not _begun(at, found):
            return "between the headline and the story, and a part of neither"
        return _REASONS[role]
    where = "above" if at < story.top else "below"
    if role == "other" and line.form in ("byline", "timestamp", "section"):
        near = KICKER if line.form == "section" else NEAR
        if distance <= near:
            return "a short form in capitals, as menus have"
        return f"reads like {line.form}, but stands over {near} lines {where} the story"
    if role == "related" and line.words < 5 and _beside_teaser(at, found):
        return f"{where} the story, beside a teaser of another"
    size = "of five words or more" if line.words >= 5 else "of a few words"
    return f"a line {size} {where} the story"


def _distance(at: int, story: _Story) -> int | None:
    """Return how many lines part a line from the story, null where it stands in it."""
    if at < story.top:
        return story.top - at
    return at - story.last if at > story.last else None


def _begun(at: int, found: Sequence[Parts]) -> bool:
    """Tell whether a paragraph stands above a line."""
    return any(role == "paragraph" for parts in found[:at] for role, _, _ in parts)


def _beside_teaser(at: int, found: Sequence[Parts]) -> bool:
    return any(parts[0][0] == "related" for parts in found[max(0, at - 1) : at + 2])
