"""Writing on a frame or a note where it lies."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QPlainTextEdit

from nnstudio.app.canvas.frame_item import FrameItem
from nnstudio.app.canvas.note_item import NOTE_PADDING
from nnstudio.app.canvas.remark_text import TEXT_PIXELS
from nnstudio.app.canvas.zoom_view import ZoomView
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.widgets.press_outside import FOCUS_COMES_BACK, PressOutside
from nnstudio.graph.project import Remark

LONGEST_TEXT = 10_000
_SMALLEST_LETTERS = 12
_TITLE_WIDTH = 240
_SMALLEST_NOTE = QPoint(150, 60)
_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RemarkEditor(QPlainTextEdit):
    """Lies on the view until the text is kept (a click elsewhere, Ctrl+Enter) or dropped (Esc).

    Parameters
    ----------
    remark
        What is written on; it need not be in the project yet.
    """

    kept = Signal(str)
    """The user is done; carries what is written now."""
    dropped = Signal()
    """The user wants the text as it was."""

    def __init__(self, view: ZoomView, remark: Remark) -> None:
        super().__init__(view.viewport())
        self._view, self.remark = view, remark
        self._done = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self._is_title = remark.kind == "frame"
        if self._is_title:
            self.setWordWrapMode(QTextOption.WrapMode.NoWrap)
            self.setAccessibleName(self.tr("Title of the frame"))
            self.setPlaceholderText(self.tr("Title"))
        else:
            self.setAccessibleName(self.tr("Text of the note"))
            self.setPlaceholderText(self.tr("Write a note…"))
        self.document().setDocumentMargin(1)
        self.setPlainText(remark.text)
        if self._is_title:
            self.selectAll()
        else:
            self.moveCursor(QTextCursor.MoveOperation.End)
        self.textChanged.connect(self._place)
        view.zoom_changed.connect(self._place)
        for bar in (view.horizontalScrollBar(), view.verticalScrollBar()):
            bar.valueChanged.connect(self._place)
        self._place()
        self.show()
        self._outside = PressOutside(self)
        self._outside.pressed.connect(self.keep)
        self.setFocus()

    def keep(self) -> None:
        """End, and let the text count."""
        if not self._done:
            text = self.toPlainText()[:LONGEST_TEXT]
            self._close()
            self.kept.emit(text)

    def drop(self) -> None:
        """End, and forget what was written."""
        if not self._done:
            self._close()
            self.dropped.emit()

    # ---- the keyboard ----

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ctrl = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape:
            self.drop()
        elif event.key() in _RETURN and (ctrl or self._is_title):
            self.keep()
        else:
            super().keyPressEvent(event)
        event.accept()  # what the text does not need is not meant for the canvas either

    def event(self, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride:
            return super().event(event)
        assert isinstance(event, QKeyEvent)
        if event.key() == Qt.Key.Key_Escape or event.key() in _RETURN:
            event.accept()
            return True
        handled = super().event(event)
        if not event.isAccepted() and _is_command(event):
            self.keep()  # a command such as Save shall find what is written
        return handled

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in FOCUS_COMES_BACK:
            self.keep()

    # ---- within ----

    def _place(self) -> None:
        """Lie on the remark, in letters as large as its own where they can be read."""
        zoom = self._view.zoom
        pixels = max(round(TEXT_PIXELS * zoom), _SMALLEST_LETTERS)
        theme = current_theme()
        ground, _ = theme.tints[self.remark.color]
        pad = 4 if self._is_title else max(round(NOTE_PADDING * zoom) - 3, 3)
        look = (
            "QPlainTextEdit {"
            f" font-size: {pixels}px; color: {theme.text}; background: {ground};"
            f" border: 2px solid {theme.accent}; border-radius: 4px; padding: {pad}px; }}"
        )
        if look != self.styleSheet():
            self.setStyleSheet(look)
        self.setGeometry(self._title_place() if self._is_title else self._note_place())

    def _title_place(self) -> QRect:
        frame = FrameItem(self.remark)
        zoom = self._view.zoom
        title = frame.title_rect(zoom).translated(frame.pos())
        corner = self._view.mapFromScene(title.topLeft())
        lines = self.fontMetrics().lineSpacing() + 16
        width = max(_TITLE_WIDTH, round(title.width() * zoom) + 40)
        middle = self._view.mapFromScene(title.center()).y()
        return QRect(corner.x() - 6, middle - lines // 2, width, lines)

    def _note_place(self) -> QRect:
        remark, zoom = self.remark, self._view.zoom
        corner = self._view.mapFromScene(remark.x, remark.y)
        width = max(round(remark.width * zoom), _SMALLEST_NOTE.x())
        lines = self.document().size().height() + 1  # of a plain text: counted in lines
        wanted = round(lines * self.fontMetrics().lineSpacing()) + 2 * round(NOTE_PADDING * zoom)
        height = max(round(remark.height * zoom), wanted, _SMALLEST_NOTE.y())
        return QRect(corner.x(), corner.y(), width, height)

    def _close(self) -> None:
        self._done = True
        self._outside.stop()
        if self.hasFocus():
            # Before it hides, or Qt would look for the next one to have the focus.
            self._view.setFocus()
        self.hide()
        self.deleteLater()


def _is_command(event: QKeyEvent) -> bool:
    """Return whether a key that is no text for the editor may ask for a command."""
    held, key = event.modifiers(), event.key()
    ctrl, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
    if Qt.Key.Key_F1 <= key <= Qt.Key.Key_F35:
        return True
    letters = key not in (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta)
    return bool(held & ctrl) and not held & alt and letters
