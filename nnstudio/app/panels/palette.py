"""The palette: every layer there is, to be dragged onto the canvas."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from nnstudio.app.blocks.block_shelf import BlockShelf
from nnstudio.app.layer_search import offered_layers, search_words
from nnstudio.app.panels.parts.layer_list import Group, LayerList
from nnstudio.app.session import Session
from nnstudio.app.settings import Settings
from nnstudio.app.style.appearance import theme_signals
from nnstudio.app.style.icons import icon
from nnstudio.app.translate import tr_text
from nnstudio.core.layer import CATEGORIES, Layer
from nnstudio.core.text import Text
from nnstudio.files.block_library import SavedBlock
from nnstudio.graph.ready_blocks import ReadyBlock
from nnstudio.layers.input import Input

_BLOCK_ICONS = {
    "change": "pencil",
    "delete": "trash-2",
    "export": "download",
    "import": "upload",
}


class Palette(QWidget):
    """Lists the layers by category, with a search field on top.

    A layer is dragged away with the mouse; a double click or Enter asks for it to be added. A
    category can be folded away, and stays so in later sessions; a search looks into all.
    """

    add_requested = Signal(object)
    """The user wants this `Layer` on the canvas, wherever there is room."""
    block_requested = Signal(object)
    """The user wants this `ReadyBlock` on the canvas."""
    block_command = Signal(str, object)
    """What the user wants of a block of theirs: "change", "delete", "export", or "import" (None)."""

    def __init__(
        self,
        session: Session,
        settings: Settings,
        shelf: BlockShelf | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._settings = session, settings
        self._shelf = shelf or BlockShelf(self)
        self._shelf.changed.connect(self._show_shelf)
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._show)
        self.search.installEventFilter(self)
        self._glass = QAction(self)
        self._glass.setIcon(icon("search", "muted"))
        self.search.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self.list = LayerList()
        self.list.chosen.connect(self._request)
        self.list.left_upwards.connect(self._return_to_search)
        self.list.folded.connect(self._keep_folded)
        self._open_all, self._fold_all = QAction(self), QAction(self)
        self._open_all.triggered.connect(self.list.open_all)
        self._fold_all.triggered.connect(self.list.fold_all)
        self.list.addActions([self._open_all, self._fold_all])
        for_blocks = QActionGroup(self)
        for_blocks.triggered.connect(self._command_block)
        self.block_actions = {name: for_blocks.addAction(name) for name in _BLOCK_ICONS}
        for name, action in self.block_actions.items():
            action.setIcon(icon(_BLOCK_ICONS[name]))
            action.setData(name)
            self.list.addAction(action)
        self.list.currentItemChanged.connect(self._offer_actions)
        self._offer_actions()
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._nothing = QLabel()
        self._nothing.setTextFormat(Qt.TextFormat.PlainText)
        self._nothing.setWordWrap(True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._nothing.setProperty("role", "muted")
        self._nothing.setContentsMargins(8, 24, 8, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 6, 6)
        column.setSpacing(4)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addWidget(self._nothing, 1)
        theme_signals.changed.connect(self._repaint)
        session.changed.connect(self._mark_input)
        session.opened.connect(self._mark_input)
        self._translate()

    def sizeHint(self) -> QSize:
        return QSize(204, 560)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 160)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress:
                return self._on_search_key(event.key())
            # Escape empties the field; it must not reach what stops or closes elsewhere.
            if event.type() == QEvent.Type.ShortcutOverride and self.search.text():
                event.setAccepted(event.key() == Qt.Key.Key_Escape)
                return event.isAccepted()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def _on_search_key(self, key: int) -> bool:
        if key == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            return True
        if key == Qt.Key.Key_Down:
            if self.list.current_entry() is None:
                self.list.select_best("")
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            entry = self.list.current_entry()
            if entry is not None:
                self._request(entry)
            return True
        return False

    def _return_to_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.TabFocusReason)
        self.search.selectAll()

    def _request(self, entry: object) -> None:
        signal = self.add_requested if isinstance(entry, Layer) else self.block_requested
        signal.emit(entry)

    def _command_block(self, action: QAction) -> None:
        entry = self.list.current_entry()
        self.block_command.emit(action.data(), entry if isinstance(entry, SavedBlock) else None)

    def _offer_actions(self) -> None:
        own = isinstance(self.list.current_entry(), SavedBlock)
        for name, action in self.block_actions.items():
            action.setVisible(own or name == "import")

    def _show_shelf(self) -> None:
        """Show the blocks that there are now; what is selected stays so, where it is still there."""
        item = self.list.currentItem()
        title = item.text(0) if item is not None else ""
        self._show()
        if title and self.list.current_entry() is None:
            self.list.select_called(title)

    def _show(self) -> None:
        words = self.search.text().casefold().split()
        found: dict[str, list[Layer]] = {}
        for layer in offered_layers():
            if all(word in search_words(layer) for word in words):
                found.setdefault(layer.category, []).append(layer)
        groups = [
            Group(category, tr_text(CATEGORIES.get(category, category)), tuple(layers))
            for category, layers in found.items()
        ]
        for key, title, blocks in (
            ("blocks", self.tr("Ready blocks"), self._shelf.ready),
            ("my blocks", self.tr("My blocks"), self._shelf.own),
        ):
            fitting = tuple(b for b in blocks if all(w in _block_words(b, title) for w in words))
            if fitting:
                groups.append(Group(key, title, fitting))
        self.list.show_groups(
            groups,
            () if words else self._settings.folded_categories,
        )
        if words:
            self.list.select_best(words[0])
        self.list.setVisible(bool(groups))
        self._nothing.setVisible(not groups)
        self._nothing.setText(self.tr("No layer matches “{text}”.").format(text=self.search.text()))

    def _keep_folded(self, category: str, folded: bool) -> None:
        """Remember what the user folds; while searching it is only for the moment."""
        if self.search.text().strip():
            return
        others = [known for known in self._settings.folded_categories if known != category]
        self._settings.folded_categories = [*others, category] if folded else others

    def _mark_input(self) -> None:
        """Step the Input back once everything that the data gives enters somewhere."""
        project = self._session.project
        inputs = [n.layer for n in project.graph.nodes if isinstance(n.layer, Input)]
        entering = {name for layer in inputs for name in layer.selected}
        whole = any(not layer.selected for layer in inputs)
        left = set(project.data.signature.features) - entering
        self.list.set_faded((Input,) if whole or (inputs and not left) else ())

    def _repaint(self) -> None:
        self.list.viewport().update()

    def _translate(self) -> None:
        self.search.setPlaceholderText(self.tr("Search layers"))
        self.search.setAccessibleName(self.tr("Search layers"))
        self.list.setAccessibleName(self.tr("Layers"))
        self.list.setAccessibleDescription(
            self.tr("Drag a layer onto the canvas, or press Enter to add it.")
        )
        self._open_all.setText(self.tr("Open all categories"))
        self._fold_all.setText(self.tr("Fold all categories"))
        texts = {
            "change": self.tr("Rename or describe…"),
            "delete": self.tr("Delete the block…"),
            "export": self.tr("Export the block…"),
            "import": self.tr("Import blocks…"),
        }
        for name, text in texts.items():
            self.block_actions[name].setText(text)
        self._show()
        self._mark_input()


def _block_words(block: ReadyBlock, category: str) -> str:
    """Return the words by which a block is found."""
    words = [block.name, tr_text(Text(block.name)), block.description, category]
    return " ".join((*words, tr_text(Text(block.description)), "block")).casefold()
