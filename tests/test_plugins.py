from importlib import metadata

import pytest

from onrecord.plugins import find_part, names_of

BUILT_IN = {"dumps": "json:dumps"}


@pytest.fixture(autouse=True)
def offered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pretend that another package offers two parts, one under a name of ours."""
    points = [
        metadata.EntryPoint("loads", "json:loads", "a.group"),
        metadata.EntryPoint("dumps", "json:detect_encoding", "a.group"),
    ]

    def entry_points(*, group: str, name: str | None = None) -> list[metadata.EntryPoint]:
        return [p for p in points if p.group == group and name in (None, p.name)]

    monkeypatch.setattr(metadata, "entry_points", entry_points)


def test_parts_are_found_ours_first() -> None:
    import json

    assert find_part("a.group", BUILT_IN, "dumps") is json.dumps
    assert find_part("a.group", BUILT_IN, "loads") is json.loads
    assert find_part("a.group", BUILT_IN, "nothing") is None
    assert find_part("another.group", BUILT_IN, "loads") is None


def test_names_are_listed_once() -> None:
    assert names_of("a.group", BUILT_IN) == ["dumps", "loads"]
