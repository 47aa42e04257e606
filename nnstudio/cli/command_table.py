"""The commands there are: what `nnstudio --help` lists, without loading what they need."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from types import ModuleType


@dataclass(frozen=True)
class Command:
    """A word after ``nnstudio``.

    Parameters
    ----------
    summary
        What it does, in a sentence.
    module
        The file in `nnstudio.cli.commands` that knows its words and does it.
    hands_on
        Whether what follows is read by another room, which has a help of its own.
    """

    name: str
    summary: str
    module: str
    hands_on: bool = False

    def load(self) -> ModuleType:
        """Return the module that does it."""
        # By name, for the window must not wait for what it does not need.
        return importlib.import_module(f"nnstudio.cli.commands.{self.module}")


COMMANDS = {
    command.name: command
    for command in (
        Command("templates", "List the projects to start from.", "templates"),
        Command("new", "Make a project file from a template.", "new"),
        Command("check", "Show shapes, costs and problems of a project.", "check"),
        Command("train", "Train a project, on from where its last run ended.", "train"),
        Command("sweep", "Train a project with many settings and compare.", "sweep"),
        Command("evaluate", "Measure a trained network on the test samples.", "evaluate"),
        Command("predict", "Let a trained network answer new cases.", "predict"),
        Command(
            "export", "Write a trained network for other programs, or a picture of it.", "export"
        ),
        Command("import", "Make a project of a network from another program.", "import_network"),
        Command("pack", "Put a project's data into its file, or take it out.", "pack"),
        Command("data", "List, describe and import data.", "data"),
        Command("completion", "Let a shell complete these words.", "completion"),
        Command("bench", "Measure speed on this machine.", "bench", hands_on=True),
    )
}
