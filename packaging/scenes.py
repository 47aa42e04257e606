"""What the pictures of the contact sheet show: each scene prepares the window and names its part.

A scene is a function of the workbench; what it returns is photographed.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMenu, QTabBar, QWidget

from nnstudio.app.experiments.experiments_view import ExperimentsView
from nnstudio.app.exporting.export_dialog import ExportDialog
from nnstudio.app.plots.distributions.distributions_view import DistributionsView
from nnstudio.app.plots.feature_maps import FeatureMaps
from nnstudio.app.plots.health.health_view import HealthView
from nnstudio.app.rendering.report_pdf import PAGE, ReportPages
from nnstudio.app.rendering.run_report import run_report
from nnstudio.app.style.appearance import choose_theme
from nnstudio.app.twin.twin_dialog import TwinDialog
from nnstudio.app.twin.twin_view import TwinView
from nnstudio.app.workbench import Workbench
from nnstudio.core.text import Text
from nnstudio.graph import blocks, edits, remark_edits
from nnstudio.graph.remark_edits import Box
from nnstudio.layers.dense import Dense
from nnstudio.optimizers.sgd import SGD

TABLE = "\n".join(
    ["id;name;age;city;born;income;bought"]
    + [
        f"{n};N{n};{'' if n % 9 == 0 else 20 + n};{('Rome', '上海')[n % 2]};"
        f"{1950 + n}-0{1 + n % 9}-12;{1000 + 3 * n},5;{('yes', 'no')[n % 3 == 0]}"
        for n in range(60)
    ]
)


def wait(milliseconds: int) -> None:
    """Let the window live for a while. QTest.qWait would keep Python's lock while it sleeps."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def start(bench: Workbench) -> QWidget:
    """Show the start page."""
    return bench.start_page.window()


def canvas(bench: Workbench) -> QWidget:
    """Show a convolutional network with one layer selected."""
    return _open(bench, "digits-cnn", "conv2d_1")


def training(bench: Workbench) -> QWidget:
    """Show the same while it learns."""
    window = canvas(bench)
    bench.training.start()
    wait(9000)
    return window


def problems(bench: Workbench) -> QWidget:
    """Show a layer taken away, and what that leads to."""
    window = canvas(bench)
    project = bench.session.project
    flatten = next(n.id for n in project.graph.nodes if n.layer.name == "Flatten")
    bench.session.edit(Text("Delete"), edits.delete(project, [flatten]))
    bench.docks.raise_dock("problems")
    wait(300)
    return window


def settings(bench: Workbench) -> QWidget:
    """Show the settings of training."""
    window = _open(bench, "projectile")
    bench.docks.raise_dock("training")
    bench.training.start()
    wait(2500)
    return window


def outputs(bench: Workbench) -> QWidget:
    """Show several outputs, tried."""
    window = _open(bench, "projectile")
    bench.docks.raise_dock("try")
    bench.training.start()
    wait(2500)
    return window


def blocks_and_notes(bench: Workbench) -> QWidget:
    """Show a block that is repeated, a frame, a note and the find bar."""
    window = _open(bench, "residual-cnn")
    project = bench.session.project
    order = bench.session.analysis.order
    project, block = blocks.group(project, order[3:7])
    project = blocks.set_repeat(project, block, 3)
    boxes = [Box(n.x, n.y, 168, 72) for n in project.graph.nodes if n.id in order[:3]]
    frame = remark_edits.around(boxes)
    project, _ = remark_edits.add_frame(project, frame, "Stem", "blue")
    below = Box(frame.x, frame.y + frame.height + 160, 240, 120)
    text = "# Residual learning\nEach block learns what to **add** to its input."
    project, _ = remark_edits.add_note(project, below, text, "yellow")
    bench.session.edit(Text("Group"), project)
    for name in ("arrange", "zoom_fit", "find"):
        bench.menus.actions[name].trigger()
        wait(500)
    bench.session.select(bench.session.project.graph.groups[0].members)
    wait(500)
    return window


def adding(bench: Workbench) -> QWidget:
    """Show the list of layers that fit, as it comes while one types."""
    window = _open(bench, "digits-cnn", "maxpool2d_2")
    bench.menus.actions["add_layer"].trigger()
    wait(500)
    return window


def several(bench: Workbench) -> QWidget:
    """Show layers of different kinds, edited together."""
    window = _open(bench, "digits-cnn")
    bench.session.select(["conv2d_1", "conv2d_2", "dense_1"])
    wait(500)
    return window


