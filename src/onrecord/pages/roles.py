"""The role of each line of a crawled text, by its words, its place and its neighbours."""

from collections.abc import Sequence

from onrecord.pages.credits import is_marked_credit
from onrecord.pages.furniture import (
    Piece,
    is_caption,
    is_credit,
    is_list_item,
    is_name,
    split_caption,
    split_dateline,
)
from onrecord.pages.lines import Line, find_headline, find_stretch, stems
from onrecord.records import Role

Parts = list[Piece]
"""The roles of one line's parts and their offsets in it; together they are the line."""

NEAR = 6
"""Lines around headline and story in which bylines, stamps and pictures still belong to them."""

KICKER = 2
"""Lines above the headline in which a section's name is the story's, not the menu's."""

SUMMARY = 450
"""Longest summary, in characters."""

RETOLD = 0.62
"""Share of a summary's words that the story has too; first paragraphs of stories have less."""

HEADING = 16
"""Longest heading inside a story, in words."""

_HEAD: frozenset[Role] = frozenset({"byline", "timestamp", "other", "promo", "section"})
"""Forms of what may stand between a summary and the story."""

_NAMED_AFTER: frozenset[Role] = frozenset(
    {"headline", "summary", "byline", "timestamp", "section", "caption", "credit"}
)
"""What a line of names may follow to be the byline, or the credit of a caption."""

_STOPS_HEAD = frozenset({"promo", "related", "rights", "correction"})


def told_parts(line: str, *, bare: bool = True) -> Parts:
    """Return the parts of a line that tells something; ``bare`` as in :func:`split_dateline`."""
    if is_caption(line):
        return split_caption(line)
    if is_list_item(line):
        return [("list_item", 0, len(line))]
    return split_dateline(line, bare=bare)


def _whole(role: Role, line: Line) -> Parts:
    return [(role, 0, len(line.text))]


# A clean text: what a reader would see of a story, with a little furniture around and in it.


def read_clean(lines: Sequence[Line]) -> list[Parts]:
    """Return the parts of each line of a text that is a story and little else."""
    roles = _clean_head(lines)
    found = [_whole(role, line) for role, line in zip(roles, lines, strict=False)]
    told = 0
    related = False
    for at in range(len(roles), len(lines)):
        line = lines[at]
        role = line.form
        if role == "byline" and told and at < len(lines) - 3:
            role = None
        if role == "section" and told and line.text.lower().startswith("more "):
            role = "related"
        if role:
            parts = _whole(role, line)
            related = role == "related" and line.text.endswith(":")
        elif related and not line.prose:
            parts = _whole("related", line)
        elif roles and _is_subheading(lines, at, told):
            related, parts = False, _whole("subheading", line)
        else:
            related = False
            credit = is_credit(line.text)
            parts = split_caption(line.text) if credit else told_parts(line.text, bare=told < 2)
            told += any(role == "paragraph" for role, _, _ in parts)
        found.append(parts)
    return found


def _clean_head(lines: Sequence[Line]) -> list[Role]:
    """Return the roles of the lines above the story, as many as there are."""
    roles: list[Role] = []
    for at, line in enumerate(lines):
        role = line.form
        if role is None:
            follows = any(x.form in ("byline", "timestamp") for x in lines[at + 1 : at + 3])
            if is_caption(line.text):
                break
            if "headline" in roles:
                named = line.words <= 6 and is_name(line.text)
                if not named and (not follows or len(line.text) >= 300):
                    break
                role = "byline" if named else "summary"
            elif _is_kicker(lines, at):
                role = "section"
            elif line.prose and not follows:
                break
            else:
                role = "headline"
        elif "headline" in roles and role in _STOPS_HEAD:
            break
        roles.append(role)
    return roles


def _is_kicker(lines: Sequence[Line], at: int) -> bool:
    """Tell whether a line of a word or two above a longer headline names a section."""
    if lines[at].words > 3 or at + 1 == len(lines):
        return False
    following = lines[at + 1]
    return following.words > 3 and not following.prose and not following.form


