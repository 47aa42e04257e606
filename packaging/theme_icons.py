"""Write the few icons that style sheets load as files, in the colours of each theme.

``python packaging/theme_icons.py`` after a change of the theme's colours; a test compares.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from nnstudio.app.style.theme import THEMES, Theme  # noqa: E402 - needs the path above

SOURCE = ROOT / "resources" / "icons" / "lucide"
TARGET = ROOT / "resources" / "themes"


def theme_icons(theme: Theme) -> dict[str, str]:
    """Return the SVG text of each file of a theme's folder."""
    strokes = {
        "check": ("check", theme.on_accent, 3.5),
        "check-text": ("check", theme.text, 2.5),
        "chevron-down": ("chevron-down", theme.muted, 2.5),
        "chevron-down-off": ("chevron-down", theme.border_strong, 2.5),
        "chevron-right": ("chevron-right", theme.muted, 2.5),
        "chevron-up": ("chevron-up", theme.muted, 2.5),
        "chevron-up-off": ("chevron-up", theme.border_strong, 2.5),
        "dot": ("dot", theme.on_accent, 8),
        "float": ("external-link", theme.muted, 2),
        "x": ("x", theme.muted, 2),
    }
    made = {}
    for name, (source, color, width) in strokes.items():
        text = (SOURCE / f"{source}.svg").read_text(encoding="utf-8")
        text = text.replace("currentColor", color)
        made[f"{name}.svg"] = text.replace('stroke-width="2"', f'stroke-width="{width}"')
    return made


def main() -> None:
    """Write the files of all themes."""
    for theme in THEMES.values():
        folder = TARGET / theme.name
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in theme_icons(theme).items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
