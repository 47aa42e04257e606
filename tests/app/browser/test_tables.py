"""Tables can be sorted, filtered, counted, copied and saved; texts and series have views of their own."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from nnstudio.app.browser.data_browser import DataBrowser
from nnstudio.app.session import Session
from nnstudio.graph.project import Project
from tests.app.browser.conftest import Browse, settle
from tests.app.browser.made import flowers, of, train

LEFT, CONTROL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier


def click_header(qtbot: QtBot, browser: DataBrowser, name: str) -> int:
    """Click the header of a column; return its number."""
    table = browser.parts.table.table
    names = [column.name for column in table.rows.columns()]
    section = next(n for n, known in enumerate(names) if known.startswith(name))
    x = table.head.sectionViewportPosition(section) + 20
    qtbot.mouseClick(table.head.viewport(), LEFT, pos=QPoint(x, 10))
    settle(qtbot, browser)
    return section


def column(browser: DataBrowser, section: int) -> list[str]:
    rows = browser.parts.table.table.rows
    return [rows.text(row, section) for row in range(rows.rowCount())]


def test_a_table_has_its_features_targets_parts_and_numbers(browse: Browse) -> None:
    browser = browse(flowers())
    assert browser.parts.views() == ("table", "correlation")
    names = [c.name for c in browser.parts.table.table.rows.columns()]
    assert names[:3] == ["No.", "Part", "→ species"]
    assert names[3] == "sepal_length_cm (cm)"
    rows = browser.parts.table.table.rows
    assert [rows.text(0, c) for c in (0, 2, 3)] == ["0", "setosa", "5.1"]
    assert sorted(set(column(browser, 1))) == ["Test", "Training", "Validation"]


def test_a_click_on_a_header_sorts_and_another_turns_the_order(
    browse: Browse, qtbot: QtBot
) -> None:
    browser = browse(flowers())
    section = click_header(qtbot, browser, "petal_width")
    rising = [float(text) for text in column(browser, section)]
    assert rising == sorted(rising)
    click_header(qtbot, browser, "petal_width")
    falling = [float(text) for text in column(browser, section)]
    assert falling == sorted(rising, reverse=True)
    assert browser.parts.table.table.verticalScrollBar().value() == 0
    assert browser.parts.table.table.head.order() == (section, True)


def test_the_figures_of_a_chosen_column_are_shown(browse: Browse, qtbot: QtBot) -> None:
    browser = browse(flowers())
    click_header(qtbot, browser, "sepal_length")
    facts = browser.parts.table.facts
    qtbot.waitUntil(lambda: facts.title().startswith("sepal_length"))
    found = facts.facts()
    assert (found["Count"], found["Missing"], found["Median"]) == ("150", "0", "5.8")
    assert found["Mean"] == "5.843"
    click_header(qtbot, browser, "→ species")
    assert {facts.facts()[name] for name in ("setosa", "versicolor", "virginica")} == {"50"}
    assert "setosa 50" in facts.accessibleDescription()


def test_histograms_stand_in_the_headers_and_follow_the_filter(
    browse: Browse, qtbot: QtBot
) -> None:
    browser = browse(flowers())
    head = browser.parts.table.table.head
    profiles = head.profiles()
    assert profiles[:2] == (None, None)
    assert all(found is not None and found.bars.sum() == 150 for found in profiles[2:])
    qtbot.keyClicks(browser.parts.filters.find_box, "virginica")
    qtbot.waitUntil(lambda: len(browser.places()) == 50)
    settle(qtbot, browser)
    found = head.profiles()[2]
    assert found is not None
    assert found.bars.tolist() == [0, 0, 50]
    assert browser.parts.filters.count.text() == "50 of 150"
    qtbot.keyClick(browser.parts.filters.find_box, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(browser.places()) == 150)


def test_other_data_do_not_meet_the_figures_of_those_before(
    browse: Browse, session: Session, qtbot: QtBot
) -> None:
    browser = browse(of("auto_mpg"))
    table = browser.parts.table
    click_header(qtbot, browser, table.table.rows.columns()[2].name)
    session.open(flowers())
    settle(qtbot, browser)
    assert table.facts.title() == "species"
    assert {table.facts.facts()[name] for name in ("setosa", "versicolor", "virginica")} == {"50"}


def test_rows_are_copied_as_a_spreadsheet_takes_them(browse: Browse, qtbot: QtBot) -> None:
    browser = browse(flowers())
    table = browser.parts.table.table
    qtbot.mouseClick(table.viewport(), LEFT, pos=QPoint(20, 5))
    QApplication.clipboard().clear()
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(table, Qt.Key.Key_C, CONTROL)
    qtbot.waitUntil(lambda: bool(QApplication.clipboard().text()))
    lines = [line.split("\t") for line in QApplication.clipboard().text().splitlines()]
    assert lines[0][:3] == ["No.", "Part", "species"]
    assert [line[0] for line in lines[1:]] == ["0", "1"]
    assert float(lines[1][3]) == pytest.approx(5.1)
    qtbot.keyClick(table, Qt.Key.Key_C, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.clipboard().text() == "1"


def test_the_listed_rows_are_saved_in_their_order(
    browse: Browse, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = browse(flowers())
    path = tmp_path / "flowers.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    qtbot.keyClicks(browser.parts.filters.find_box, "petal_width_cm > 2")
    qtbot.waitUntil(lambda: 0 < len(browser.places()) < 150)
    click_header(qtbot, browser, "petal_width")
    qtbot.mouseClick(browser.parts.actions.buttons["export"], LEFT)
    qtbot.waitUntil(browser.parts.banner.isVisible)
    rows = list(csv.DictReader(path.read_text("utf-8").splitlines()))
    assert [int(row["No."]) for row in rows] == browser.places().tolist()
    x = browser.contents.dataset.x_train[browser.places()]  # type: ignore[union-attr]
    written = [float(row["petal_width_cm (cm)"]) for row in rows]
    assert np.allclose(written, x[:, 3], rtol=1e-7)
    assert {row["species"] for row in rows} == {"virginica"}


def test_a_folder_that_is_not_there_is_told(
    browse: Browse, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = browse(flowers())
    path = tmp_path / "nowhere" / "flowers.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    qtbot.mouseClick(browser.parts.actions.buttons["export"], LEFT)
    qtbot.waitUntil(browser.parts.banner.isVisible)
    assert "could not be written" in browser.parts.banner.text()


def test_scaling_follows_when_samples_are_left_out(
    browse: Browse, session: Session, qtbot: QtBot
) -> None:
    browser = browse(flowers())
    before = session.project.data.shift
    table = browser.parts.table.table
    qtbot.mouseClick(table.viewport(), LEFT, pos=QPoint(20, 5))
    for _ in range(30):
        qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: session.project.data.left_out == tuple(range(31)))
    assert session.project.data.shift != before
    settle(qtbot, browser)
    assert set(column(browser, 1)[:31]) == {"Left out"}
    assert len(table.selected()) == 31


def test_answers_of_the_network_are_columns_too(
    browse: Browse, session: Session, qtbot: QtBot
) -> None:
    browser = browse(flowers())
    train(session)
    settle(qtbot, browser)
    qtbot.mouseClick(browser.parts.filters.ask, LEFT)
    qtbot.waitUntil(lambda: browser.answers.judgement is not None)
    settle(qtbot, browser)
    section = click_header(qtbot, browser, "Loss")
    click_header(qtbot, browser, "Loss")
    losses = [float(text) for text in column(browser, section)]
    assert losses == sorted(losses, reverse=True)
    qtbot.mouseClick(browser.parts.filters.ask, LEFT)
    settle(qtbot, browser)
    names = [c.name for c in browser.parts.table.table.rows.columns()]
    assert "Loss" not in names


def test_the_correlation_is_read_off_by_mouse_and_keys(browse: Browse, qtbot: QtBot) -> None:
    browser = browse(flowers())
    browser.parts.show_view("correlation")
    page = browser.parts.correlation
    qtbot.waitUntil(lambda: len(page.matrix.names) == 4)
    assert page.matrix.names[0] == "sepal_length_cm"
    expected = np.corrcoef(browser.contents.dataset.x_train.T)  # type: ignore[union-attr]
    assert page.matrix.values == pytest.approx(expected, abs=1e-5)
    qtbot.mouseMove(page.matrix, page.matrix.cell(2, 3).center().toPoint())
    qtbot.waitUntil(lambda: "petal_length_cm and petal_width_cm: 0.963" in page.readout())
    page.matrix.setFocus()
    qtbot.keyClick(page.matrix, Qt.Key.Key_Up)
    assert f"sepal_width_cm and petal_width_cm: −{-expected[1, 3]:.3f}" in page.readout()
    qtbot.keyClick(page.matrix, Qt.Key.Key_C, CONTROL)
    assert QApplication.clipboard().text().splitlines()[1].startswith("sepal_length_cm\t1\t")


def test_a_series_shows_its_parts_and_the_chosen_window(
    browse: Browse, session: Session, qtbot: QtBot
) -> None:
    browser = browse(of("airline_passengers"))
    page = browser.parts.series
    qtbot.waitUntil(lambda: page.chart.window_marked() == (0.0, 11.0))
    names = [name for _, _, _, name in page.chart.bands()]
    assert [n for n in names if n != "Not used"] == ["Training", "Validation", "Test"]
    place = page.chart.place_of(60.0, 0.0)
    inside = page.chart.rect().center()
    qtbot.mouseClick(page.chart, LEFT, pos=QPoint(round(place.x()), inside.y()))
    first, last = page.chart.window_marked() or (0.0, 0.0)
    assert first <= 60.0 <= last
    chosen = page.sample()
    qtbot.keyClick(page.chart, Qt.Key.Key_Right)
    assert page.sample() == chosen + 1
    qtbot.keyClick(page.chart, Qt.Key.Key_Return)
    assert browser.parts.sample.isVisible()
    assert browser.parts.sample.sample == chosen + 1
    qtbot.keyClick(browser.parts.sample, Qt.Key.Key_Escape)
    qtbot.keyClick(page.chart, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: session.project.data.left_out == (chosen + 1,))


def test_a_text_shows_its_lines_vocabulary_and_tokens(browse: Browse, qtbot: QtBot) -> None:
    browser = browse(of("tang_quatrains5_zh"))
    assert browser.parts.views() == ("table", "words")
    rows = browser.parts.table.table.rows
    assert rows.columns()[-1].name == "Text"
    assert len(rows.text(0, rows.columnCount() - 1)) > 10
    browser.parts.show_view("words")
    words = browser.parts.words.table.rows
    qtbot.waitUntil(lambda: words.rowCount() == browser.contents.signature.tokens)  # type: ignore[union-attr]
    counts = [int(words.text(row, 2).replace(",", "")) for row in range(words.rowCount())]
    assert counts == sorted(counts, reverse=True)
    x = browser.contents.dataset.x_train  # type: ignore[union-attr]
    number = int(words.text(5, 0))
    assert counts[5] == int((x == number).sum())
    browser.parts.show_view("table")
    table = browser.parts.table.table
    qtbot.mouseClick(table.viewport(), LEFT, pos=QPoint(20, 5))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    tokens = browser.parts.sample.table.rows
    assert [int(tokens.text(row, 2)) for row in range(3)] == x[0, :3].tolist()


def test_nothing_is_read_while_hidden(
    session: Session, browse: Browse, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = browse(flowers())
    browser.hide()
    read: list[object] = []
    monkeypatch.setattr(browser.reading, "start", read.append)
    session.open(of("wine"))
    assert not browser.busy()
    assert not read
    browser.show()
    assert read == [session.project.data]


def test_without_data_it_says_how_to_get_some(browse: Browse, qtbot: QtBot) -> None:
    browser = browse(Project())
    assert not browser.parts.table.isVisible()
    browser.parts.start_painting.emit()
    assert browser.parts.paint.isVisible()


def test_the_next_row_is_chosen_when_one_goes(
    browse: Browse, session: Session, qtbot: QtBot
) -> None:
    browser = browse(flowers())
    box, table = browser.parts.filters.part_box, browser.parts.table.table
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: len(browser.places()) < 150)
    settle(qtbot, browser)
    second, third = browser.places()[1:3].tolist()
    qtbot.mouseClick(table.viewport(), LEFT, pos=QPoint(20, 30))
    assert table.selected().tolist() == [second]
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: browser.places()[1] == third)
    settle(qtbot, browser)
    assert table.selected().tolist() == [third]


def test_a_changed_class_is_marked_in_words_too(
    browse: Browse, session: Session, qtbot: QtBot
) -> None:
    browser = browse(flowers())
    table = browser.parts.table.table
    qtbot.mouseClick(table.viewport(), LEFT, pos=QPoint(20, 5))
    qtbot.keyClick(table, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: session.project.data.relabelled == ((0, 2),))
    settle(qtbot, browser)
    assert table.rows.text(0, 2) == "virginica *"
    tip = table.rows.data(table.rows.index(0, 2), Qt.ItemDataRole.ToolTipRole)
    assert "setosa" in str(tip)
