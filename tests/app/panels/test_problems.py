"""The problem list: what it says, where it leads, and that its fixes mend."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from nnstudio.app.panels.problems import ProblemsPanel
from nnstudio.app.session import Session
from nnstudio.core.text import Text
from nnstudio.graph import edits
from tests.app.panels.drawings import Show, make, moons, throws


@pytest.fixture
def panel(session: Session, show: Show) -> ProblemsPanel:
    panel = ProblemsPanel(session)
    show(panel)
    return panel


def test_a_sound_network_has_an_empty_list_that_says_so(panel: ProblemsPanel) -> None:
    assert panel.count == 0
    assert not panel.list.isVisible()


def test_a_problem_appears_leads_to_its_node_and_is_mended(
    panel: ProblemsPanel, session: Session, qtbot: QtBot
) -> None:
    output = session.analysis.output
    with qtbot.waitSignal(panel.count_changed) as counted:
        session.edit(Text("Break"), edits.set_values(session.project, output, units=7))
    assert counted.args == [1]
    (card,) = panel.list.cards
    assert output in card.accessibleName()
    assert "7" in card.accessibleName()
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton, pos=QPoint(40, 14))
    assert session.selection == (output,)

    with qtbot.waitSignal(panel.count_changed) as counted:
        qtbot.mouseClick(card.buttons[0], Qt.MouseButton.LeftButton)
    assert counted.args == [0]
    assert session.analysis.ready
    session.undo()
    assert panel.count == 1


def test_the_keyboard_leads_to_the_node(
    panel: ProblemsPanel, session: Session, qtbot: QtBot
) -> None:
    output = session.analysis.output
    session.edit(Text("Break"), edits.set_values(session.project, output, units=7))
    session.select([])
    qtbot.keyClick(panel.list.cards[0], Qt.Key.Key_Return)
    assert session.selection == (output,)


def test_a_fix_mends_the_present_project_not_the_one_it_was_found_in(
    panel: ProblemsPanel, session: Session, qtbot: QtBot
) -> None:
    output = session.analysis.output
    session.edit(Text("Break"), edits.set_values(session.project, output, units=7))
    card = panel.list.cards[0]
    session.edit(Text("Rename"), edits.rename_project(session.project, "Kept"))
    assert panel.list.cards == [card]
    qtbot.mouseClick(card.buttons[0], Qt.MouseButton.LeftButton)
    assert session.project.name == "Kept"
    assert session.analysis.ready


def test_what_blocks_comes_before_what_only_warns(panel: ProblemsPanel, session: Session) -> None:
    project = edits.set_values(moons(), "dense_1", activation="step")
    project, _ = edits.add_node(project, make("Add"), 0.0, 0.0)
    project, _ = edits.add_node(project, make("Add"), 0.0, 0.0)
    session.open(project)
    blocking = [card.problem.blocking for card in panel.list.cards]
    assert blocking == sorted(blocking, reverse=True)
    assert blocking[0]


def test_outputs_are_put_behind_all_ends_by_one_click(
    panel: ProblemsPanel, session: Session, qtbot: QtBot
) -> None:
    bare = edits.delete(throws(), ["output_1", "output_2", "output_3"])
    session.open(bare)
    (card,) = panel.list.cards
    assert "Put an Output behind each" in card.accessibleName()
    qtbot.mouseClick(card.buttons[0], Qt.MouseButton.LeftButton)
    assert panel.count == 0
    assert session.analysis.ready
    compared = {p.node: [t.name for t in p.targets] for p in session.analysis.outputs}
    assert compared == {"dense_1": ["range"], "dense_2": ["height"], "dense_3": ["lands"]}
    session.undo()
    assert session.project is bare
