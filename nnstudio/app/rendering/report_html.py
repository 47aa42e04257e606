"""A report as one HTML file that needs nothing beside it."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape

from nnstudio.app.rendering.report import (
    Block,
    Facts,
    Figures,
    Gallery,
    Grid,
    Picture,
    Report,
    Title,
    Words,
)
from nnstudio.app.style.theme import LIGHT

_STYLE = f"""
:root {{ color-scheme: light; }}
body {{ margin: 0; background: {LIGHT.window}; color: {LIGHT.text};
  font: 15px/1.5 Inter, "Segoe UI", system-ui, "Noto Sans CJK SC", sans-serif; }}
main {{ max-width: 940px; margin: 32px auto; padding: 40px 48px; background: #fff;
  border: 1px solid {LIGHT.border}; border-radius: 10px; }}
h1 {{ margin: 0; font-size: 28px; line-height: 1.25; }}
h2 {{ margin: 40px 0 12px; font-size: 18px; }}
h3 {{ margin: 24px 0 4px; font-size: 15px; }}
p {{ margin: 0 0 12px; overflow-wrap: anywhere; }}
.about, .muted, footer, dt, th {{ color: {LIGHT.muted}; }}
.good, .warning, .bad {{ padding: 8px 12px; border-radius: 6px; border-left: 4px solid; }}
.good {{ border-color: {LIGHT.good}; background: {LIGHT.tint(LIGHT.good, 0.1)}; }}
.warning {{ border-color: {LIGHT.warning}; background: {LIGHT.tint(LIGHT.warning, 0.1)}; }}
.bad {{ border-color: {LIGHT.bad}; background: {LIGHT.tint(LIGHT.bad, 0.1)}; }}
.figures {{ display: flex; flex-wrap: wrap; gap: 12px; margin: 0 0 16px; }}
.figures div {{ flex: 1 1 150px; padding: 12px 16px; border: 1px solid {LIGHT.border};
  border-radius: 8px; }}
.figures dd {{ margin: 0; font-size: 24px; font-weight: 600; }}
.figures dt {{ font-size: 13px; }}
dd, td.number {{ font-variant-numeric: tabular-nums; }}
dl.facts {{ display: grid; grid-template-columns: minmax(130px, max-content) 1fr; gap: 4px 24px;
  margin: 0 0 16px; }}
dl.facts dd {{ margin: 0; overflow-wrap: anywhere; }}
.wide {{ overflow-x: auto; margin: 0 0 16px; }}
table {{ border-collapse: collapse; width: 100%; font-size: 14px; }}
th, td {{ padding: 5px 12px 5px 0; text-align: left; border-bottom: 1px solid {LIGHT.border}; }}
th {{ font-weight: 500; }}
th.number, td.number {{ text-align: right; padding: 5px 0 5px 12px; white-space: nowrap; }}
th.begins, td.begins {{ padding-left: 40px; }}
.gallery {{ display: grid; grid-template-columns: repeat(auto-fit, minmax(300px, 1fr)); gap: 8px 24px; }}
.gallery h3 {{ margin-top: 8px; }}
.gallery > div {{ display: flex; flex-direction: column; break-inside: avoid; }}
.gallery p {{ flex: 1; font-size: 13px; margin-bottom: 6px; }}
figure {{ margin: 0 0 16px; }}
figure svg {{ display: block; max-width: 100%; height: auto; }}
footer {{ margin-top: 40px; font-size: 13px; }}
@media print {{
  body {{ background: #fff; }}
  main {{ margin: 0; padding: 0; border: 0; max-width: none; }}
  figure, tr, .figures {{ break-inside: avoid; }}
  h2, h3, section > p {{ break-after: avoid; }}
}}
"""


def html_bytes(report: Report) -> bytes:
    """Return the report as an HTML file."""
    title, about = escape(report.title), escape(report.about)
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(report.language)}">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title>",
        f"<style>{_STYLE}</style>",
        "</head>",
        "<body><main>",
        f'<h1>{title}</h1>\n<p class="about">{about}</p>',
    ]
    number = 0
    for section in report.sections:
        parts.append(f"<section>\n<h2>{escape(section.title)}</h2>")
        for block in section.blocks:
            number += 1
            parts.append(_block(block, f"p{number}-"))
        parts.append("</section>")
    parts.append(f"<footer>{escape(report.made)}</footer>\n</main></body>\n</html>\n")
    return "\n".join(parts).encode()


def _block(block: Block, prefix: str) -> str:
    if isinstance(block, Words):
        words = escape(block.text).replace("\n", "<br>")
        return f'<p class="{block.tone}">{words}</p>' if block.tone else f"<p>{words}</p>"
    if isinstance(block, Picture):
        return _figure(block, prefix)
    if isinstance(block, Title):
        return f"<h3>{escape(block.text)}</h3>"
    if isinstance(block, Gallery):
        exhibits = "\n".join(
            f"<div><h3>{escape(exhibit.title)}</h3>\n<p class=muted>{escape(exhibit.words)}</p>\n"
            f"{_figure(_wide(exhibit.picture), f'{prefix}{number}-')}</div>"
            for number, exhibit in enumerate(block.exhibits, 1)
        )
        return f'<div class="gallery">\n{exhibits}\n</div>'
    if isinstance(block, Grid):
        return _table(block)
    if isinstance(block, Figures):
        pairs = (f"<div><dt>{escape(k)}</dt><dd>{escape(v)}</dd></div>" for k, v in block.rows)
        return f'<dl class="figures">{"".join(pairs)}</dl>'
    assert isinstance(block, Facts)
    rows = "\n".join(f"<dt>{escape(k)}</dt><dd>{escape(v)}</dd>" for k, v in block.rows)
    return f'<dl class="facts">\n{rows}\n</dl>'


def _table(grid: Grid) -> str:
    def kind(column: int) -> str:
        if grid.begins(column):
            return " class=begins"
        return " class=number" if grid.is_number(column) else ""

    def row(cells: tuple[str, ...], tag: str) -> str:
        texts = (f"<{tag}{kind(n)}>{escape(text)}</{tag}>" for n, text in enumerate(cells))
        return f"<tr>{''.join(texts)}</tr>"

    body = "\n".join(row(cells, "td") for cells in grid.rows)
    head = row(grid.heading, "th")
    return (
        f'<div class="wide"><table>\n<thead>{head}</thead>\n<tbody>\n{body}\n</tbody>\n'
        "</table></div>"
    )


def _wide(picture: Picture) -> Picture:
    """Return a drawing that takes all of the width it has in a gallery."""
    return replace(picture, full=picture.width)


def _figure(picture: Picture, prefix: str) -> str:
    """Return a drawing that stands in the page; what it calls its parts is unique there."""
    svg = picture.svg.decode()
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r'\bid="', f'id="{prefix}', svg)
    svg = re.sub(r'href="#', f'href="#{prefix}', svg)
    svg = re.sub(r"url\(#", f"url(#{prefix}", svg)
    head = re.sub(r'\s(?:width|height)="[^"]*"', "", svg[: svg.index(">")])
    size = f' width="{picture.width:.0f}" height="{picture.height:.0f}"'
    words = escape(picture.words, quote=True).replace("\n", "; ")
    if picture.full:
        size += f' style="width: {100 * picture.width / picture.full:.1f}%"'
    label = f' role="img" aria-label="{words}"'
    return f"<figure>{head}{size}{label}{svg[svg.index('>') :].strip()}</figure>"