def _is_subheading(lines: Sequence[Line], at: int, told: int) -> bool:
    line = lines[at]
    if not told or at + 1 == len(lines) or line.words > 12 or len(line.text) > 90:
        return False
    longer = len(lines[at + 1].text) > len(line.text)
    return longer and line.text[:1].isupper() and line.text[-1] not in '.!?:;…,"”’'


# A stripped page: the story stands somewhere among menus, buttons and teasers.


def read_page(lines: Sequence[Line]) -> list[Parts]:
    """Return the parts of each line of a page whose tags were stripped."""
    first, last = find_stretch(lines)
    head = find_headline(lines, first, last)
    top = first if head is None else head
    found = _outside(lines[:top], top)
    start = top
    if head is not None:
        start = _story_start(lines, head, last)
        found.append(_whole("headline", lines[head]))
        found += _page_head(lines, head + 1, start)
    last = max(last, start - 1)  # the headline may be all there is of the story
    found += _page_body(lines, start, last)
    return found + _outside(lines[last + 1 :], -1)


def _outside(lines: Sequence[Line], story: int) -> list[Parts]:
    """Return the parts of lines above or below the story, which stands next to ``story``.

    Of what has no role by its words, a line of five words is a teaser of another story, and so
    is what stands beside one: its kicker, author and date.
    """
    found = [_around(line, abs(at - story)) for at, line in enumerate(lines)]
    teaser = [parts[0][0] == "related" for parts in found]
    for at, (line, parts) in enumerate(zip(lines, found, strict=True)):
        unnamed = parts[0][0] == "other" and line.form != "other" and not line.empty
        if unnamed and any(teaser[max(0, at - 1) : at + 2]):
            found[at] = _whole("related", line)
    return found


def _around(line: Line, distance: int) -> Parts:
    """Return the parts of a line outside the story, ``distance`` lines before or after it."""
    near = distance <= NEAR
    role = line.form
    if role in ("byline", "timestamp") and (not near or _is_capitals(line)):
        role = "other"
    if role == "section" and distance > KICKER:
        role = "other"
    if role is None and near and not line.empty and is_caption(line.text):
        return split_caption(line.text)
    if role is None:
        role = "related" if line.words >= 5 else "other"
    return _whole(role, line)


def _story_start(lines: Sequence[Line], head: int, last: int) -> int:
    """Return the first line of the story proper: the first paragraph that is no summary.

    The first prose is the summary where byline, stamp or picture part it from the next, or where
    the story says most of it again.
    """
    prose = [
        at
        for at in range(head + 1, last + 1)
        if lines[at].prose and not lines[at].form and not _is_picture(lines, at)
    ]
    if len(prose) < 2:
        return prose[0] if prose else head + 1
    first, second = prose[:2]
    size = len(lines[first].text)
    if size > SUMMARY:
        return first
    if any(_parts_head(lines, at) for at in range(first + 1, second)):
        return second
    if 2 * size < 3 * max(len(lines[at].text) for at in prose[1:]):
        own = stems(lines[first].text)
        rest = stems(" ".join(lines[at].text for at in prose[1:])[:8000])
        if len(own & rest) >= RETOLD * len(own):
            return second
    return first


def _parts_head(lines: Sequence[Line], at: int) -> bool:
    line = lines[at]
    return line.form in _HEAD or is_name(line.text) or _is_credit(line) or _is_picture(lines, at)


def _is_picture(lines: Sequence[Line], at: int) -> bool:
    """Tell whether a line tells about a picture: it says so, or a credit follows."""
    line = lines[at]
    if is_caption(line.text):
        return True
    following = lines[at + 1] if at + 1 < len(lines) else None
    return following is not None and len(line.text) < SUMMARY and _is_credit(following)


def _is_credit(line: Line) -> bool:
    if line.form == "rights":
        return is_marked_credit(line.text)
    return line.form is None and len(line.text) <= 120 and is_credit(line.text)


def _page_head(lines: Sequence[Line], start: int, stop: int) -> list[Parts]:
    """Return the parts of the lines between headline and story."""
    found: list[Parts] = []
    seen: set[Role] = set()
    previous: Role = "headline"
    for at in range(start, stop):
        parts = _head_parts(lines, at, previous, seen)
        found.append(parts)
        previous = parts[-1][0]
        seen.update(role for role, _, _ in parts)
    return found


