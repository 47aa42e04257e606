"""Charts below one another or side by side, as there is room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QGridLayout

from nnstudio.app.plots.chart import Chart


class ChartGrid(QGridLayout):
    """Lays out charts in one or two columns."""

    def __init__(self) -> None:
        super().__init__()
        self._placed: tuple[object, ...] = ()
        self.setSpacing(4)

    def arrange(self, charts: Mapping[str, Chart], shown: Sequence[str], wide: bool) -> None:
        """Show some charts in this order, and no others."""
        for name, chart in charts.items():
            if name not in shown:
                chart.hide()
        columns = 2 if (wide or len(shown) > 2) and len(shown) > 1 else 1
        if (tuple(shown), columns) == self._placed:
            return
        self._placed = (tuple(shown), columns)
        for row in range(len(charts)):
            self.setRowStretch(row, 0)
        for number, name in enumerate(shown):
            alone = number == len(shown) - 1 and not number % columns
            span = columns if alone else 1
            self.addWidget(charts[name], number // columns, number % columns, 1, span)
            self.setRowStretch(number // columns, 1)
            charts[name].show()
