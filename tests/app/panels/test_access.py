"""Every panel can be used without a mouse and without seeing, and speaks another language at once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractScrollArea, QAbstractSpinBox, QApplication, QWidget
from pytestqt.qtbot import QtBot

from nnstudio.app.panels.data_panel import DataPanel
from nnstudio.app.panels.inspector import Inspector
from nnstudio.app.panels.palette import Palette
from nnstudio.app.panels.problems import ProblemsPanel
from nnstudio.app.panels.try_panel import TryPanel
from nnstudio.app.session import Session
from nnstudio.app.settings import Settings
from nnstudio.app.style.appearance import choose_theme
from nnstudio.app.training import Training
from nnstudio.core.text import Text
from nnstudio.graph import edits
from nnstudio.graph.project import Project
from tests.app.panels.drawings import Show, digits, moons, open_trained

Build = Callable[[Session, Training], QWidget]

PANELS: dict[str, Build] = {
    "palette": lambda session, training: Palette(session, Settings()),
    "inspector": Inspector,
    "problems": lambda session, training: ProblemsPanel(session),
    "data": DataPanel,
    "try": TryPanel,
}

each_panel = pytest.mark.parametrize("build", PANELS.values(), ids=PANELS.keys())


def name_of(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name).strip()


def can_have_focus(widget: QWidget) -> bool:
    inner = isinstance(widget.parent(), QAbstractSpinBox) or type(widget) is QAbstractScrollArea
    frame = isinstance(widget, QAbstractScrollArea) and not widget.accessibleName()
    tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(tab) and widget.isVisible() and not inner and not frame


@each_panel
@pytest.mark.parametrize("project", [digits, moons], ids=["digits", "moons"])
def test_everything_that_takes_the_focus_has_a_name(
    build: Build,
    project: Callable[[], Project],
    session: Session,
    training: Training,
    show: Show,
) -> None:
    panel = build(session, training)
    show(panel)
    open_trained(session, project())
    if isinstance(panel, ProblemsPanel | Inspector):
        output = session.analysis.output
        session.edit(Text("Break"), edits.set_values(session.project, output, units=3))
        session.select([output])
    controls = [widget for widget in panel.findChildren(QWidget) if can_have_focus(widget)]
    assert controls
    nameless = [widget for widget in controls if not name_of(widget)]
    assert nameless == []


@each_panel
def test_nothing_is_cut_off_in_a_narrow_dock(
    build: Build, session: Session, training: Training, show: Show
) -> None:
    panel = build(session, training)
    show(panel)
    open_trained(session, digits())
    session.select(["conv2d_1"])
    QApplication.processEvents()
    assert panel.width() == 280
    for widget in panel.findChildren(QWidget):
        if widget.isVisible() and not widget.isWindow():
            right = widget.mapTo(panel, widget.rect().topRight()).x()
            assert right <= 280, f"{widget} ends at {right}"


@each_panel
def test_theme_and_language_can_change_while_it_is_open(
    build: Build,
    session: Session,
    training: Training,
    show: Show,
    qapp: QApplication,
    qtbot: QtBot,
) -> None:
    panel = build(session, training)
    show(panel)
    open_trained(session, moons())
    session.select(["dense_1"])
    light = panel.grab().toImage()
    choose_theme(qapp, "dark")
    qtbot.waitUntil(lambda: panel.grab().toImage() != light)
    dark = panel.grab().toImage().pixelColor(2, 2)
    assert dark.lightness() < 80
    texts = {w: w.accessibleName() for w in panel.findChildren(QWidget) if w.accessibleName()}
    for widget in (panel, *panel.findChildren(QWidget)):
        QApplication.sendEvent(widget, QEvent(QEvent.Type.LanguageChange))
    kept = {widget: widget.accessibleName() for widget in texts if widget.isVisible()}
    assert kept == {widget: texts[widget] for widget in kept}