def analyzer(bench: Workbench) -> QWidget:
    """Show the table of all layers."""
    window = _open(bench, "residual-cnn")
    bench.menus.actions["analyzer"].trigger()
    wait(500)
    return window


def weights(bench: Workbench) -> QWidget:
    """Show the weights of a layer in a table."""
    _open(bench, "digits-cnn", "dense_2")
    bench.menus.actions["edit_weights"].trigger()
    return _dialog(bench, 800)


def commands(bench: Workbench) -> QWidget:
    """Show all commands, found by their names."""
    window = _open(bench, "digits-cnn")
    bench.menus.actions["find_command"].trigger()
    wait(500)
    return window


def history(bench: Workbench) -> QWidget:
    """Show the list of what was done, two edits of it taken back."""
    window = _open(bench, "digits-mlp", "dense_1")
    for units in (64, 96, 32, 48):
        project = edits.set_values(bench.session.project, "dense_1", units=units)
        bench.session.edit(Text("Change {setting}", setting=units), project)
    bench.canvas.add_layer(Dense(units=8))
    bench.session.undo()
    bench.session.undo()
    bench.menus.actions["panel_history"].trigger()
    wait(500)
    return window


def preferences(bench: Workbench) -> QWidget:
    """Show how the program looks and behaves."""
    _open(bench, "digits-cnn")
    bench.menus.actions["settings"].trigger()
    return _dialog(bench, 500)


def picture(bench: Workbench) -> QWidget:
    """Show the drawing as a picture to take away."""
    _open(bench, "residual-cnn")
    QTimer.singleShot(0, bench.menus.actions["export_picture"].trigger)
    return _dialog(bench, 2500)


def licences(bench: Workbench) -> QWidget:
    """Show whose work comes along."""
    _open(bench, "digits-cnn")
    bench.menus.actions["licences"].trigger()
    return _dialog(bench, 1500)


def data(bench: Workbench) -> QWidget:
    """Show how samples are prepared."""
    window = _open(bench, "residual-cnn", "conv2d_1")
    bench.docks.raise_dock("data")
    bench.views.data_panel.page.preparation.augmentation.set_expanded(True)
    wait(2500)
    return window


def browser(bench: Workbench) -> QWidget:
    """Show the samples themselves."""
    _open(bench, "residual-cnn", "conv2d_1")
    bench.docks.open("browse")
    wait(4000)
    return bench.docks["browse"]


def gallery(bench: Workbench) -> QWidget:
    """Show the data sets that come along."""
    _open(bench, "residual-cnn")
    bench.data_dialogs.choose()
    return _dialog(bench, 4000)


def importing(bench: Workbench) -> QWidget:
    """Show a table that is brought in."""
    _open(bench, "residual-cnn")
    path = Path(tempfile.mkdtemp()) / "people.csv"
    path.write_text(f"{TABLE}\n", "utf-8")
    bench.data_dialogs.look_at(path)
    return _dialog(bench, 4000)


def recurrent(bench: Workbench) -> QWidget:
    """Show an LSTM unrolled over a line of a sonnet."""
    return _view(bench, "shakespeare-lstm", "recurrent")


def forecast(bench: Workbench) -> QWidget:
    """Show what a short training makes of the airline's passengers."""
    bench.documents.new_from_template("airline-lstm")
    bench.training.start()
    wait(4000)
    window = _view(bench, "", "recurrent")
    tabs = bench.views.plots["recurrent"].findChild(QTabBar)
    assert tabs is not None
    tabs.setCurrentIndex(1)
    wait(1500)
    return window


def attention(bench: Workbench) -> QWidget:
    """Show whom the heads of a transformer look at."""
    return _view(bench, "char-transformer", "attention")


def feature_maps(bench: Workbench) -> QWidget:
    """Show how one number of a feature map comes about, in the large, and what the class needs."""
    _open(bench, "digits-cnn")
    bench.training.start()
    wait(6000)
    bench.training.pause()
    bench.docks.set_large("features", True)
    view = bench.views.plots["features"]
    assert isinstance(view, FeatureMaps)
    wait(1500)
    view.card.trace_box.setCurrentIndex(1)
    tiles = view.sections()[2].tiles()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_PageDown):
        QTest.keyClick(tiles, key)
    view.column.scroll_to([view.sections()[2].node_id])
    wait(1500)
    return bench.docks["features"]


