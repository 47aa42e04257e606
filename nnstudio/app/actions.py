"""The table of commands: what menus, tool bar and keyboard offer, in one place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from nnstudio.app.style.icons import icon
from nnstudio.app.translate import translate


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Mark a text for translation where it stands in a table."""
    return text


CONTEXT = "Actions"


@dataclass(frozen=True)
class Command:
    """One command.

    Parameters
    ----------
    id
        By which the window connects it.
    menu
        The menu it stands in; ``"|file"`` begins a new group there.
    text
        Marked for translation.
    keys
        Shortcuts as portable text, or the name of a standard key.
    """

    id: str
    menu: str
    text: str
    icon: str = ""
    keys: tuple[str | QKeySequence.StandardKey, ...] = ()
    toolbar: bool = False


Key = QKeySequence.StandardKey

COMMANDS: tuple[Command, ...] = (
    Command("new", "file", QT_TRANSLATE_NOOP("Actions", "&New…"), "file-plus", (Key.New,), True),
    Command(
        "open", "file", QT_TRANSLATE_NOOP("Actions", "&Open…"), "folder-open", (Key.Open,), True
    ),
    Command(
        "import_data",
        "file",
        QT_TRANSLATE_NOOP("Actions", "&Import Data…"),
        "upload",
        ("Ctrl+Shift+I",),
    ),
    Command("import_folder", "file", QT_TRANSLATE_NOOP("Actions", "Import a &Folder…"), "folder"),
    Command("save", "|file", QT_TRANSLATE_NOOP("Actions", "&Save"), "save", (Key.Save,), True),
    Command(
        "save_as",
        "file",
        QT_TRANSLATE_NOOP("Actions", "Save &As…"),
        keys=("Ctrl+Shift+S",),
    ),
    Command(
        "export_npz",
        "|file",
        QT_TRANSLATE_NOOP("Actions", "Export &Weights (.npz)…"),
        "download",
        ("Ctrl+E",),
    ),
    Command("quit", "|file", QT_TRANSLATE_NOOP("Actions", "&Quit"), keys=("Ctrl+Q",)),
    Command("undo", "edit", QT_TRANSLATE_NOOP("Actions", "&Undo"), "undo-2", (Key.Undo,), True),
    Command(
        "redo",
        "edit",
        QT_TRANSLATE_NOOP("Actions", "&Redo"),
        "redo-2",
        ("Ctrl+Shift+Z", "Ctrl+Y"),
        True,
    ),
    Command("cut", "|edit", QT_TRANSLATE_NOOP("Actions", "Cu&t"), "scissors", (Key.Cut,)),
    Command("copy", "edit", QT_TRANSLATE_NOOP("Actions", "&Copy"), "copy", (Key.Copy,)),
    Command(
        "paste", "edit", QT_TRANSLATE_NOOP("Actions", "&Paste"), "clipboard-paste", (Key.Paste,)
    ),
    Command("duplicate", "edit", QT_TRANSLATE_NOOP("Actions", "&Duplicate"), "copy", ("Ctrl+D",)),
    Command("delete", "edit", QT_TRANSLATE_NOOP("Actions", "De&lete"), "trash-2", (Key.Delete,)),
    Command("select_all", "|edit", QT_TRANSLATE_NOOP("Actions", "Select &All"), "", ("Ctrl+A",)),
    Command(
        "choose_data",
        "|data",
        QT_TRANSLATE_NOOP("Actions", "&Choose Data…"),
        "database",
        ("Ctrl+Shift+D",),
    ),
    Command(
        "train",
        "|training",
        QT_TRANSLATE_NOOP("Actions", "&Train, Pause or Resume"),
        "play",
        ("F5",),
        True,
    ),
    Command(
        "step",
        "training",
        QT_TRANSLATE_NOOP("Actions", "Step &One Batch"),
        "step-forward",
        ("F10",),
        True,
    ),
    Command(
        "stop", "training", QT_TRANSLATE_NOOP("Actions", "&Stop"), "square", ("Shift+F5",), True
    ),
    Command(
        "again",
        "training",
        QT_TRANSLATE_NOOP("Actions", "Start &Again from the Same Weights"),
        "rotate-ccw",
        ("Ctrl+Shift+F5",),
        True,
    ),
    Command(
        "zoom_in", "view", QT_TRANSLATE_NOOP("Actions", "Zoom &In"), "zoom-in", ("Ctrl++", "Ctrl+=")
    ),
    Command("zoom_out", "view", QT_TRANSLATE_NOOP("Actions", "Zoom &Out"), "zoom-out", ("Ctrl+-",)),
    Command(
        "zoom_fit", "view", QT_TRANSLATE_NOOP("Actions", "&Fit in View"), "maximize", ("Ctrl+0",)
    ),
    Command("zoom_reset", "view", QT_TRANSLATE_NOOP("Actions", "&100 %"), "", ("Ctrl+1",)),
    Command("paint_points", "|data", QT_TRANSLATE_NOOP("Actions", "&Paint Points"), "paintbrush"),
    Command(
        "browse",
        "|view",
        QT_TRANSLATE_NOOP("Actions", "Browse &Data"),
        "table",
        ("Ctrl+B",),
    ),
    Command("about", "help", QT_TRANSLATE_NOOP("Actions", "&About NNStudio"), "info"),
)

MENUS: tuple[tuple[str, str], ...] = (
    ("file", QT_TRANSLATE_NOOP("Actions", "&File")),
    ("edit", QT_TRANSLATE_NOOP("Actions", "&Edit")),
    ("data", QT_TRANSLATE_NOOP("Actions", "&Data")),
    ("training", QT_TRANSLATE_NOOP("Actions", "&Training")),
    ("view", QT_TRANSLATE_NOOP("Actions", "&View")),
    ("help", QT_TRANSLATE_NOOP("Actions", "&Help")),
)


def make_actions(owner: QObject, slots: Mapping[str, Callable[[], object]]) -> dict[str, QAction]:
    """Make an action for each command, connected to the slot of the same id."""
    actions = {}
    for command in COMMANDS:
        action = QAction(owner)
        action.setObjectName(command.id)
        if command.icon:
            action.setIcon(icon(command.icon))
        action.setShortcuts([QKeySequence(key) for key in command.keys])
        action.triggered.connect(slots[command.id])
        actions[command.id] = action
    name_actions(actions)
    return actions


def name_actions(actions: Mapping[str, QAction]) -> None:
    """Write the commands in the user's language."""
    for command in COMMANDS:
        action = actions[command.id]
        text = translate(CONTEXT, command.text)
        action.setText(text)
        plain = text.replace("&", "").rstrip("…")
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{plain} ({keys})" if keys else plain)
