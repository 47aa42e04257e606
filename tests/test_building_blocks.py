"""The page of all building blocks says what they declare."""

from __future__ import annotations

import building_blocks


def test_the_page_is_up_to_date() -> None:
    written = building_blocks.PAGE.read_text("utf-8")
    assert written == building_blocks.page(), "run: python packaging/building_blocks.py"
