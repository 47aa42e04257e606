"""Take pictures of the window in every look it has, so that a person can judge them.

Usage: ``python packaging/contact_sheet.py FOLDER [--quick]``. Each picture is taken in a process
of its own, because scale and language are fixed at start. The window is real, only its screen is
not: it trains the digits CNN for a moment before the picture is taken.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

SIZES = {"1366x768": (1366, 768, 1), "1920x1080": (1920, 1080, 1), "2x": (1366, 768, 2)}


def main() -> int:
    """Take all pictures and lay them out on one sheet per scene."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--quick", action="store_true", help="one size, English only")
    parser.add_argument("--scene", action="append", help="one of those in scenes.py")
    parser.add_argument("--one", nargs=4, metavar=("SCENE", "SIZE", "THEME", "LANGUAGE"))
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    if arguments.one:
        take(arguments.folder, *arguments.one)
        return 0
    sizes = ("1366x768",) if arguments.quick else tuple(SIZES)
    languages = ("en",) if arguments.quick else ("en", "zh_CN")
    from scenes import SCENES

    for scene in arguments.scene or SCENES:
        pictures = []
        for size, theme, language in itertools.product(sizes, ("light", "dark"), languages):
            environment = dict(os.environ)
            environment["QT_SCALE_FACTOR"] = str(SIZES[size][2])
            command = [sys.executable, __file__, str(arguments.folder), "--one"]
            command += [scene, size, theme, language]
            with tempfile.TemporaryDirectory() as settings:
                screen = Path(settings) / "screen.json"
                screen.write_text(json.dumps({"screens": [_screen(size)]}))
                environment["QT_QPA_PLATFORM"] = f"offscreen:configfile={screen}"
                environment["NNSTUDIO_SETTINGS"] = settings
                subprocess.run(command, check=True, env=environment)
            pictures.append(_file(arguments.folder, scene, size, theme, language))
        _sheet(pictures, arguments.folder / f"{scene}.png")
        print(arguments.folder / f"{scene}.png")
    return 0


def take(folder: Path, scene: str, size: str, theme: str, language: str) -> None:
    """Take one picture."""
    from scenes import SCENES, wait

    from nnstudio.app.collector import Collector
    from nnstudio.app.main import make_app
    from nnstudio.app.main_window import MainWindow
    from nnstudio.app.settings import Settings
    from nnstudio.app.style.appearance import choose_theme
    from nnstudio.app.translate import install_translators

    app = make_app(["nnstudio"])
    Collector(app).start()
    settings = Settings()
    choose_theme(app, theme)
    install_translators(app, language)
    window = MainWindow(settings)
    width, height, _ = SIZES[size]
    window.resize(width, height)
    window.show()
    while (workbench := window.workbench) is None or not workbench.views.plots:
        wait(20)
    wait(200)
    picture = SCENES[scene](workbench).grab()
    picture.save(str(_file(folder, scene, size, theme, language)))
    workbench.training.stop_and_wait()
    workbench.session.saved(Path("picture.nnstudio"))
    window.close()


def _screen(size: str) -> dict[str, object]:
    """Return a screen that the window fills: dialogs take no more room than there is."""
    width, height, scale = SIZES[size]
    place = {"name": size, "x": 0, "y": 0, "width": width * scale, "height": height * scale}
    return {**place, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}


def _file(folder: Path, scene: str, size: str, theme: str, language: str) -> Path:
    return folder / f"{scene}-{size}-{theme}-{language}.png"


def _sheet(pictures: list[Path], target: Path) -> None:
    from PIL import Image

    width, gap = 960, 12
    images = [Image.open(path).convert("RGB") for path in pictures]
    images = [i.resize((width, round(i.height * width / i.width))) for i in images]
    rows = [images[start : start + 2] for start in range(0, len(images), 2)]
    height = sum(max(i.height for i in row) + gap for row in rows) + gap
    sheet = Image.new("RGB", (2 * width + 3 * gap, height), "#808080")
    y = gap
    for row in rows:
        for column, image in enumerate(row):
            sheet.paste(image, (gap + column * (width + gap), y))
        y += max(image.height for image in row) + gap
    sheet.save(target)


if __name__ == "__main__":
    raise SystemExit(main())
