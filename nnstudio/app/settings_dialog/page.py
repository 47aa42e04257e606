"""What the pages of the settings have in common: rows of a name, a control and a word of help."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QVBoxLayout, QWidget


class SettingsPage(QWidget):
    """A heading and a form below it; `retranslate` writes everything in the user's language."""

    def __init__(self) -> None:
        super().__init__()
        self._heading = QLabel()
        self._heading.setProperty("role", "title")
        self.form = QFormLayout()
        self.form.setHorizontalSpacing(18)
        self.form.setVerticalSpacing(12)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        self.form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(22, 18, 22, 12)
        self.column.setSpacing(14)
        self.column.addWidget(self._heading)
        self.column.addLayout(self.form)

    def add_row(self, control: QWidget) -> QLabel:
        """Add a control to the form and return the label in front of it."""
        label = QLabel()
        label.setBuddy(control)
        label.setMinimumHeight(28)
        self.form.addRow(label, control)
        return label

    def add_help(self) -> QLabel:
        """Add room for a word of help below the last control."""
        label = QLabel()
        label.setProperty("role", "muted")
        label.setWordWrap(True)
        label.setMinimumWidth(300)
        self.form.addRow("", label)
        return label

    def set_heading(self, text: str) -> None:
        """Name the page."""
        self._heading.setText(text)
        self.setAccessibleName(text)

    def retranslate(self) -> None:
        """Write everything in the user's language."""

    def show_settings(self) -> None:
        """Show the settings as they are now."""
