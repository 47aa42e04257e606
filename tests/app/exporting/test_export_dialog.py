"""File > Export with mouse and keyboard: look at the files, then write them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QDialogButtonBox, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from nnstudio.app.exporting import export_dialog
from nnstudio.app.exporting.export_choices import ExportChoices
from nnstudio.app.exporting.export_dialog import ExportDialog
from nnstudio.app.exporting.outlook import LONGEST_LINE
from nnstudio.app.widgets.banner import Tone
from nnstudio.core.errors import UserError
from nnstudio.core.settings import param
from nnstudio.core.text import N_, Text
from nnstudio.engine.plan import Plan, make_plan
from nnstudio.engine.weights import initial_weights
from nnstudio.export import Exporter, ExportJob, ExportOptions
from nnstudio.export.npz import NpzExporter
from nnstudio.graph.analysis import analyze
from nnstudio.graph.project import Project
from tests.app.canvas.hands import chain, make

LEFT = Qt.MouseButton.LeftButton


@dataclass(frozen=True)
class PoemOptions(ExportOptions):
    """How a poem is written."""

    rhymes: bool = param(True, label=N_("Rhymes"))


class Poem(Exporter):
    """Writes two files, a readable one and numbers, and has no words for Dropout."""

    name, label, summary = "poem", "Poem", "A text that is learnt by heart."
    suffix, order = ".py", 5
    Options = PoemOptions
    began = threading.Event()
    may_end = threading.Event()

    def files(self, job: ExportJob) -> dict[str, bytes]:
        assert isinstance(job.options, PoemOptions)
        if job.stem == "slow":
            self.began.set()
            assert self.may_end.wait(60)
        if job.stem == "wordless":
            raise UserError(Text(N_("The poet has no words today. Ask again tomorrow.")))
        text = "rhyme = 1\n" if job.options.rhymes else "prose = 0\n"
        return {".py": (text + "x" * 1000).encode(), "_numbers.bin": b"\0\1"}

    def missing(self, plan: Plan) -> tuple[tuple[str, Text], ...]:
        return tuple(
            (node.id, Text(N_("Nothing rhymes with it.")))
            for node in plan.nodes
            if node.layer.name == "Dropout"
        )


@pytest.fixture(autouse=True)
def targets(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {"npz": NpzExporter, "poem": Poem}
    monkeypatch.setattr(export_dialog, "all_exporters", lambda: known)
    Poem.began.clear()
    Poem.may_end.clear()


Open = Callable[..., ExportDialog]


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Open:
    def build(
        project: Project | None = None, target: str = "poem", name: str = "net"
    ) -> ExportDialog:
        drawn = project or chain(
            make("Input"), make("Flatten"), make("Dense", units=10, activation="softmax")
        )
        plan = make_plan(analyze(drawn))
        weights = initial_weights(plan, 0)
        dialog = ExportDialog(drawn, plan, weights, ExportChoices(target), tmp_path / name)
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        return dialog

    return build


def seen(qtbot: QtBot, dialog: ExportDialog) -> None:
    qtbot.waitUntil(lambda: dialog.outlook is not None, timeout=20_000)


def rename(dialog: ExportDialog, name: str) -> None:
    dialog.file.name.selectAll()
    QTest.keyClicks(dialog.file.name, name)


def test_the_files_are_seen_and_then_written(qtbot: QtBot, opened: Open, tmp_path: Path) -> None:
    dialog = opened()
    seen(qtbot, dialog)
    tabs = dialog.preview.tabs
    assert [tabs.tabText(i) for i in range(tabs.count())] == ["net.py", "net_numbers.bin"]
    assert dialog.preview.code().startswith("rhyme = 1\n")
    assert "net.py (1.0 kB), net_numbers.bin (2 bytes)" in dialog.contents.text()
    assert list(tmp_path.iterdir()) == []

    with qtbot.waitSignal(dialog.written, timeout=20_000) as told:
        QTest.mouseClick(dialog.button, LEFT)

    assert told.args == [(tmp_path / "net.py", tmp_path / "net_numbers.bin")]
    assert (tmp_path / "net.py").read_text().startswith("rhyme")
    assert not dialog.isVisible()


def test_options_change_the_preview_and_what_is_written(
    qtbot: QtBot, opened: Open, tmp_path: Path
) -> None:
    dialog = opened()
    seen(qtbot, dialog)
    box = dialog.form.findChild(QCheckBox)
    assert isinstance(box, QCheckBox)
    QTest.keyClick(box, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: dialog.preview.code().startswith("prose"), timeout=20_000)

    with qtbot.waitSignal(dialog.written, timeout=20_000):
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    assert (tmp_path / "net.py").read_text().startswith("prose")
    kept = ExportChoices.from_text(dialog.choices.to_text())
    assert kept.of(Poem()) == PoemOptions(rhymes=False)


def test_another_target_has_other_files_and_no_options(qtbot: QtBot, opened: Open) -> None:
    dialog = opened()
    seen(qtbot, dialog)
    QTest.keyClick(dialog.targets, Qt.Key.Key_Up)
    seen(qtbot, dialog)

    path = dialog.file.path()
    assert path is not None
    assert path.name == "net.npz"
    assert "dense_1/weight" in dialog.preview.code()
    assert dialog.form.findChild(QCheckBox) is None or not dialog.form.isVisible()


def test_targets_of_one_ending_have_names_of_their_own_that_python_finds(
    qtbot: QtBot, opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    song = type("Song", (Poem,), {"name": "song", "label": "Song", "order": 6})
    known = {"npz": NpzExporter, "poem": Poem, "song": song}
    monkeypatch.setattr(export_dialog, "all_exporters", lambda: known)
    dialog = opened(name="my 1st net")
    assert dialog.file.path() == tmp_path / "my_1st_net_poem.py"
    QTest.keyClick(dialog.targets, Qt.Key.Key_Down)
    assert dialog.file.path() == tmp_path / "my_1st_net_song.py"
    QTest.keyClick(dialog.targets, Qt.Key.Key_Home)
    assert dialog.file.path() == tmp_path / "my 1st net.npz"

    rename(dialog, "hers")
    QTest.keyClick(dialog.targets, Qt.Key.Key_Down)
    assert dialog.file.path() == tmp_path / "hers.py"
    seen(qtbot, dialog)
    assert dialog.preview.tabs.tabText(0) == "hers.py"


def test_tab_goes_from_the_targets_to_what_is_below(qtbot: QtBot, opened: Open) -> None:
    dialog = opened()
    seen(qtbot, dialog)
    assert dialog.focusWidget() is dialog.targets
    stops = []
    for _ in range(8):
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        stops.append(dialog.focusWidget())
    box = dialog.form.findChild(QCheckBox)
    wanted = [box, dialog.file.name, dialog.file.choose, dialog.button]
    assert [stop for stop in stops if stop in wanted] == wanted


def test_a_slow_target_keeps_nobody_waiting_who_chooses_another(qtbot: QtBot, opened: Open) -> None:
    dialog = opened(name="slow")
    qtbot.waitUntil(Poem.began.is_set, timeout=20_000)
    QTest.keyClick(dialog.targets, Qt.Key.Key_Up)
    seen(qtbot, dialog)  # the poet still thinks
    assert "dense_1/weight" in dialog.preview.code()

    QTest.keyClick(dialog.targets, Qt.Key.Key_Down)
    Poem.may_end.set()
    qtbot.waitUntil(lambda: dialog.preview.code().startswith("rhyme"), timeout=20_000)
    Poem.began.clear()
    QTest.keyClick(dialog.targets, Qt.Key.Key_Up)
    QTest.keyClick(dialog.targets, Qt.Key.Key_Down)
    assert dialog.outlook is not None  # at once: it is known
    assert dialog.preview.code().startswith("rhyme")
    assert not Poem.began.is_set()


def test_what_the_target_cannot_say_is_named_and_nothing_is_written(
    qtbot: QtBot, opened: Open
) -> None:
    layers = (
        make("Input"),
        make("Flatten"),
        make("Dropout"),
        make("Dense", units=10, activation="softmax"),
    )
    dialog = opened(chain(*layers))
    qtbot.waitUntil(dialog.preview.missing.isVisible, timeout=20_000)
    assert not dialog.button.isEnabled()
    assert dialog.preview.missing.item(0).text() == "dropout_1: Nothing rhymes with it."

    dialog.preview.missing.setCurrentRow(0)
    with qtbot.waitSignal(dialog.node_wanted) as told:
        QTest.keyClick(dialog.preview.missing, Qt.Key.Key_Return)
    assert told.args == ["dropout_1"]
    assert not dialog.isVisible()


def test_a_name_that_no_file_can_have_is_marked(qtbot: QtBot, opened: Open) -> None:
    dialog = opened()
    seen(qtbot, dialog)
    rename(dialog, "a/b")
    assert dialog.file.name.property("invalid")
    assert not dialog.button.isEnabled()

    rename(dialog, "better.py")
    seen(qtbot, dialog)
    assert dialog.outlook is not None
    assert dialog.outlook.places[0].name == "better.py"


def test_files_that_are_there_are_named_before_they_are_replaced(
    qtbot: QtBot, opened: Open, tmp_path: Path
) -> None:
    (tmp_path / "net_numbers.bin").write_bytes(b"old")
    dialog = opened()
    seen(qtbot, dialog)
    assert "replaced: net_numbers.bin" in dialog.contents.text()
    assert dialog.button.text() == "Replace"

    rename(dialog, "other")
    qtbot.waitUntil(lambda: dialog.button.text() == "Export", timeout=20_000)


def test_another_folder_can_be_chosen(
    qtbot: QtBot, opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    dialog = opened()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    QTest.mouseClick(dialog.file.choose, LEFT)
    assert dialog.file.path() == folder / "net.py"


def test_what_is_being_written_can_be_cancelled(qtbot: QtBot, opened: Open, tmp_path: Path) -> None:
    dialog = opened()
    seen(qtbot, dialog)
    dialog.file.name.setText("slow")
    QTest.mouseClick(dialog.button, LEFT)
    assert Poem.began.wait(60)
    assert dialog.busy.isVisible()
    assert not dialog.targets.isEnabled()

    cancel = dialog.findChild(QDialogButtonBox)
    assert cancel is not None
    QTest.mouseClick(cancel.button(QDialogButtonBox.StandardButton.Cancel), LEFT)
    Poem.may_end.set()
    assert dialog.isVisible()
    assert dialog.banner.tone() is Tone.INFO
    qtbot.waitUntil(lambda: not any(t.name == "nnstudio-work" for t in threading.enumerate()))
    assert list(tmp_path.iterdir()) == []


def test_an_error_is_told_and_the_dialog_stays(qtbot: QtBot, opened: Open) -> None:
    dialog = opened()
    seen(qtbot, dialog)
    rename(dialog, "wordless")
    QTest.mouseClick(dialog.button, LEFT)
    qtbot.waitUntil(lambda: dialog.banner.isVisible(), timeout=20_000)
    assert "no words today" in dialog.banner.text()
    assert dialog.isVisible()
    assert dialog.button.isDefault()
    assert not any(b.isDefault() for b in dialog.findChildren(QPushButton) if b != dialog.button)
    rename(dialog, "better")
    with qtbot.waitSignal(dialog.written, timeout=20_000):
        QTest.keyClick(dialog, Qt.Key.Key_Return)


def test_the_target_that_is_chosen_stays_in_sight_in_a_small_window(
    qtbot: QtBot, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = {
        f"poem_{n}": type(f"Poem{n}", (Poem,), {"name": f"poem_{n}", "summary": "Words. " * 30})
        for n in range(8)
    }
    monkeypatch.setattr(export_dialog, "all_exporters", lambda: known)
    dialog = opened()
    QTest.keyClick(dialog.targets, Qt.Key.Key_End)
    assert dialog.targets.name() == "poem_7"
    dialog.resize(dialog.width(), 460)
    list_, item = dialog.targets, dialog.targets.currentItem()
    assert item is not None
    inside = list_.viewport().rect()
    qtbot.waitUntil(lambda: inside.bottom() + 1 >= list_.visualItemRect(item).bottom() > 0)


def test_very_long_lines_are_shortened_in_the_preview_alone(qtbot: QtBot, opened: Open) -> None:
    dialog = opened()
    seen(qtbot, dialog)
    assert max(map(len, dialog.preview.code().split("\n"))) == LONGEST_LINE + 2
    assert "the file is written whole" in dialog.preview.code()
    QTest.mouseClick(dialog.preview.copy, LEFT)
    assert QGuiApplication.clipboard().text() == dialog.preview.code()


@pytest.mark.parametrize("text", ["", "[]", '{"target": 3, "options": {"poem": {"rhymes": 7}}}'])
def test_damaged_choices_count_as_none(text: str) -> None:
    found = ExportChoices.from_text(text)
    assert found.target == ""
    assert found.of(Poem()) == PoemOptions()
