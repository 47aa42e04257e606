"""The inspector's page of a block, used with mouse and keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLabel
from pytestqt.qtbot import QtBot

from nnstudio.app.panels.inspector import Inspector
from nnstudio.app.panels.parts.block_page import BlockPage
from nnstudio.app.panels.parts.parameter_dialog import ParameterDialog
from nnstudio.app.session import Session
from nnstudio.app.training import Training
from nnstudio.graph import blocks
from nnstudio.graph.data_plan import DataPlan
from nnstudio.graph.project import Group
from nnstudio.graph.signature import Signature
from tests.app.panels.drawings import chain, make

CONTROL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton
DATA = DataPlan(signature=Signature((4,), classes=("a", "b")))


@pytest.fixture
def session() -> Session:
    project = chain(
        DATA, make("Input"), make("Dense", units=8), make("Dense", units=8), make("Dense", units=2)
    )
    project, _ = blocks.group(project, ["dense_1", "dense_2"], "Pair")
    session = Session()
    session.open(project)
    session.select(["dense_1"])
    return session


@pytest.fixture
def inspector(qtbot: QtBot, session: Session) -> Inspector:
    panel = Inspector(session, Training(session))
    qtbot.addWidget(panel)
    panel.resize(320, 800)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


@pytest.fixture
def page(inspector: Inspector) -> BlockPage:
    return inspector.block_page


def block(session: Session) -> Group:
    (found,) = session.project.graph.groups
    return found


def write(field: object, text: str) -> None:
    editor = field.editor  # type: ignore[attr-defined]
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)


def test_a_selected_block_has_a_page_of_its_own(page: BlockPage) -> None:
    assert page.isVisible()
    assert page.title.text() == "Pair"
    assert [name for name, _ in page.layers.facts()] == ["dense_1", "dense_2"]
    assert "Units" in page.form.fields


def test_the_number_of_repetitions_is_typed_and_undone(page: BlockPage, session: Session) -> None:
    write(page.form.repeat, "3")
    assert len(block(session).repetitions) == 3
    assert page.isVisible()
    texts = [label.text() for label in page.findChildren(QLabel)]
    assert any("× 3" in text for text in texts)
    assert "Repeat Pair" in str(session.undo_label)
    session.undo()
    assert len(block(session).repetitions) == 1


def test_what_cannot_be_repeated_is_said_below_the_field(page: BlockPage, session: Session) -> None:
    write(page.form.repeat, "999")
    assert "1 to 200" in page.form.repeat.problem()
    assert len(block(session).repetitions) == 1


def test_a_parameter_changes_all_layers_that_follow_it(page: BlockPage, session: Session) -> None:
    write(page.form.fields["Units"], "5")
    layers = [session.project.graph.by_id[i].layer for i in block(session).unit]
    assert [layer.units for layer in layers] == [5, 5]  # type: ignore[attr-defined]
    session.undo()
    layers = [session.project.graph.by_id[i].layer for i in block(session).unit]
    assert [layer.units for layer in layers] == [8, 8]  # type: ignore[attr-defined]


def test_a_title_is_written(page: BlockPage, session: Session) -> None:
    page.title.setFocus()
    QTest.keyClick(page.title, Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(page.title, "Twins")
    QTest.keyClick(page.title, Qt.Key.Key_Return)
    assert block(session).title == "Twins"
    session.undo()
    assert block(session).title == "Pair"


def test_parameters_are_chosen_and_named(qtbot: QtBot, page: BlockPage, session: Session) -> None:
    def work() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ParameterDialog)
        rows = [dialog.list.topLevelItem(i) for i in range(dialog.list.topLevelItemCount())]
        by_name = {row.text(0): row for row in rows if row is not None}
        for name, row in by_name.items():
            wanted = name == "Units"
            if (row.checkState(0) == Qt.CheckState.Checked) != wanted:
                dialog.list.setCurrentItem(row)
                QTest.keyClick(dialog.list, Qt.Key.Key_Space)
        by_name["Units"].setText(0, "Width")
        buttons = dialog.findChild(QDialogButtonBox)
        assert buttons is not None
        button = buttons.button(QDialogButtonBox.StandardButton.Ok)
        QTest.mouseClick(button, LEFT)

    QTimer.singleShot(50, work)
    QTest.mouseClick(page.form.choose, LEFT)
    assert [p.name for p in block(session).parameters] == ["Width"]
    assert list(page.form.fields) == ["Width"]
    session.undo()
    assert len(block(session).parameters) > 1


def test_the_buttons_fold_and_ungroup(page: BlockPage, session: Session) -> None:
    QTest.mouseClick(page.fold, LEFT)
    assert not block(session).collapsed
    assert page.isVisible()
    QTest.mouseClick(page.ungroup, LEFT)
    assert not session.project.graph.groups


def test_problems_within_are_shown_with_their_fixes(page: BlockPage, session: Session) -> None:
    project = chain(DATA, make("Input"), make("Dense"), make("Conv2D"), make("Dense", units=2))
    project, _ = blocks.group(project, ["dense_1", "conv2d_1"])
    session.open(project)
    session.select(["dense_1"])
    assert page.problems.cards
    assert page.problems.isVisible()
