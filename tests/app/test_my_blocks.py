"""Blocks of the user's own in the whole window: saved, found in the palette, used, changed, gone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from nnstudio.app.blocks.block_dialog import BlockDialog
from nnstudio.core.text import Text
from nnstudio.files import block_library
from nnstudio.graph import edits
from nnstudio.graph.project import Group
from nnstudio.graph.ready_blocks import ready_blocks
from nnstudio.layers.conv2d import Conv2D
from tests.app.canvas.hands import chain, make
from tests.app.user import User

SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def user(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> User:
    user = User(qtbot, monkeypatch)
    user.bench.session.open(
        chain(make("Input"), make("Conv2D", filters=4), make("MaxPool2D"), make("Flatten"))
    )
    return user


def groups(user: User) -> tuple[Group, ...]:
    return user.bench.session.project.graph.groups


def write(user: User, name: str, description: str = "") -> None:
    def work(dialog: QWidget) -> None:
        assert isinstance(dialog, BlockDialog)
        QTest.keyClicks(dialog.name, name)
        QTest.keyClicks(dialog.description, description)
        QTest.mouseClick(dialog.buttons.button(dialog.buttons.StandardButton.Save), LEFT)

    user.in_dialog(work)


def save_two_layers(user: User, name: str) -> None:
    user.bench.session.select(["conv2d_1", "maxpool2d_1"])
    write(user, name, "What I always need.")
    user.bench.menus.actions["save_block"].trigger()
    user.wait(lambda: any(b.name == name for b in user.bench.palette.list.blocks()))


def row_spot(user: User, title: str) -> QPoint:
    rows = user.bench.palette.list
    row = rows.layer_item(title)
    rows.scrollToItem(row)
    return rows.visualItemRect(row).center()


def test_a_selection_is_saved_and_found_with_its_description(user: User) -> None:
    save_two_layers(user, "Conv and pool")
    rows = user.bench.palette.list
    assert [b.name for b in rows.blocks()] == [*(b.name for b in ready_blocks()), "Conv and pool"]
    assert rows.layer_item("Conv and pool").toolTip(0) == "What I always need."
    assert rows.layer_item("Conv and pool").parent() is rows.heading("my blocks")
    assert not groups(user)  # saving changes nothing in the drawing
    QTest.keyClicks(user.bench.palette.search, "conv and pool")
    assert [b.name for b in rows.blocks()] == ["Conv and pool"]


def test_a_double_click_adds_it_after_the_selection(user: User) -> None:
    save_two_layers(user, "Mine")
    user.bench.session.select(["flatten_1"])
    rows, spot = user.bench.palette.list, row_spot(user, "Mine")
    QTest.mouseClick(rows.viewport(), LEFT, pos=spot)
    QTest.mouseDClick(rows.viewport(), LEFT, pos=spot)
    (block,) = groups(user)
    assert block.title == "Mine"
    assert block.collapsed
    assert set(user.bench.session.selection) == set(block.members)
    sources = {
        w.source for w in user.bench.session.project.graph.wires_into[block.unit[0]].values()
    }
    assert sources == {"flatten_1"}
    user.bench.menus.actions["undo"].trigger()
    assert not groups(user)


def test_enter_in_the_search_adds_a_ready_block_fed_at_all_inputs(user: User) -> None:
    user.bench.session.edit(
        Text("Prepare"), edits.delete(user.bench.session.project, ["maxpool2d_1", "flatten_1"])
    )
    user.bench.session.edit(
        Text("Prepare"),
        edits.set_layer(user.bench.session.project, "conv2d_1", Conv2D(filters=16)),
    )
    user.bench.session.select(["conv2d_1"])
    QTest.keyClicks(user.bench.palette.search, "residual")
    QTest.keyClick(user.bench.palette.search, Qt.Key.Key_Return)
    (block,) = groups(user)
    fed = [w for w in user.bench.session.project.graph.wires if w.source == "conv2d_1"]
    assert len(fed) == 2
    item = user.bench.canvas.canvas.nodes[block.unit[0]]
    assert item.face.tone != "bad" or "output" in item.toolTip()
    assert item.face.footer == "28 × 28 × 16"


def test_the_menu_renames_exports_deletes_and_imports(
    user: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_two_layers(user, "First")
    palette = user.bench.palette
    QTest.mouseClick(
        palette.list.viewport(), Qt.MouseButton.RightButton, pos=row_spot(user, "First")
    )
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()
    palette.list.setCurrentItem(palette.list.layer_item("First"))
    write(user, "Second")
    palette.block_actions["change"].trigger()
    user.wait(lambda: [b.name for b in block_library.own_blocks()[0]] == ["Second"])
    palette.list.setCurrentItem(palette.list.layer_item("Second"))
    user.name_file(tmp_path / "given.nnblock")
    palette.block_actions["export"].trigger()
    assert (tmp_path / "given.nnblock").exists()
    user.answer(QMessageBox.StandardButton.Yes)
    palette.block_actions["delete"].trigger()
    assert block_library.own_blocks()[0] == []
    assert not any(b.name == "Second" for b in palette.list.blocks())
    monkeypatch.setattr(
        QFileDialog, "getOpenFileNames", lambda *_, **__: ([str(tmp_path / "given.nnblock")], "")
    )
    palette.block_actions["import"].trigger()
    assert any(b.name == "Second" for b in palette.list.blocks())


def test_only_blocks_of_ones_own_can_be_changed(user: User) -> None:
    palette = user.bench.palette
    palette.list.setCurrentItem(palette.list.layer_item("Residual block"))
    assert [n for n, a in palette.block_actions.items() if a.isVisible()] == ["import"]


def test_a_block_is_made_by_key_and_saved_from_its_page(user: User) -> None:
    canvas = user.bench.canvas
    user.click_node("conv2d_1")
    item = canvas.canvas.nodes["maxpool2d_1"]
    at = canvas.mapFromScene(item.pos() + item.rect().center())
    QTest.mouseClick(canvas.viewport(), LEFT, SHIFT, at)
    QTest.keyClick(canvas, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    (block,) = groups(user)
    page = user.bench.views.inspector.block_page
    user.wait(page.isVisible)
    write(user, "From page")
    QTimer.singleShot(0, lambda: QTest.mouseClick(page.save, LEFT))
    user.wait(lambda: any(b.name == "From page" for b in user.bench.palette.list.blocks()))
    assert groups(user) == (block,)


def test_a_bad_file_in_the_folder_is_said_and_does_no_harm(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = block_library.blocks_folder()
    folder.mkdir(parents=True)
    (folder / "odd.nnblock").write_text("{}")
    user = User(qtbot, monkeypatch)
    user.wait(lambda: "odd.nnblock" in user.bench.banner.text())
    assert len(user.bench.palette.list.blocks()) == len(ready_blocks())


def test_every_file_that_is_no_block_is_named_at_the_start(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = block_library.blocks_folder()
    folder.mkdir(parents=True)
    for name in ("one.nnblock", "two.nnblock"):
        (folder / name).write_text("{", encoding="utf-8")
    said = User(qtbot, monkeypatch).bench.banner.text()
    assert "one.nnblock" in said
    assert "two.nnblock" in said
