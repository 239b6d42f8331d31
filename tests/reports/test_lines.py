"""The words over the picture of a page: the same as on paper, each in its place."""

from __future__ import annotations

from reports.press import page_count, render
from reports.press.lines import page_texts
from tests.reports.test_press import letter_of


def test_every_page_has_its_words_inside_its_edges() -> None:
    pdf = render(letter_of("nl", "nl", "refusal"))
    pages = page_texts(pdf)
    assert len(pages) == page_count(pdf)
    for page in pages:
        assert page.lines
        assert all(line.x >= 0 and line.x + line.width <= page.width + 1 for line in page.lines)
        assert all(0 < line.y < page.height for line in page.lines)


def test_the_words_are_those_of_the_letter_and_the_footer_comes_last() -> None:
    letter = letter_of("be-wal", "fr", "closure-134quinquies")
    first = page_texts(render(letter))[0]
    words = [line.text for line in first.lines]
    assert letter.letterhead.municipality in words
    assert any(letter.case_number in word for word in words[-4:])
