"""Reports and plots of a run: what stands in the files, and that they are files of their kind."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO
from xml.etree import ElementTree

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPicture

from nnstudio import api
from nnstudio.app.rendering import plots
from nnstudio.app.rendering.answers import answer_tables
from nnstudio.app.rendering.report import (
    Exhibit,
    Facts,
    Figures,
    Gallery,
    Grid,
    Picture,
    Report,
    Section,
    Words,
)
from nnstudio.app.rendering.report_html import html_bytes
from nnstudio.app.rendering.report_pdf import ReportPages, laid_out, pdf_bytes
from nnstudio.app.rendering.run_report import run_report
from nnstudio.app.rendering.run_views import RunViews
from nnstudio.cli import main
from nnstudio.core.atomic_file import write_atomically
from nnstudio.core.errors import UserError
from nnstudio.core.text import Text
from nnstudio.files.project_file import SavedProject
from nnstudio.graph import edits
from nnstudio.graph.data_plan import DataPlan
from nnstudio.graph.project import Project
from tests.app.canvas.hands import chain, make

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture(scope="module")
def trained() -> SavedProject:
    project = edits.rename_project(api.new("iris").project, "Iris <b>& “more”")
    return api.train(replace(project, notes="First line.\n\nSecond <line>."), epochs=8)


@pytest.fixture(scope="module")
def report(trained: SavedProject, qapp: object) -> Report:
    return run_report(trained)


def svgs(html: str) -> list[str]:
    return re.findall(r"<svg.*?</svg>", html, re.DOTALL)


def blocks(report: Report, title: str) -> tuple[object, ...]:
    return next(section.blocks for section in report.sections if section.title == title)


def test_it_tells_everything_of_a_run(report: Report, trained: SavedProject) -> None:
    titles = [section.title for section in report.sections]

    assert titles == [
        *("At a glance", "Network", "Data", "Training"),
        *("Course of the training", "Gradients", "Answers", "Notes"),
    ]
    assert report.about == "131 parameters · 8 epochs · 80 steps · seed 0"
    _, grid = blocks(report, "Network")
    assert isinstance(grid, Grid)
    assert [row[0] for row in grid.rows] == ["input_1", "dense_1", "dense_2", "Total"]
    verdict = blocks(report, "Gradients")[0]
    assert isinstance(verdict, Words)
    assert verdict.tone == "good"
    summary = blocks(report, "Answers")[0]
    assert isinstance(summary, Words)
    assert "24 samples · accuracy" in summary.text
    glance = blocks(report, "At a glance")[0]
    assert isinstance(glance, Figures)
    assert trained.run_log is not None
    last = trained.run_log.last_epoch
    assert last is not None
    assert dict(glance.rows)["Validation loss"] == f"{last.val_loss:.4f}"


def test_the_settings_have_the_seed_and_what_was_changed(report: Report) -> None:
    (facts,) = blocks(report, "Training")

    assert isinstance(facts, Facts)
    found = dict(facts.rows)
    assert found["Seed"] == "0"
    assert found["Batch size"] == "10"
    assert found["Optimiser"].startswith("Adam: Learning rate 0.02")
    assert "Most steps" not in found, "rare settings that nobody changed only fill the page"


def test_several_outputs_have_each_its_figures_loss_and_answers() -> None:
    trained = api.train(api.new("projectile"), epochs=1)

    report = run_report(trained)

    metrics = blocks(report, "At a glance")[1]
    assert isinstance(metrics, Grid)
    assert metrics.heading == ("Validation", "Range", "Height", "Lands")
    found = {row[0]: row[1:] for row in metrics.rows}
    assert found["Mean absolute error"][0].endswith(" m")
    assert found["Accuracy"][:2] == ("–", "–")
    assert found["Accuracy"][2].endswith(" %")
    losses, facts = blocks(report, "Training")
    assert isinstance(losses, Grid)
    assert losses.rows == (
        ("Range", "range (m)", "Mean squared error", "1"),
        ("Height", "height (m)", "Huber: δ 1", "1"),
        ("Lands", "lands: 3 classes", "Categorical cross-entropy", "0.2"),
    )
    assert isinstance(facts, Facts)
    assert "Loss" not in dict(facts.rows), "there is none of the whole network"
    (answers,) = blocks(report, "Answers")
    assert isinstance(answers, Gallery)
    assert [exhibit.title for exhibit in answers.exhibits] == ["Range", "Height", "Lands"]
    assert "RMSE" in answers.exhibits[0].words
    assert "accuracy" in answers.exhibits[2].words
    data = next(block for block in blocks(report, "Data") if isinstance(block, Facts))
    assert dict(data.rows)["Classes"] == "lands (3: short, on target, long)"


def test_what_is_not_complete_says_what_it_lacks() -> None:
    project = api.new("projectile").project
    broken = replace(project, data=DataPlan())

    report = run_report(SavedProject(broken))

    (words,) = blocks(report, "Data")
    assert isinstance(words, Words)
    assert words.text == "No data is chosen."
    (facts,) = blocks(report, "Training")
    assert isinstance(facts, Facts)
    assert "Loss" not in dict(facts.rows), "each of its outputs has one"
    told = [block.text for block in blocks(report, "Network") if isinstance(block, Words)]
    assert len(told) == len(set(told)) > 0


def test_of_many_classes_it_tells_which_are_mixed_up_most() -> None:
    names = tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    counts = np.eye(26, dtype=np.int64) * 8
    counts[3, 14] = 2  # D for O

    pairs, classes = (b for b in answer_tables(counts, names) if isinstance(b, Grid))

    assert pairs.rows == (("D", "O", "2", "20.00 %"),)
    assert classes.beside == 2
    assert [row[0] + row[5] for row in classes.rows][:2] == ["AN", "BO"]
    assert not list(answer_tables(counts[:5, :5], names[:5])), "the matrix says it all"


def test_a_large_drawing_is_cut_between_its_layers(qapp: object) -> None:
    drawing = chain(make("Input"), *(make("Dense", units=4) for _ in range(79)))

    report = run_report(SavedProject(drawing))

    network = blocks(report, "Network")
    parts = [block for block in network if isinstance(block, Picture)]
    told = [line for part in parts for line in part.words.splitlines()]
    assert len(parts) > 5
    assert len(told) == len(set(told)) == 80, "each layer in one part"
    table = next(block for block in network if isinstance(block, Grid))
    assert len(table.rows) < 10, "those alike are told in one row"


def test_html_needs_nothing_beside_it(report: Report) -> None:
    html = html_bytes(report).decode()

    assert "<h1>Iris &lt;b&gt;&amp; “more”</h1>" in html
    assert "<p>Second &lt;line&gt;.</p>" in html
    ids = re.findall(r'\bid="([^"]*)"', html)
    assert len(ids) == len(set(ids)) > 0
    assert set(re.findall(r'(?:href="#|url\(#)([^")]+)', html)) <= set(ids)
    drawings = svgs(html)
    assert len(drawings) == 4
    for drawing in drawings:
        assert ElementTree.fromstring(drawing).get("aria-label")
    assert not re.search(r'(?:src|href)="(?!#|data:)', html), "nothing is fetched"


def test_pdf_pages_are_as_many_as_are_needed(report: Report) -> None:
    lines = tuple((f"layer_{n}", str(n)) for n in range(200))
    long = Report("Long", "", "", (Section("Table", (Grid(("a", "b"), lines, 1),)),))

    assert pages(pdf_bytes(report)) == 2
    assert pages(pdf_bytes(long)) >= 4
    assert pages(pdf_bytes(Report("Short", "", "", ()))) == 1


def test_a_drawing_that_is_too_tall_for_the_page_is_made_to_fit() -> None:
    tall = Picture(b"<svg/>", QPicture(), 300, 9000, "tall")
    report = Report("Tall", "", "", (Section("Picture", (Words("Above."), tall)),))

    assert pages(pdf_bytes(report)) <= 2


def test_a_plot_is_not_left_alone_on_the_last_page() -> None:
    plot = Picture(b"<svg/>", QPicture(), 900, 420, "plot", full=900, least=0.95)
    sections = tuple(Section(str(number), (plot,)) for number in range(3))

    report = Report("Three", "", "", sections)

    assert ReportPages(report).pages == laid_out(report).pages == 2
    assert ReportPages(report).last_filled < 0.5 < laid_out(report).last_filled


def test_plots_shrink_a_little_where_that_spares_a_page() -> None:
    plot = Picture(b"<svg/>", QPicture(), 900, 600, "plot", full=900, least=0.76)
    report = Report("Two", "", "", tuple(Section(str(number), (plot,)) for number in range(2)))

    assert ReportPages(report).pages == 2
    assert laid_out(report).pages == 1


def test_small_drawings_hang_side_by_side() -> None:
    small = Exhibit("Range", "200 samples", Picture(b"<svg></svg>", QPicture(), 440, 330, "a"))
    four = Report("Four", "", "", (Section("Answers", (Gallery((small,) * 4),)),))
    eight = Report("Eight", "", "", (Section("Answers", (Gallery((small,) * 8),)),))

    assert (pages(pdf_bytes(four)), pages(pdf_bytes(eight))) == (1, 2)
    html = html_bytes(four).decode()
    assert html.count("<h3>Range</h3>") == html.count("<svg") == 4


def pages(pdf: bytes) -> int:
    assert pdf.startswith(b"%PDF")
    return len(re.findall(rb"/Type /Page\b(?!s)", pdf))


def test_what_is_not_trained_has_no_course() -> None:
    report = run_report(api.new("xor"))

    titles = [section.title for section in report.sections]
    assert titles[:2] == ["Network", "Data"]
    assert "Course of the training" not in titles
    assert "not trained yet" in report.about
    first = blocks(report, "Answers")[0]
    assert isinstance(first, Words)
    assert first.text.startswith("Not trained yet")


@pytest.mark.parametrize("name", ["x.html", "x.pdf"])
def test_the_command_writes_it(
    name: str, trained: SavedProject, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    api.save(tmp_path / "net.nnstudio", trained)
    path = tmp_path / name

    assert main(["export", str(tmp_path / "net.nnstudio"), "--to", "report", "-o", str(path)]) == 0

    assert path.read_bytes().startswith(b"%PDF" if name.endswith("pdf") else b"<!DOCTYPE html>")
    assert capsys.readouterr().out.strip() == str(path)


def test_a_report_of_no_known_kind_is_refused_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    api.save(tmp_path / "net.nnstudio", Project("Empty"))
    file = str(tmp_path / "net.nnstudio")

    assert main(["export", file, "--to", "report", "-o", str(tmp_path / "x.docx")]) == 2
    assert "Let its name end in .html or .pdf" in capsys.readouterr().err
    assert main(["export", file, "--to", "report", "-o", str(tmp_path / "x.pdf")]) == 2
    assert "The canvas is empty" in capsys.readouterr().err
    assert not (tmp_path / "x.pdf").exists()


def test_plots_are_pictures_drawings_and_tables(trained: SavedProject, tmp_path: Path) -> None:
    api.save(tmp_path / "net.nnstudio", trained)
    folder = tmp_path / "new" / "plots"

    assert main(["export", str(tmp_path / "net.nnstudio"), "--to", "plots", "-o", str(folder)]) == 0

    found = {path.name for path in folder.iterdir()}
    assert {f"{n}.{e}" for n in ("loss", "gradients", "confusion", "updates") for e in ENDINGS} <= (
        found
    )
    assert not {name for name in found if name.startswith(("features", "recurrent", "attention"))}
    assert QImage(str(folder / "loss.png")).width() == 1800
    ElementTree.fromstring((folder / "confusion.svg").read_bytes())
    with (folder / "loss.csv").open(newline="", encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert sum(bool(row["epoch"]) for row in rows) == 8


ENDINGS = ("png", "svg", "csv")


def test_a_folder_that_is_a_file_is_refused(
    trained: SavedProject, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    api.save(tmp_path / "net.nnstudio", trained)
    (tmp_path / "plots").write_text("mine")

    code = main(
        ["export", str(tmp_path / "net.nnstudio"), "--to", "plots", "-o", str(tmp_path / "plots")]
    )

    assert code == 2
    assert "cannot be made" in capsys.readouterr().err


def test_plots_for_which_there_is_no_room_leave_nothing(
    trained: SavedProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(path: Path, give: Callable[[BinaryIO], object]) -> None:
        if len(list(path.parent.iterdir())) == 2:
            raise UserError(Text("The disk is full."))
        write_atomically(path, give)

    shown = RunViews.shown
    monkeypatch.setattr(RunViews, "shown", lambda views: shown(views, ("loss",)))
    monkeypatch.setattr(plots, "write_atomically", write)

    with pytest.raises(UserError, match="full"):
        plots.write_plots(trained, tmp_path / "new" / "plots")

    assert list(tmp_path.iterdir()) == []


def test_only_views_with_something_to_show_are_given() -> None:
    drawn = SavedProject(chain(make("Input"), make("Dense", units=2)))

    assert [name for name, _ in RunViews(drawn).shown(("loss", "recurrent"))] == []
