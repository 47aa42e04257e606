"""What an import shows: how a file is read on the left, and what it looks like on the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from nnstudio.app.data_dialogs.column_table import ColumnTable
from nnstudio.app.data_dialogs.findings_list import FindingsList
from nnstudio.app.data_dialogs.option_words import option_words
from nnstudio.app.data_dialogs.outline_view import OutlineView
from nnstudio.app.data_dialogs.outlook import Facts, facts_of, guessed_facts
from nnstudio.app.data_dialogs.reading import Whole
from nnstudio.app.panels.parts.fact_list import FactList
from nnstudio.app.translate import tr_text
from nnstudio.app.widgets.choice_box import ChoiceBox
from nnstudio.app.widgets.empty_state import EmptyState
from nnstudio.app.widgets.param_editor import ParamEditor
from nnstudio.core.settings import Settings
from nnstudio.data.readers import reader
from nnstudio.data.readers.reader import Outline


class ImportPage(QSplitter):
    """Shows what was found in a file; what the user changes is reported by its parts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = ChoiceBox()
        self.kind.setAccessibleName(self.tr("Read as"))
        self.again = QPushButton(self.tr("Guess anew"))
        self.again.setToolTip(self.tr("Forget what was changed here and find everything out again"))
        self.again.setAutoDefault(False)
        self.options = ParamEditor(option_words)
        self.columns = ColumnTable()
        self.columns.setAccessibleName(self.tr("Columns"))
        self.preview = OutlineView()
        self.findings = FindingsList()
        self.facts = FactList()
        self.facts.setAccessibleName(self.tr("What the network gets"))
        self.addWidget(self._make_side())
        self.addWidget(self._make_main())
        self.setStretchFactor(1, 1)
        self.setChildrenCollapsible(False)
        self.setSizes([372, 760])

    def show_kinds(self, kinds: tuple[str, ...], chosen: str) -> None:
        """Offer these kinds of files."""
        if [self.kind.itemData(row) for row in range(self.kind.count())] != list(kinds):
            self.kind.clear()
            for kind in kinds:
                self.kind.addItem(tr_text(reader(kind).label), kind)
        self.kind.setCurrentIndex(self.kind.findData(chosen))

    def show_options(self, options: Settings | None, wanted: Settings | None) -> None:
        """Show how it is read; what the user has not ``wanted`` otherwise counts as usual."""
        usual = options
        if options is not None and type(wanted) is type(options):
            usual = options.with_values(
                **{
                    key: type(wanted).default_of(key)
                    for key, value in wanted.values().items()
                    if value != type(wanted).default_of(key)
                }
            )
        self.options.set_value(options, usual)

    def show_outline(self, outline: Outline, kind: str) -> None:
        """Show what was found before reading it whole."""
        self.columns.columns.set_columns(outline.columns)
        self._columns_part.setVisible(bool(outline.head) or len(outline.columns) > 1)
        self.preview.show_outline(outline, kind)
        self.findings.show_findings(outline.warnings, outline.skipped)
        self._show_facts(guessed_facts(outline, kind))
        self._main.setCurrentIndex(0)

    def show_whole(self, whole: Whole) -> None:
        """Show what reading it whole has found."""
        findings = whole.findings
        if findings.columns:
            self.columns.columns.set_columns(findings.columns, findings.missing)
        self.findings.show_findings(findings.warnings, findings.skipped)
        self._show_facts(facts_of(whole))

    def show_nothing(self) -> None:
        """Show that it cannot be read as it is wanted."""
        self._show_facts([])
        self._main.setCurrentIndex(1)

    def set_changeable(self, changeable: bool) -> None:
        """Let the user change something, or not while it is read."""
        self._side.setEnabled(changeable)
        self._columns_part.setEnabled(changeable)

    def _show_facts(self, facts: Facts) -> None:
        self.facts.set_facts(facts)
        self._facts_title.setVisible(bool(facts))

    # ---- building ----

    def _make_side(self) -> QWidget:
        self._side = QWidget()
        column = QVBoxLayout(self._side)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(10)
        row = QHBoxLayout()
        row.addWidget(_heading(self.tr("Read as")))
        row.addWidget(self.kind, 1)
        row.addWidget(self.again)
        column.addLayout(row)
        column.addWidget(self.options)
        column.addSpacing(6)
        self._facts_title = _heading(self.tr("What the network gets"))
        column.addWidget(self._facts_title)
        column.addWidget(self.facts)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._side)
        area.setMinimumWidth(300)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return area

    def _make_main(self) -> QWidget:
        self._columns_part = QWidget()
        upper = QVBoxLayout(self._columns_part)
        upper.setContentsMargins(12, 0, 0, 0)
        upper.setSpacing(4)
        hint = QLabel(self.tr("Columns: select several rows to change them together."))
        hint.setProperty("role", "section")
        upper.addWidget(hint)
        upper.addWidget(self.columns, 1)
        below = QWidget()
        lower = QVBoxLayout(below)
        lower.setContentsMargins(12, 6, 0, 0)
        lower.setSpacing(4)
        lower.addWidget(_heading(self.tr("As it will be read")))
        lower.addWidget(self.preview, 1)
        lower.addWidget(self.findings)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self._columns_part)
        split.addWidget(below)
        split.setChildrenCollapsible(False)
        split.setSizes([300, 300])
        self._nothing = EmptyState(
            "file",
            self.tr("It cannot be read like this"),
            self.tr("Read it as something else, change how it is read, or choose another file."),
        )
        self._main = QStackedWidget()
        self._main.addWidget(split)
        self._main.addWidget(self._nothing)
        return self._main


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "section")
    return label