def confusion(bench: Workbench) -> QWidget:
    """Show which digit is taken for which while the network learns."""
    _open(bench, "digits-mlp")
    bench.training.start()
    wait(4000)
    return _view(bench, "", "confusion")


def embedding(bench: Workbench) -> QWidget:
    """Show digits as an autoencoder sees them while it learns."""
    _open(bench, "variational-autoencoder")
    bench.training.start()
    wait(4000)
    return _view(bench, "", "embedding")


def decision(bench: Workbench) -> QWidget:
    """Show where a network parts two spirals, and what its neurons answer."""
    _open(bench, "spiral-mlp", "dense_2")
    bench.docks.raise_dock("decision")
    bench.training.start()
    wait(5000)
    return bench.canvas.window()


def gradients(bench: Workbench) -> QWidget:
    """Show a gradient that vanishes, with its cause, before anything was trained."""
    window = _open(bench, "deep-sigmoid")
    bench.docks.raise_dock("gradients")
    wait(4000)
    return window


def updates(bench: Workbench) -> QWidget:
    """Show how far the steps of a training move the weights."""
    window = _view(bench, "spiral-mlp", "updates")
    bench.training.start()
    wait(4000)
    return window


def distributions(bench: Workbench) -> QWidget:
    """Show how the weights of a network spread while it learns."""
    window = _open(bench, "digits-mlp")
    bench.menus.actions["panel_distributions"].trigger()
    view = bench.views.plots["distributions"]
    assert isinstance(view, DistributionsView)
    view.controls.mode_box.setCurrentIndex(1)
    bench.training.start()
    wait(6000)
    return window


def health(bench: Workbench) -> QWidget:
    """Show which units help, and one of them looked into."""
    window = _open(bench, "digits-cnn")
    bench.menus.actions["panel_health"].trigger()
    view = bench.views.plots["health"]
    assert isinstance(view, HealthView)
    bench.training.start()
    wait(4000)
    view.choose(("conv2d_2", 3))
    wait(3000)
    return window


def runs(bench: Workbench) -> QWidget:
    """Show several runs in their list, and a look back on the present one."""
    window = _open(bench, "spiral-mlp")
    for batch_size in (10, 64):
        project = edits.set_training(bench.session.project, epochs=20, batch_size=batch_size)
        bench.session.edit(Text("Batch size"), project)
        bench.training.start()
        while bench.training.active:
            wait(100)
    bench.training.moments.show_step(100)
    bench.docks.open("runs")
    wait(600)
    return window


def slow_motion(bench: Workbench) -> QWidget:
    """Show a step so slow that each of its phases can be followed."""
    window = _open(bench, "digits-mlp")
    bench.docks.raise_dock("training")
    bench.training.speed.switch()
    bench.training.start()
    wait(6000)
    return window


def looking_back(bench: Workbench) -> QWidget:
    """Show a run that is over as it was at an earlier step."""
    window = _open(bench, "digits-cnn")
    bench.training.start()
    wait(8000)
    bench.training.stop_and_wait()
    wait(300)
    bench.training.moments.show_step(5)
    wait(1500)
    return window


def twin(bench: Workbench) -> QWidget:
    """Show two runs side by side that differ in their learning rate."""
    _open(bench, "spiral-mlp")
    bench.menus.actions["panel_twin"].trigger()
    wait(300)
    place = bench.docks["twin"]
    view = place.findChild(TwinView)
    assert view is not None
    view.make()
    wait(300)
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, TwinDialog))
    dialog.close()
    project = edits.set_optimizer(bench.session.project, SGD(learning_rate=0.1))
    bench.session.edit(Text("Optimiser"), project)
    bench.training.start()
    wait(6000)
    return place


def experiments(bench: Workbench) -> QWidget:
    """Show an experiment that goes on: its table, and its lines from settings to results."""
    _open(bench, "spiral-mlp")
    bench.menus.actions["panel_experiments"].trigger()
    place = bench.docks["experiments"]
    while (view := place.findChild(ExperimentsView)) is None:
        wait(50)
    form = view.form
    form.rows[0].choose("learning_rate", (0.1, 0.03, 0.01, 0.003, 0.001))
    form.add_row().choose("dense_1.activation", ("relu", "tanh", "sigmoid"))
    form.epochs.setValue(30)
    form.processes.setValue(2)
    results = view.results
    results.plots.setCurrentWidget(results.parallel)
    view.start_button.click()
    while (table := results.trials.rows.table) is None or table.count("done") < 8:
        wait(50)
    results.trials.selectRow(3)
    wait(300)
    return place


