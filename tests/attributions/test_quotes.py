import pytest

from onrecord.attributions.quotes import find_quotes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We go,” he said. “Now.”", ["“We go,”", "“Now.”"]),
        ('They say "yes" and "no".', ['"yes"', '"no"']),
        ("«Non», dit-elle", ["«Non»"]),
        ("''We go,'' he said", ["''We go,''"]),
        ("Minister pledges ‘decisive’ reply", ["‘decisive’"]),
        ("The workers' 'bad day' isn't over", ["'bad day'"]),
        ('“We go," she said', ['“We go,"']),
        ("The dogs’ owners and the ’90s", []),
        (
            "“A paragraph that goes on in the next one",
            ["“A paragraph that goes on in the next one"],
        ),
    ],
)
def test_marks(text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in find_quotes(text, 0, len(text))] == expected


def test_a_quote_keeps_to_its_range() -> None:
    text = "He said “we go” and “stay”"
    assert [text[a:b] for a, b in find_quotes(text, 0, 15)] == ["“we go”"]
