"""Measure how fast the window starts and how alive it stays while it trains.

Usage: ``python packaging/measure_window.py [--starts N] [--seconds S] [--template SLUG]``. The
start is measured in new processes, from the moment the process is asked for until the first
picture of the window and until palette and canvas take a drag. Aliveness is the gap between two
turns of the event loop, beside the ideal of a 5 ms timer, while the network trains with all plots
open.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time


def main() -> int:
    """Run the measurements and print one JSON line each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--starts", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--template", default="digits-cnn")
    parser.add_argument("--start-once", type=float, help=argparse.SUPPRESS)
    parser.add_argument("--train-once", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.start_once:
        print(json.dumps(start_once(arguments.start_once)))
        return 0
    if arguments.train_once:
        print(json.dumps(train_once(arguments.template, arguments.seconds)))
        return 0
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    rows = [_child("--start-once", repr(time.time())) for _ in range(arguments.starts + 1)]
    for key in rows[0] if arguments.starts else ():
        values = [row[key] for row in rows[1:]]
        print(json.dumps({key: statistics.median(values), "all": values}))
    print(
        json.dumps(
            _child(
                "--train-once",
                "--seconds",
                str(arguments.seconds),
                "--template",
                arguments.template,
            )
        )
    )
    return 0


def _child(*arguments: str) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as settings:
        environment = {**os.environ, "NNSTUDIO_SETTINGS": settings}
        done = subprocess.run(
            [sys.executable, __file__, *arguments],
            check=True,
            env=environment,
            capture_output=True,
            text=True,
        )
    result: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return result


def start_once(asked: float) -> dict[str, float]:
    """Return the seconds since ``asked`` to the first paint, and until the window can be used."""
    import gc

    gc.disable()
    from PySide6.QtCore import QEvent, QObject

    from nnstudio.app.main import make_app
    from nnstudio.app.main_window import MainWindow
    from nnstudio.app.settings import Settings
    from nnstudio.app.style.appearance import choose_theme
    from nnstudio.app.translate import install_translators

    found: dict[str, float] = {}

    class Watcher(QObject):
        """Notes the end of the first painting: the turn of the event loop after it."""

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and "first_paint" not in found:
                found["first_paint"] = time.time() - asked
            return False

    app = make_app(["nnstudio"])
    settings = Settings()
    choose_theme(app, settings.theme)
    install_translators(app, settings.language)
    window = MainWindow(settings)
    watcher = Watcher()
    app.installEventFilter(watcher)

    def usable() -> None:
        found["usable"] = time.time() - asked

    def complete() -> None:
        found["complete"] = time.time() - asked
        window.close()
        app.quit()

    window.filled.connect(usable)
    window.completed.connect(complete)
    window.show()
    app.exec()
    return found


def train_once(slug: str, seconds: float) -> dict[str, float]:
    """Return the gaps of the event loop in ms while a template trains, and the training speed."""
    from pathlib import Path

    import numpy as np
    from PySide6.QtCore import Qt, QTimer

    from nnstudio.app.main import make_app
    from nnstudio.app.main_window import MainWindow
    from nnstudio.app.settings import Settings
    from nnstudio.app.style.appearance import choose_theme

    app = make_app(["nnstudio"])
    choose_theme(app, "light")
    window = MainWindow(Settings())
    window.resize(1366, 768)
    window.show()
    while (workbench := window.workbench) is None or not workbench.views.plots:
        wait(20)
    workbench.documents.new_from_template(slug)
    wait(1500)
    beats: list[float] = []
    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.setInterval(5)
    timer.timeout.connect(lambda: beats.append(time.perf_counter()))
    workbench.training.start()
    wait(1500)
    timer.start()
    before, began = workbench.session.run_log.steps, time.perf_counter()
    end = began + seconds
    while time.perf_counter() < end:
        wait(20)
        if not workbench.training.active:
            workbench.training.continue_run()
    steps = workbench.session.run_log.steps - before
    elapsed = time.perf_counter() - began
    timer.stop()
    gaps = np.diff(beats) * 1000
    workbench.training.stop_and_wait()
    workbench.session.saved(Path("measure.nnstudio"))
    window.close()
    batch = workbench.session.project.training.batch_size
    return {
        "gap_p50_ms": round(float(np.percentile(gaps, 50)), 2),
        "gap_p99_ms": round(float(np.percentile(gaps, 99)), 2),
        "gap_worst_ms": round(float(gaps.max()), 2),
        "samples_per_second": round(steps * batch / elapsed),
    }


def wait(milliseconds: int) -> None:
    """Let the window live for a while. QTest.qWait would keep Python's lock while it sleeps."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    raise SystemExit(main())