def export(bench: Workbench) -> QWidget:
    """Show the script for PyTorch before it is written."""
    _open(bench, "digits-cnn")
    bench.menus.actions["export"].trigger()
    dialog = _dialog(bench, 2000)
    assert isinstance(dialog, ExportDialog)
    dialog.targets.choose("pytorch")
    wait(3000)
    return dialog


def mirror(bench: Workbench) -> QWidget:
    """Show the drawing as NumPy code, and which lines are those of one layer."""
    window = _view(bench, "digits-mlp", "mirror")
    bench.session.select(["dense_1"])
    wait(600)
    return window


def report(bench: Workbench) -> QWidget:
    """Show the first two pages of a report."""
    _open(bench, "digits-mlp")
    bench.training.start()
    wait(4000)
    bench.training.stop_and_wait()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    choose_theme(app, "light")  # as on paper
    pages = ReportPages(run_report(bench.session.to_save()))
    size = PAGE.toSize()
    sheet = QPixmap(2 * size.width() + 1, size.height())
    sheet.fill(Qt.GlobalColor.white)
    painter = QPainter(sheet)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for page in range(min(pages.pages, 2)):
        pages.paint(painter, page)
        painter.translate(size.width() + 1, 0)
    painter.end()
    shown = QLabel()
    shown.setPixmap(sheet)
    shown.resize(sheet.size())
    return shown


def landscape(bench: Workbench) -> QWidget:
    """Show the way of a training over the ground of its loss."""
    _open(bench, "spiral-mlp")
    bench.training.start()
    wait(4000)
    bench.training.stop_and_wait()
    return _view(bench, "", "landscape")


def clipping(bench: Workbench) -> QWidget:
    """Show how clipping shortens the gradient of a recurrent network."""
    window = _view(bench, "airline-lstm", "clipping")
    bench.training.start()
    wait(4000)
    return window


def menu_views(bench: Workbench) -> QWidget:
    """Show the list of live views."""
    window = _open(bench, "digits-cnn")
    menu = next(
        menu
        for menu in window.findChildren(QMenu)
        if bench.menus.actions["panel_health"] in menu.actions()
    )
    menu.popup(window.mapToGlobal(window.rect().center()))
    wait(300)
    return menu


SCENES: dict[str, Callable[[Workbench], QWidget]] = {
    "start": start,
    "canvas": canvas,
    "training": training,
    "problems": problems,
    "settings": settings,
    "outputs": outputs,
    "blocks": blocks_and_notes,
    "adding": adding,
    "several": several,
    "analyzer": analyzer,
    "weights": weights,
    "commands": commands,
    "history": history,
    "preferences": preferences,
    "picture": picture,
    "licences": licences,
    "data": data,
    "gallery": gallery,
    "import": importing,
    "browser": browser,
    "gradients": gradients,
    "updates": updates,
    "distributions": distributions,
    "health": health,
    "runs": runs,
    "slow_motion": slow_motion,
    "looking_back": looking_back,
    "twin": twin,
    "experiments": experiments,
    "export": export,
    "mirror": mirror,
    "report": report,
    "landscape": landscape,
    "clipping": clipping,
    "menu_views": menu_views,
    "recurrent": recurrent,
    "forecast": forecast,
    "attention": attention,
    "confusion": confusion,
    "embedding": embedding,
    "decision": decision,
    "feature_maps": feature_maps,
}


def _open(bench: Workbench, slug: str, selected: str = "") -> QWidget:
    bench.documents.new_from_template(slug)
    wait(800)
    if selected:
        bench.session.select([selected])
        wait(400)
    return bench.canvas.window()


def _view(bench: Workbench, slug: str, name: str) -> QWidget:
    """Open a template, if one is named, and the live view of this name."""
    if slug:
        _open(bench, slug)
    bench.menus.actions[f"panel_{name}"].trigger()
    wait(4000)
    return bench.canvas.window()


def _dialog(bench: Workbench, milliseconds: int) -> QWidget:
    """Wait and return the dialog that is open."""
    wait(milliseconds)
    return next(
        widget
        for widget in QApplication.topLevelWidgets()
        if isinstance(widget, QDialog) and widget.isVisible()
    )
