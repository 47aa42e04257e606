"""All samples as a table: columns with their histograms, sorting, and the figures of a column."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QModelIndex, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nnstudio.app.browser.column_facts import ColumnFacts
from nnstudio.app.browser.contents import LEFT_OUT, Contents, Field
from nnstudio.app.browser.data_table import DataTable
from nnstudio.app.browser.profiles import Profile
from nnstudio.app.browser.table_model import Column
from nnstudio.core.layer import Array

FIRST = 2
"""The columns before those of the data: the number of the sample and its part."""


class TablePage(QWidget):
    """Lists samples with what is known of them."""

    sort_wanted = Signal(int, bool)
    """The user wants the rows sorted by this column; True: the largest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table, self.facts = DataTable(), ColumnFacts()
        self._fields: tuple[Field, ...] = ()
        self._profiles: tuple[Profile, ...] = ()
        self._contents: Contents | None = None
        self._to_top = False
        """Whether the first rows are to be seen next, as after sorting."""
        self.table.head.sectionClicked.connect(self._sort)
        self.table.selectionModel().currentChanged.connect(self._choose)
        self.table.rows.explain = self._explain
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        column.addWidget(self.facts)
        self._translate()

    def show_samples(
        self,
        contents: Contents,
        fields: tuple[Field, ...],
        parts: tuple[str, ...],
        places: Array,
        further: tuple[Column, ...] = (),
    ) -> None:
        """List samples by their numbers, with these columns.

        Parameters
        ----------
        parts
            The names of the parts that a sample can be in.
        further
            Columns behind the others that are neither sorted by nor counted.
        """
        to_top, self._to_top = self._to_top, False
        first = self._contents is None or self._contents.plan.source != contents.plan.source
        if _kinds(fields)[: len(self._profiles)] != _kinds(self._fields)[: len(self._profiles)]:
            self._profiles = ()  # of other columns; their own come in a moment
        self._contents, self._fields = contents, fields
        part = contents.part
        columns = [
            Column(self.tr("No."), str, True, 7),
            Column(self.tr("Part"), lambda place: parts[part[place]], False, 11),
        ]
        columns += [_column(field) for field in fields]
        told = next((n for n, field in enumerate(fields) if field.target and field.classes), None)
        if told is not None and contents.changed.any():
            name, changed = columns[FIRST + told].written, contents.changed
            starred = replace(
                columns[FIRST + told],
                written=lambda place: f"{name(place)} *" if changed[place] else name(place),
            )
            columns[FIRST + told] = starred
        columns += further
        struck = part == LEFT_OUT
        self.table.show_rows(tuple(columns), places, struck, contents.changed)
        self.table.head.set_targets((False, False, *(field.target for field in fields)))
        if to_top:
            self.table.scrollToTop()
        if first and len(places):
            self.table.scrollToTop()
            self.table.setCurrentIndex(self.table.rows.index(0, FIRST if fields else 0))
            self.table.clearSelection()
        self._show_profiles()

    def show_profiles(self, profiles: tuple[Profile, ...]) -> None:
        """Show how the columns are spread."""
        self._profiles = profiles
        self._show_profiles()

    def set_order(self, field: int, falling: bool) -> None:
        """Mark the column that the rows are sorted by."""
        self.table.head.set_order(field + FIRST, falling)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def _show_profiles(self) -> None:
        rest = (None,) * (len(self._fields) - len(self._profiles))
        colored = (False, False, *(bool(field.classes) for field in self._fields))
        self.table.head.set_profiles((None, None, *self._profiles, *rest), colored)
        self._show_facts(self.table.currentIndex().column())

    def _sort(self, section: int) -> None:
        if section >= FIRST + len(self._fields):
            return
        order = self.table.head.order()
        falling = order is not None and order[0] == section and not order[1]
        row = max(self.table.currentIndex().row(), 0)
        index = self.table.rows.index(row, section)
        model = self.table.selectionModel()
        model.setCurrentIndex(index, model.SelectionFlag.NoUpdate)
        self._to_top = True
        self.sort_wanted.emit(section - FIRST, falling)

    def _choose(self, current: QModelIndex, before: QModelIndex) -> None:
        if current.isValid():
            self._show_facts(current.column())

    def _show_facts(self, section: int) -> None:
        number = section - FIRST
        self.table.head.set_chosen(section if number >= 0 else -1)
        if 0 <= number < min(len(self._fields), len(self._profiles)):
            self.facts.set_column(self._fields[number], self._profiles[number])
        else:
            self.facts.set_column(None, None)

    def _explain(self, place: int) -> str:
        contents = self._contents
        if contents is None or contents.given is None or place >= contents.count:
            return ""
        if not contents.changed[place]:
            return contents.name(place)
        said = contents.classes[contents.given[place]]
        return self.tr("You have changed the class; the data says {name}.").format(name=said)

    def _translate(self) -> None:
        self.table.setAccessibleName(self.tr("Samples of the data"))
        self.table.setAccessibleDescription(
            self.tr("Enter shows a sample, digits change its class, Delete leaves it out.")
        )


def _heading(field: Field) -> str:
    name = field.name
    if field.unit:
        name = f"{name} ({field.unit})"
    return f"→ {name}".strip() if field.target else name


def _column(field: Field) -> Column:
    return Column(_heading(field), field.written, not field.classes, _width(field), field.exact)


def _width(field: Field) -> int:
    usual = 6 if field.digits is not None and not field.classes else 9
    return max((len(name) for name in field.classes[:50]), default=usual) + 3


def _kinds(fields: tuple[Field, ...]) -> list[tuple[str, tuple[str, ...]]]:
    """Return what tells the columns of one table from those of another."""
    return [(field.name, field.classes) for field in fields]
