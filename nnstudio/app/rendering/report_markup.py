"""Parts of a report as the simple HTML that Qt lays out."""

from __future__ import annotations

from html import escape
from unicodedata import east_asian_width

from nnstudio.app.rendering.report import Block, Facts, Figures, Grid, Words
from nnstudio.app.style.theme import LIGHT

TONES = ("good", "warning", "bad")
"""What stands on a ground of its own."""
_NAME, _TEXT, _MANY = 30, 27, 5
"""So many facts of so few letters stand in two columns."""

SHEET = f"""
h1 {{ font-size: 22pt; font-weight: 600; margin-bottom: 2px; }}
h2 {{ font-size: 13pt; font-weight: 600; margin-top: 22px; margin-bottom: 6px; }}
h3 {{ font-size: 10.5pt; font-weight: 600; margin-bottom: 4px; }}
p {{ margin-top: 0; margin-bottom: 8px; }}
.muted, th {{ color: {LIGHT.muted}; }}
th {{ font-weight: normal; }}
"""
"""How the parts look, as far as Qt knows of that."""


def markup(block: Block) -> str:
    """Return a block as the simple HTML that Qt lays out."""
    if isinstance(block, Words):
        words = escape(block.text).replace("\n", "<br>")
        if block.tone in TONES:
            ground = LIGHT.tint(getattr(LIGHT, block.tone), 0.12)
            cell = f'<td bgcolor="{ground}" style="padding: 6px 10px;">{words}</td>'
            return f'<table width="100%" cellspacing="0"><tr>{cell}</tr></table>'
        return f'<p class="{block.tone}">{words}</p>'
    if isinstance(block, Grid):
        return _table(block)
    if isinstance(block, Figures):
        cells = "".join(
            f'<td style="padding: 4px 24px 4px 0;"><span style="color: {LIGHT.muted};">'
            f'{escape(name)}</span><br><span style="font-size: 17pt; font-weight: 600;">'
            f"{escape(text)}</span></td>"
            for name, text in block.rows
        )
        return f'<table width="100%" cellspacing="0"><tr>{cells}</tr></table>'
    assert isinstance(block, Facts)
    return _facts(block)


def fact_lines(facts: Facts) -> int:
    """Return about how many lines facts take."""
    short, long = _sorted(facts)
    if len(short) < _MANY:
        return len(facts.rows)
    return (len(short) + 1) // 2 + len(long)


def _facts(facts: Facts) -> str:
    """Return facts; where many are short these come first, in two columns."""

    def pair(row: tuple[str, str], name: str, text: str) -> str:
        return (
            f'<td width="{name}" style="color: {LIGHT.muted}; padding: 2px 16px 2px 0;">'
            f'{escape(row[0])}</td><td {text} style="padding: 2px 16px 2px 0;">'
            f"{escape(row[1])}</td>"
        )

    short, long = _sorted(facts)
    if len(short) < _MANY:
        rows = [pair(row, "30%", "") for row in facts.rows]
    else:
        half = (len(short) + 1) // 2
        left, right = short[:half], [*short[half:], ("", "")]
        rows = [
            pair(one, "24%", 'width="28%"') + pair(other, "24%", 'width="24%"')
            for one, other in zip(left, right, strict=False)
        ]
        rows += [pair(row, "24%", 'colspan="3"') for row in long]
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return f'<table width="100%" cellspacing="0">{body}</table>'


def _sorted(facts: Facts) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return the short facts and the long ones."""
    short: list[tuple[str, str]] = []
    long: list[tuple[str, str]] = []
    for row in facts.rows:
        (short if _width(row[0]) <= _NAME and _width(row[1]) <= _TEXT else long).append(row)
    return short, long


def _width(text: str) -> int:
    """Return how much room letters take; Chinese ones take that of two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def _table(grid: Grid) -> str:
    line = f"border-bottom: 1px solid {LIGHT.border};"

    def row(cells: tuple[str, ...], tag: str) -> str:
        texts = []
        for n, text in enumerate(cells):
            right = grid.is_number(n)
            pad = "3px 0 3px 10px" if right else "3px 10px 3px 0"
            pad = "3px 10px 3px 36px" if grid.begins(n) else pad
            style = f'align="{"right" if right else "left"}" style="{line} padding: {pad};"'
            texts.append(f"<{tag} {style}>{escape(text)}</{tag}>")
        return f"<tr>{''.join(texts)}</tr>"

    body = "".join(row(cells, "td") for cells in grid.rows)
    head = f"<thead>{row(grid.heading, 'th')}</thead>"
    return f'<table width="100%" cellspacing="0" style="border-collapse: collapse;">{head}{body}</table>'