def _head_parts(lines: Sequence[Line], at: int, previous: Role, seen: set[Role]) -> Parts:
    line = lines[at]
    if _is_credit(line):
        return _whole("credit", line)
    capitals = _is_capitals(line)
    if line.form and not capitals:
        return _whole(line.form, line)
    if line.empty or line.copies > 2:
        return _whole("other", line)
    beside = previous in _NAMED_AFTER or lines[at + 1].prose
    beside = beside or any(x.form in ("timestamp", "byline") for x in lines[at + 1 : at + 4])
    if beside and (capitals or is_name(line.text)):
        return _whole("credit" if previous == "caption" else "byline", line)
    if _is_picture(lines, at):
        return split_caption(line.text) if is_caption(line.text) else _whole("caption", line)
    near = line.words >= 5 and previous in ("headline", "byline", "timestamp")
    if "summary" not in seen and (line.prose or near) and len(line.text) <= SUMMARY:
        return _whole("summary", line)
    return _whole("related" if line.words >= 5 else "other", line)


def _is_capitals(line: Line) -> bool:
    """Tell whether a line is a few capitals: an agency in its place, anything else in a menu."""
    return line.form == "byline" and line.text.isupper() and line.words == 1


def _page_body(lines: Sequence[Line], start: int, last: int) -> list[Parts]:
    """Return the parts of the lines of the story, and of what stands between them."""
    found: list[Parts] = []
    told, related = 0, False
    previous: Role = "other"
    asked = sum(_is_question(line) for line in lines[start : last + 1]) < 4
    for at in range(start, last + 1):
        line = lines[at]
        if line.prose and not line.form:
            related = False
        if _is_credit(line):
            parts = _whole("credit", line)
        elif line.form:
            related = line.form == "related" and line.words <= 6
            parts = _whole("other" if line.form == "byline" and told > 1 else line.form, line)
        elif line.empty or (line.copies > 2 and not line.prose):
            parts = _whole("other", line)
        elif _is_picture(lines, at):
            parts = split_caption(line.text) if is_caption(line.text) else _whole("caption", line)
        elif previous == "caption" and is_name(line.text):
            parts = _whole("credit", line)
        elif _is_heading(line, asked):
            parts = _whole(_short_role(lines, at, last, related), line)
        else:
            parts = told_parts(line.text, bare=told < 2)
            told += any(role == "paragraph" for role, _, _ in parts)
        previous = parts[-1][0]
        found.append(parts)
    return found


def _is_heading(line: Line, asked: bool) -> bool:
    """Tell whether a line may be a heading; a question may where the story is no interview."""
    if line.prose or line.words > HEADING:
        return False
    return line.short or (asked and _is_question(line))


def _is_question(line: Line) -> bool:
    return line.text[-1] in "?!" and line.words <= HEADING and not line.form


def _short_role(lines: Sequence[Line], at: int, last: int, related: bool) -> Role:
    """Return what a few words in the story are: a list item, a heading, or a link to elsewhere."""
    line = lines[at]
    if is_list_item(line.text):
        return "list_item"
    if not related:
        before = next((x for x in reversed(lines[max(0, at - 3) : at]) if not _is_noise(x)), None)
        after = next(
            (n for n in range(at + 1, min(at + 4, last + 1)) if not _is_noise(lines[n])), None
        )
        alone = before is None or before.form or not before.short or before.words > HEADING
        if alone and after is not None and _may_follow(lines, after):
            return "subheading"
    return "related" if related or line.words >= 5 else "other"


def _is_noise(line: Line) -> bool:
    """Tell whether a line is a button or the like, which parts nothing."""
    return line.form in ("other", "promo") or line.copies > 2 or line.empty


def _may_follow(lines: Sequence[Line], at: int) -> bool:
    """Tell whether a line may stand under a heading: prose, a picture or a list."""
    line = lines[at]
    if not line.form and (line.prose or line.ended):
        return True
    return _is_picture(lines, at) or is_list_item(line.text)
