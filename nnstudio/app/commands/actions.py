"""The table of commands: what menus, tool bar and keyboard offer, in one place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtGui import QKeySequence


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
        By which the window connects it: in `CanvasView.slots` or in the workbench.
    menu
        The menu it stands in, by the names of `MENUS`; ``"edit/arrange"`` is a menu inside another,
        ``"|file"`` begins a new group.
    text
        Marked for translation.
    keys
        Shortcuts as portable text, or the name of a standard key; the user may choose others.
    scope
        ``"drawing"``: it can be used only while a drawing is seen. ``"canvas"``: besides, its keys
        count only where the canvas has the focus, for elsewhere they edit text.
    checkable
        It turns something on and off; the slot gets which.
    """

    id: str
    menu: str
    text: str
    icon: str = ""
    keys: tuple[str | QKeySequence.StandardKey, ...] = ()
    toolbar: bool = False
    scope: Literal["window", "drawing", "canvas"] = "window"
    checkable: bool = False


Key = QKeySequence.StandardKey

# fmt: off
COMMANDS: tuple[Command, ...] = (
    Command("new", "file", QT_TRANSLATE_NOOP("Actions", "&New…"), "file-plus", (Key.New,), True),
    Command("open", "file", QT_TRANSLATE_NOOP("Actions", "&Open…"), "folder-open", (Key.Open,), True),
    Command("new_window", "file", QT_TRANSLATE_NOOP("Actions", "New &Window")),
    Command("import_data", "file", QT_TRANSLATE_NOOP("Actions", "&Import Data…"), "upload", ("Ctrl+Shift+I",)),
    Command("import_folder", "file", QT_TRANSLATE_NOOP("Actions", "Import a &Folder…"), "folder"),
    Command("import_network", "file", QT_TRANSLATE_NOOP("Actions", "Import Ne&twork…"), "network"),
    Command("save", "|file", QT_TRANSLATE_NOOP("Actions", "&Save"), "save", (Key.Save,), True, scope="drawing"),
    Command("save_as", "file", QT_TRANSLATE_NOOP("Actions", "Save &As…"), keys=("Ctrl+Shift+S",), scope="drawing"),
    Command("keep_data", "file", QT_TRANSLATE_NOOP("Actions", "Keep the &Data in the File"), checkable=True),
    Command("load_weights", "|file", QT_TRANSLATE_NOOP("Actions", "&Load Weights…"), "upload", scope="drawing"),
    Command("export", "file", QT_TRANSLATE_NOOP("Actions", "&Export…"), "download", ("Ctrl+E",), scope="drawing"),
    Command("export_picture", "file", QT_TRANSLATE_NOOP("Actions", "Export &Picture…"), "image", ("Ctrl+Shift+E",), scope="drawing"),
    Command("export_report", "file", QT_TRANSLATE_NOOP("Actions", "E&xport Report…"), "file-text", scope="drawing"),
    Command("export_plots", "file", QT_TRANSLATE_NOOP("Actions", "Export Plo&ts…"), "chart-line", scope="drawing"),
    Command("quit", "|file", QT_TRANSLATE_NOOP("Actions", "&Quit"), keys=("Ctrl+Q",)),
    Command("undo", "edit", QT_TRANSLATE_NOOP("Actions", "&Undo"), "undo-2", (Key.Undo,), True),
    Command("redo", "edit", QT_TRANSLATE_NOOP("Actions", "&Redo"), "redo-2", ("Ctrl+Shift+Z", "Ctrl+Y"), True),
    Command("cut", "|edit", QT_TRANSLATE_NOOP("Actions", "Cu&t"), "scissors", (Key.Cut,), scope="canvas"),
    Command("copy", "edit", QT_TRANSLATE_NOOP("Actions", "&Copy"), "copy", (Key.Copy,), scope="canvas"),
    Command("copy_picture", "edit", QT_TRANSLATE_NOOP("Actions", "Copy P&icture"), "image", ("Ctrl+Shift+C",), scope="canvas"),
    Command("paste", "edit", QT_TRANSLATE_NOOP("Actions", "&Paste"), "clipboard-paste", (Key.Paste,), scope="canvas"),
    Command("duplicate", "edit", QT_TRANSLATE_NOOP("Actions", "&Duplicate"), "copy", ("Ctrl+D",), scope="canvas"),
    Command("delete", "edit", QT_TRANSLATE_NOOP("Actions", "De&lete"), "trash-2", ("Del", "Backspace"), scope="canvas"),
    Command("delete_only", "edit", QT_TRANSLATE_NOOP("Actions", "Delete and L&eave the Gap"), "", ("Shift+Del",), scope="canvas"),
    Command("add_layer", "|edit", QT_TRANSLATE_NOOP("Actions", "Add La&yer…"), "plus", ("Ctrl+Space",), scope="canvas"),
    Command("replace", "edit", QT_TRANSLATE_NOOP("Actions", "&Replace Layer…"), "refresh-cw", ("Ctrl+R",), scope="canvas"),
    Command("rename", "edit", QT_TRANSLATE_NOOP("Actions", "Rena&me"), "pencil", ("F2",), scope="canvas"),
    Command("connect", "edit", QT_TRANSLATE_NOOP("Actions", "C&onnect to…"), "link", ("Ctrl+K",), scope="canvas"),
    Command("disconnect", "edit", QT_TRANSLATE_NOOP("Actions", "Disconnect…"), "unlink", ("Ctrl+Shift+K",), scope="canvas"),
    Command("select_all", "|edit", QT_TRANSLATE_NOOP("Actions", "Select &All"), "", ("Ctrl+A",), scope="canvas"),
    Command("stretch_forward", "edit", QT_TRANSLATE_NOOP("Actions", "Select the Ne&xt as Well"), keys=("Ctrl+Shift+Right",), scope="canvas"),
    Command("stretch_back", "edit", QT_TRANSLATE_NOOP("Actions", "Select the One &Before as Well"), keys=("Ctrl+Shift+Left",), scope="canvas"),
    Command("find", "edit", QT_TRANSLATE_NOOP("Actions", "&Find…"), "search", ("Ctrl+F",), scope="drawing"),
    Command("edit_weights", "edit", QT_TRANSLATE_NOOP("Actions", "Edit &Weights…"), "table", ("Ctrl+Shift+W",), scope="drawing"),
    Command("freeze", "edit", QT_TRANSLATE_NOOP("Actions", "Free&ze or Unfreeze Weights"), "snowflake", ("Ctrl+I",), scope="drawing"),
    Command("group", "|edit/block", QT_TRANSLATE_NOOP("Actions", "&Group as a Block"), "group", ("Ctrl+G",), scope="canvas"),
    Command("ungroup", "edit/block", QT_TRANSLATE_NOOP("Actions", "&Ungroup"), "ungroup", ("Ctrl+Shift+G",), scope="canvas"),
    Command("fold_block", "edit/block", QT_TRANSLATE_NOOP("Actions", "&Collapse or Expand"), "fold-vertical", ("Ctrl+Return",), scope="canvas"),
    Command("save_block", "|edit/block", QT_TRANSLATE_NOOP("Actions", "&Save as a Block of Mine…"), "package-plus", scope="canvas"),
    Command("arrange", "|edit/arrange", QT_TRANSLATE_NOOP("Actions", "&Auto-Arrange"), "workflow", ("Ctrl+L",), scope="drawing"),
    Command("align_left", "|edit/arrange", QT_TRANSLATE_NOOP("Actions", "Align &Left"), "align-start-vertical", scope="drawing"),
    Command("align_center", "edit/arrange", QT_TRANSLATE_NOOP("Actions", "Align &Centres"), "align-center-vertical", scope="drawing"),
    Command("align_right", "edit/arrange", QT_TRANSLATE_NOOP("Actions", "Align &Right"), "align-end-vertical", scope="drawing"),
    Command("align_top", "|edit/arrange", QT_TRANSLATE_NOOP("Actions", "Align &Top"), "align-start-horizontal", scope="drawing"),
    Command("align_middle", "edit/arrange", QT_TRANSLATE_NOOP("Actions", "Align &Middles, Wires Level"), "align-center-horizontal", scope="drawing"),
    Command("align_bottom", "edit/arrange", QT_TRANSLATE_NOOP("Actions", "Align &Bottom"), "align-end-horizontal", scope="drawing"),
    Command("distribute_horizontally", "|edit/arrange", QT_TRANSLATE_NOOP("Actions", "Distribute &Horizontally"), "align-horizontal-distribute-center", scope="drawing"),
    Command("distribute_vertically", "edit/arrange", QT_TRANSLATE_NOOP("Actions", "Distribute &Vertically"), "align-vertical-distribute-center", scope="drawing"),
    Command("add_frame", "|edit", QT_TRANSLATE_NOOP("Actions", "&Frame around Selection"), "frame", ("Ctrl+Shift+F",), scope="drawing"),
    Command("add_note", "edit", QT_TRANSLATE_NOOP("Actions", "Add &Note"), "sticky-note", ("Ctrl+Shift+N",), scope="drawing"),
    Command("settings", "|edit", QT_TRANSLATE_NOOP("Actions", "Se&ttings…"), "settings-2", ("Ctrl+,",)),
    Command("choose_data", "|data", QT_TRANSLATE_NOOP("Actions", "&Choose Data…"), "database", ("Ctrl+Shift+D",)),
    Command("train", "|training", QT_TRANSLATE_NOOP("Actions", "&Train, Pause or Resume"), "play", ("F5",), True),
    Command("step", "training", QT_TRANSLATE_NOOP("Actions", "Step &One Batch"), "step-forward", ("F10",), True),
    Command("step_epoch", "training", QT_TRANSLATE_NOOP("Actions", "Step One &Epoch"), "skip-forward", ("Ctrl+F10",)),
    Command("stop", "training", QT_TRANSLATE_NOOP("Actions", "&Stop"), "square", ("Shift+F5",), True),
    Command("again", "training", QT_TRANSLATE_NOOP("Actions", "Start &Again from the Same Weights"), "rotate-ccw", ("Ctrl+Shift+F5",), True),
    Command("reset", "training", QT_TRANSLATE_NOOP("Actions", "&Reset to the Starting Weights"), "refresh-cw", ("Ctrl+F5",)),
    Command("new_weights", "training", QT_TRANSLATE_NOOP("Actions", "&New Starting Weights"), "dices"),
    Command("slower", "|training", QT_TRANSLATE_NOOP("Actions", "S&lower"), "turtle", ("F7",)),
    Command("faster", "training", QT_TRANSLATE_NOOP("Actions", "&Faster"), "rabbit", ("F8",)),
    Command("slow_motion", "training", QT_TRANSLATE_NOOP("Actions", "Slow &Motion On or Off"), "timer", ("F9",)),
    Command("panel_twin", "|training", QT_TRANSLATE_NOOP("Actions", "T&win Run"), "columns-2", checkable=True),
    Command("panel_experiments", "training", QT_TRANSLATE_NOOP("Actions", "E&xperiments"), "flask-conical", checkable=True),
    Command("replay", "|training", QT_TRANSLATE_NOOP("Actions", "Play the R&un Again"), "repeat", scope="drawing"),
    Command("keep_checkpoint", "training", QT_TRANSLATE_NOOP("Actions", "&Keep as a Checkpoint…"), "flag", ("Ctrl+Shift+M",), scope="drawing"),
    Command("branch", "training", QT_TRANSLATE_NOOP("Actions", "&Branch from Here"), "git-branch", scope="drawing"),
    Command("zoom_in", "view", QT_TRANSLATE_NOOP("Actions", "Zoom &In"), "zoom-in", ("Ctrl++", "Ctrl+="), scope="drawing"),
    Command("zoom_out", "view", QT_TRANSLATE_NOOP("Actions", "Zoom &Out"), "zoom-out", ("Ctrl+-",), scope="drawing"),
    Command("zoom_fit", "view", QT_TRANSLATE_NOOP("Actions", "&Fit in View"), "maximize", ("Ctrl+0",), scope="drawing"),
    Command("zoom_selection", "view", QT_TRANSLATE_NOOP("Actions", "Fit Se&lection"), "focus", ("Ctrl+2",), scope="drawing"),
    Command("zoom_reset", "view", QT_TRANSLATE_NOOP("Actions", "&100 %"), "", ("Ctrl+1",), scope="drawing"),
    Command("minimap", "|view", QT_TRANSLATE_NOOP("Actions", "&Minimap"), "map", ("Ctrl+M",), scope="drawing", checkable=True),
    Command("thumbnails", "view", QT_TRANSLATE_NOOP("Actions", "&Thumbnails on Nodes"), "image", ("Ctrl+T",), scope="drawing", checkable=True),
    Command("ribbon", "view", QT_TRANSLATE_NOOP("Actions", "&Gradient Ribbon"), "activity", ("Ctrl+Shift+R",), scope="drawing", checkable=True),
    Command("sample_before", "view", QT_TRANSLATE_NOOP("Actions", "Sample &Before"), "chevron-left", ("Alt+,",), scope="drawing"),
    Command("sample_after", "view", QT_TRANSLATE_NOOP("Actions", "&Next Sample"), "chevron-right", ("Alt+.",), scope="drawing"),
    Command("paint_points", "|data", QT_TRANSLATE_NOOP("Actions", "&Paint Points"), "paintbrush"),
    Command("browse", "|view", QT_TRANSLATE_NOOP("Actions", "Browse &Data"), "table", ("Ctrl+B",)),
    Command("analyzer", "view", QT_TRANSLATE_NOOP("Actions", "Anal&yzer"), "sigma", ("Ctrl+Shift+A",), scope="drawing"),
    Command("panel_palette", "view/panels", QT_TRANSLATE_NOOP("Actions", "&Layers"), "layers", ("Alt+1",), checkable=True),
    Command("panel_inspector", "view/panels", QT_TRANSLATE_NOOP("Actions", "&Inspector"), "sliders-horizontal", ("Alt+2",), checkable=True),
    Command("panel_training", "view/panels", QT_TRANSLATE_NOOP("Actions", "&Training Panel"), "timer", ("Alt+3",), checkable=True),
    Command("panel_data", "view/panels", QT_TRANSLATE_NOOP("Actions", "&Data Panel"), "database", ("Alt+4",), checkable=True),
    Command("panel_try", "view/panels", QT_TRANSLATE_NOOP("Actions", "Tr&y It"), "pencil", ("Alt+5",), checkable=True),
    Command("panel_loss", "view/live", QT_TRANSLATE_NOOP("Actions", "L&oss and Accuracy"), "chart-line", ("Alt+6",), checkable=True),
    Command("panel_gradients", "view/live", QT_TRANSLATE_NOOP("Actions", "&Gradient Flow"), "activity", ("Alt+7",), checkable=True),
    Command("panel_features", "view/live", QT_TRANSLATE_NOOP("Actions", "&Feature Maps"), "grid-3x3", ("Alt+8",), checkable=True),
    Command("panel_decision", "view/live", QT_TRANSLATE_NOOP("Actions", "Decision &Map"), "target", ("Alt+9",), checkable=True),
    Command("panel_confusion", "view/live", QT_TRANSLATE_NOOP("Actions", "Confusion Matri&x"), "table", checkable=True),
    Command("panel_embedding", "view/live", QT_TRANSLATE_NOOP("Actions", "&Embedding"), "chart-scatter", checkable=True),
    Command("panel_updates", "view/live", QT_TRANSLATE_NOOP("Actions", "&Updates"), "scale", checkable=True),
    Command("panel_distributions", "view/live", QT_TRANSLATE_NOOP("Actions", "Distri&butions"), "chart-spline", checkable=True),
    Command("panel_health", "view/live", QT_TRANSLATE_NOOP("Actions", "&Health of Units"), "scan", checkable=True),
    Command("panel_recurrent", "view/live", QT_TRANSLATE_NOOP("Actions", "&Recurrent Strip"), "repeat", checkable=True),
    Command("panel_attention", "view/live", QT_TRANSLATE_NOOP("Actions", "&Attention Maps"), "eye", checkable=True),
    Command("panel_landscape", "view/live", QT_TRANSLATE_NOOP("Actions", "&Loss Landscape"), "mountain", checkable=True),
    Command("panel_clipping", "view/live", QT_TRANSLATE_NOOP("Actions", "Gradient &Clipping"), "scissors", checkable=True),
    Command("panel_mirror", "view/live", QT_TRANSLATE_NOOP("Actions", "&NumPy Code"), "code", checkable=True),
    Command("panel_problems", "view/panels", QT_TRANSLATE_NOOP("Actions", "&Problems"), "triangle-alert", ("Alt+0",), checkable=True),
    Command("panel_runs", "view/panels", QT_TRANSLATE_NOOP("Actions", "&Runs"), "repeat", ("Ctrl+Shift+H",), checkable=True),
    Command("panel_history", "view/panels", QT_TRANSLATE_NOOP("Actions", "&History"), "history", ("Ctrl+H",), checkable=True),
    Command("next_panel", "|view", QT_TRANSLATE_NOOP("Actions", "Ne&xt Panel"), keys=("F6",)),
    Command("previous_panel", "view", QT_TRANSLATE_NOOP("Actions", "Pre&vious Panel"), keys=("Shift+F6",)),
    Command("full_screen", "|view", QT_TRANSLATE_NOOP("Actions", "F&ull Screen"), "fullscreen", ("F11",), checkable=True),
    Command("reset_layout", "view", QT_TRANSLATE_NOOP("Actions", "&Reset Layout"), "refresh-cw"),
    Command("find_command", "help", QT_TRANSLATE_NOOP("Actions", "&Find a Command…"), "search", ("Ctrl+Shift+P",)),
    Command("licences", "|help", QT_TRANSLATE_NOOP("Actions", "&Licences and Attributions…"), "book-open"),
    Command("copy_diagnostics", "help", QT_TRANSLATE_NOOP("Actions", "Copy &Diagnostics"), "copy"),
    Command("log_folder", "help", QT_TRANSLATE_NOOP("Actions", "Open Lo&g Folder"), "folder-open"),
    Command("about", "help", QT_TRANSLATE_NOOP("Actions", "&About NNStudio"), "info"),
)
# fmt: on

MENUS: tuple[tuple[str, str], ...] = (
    ("file", QT_TRANSLATE_NOOP("Actions", "&File")),
    ("edit", QT_TRANSLATE_NOOP("Actions", "&Edit")),
    ("edit/arrange", QT_TRANSLATE_NOOP("Actions", "Arran&ge")),
    ("edit/block", QT_TRANSLATE_NOOP("Actions", "&Block")),
    ("data", QT_TRANSLATE_NOOP("Actions", "&Data")),
    ("training", QT_TRANSLATE_NOOP("Actions", "&Training")),
    ("view", QT_TRANSLATE_NOOP("Actions", "&View")),
    ("view/panels", QT_TRANSLATE_NOOP("Actions", "&Panels")),
    ("view/live", QT_TRANSLATE_NOOP("Actions", "Li&ve Views")),
    ("help", QT_TRANSLATE_NOOP("Actions", "&Help")),
)
