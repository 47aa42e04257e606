"""How the window looks to this user: kept between starts, never part of a project."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

import platformdirs
from PySide6.QtCore import QByteArray, QSettings

from nnstudio.app.style.appearance import THEME_CHOICES
from nnstudio.app.style.fonts import FONT_PIXELS, FONT_RANGE
from nnstudio.app.translate import LANGUAGE_CHOICES

RECENT_FILES = 10
FOLDED_CATEGORIES = ("recurrent", "attention", "normalisation")
"""What a new user opens when it is wanted."""
AUTOSAVE_SECONDS, AUTOSAVE_RANGE = 10, (1, 600)
TIMELINE_MEGABYTES, RUNS_MEGABYTES, MEGABYTES_RANGE = 128, 256, (1, 16_384)
RECENT_COMMANDS = 12
_SHORTCUTS = "shortcuts"


class Settings:
    """The user's settings, read and written one by one.

    A value that is missing, damaged or from another version counts as the default.

    Parameters
    ----------
    folder
        Where the file lies; by default the folder of ``NNSTUDIO_SETTINGS`` or the platform's own.
    """

    def __init__(self, folder: Path | None = None) -> None:
        home = folder or settings_folder()
        self._store = QSettings(str(home / "settings.ini"), QSettings.Format.IniFormat)

    @property
    def theme(self) -> str:
        """``system``, ``light`` or ``dark``."""
        return self._word("window/theme", THEME_CHOICES)

    @theme.setter
    def theme(self, choice: str) -> None:
        self._store.setValue("window/theme", choice)

    @property
    def language(self) -> str:
        """``system``, ``en`` or ``zh_CN``."""
        return self._word("window/language", LANGUAGE_CHOICES)

    @language.setter
    def language(self, choice: str) -> None:
        self._store.setValue("window/language", choice)

    @property
    def geometry(self) -> QByteArray:
        """Where the main window stands, as ``QWidget.saveGeometry`` gives it."""
        return self._bytes("window/geometry")

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._store.setValue("window/geometry", value)

    @property
    def state(self) -> QByteArray:
        """How docks and tool bars lie, as ``QMainWindow.saveState`` gives it."""
        return self._bytes("window/state")

    @state.setter
    def state(self, value: QByteArray) -> None:
        self._store.setValue("window/state", value)

    @property
    def last_folder(self) -> Path:
        """Where the last file was opened or saved; the home folder when that is gone."""
        folder = self._text("files/last_folder")
        return Path(folder) if folder and Path(folder).is_dir() else Path.home()

    @last_folder.setter
    def last_folder(self, folder: Path) -> None:
        self._store.setValue("files/last_folder", str(folder))

    @property
    def recent_files(self) -> tuple[Path, ...]:
        """The files opened or saved last, newest first, without those that are gone."""
        return tuple(path for path in self._recent() if path.is_file())

    def add_recent_file(self, path: Path) -> None:
        """Put a file at the top of the recent ones."""
        path = path.resolve()
        others = [known for known in self._recent() if known != path]
        kept = [path, *others][:RECENT_FILES]
        self._store.setValue("files/recent", [str(known) for known in kept])

    @property
    def folded_categories(self) -> tuple[str, ...]:
        """The categories of layers of which the palette shows the heading only."""
        value = self._store.value("palette/folded")
        return tuple(value.splitlines()) if isinstance(value, str) else FOLDED_CATEGORIES

    @folded_categories.setter
    def folded_categories(self, categories: Iterable[str]) -> None:
        self._store.setValue("palette/folded", "\n".join(categories))

    @property
    def unfolded_forms(self) -> tuple[str, ...]:
        """The forms whose further settings are shown, by what they are forms of."""
        value = self._store.value("forms/unfolded")
        return tuple(value.splitlines()) if isinstance(value, str) else ()

    @unfolded_forms.setter
    def unfolded_forms(self, names: Iterable[str]) -> None:
        self._store.setValue("forms/unfolded", "\n".join(names))

    @property
    def threads(self) -> int:
        """How many threads training may use; 0: as many as leave the window alive."""
        text = self._text("training/threads")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0

    @threads.setter
    def threads(self, count: int) -> None:
        self._store.setValue("training/threads", str(count))

    @property
    def timeline_megabytes(self) -> int:
        """How much memory the weights may take that are kept to look back on a run."""
        return self._number("training/timeline", MEGABYTES_RANGE, TIMELINE_MEGABYTES)

    @timeline_megabytes.setter
    def timeline_megabytes(self, count: int) -> None:
        self._store.setValue("training/timeline", str(count))

    @property
    def runs_megabytes(self) -> int:
        """How much memory past runs may take."""
        return self._number("training/runs", MEGABYTES_RANGE, RUNS_MEGABYTES)

    @runs_megabytes.setter
    def runs_megabytes(self, count: int) -> None:
        self._store.setValue("training/runs", str(count))

    @property
    def tell_end(self) -> bool:
        """Whether the system is told when long training ends while nobody looks."""
        return self._flag("training/tell_end", True)

    @tell_end.setter
    def tell_end(self, wanted: bool) -> None:
        self._store.setValue("training/tell_end", "on" if wanted else "off")

    @property
    def keep_awake(self) -> bool:
        """Whether the computer is kept awake while a network trains."""
        return self._flag("training/keep_awake", True)

    @keep_awake.setter
    def keep_awake(self, wanted: bool) -> None:
        self._store.setValue("training/keep_awake", "on" if wanted else "off")

    @property
    def autosave(self) -> bool:
        """Whether a copy of unsaved work is kept in case the program or the computer fails."""
        return self._text("saving/autosave") != "off"

    @autosave.setter
    def autosave(self, wanted: bool) -> None:
        self._store.setValue("saving/autosave", "on" if wanted else "off")

    @property
    def autosave_seconds(self) -> int:
        """How long after an edit that copy is written."""
        return self._number("saving/seconds", AUTOSAVE_RANGE, AUTOSAVE_SECONDS)

    @autosave_seconds.setter
    def autosave_seconds(self, seconds: int) -> None:
        self._store.setValue("saving/seconds", str(seconds))

    @property
    def font_pixels(self) -> int:
        """How large the letters of the window are."""
        return self._number("window/font_pixels", FONT_RANGE, FONT_PIXELS)

    @font_pixels.setter
    def font_pixels(self, pixels: int) -> None:
        self._store.setValue("window/font_pixels", str(pixels))

    @property
    def recent_commands(self) -> tuple[str, ...]:
        """What was chosen last in the palette of commands, newest first."""
        return tuple(self._text("commands/recent").splitlines())

    def add_recent_command(self, name: str) -> None:
        """Put a command at the top of those chosen last."""
        names = [name, *(known for known in self.recent_commands if known != name)]
        self._store.setValue("commands/recent", "\n".join(names[:RECENT_COMMANDS]))

    @property
    def shortcuts(self) -> Mapping[str, tuple[str, ...]]:
        """The keys that the user chose, as portable text, by command; others have their own."""
        self._store.beginGroup(_SHORTCUTS)
        names = self._store.childKeys()
        self._store.endGroup()
        return {name: tuple(self._text(f"{_SHORTCUTS}/{name}").split()) for name in names}

    @shortcuts.setter
    def shortcuts(self, keys: Mapping[str, tuple[str, ...]]) -> None:
        self._store.remove(_SHORTCUTS)
        for name, texts in keys.items():
            self._store.setValue(f"{_SHORTCUTS}/{name}", " ".join(texts))

    @property
    def picture(self) -> str:
        """What was chosen last for a picture of the drawing, as `PictureOptions` reads it."""
        return self._text("picture/options")

    @picture.setter
    def picture(self, options: str) -> None:
        self._store.setValue("picture/options", options)

    @property
    def export(self) -> str:
        """What was chosen last for exports, as `ExportChoices` reads it."""
        return self._text("export/choices")

    @export.setter
    def export(self, choices: str) -> None:
        self._store.setValue("export/choices", choices)

    @property
    def minimap(self) -> bool:
        """Whether a map of the drawing is shown in the corner of the canvas."""
        return self._flag("canvas/minimap", False)

    @minimap.setter
    def minimap(self, shown: bool) -> None:
        self._store.setValue("canvas/minimap", "on" if shown else "off")

    @property
    def thumbnails(self) -> bool:
        """Whether nodes carry pictures of what they give."""
        return self._flag("canvas/thumbnails", True)

    @thumbnails.setter
    def thumbnails(self, shown: bool) -> None:
        self._store.setValue("canvas/thumbnails", "on" if shown else "off")

    @property
    def ribbon(self) -> bool:
        """Whether layers and wires show their gradients."""
        return self._flag("canvas/ribbon", True)

    @ribbon.setter
    def ribbon(self, shown: bool) -> None:
        self._store.setValue("canvas/ribbon", "on" if shown else "off")

    def flush(self) -> None:
        """Write everything to the disk now."""
        self._store.sync()

    def _number(self, key: str, limits: tuple[int, int], usual: int) -> int:
        text = self._text(key)
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else usual
        return min(max(number, limits[0]), limits[1])

    def _word(self, key: str, choices: tuple[str, ...]) -> str:
        value = self._text(key)
        return value if value in choices else choices[0]

    def _flag(self, key: str, default: bool) -> bool:
        return {"on": True, "off": False}.get(self._text(key), default)

    def _text(self, key: str) -> str:
        value = self._store.value(key)
        return value if isinstance(value, str) else ""

    def _bytes(self, key: str) -> QByteArray:
        value = self._store.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

    def _recent(self) -> list[Path]:
        value = self._store.value("files/recent")
        entries = value if isinstance(value, list) else [value]  # Qt reads a list of one as a word
        return [Path(entry) for entry in entries if isinstance(entry, str) and entry]


def settings_folder() -> Path:
    """Return the folder of the settings file."""
    chosen = os.environ.get("NNSTUDIO_SETTINGS")
    if chosen:
        return Path(chosen)
    return Path(platformdirs.user_config_dir("nnstudio", appauthor=False))


def recovery_folder() -> Path:
    """Return where copies of unsaved work are kept until it is saved."""
    if os.environ.get("NNSTUDIO_SETTINGS"):
        return settings_folder() / "recovery"
    return Path(platformdirs.user_data_dir("nnstudio", appauthor=False)) / "recovery"


def log_folder() -> Path:
    """Return where the program notes what happened."""
    if os.environ.get("NNSTUDIO_SETTINGS"):
        return settings_folder() / "log"
    return Path(platformdirs.user_log_dir("nnstudio", appauthor=False))
