"""What the palette offers: the menus, the examples, and the nodes of the drawing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QIcon, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from nnstudio.app.commands.actions import COMMANDS
from nnstudio.app.commands.command_actions import as_read
from nnstudio.app.layer_icons import layer_icon_name
from nnstudio.app.session import Session
from nnstudio.app.style.icons import icon
from nnstudio.app.translate import tr_text
from nnstudio.graph.templates import templates

translate = QCoreApplication.translate
_ENGLISH = {command.id: as_read(command.text) for command in COMMANDS}


@dataclass(frozen=True)
class Entry:
    """One line of the palette.

    Parameters
    ----------
    id
        By which it is remembered that it was chosen.
    where
        The menu, or what kind of thing it is.
    also
        Another name it is found by: the English one.
    """

    id: str
    title: str
    where: str
    run: Callable[[], object] = field(compare=False)
    also: str = ""
    key: str = ""
    picture: QIcon = field(default_factory=QIcon, compare=False)
    enabled: bool = True
    checked: bool | None = None


def of_menus(bar: QMenuBar) -> Iterator[Entry]:
    """Yield what stands in the menus, as it is now."""
    for action in bar.actions():
        menu = action.menu()
        if isinstance(menu, QMenu):
            yield from _of_menu(menu, (as_read(menu.title()),))


def of_examples(open_template: Callable[[str], object]) -> Iterator[Entry]:
    """Yield the examples."""
    new = translate("CommandPalette", "New: {name}")
    where = translate("CommandPalette", "Examples")
    for template in templates():
        yield Entry(
            f"template/{template.slug}",
            new.format(name=tr_text(template.title)),
            where,
            partial(open_template, template.slug),
            also=f"New: {template.title}",
            picture=icon("file-plus", "muted"),
        )


def of_nodes(session: Session, go_to: Callable[[str], object]) -> Iterator[Entry]:
    """Yield the nodes of the drawing."""
    go = translate("CommandPalette", "Go to {name}")
    where = translate("CommandPalette", "Nodes")
    for node in session.project.graph.nodes:
        name = f"{node.title} ({node.id})" if node.title else node.id
        yield Entry(
            f"node/{node.id}",
            go.format(name=name),
            where,
            partial(go_to, node.id),
            also=f"Go to {name}",
            picture=icon(layer_icon_name(node.layer), node.layer.category),
        )


def _of_menu(menu: QMenu, path: tuple[str, ...]) -> Iterator[Entry]:
    menu.aboutToShow.emit()  # some are filled only then
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from _of_menu(inner, (*path, as_read(inner.title())))
        elif action.text() and action.isVisible() and (action.isEnabled() or action.objectName()):
            yield _of_action(action, path)  # what is disabled and no command only says something


def _of_action(action: QAction, path: tuple[str, ...]) -> Entry:
    title = as_read(action.text())
    name = action.objectName()
    return Entry(
        f"command/{name}" if name else "/".join(("menu", *path, title)),
        title,
        " › ".join(path),
        action.trigger,
        also=_ENGLISH.get(name, ""),
        key=action.shortcut().toString(QKeySequence.SequenceFormat.NativeText),
        picture=action.icon(),
        enabled=action.isEnabled(),
        checked=action.isChecked() if action.isCheckable() else None,
    )
