"""Every colour of the program, once for a light and once for a dark window."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from nnstudio.app.style.colors import mix
from nnstudio.graph.sketch import CATEGORY_COLORS


@dataclass(frozen=True)
class Theme:
    """One look of the program; colours are ``#rrggbb``.

    Parameters
    ----------
    window, surface, entry, raised
        Backgrounds: of the window's frame, of panels, of inputs and lists, of menus and tooltips.
    canvas, grid, node, node_border, wire
        The drawing area and what lies on it.
    text, muted, disabled
        Text that is read first, text that explains, text that cannot be used now.
    border, border_strong
        Lines between areas, and outlines of things that can be used.
    hover, pressed, selection
        Backgrounds of what the mouse is over, holds down, or has chosen.
    accent, accent_fill, accent_hover, on_accent
        The one colour that means "this is active": for lines and text, for filled areas, for
        filled areas under the mouse, and for text on a filled area.
    good, warning, bad, info
        What the colours of verdicts and messages are.
    categories
        One colour per category of layers; each differs from all others, and from its neighbours in
        the palette most, also for people who do not see red, green or blue.
    tints
        What frames and notes can be tinted with: the ground, and the colour of line and title.
    train, validation
        The two curves of a training.
    series
        Colours for the layers of a network in one chart, in this order; neighbours in the list
        differ most, also for people who do not see red, green or blue.
    sequential, diverging
        Stops of the two colour maps: from small to large, and from negative over zero to positive.
    """

    name: str
    is_dark: bool
    window: str
    surface: str
    entry: str
    raised: str
    canvas: str
    grid: str
    node: str
    node_border: str
    wire: str
    text: str
    muted: str
    disabled: str
    border: str
    border_strong: str
    hover: str
    pressed: str
    selection: str
    accent: str
    accent_fill: str
    accent_hover: str
    on_accent: str
    good: str
    warning: str
    bad: str
    info: str
    train: str
    validation: str
    categories: Mapping[str, str] = field(hash=False)
    tints: Mapping[str, tuple[str, str]] = field(hash=False)
    series: tuple[str, ...]
    sequential: tuple[str, ...]
    diverging: tuple[str, ...]

    def category(self, name: str) -> str:
        """Return the colour of a layer category; one that a plug-in made up is neutral."""
        return self.categories.get(name, self.muted)

    def tint(self, color: str, strength: float = 0.12) -> str:
        """Return a quiet background in the hue of ``color``, for banners, chips and headers."""
        return mix(self.surface, color, strength)


LIGHT = Theme(
    name="light",
    is_dark=False,
    window="#eff1f4",
    surface="#f8f9fb",
    entry="#ffffff",
    raised="#ffffff",
    canvas="#fbfcfd",
    grid="#e3e6eb",
    node="#ffffff",
    node_border="#cdd2da",
    wire="#7d8695",
    text="#1a1e26",
    muted="#5a6372",
    disabled="#a2a9b5",
    border="#dde1e7",
    border_strong="#c4cad3",
    hover="#e6e9ee",
    pressed="#d9dde4",
    selection="#dbe5fd",
    accent="#2f62d9",
    accent_fill="#2f62d9",
    accent_hover="#2554c2",
    on_accent="#ffffff",
    good="#07754a",
    warning="#834d00",
    bad="#be263d",
    info="#2f62d9",
    train="#2f62d9",
    validation="#d9641e",
    categories=CATEGORY_COLORS,
    tints=MappingProxyType(
        {
            "": ("#f1f3f6", "#5a6372"),
            "blue": ("#e9effd", "#2f62d9"),
            "green": ("#e4f4ec", "#14794b"),
            "yellow": ("#fdf5d7", "#7a5c00"),
            "red": ("#fdeaeb", "#bd2730"),
            "purple": ("#f1ebfc", "#6e35b8"),
        }
    ),
    series=(
        "#2f62d9", "#d9641e", "#0e9384", "#703135", "#591f97", "#9288db",
        "#80529a", "#a24c35", "#991469", "#29b06d", "#dc61b4", "#666efd",
    ),
    sequential=("#f7f9fc", "#b9d7ea", "#5fa8c9", "#2a6fae", "#263f8c", "#1c1d4f"),
    diverging=("#1f4fb8", "#7fa6e8", "#f6f6f7", "#ef9a6a", "#b13c0f"),
)  # fmt: skip

DARK = Theme(
    name="dark",
    is_dark=True,
    window="#1b1d21",
    surface="#222529",
    entry="#191b1f",
    raised="#2b2e34",
    canvas="#17191c",
    grid="#292c32",
    node="#272a30",
    node_border="#434851",
    wire="#7c8594",
    text="#e4e7ec",
    muted="#a0a8b4",
    disabled="#626975",
    border="#33373e",
    border_strong="#474c56",
    hover="#2e3238",
    pressed="#393e46",
    selection="#2b3d66",
    accent="#7ea2ff",
    accent_fill="#3a62d0",
    accent_hover="#456bd8",
    on_accent="#ffffff",
    good="#4acb95",
    warning="#e8b04a",
    bad="#ff7668",
    info="#7ea2ff",
    train="#6f9bff",
    validation="#ff9d5c",
    categories=MappingProxyType(
        {
            "input": "#64c7d7",
            "core": "#7ea2ff",
            "convolution": "#c8affe",
            "pooling": "#de87db",
            "recurrent": "#e3cf4e",
            "attention": "#ee6a9b",
            "activation": "#f0a75c",
            "normalisation": "#cb9a77",
            "regularisation": "#a3acb9",
            "merge": "#41d9ba",
            "output": "#ff8a8e",
        }
    ),
    tints=MappingProxyType(
        {
            "": ("#212429", "#a0a8b4"),
            "blue": ("#1d2538", "#7ea2ff"),
            "green": ("#1a2b24", "#52c98a"),
            "yellow": ("#2d2919", "#e3cf4e"),
            "red": ("#332023", "#ff8a8e"),
            "purple": ("#272139", "#c8affe"),
        }
    ),
    series=(
        "#6f9bff", "#ff9d5c", "#3ecfb2", "#d92758", "#fae431", "#9e59b3",
        "#96f3fd", "#5e64f3", "#b4c0ff", "#c17e99", "#cc7200", "#b0eb9c",
    ),
    sequential=("#15171b", "#26345f", "#2f66a8", "#38a3b8", "#86d9b4", "#f4f7c4"),
    diverging=("#7db1ff", "#2f5fae", "#1d1f23", "#b0561b", "#ffb070"),
)  # fmt: skip

PAPER = replace(LIGHT, name="paper", canvas="#ffffff")
"""For pictures that go to print or on a web page; not for windows."""

THEMES: Mapping[str, Theme] = MappingProxyType({theme.name: theme for theme in (LIGHT, DARK)})
