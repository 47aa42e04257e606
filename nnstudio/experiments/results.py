"""The folder of an experiment: what is finished lies there and is never trained again.

``sweep.json`` says what the experiment is, ``results.jsonl`` has a line for each finished training,
``runs`` a project file with the weights of each, and ``results.csv`` a table for other programs;
where each combination is repeated, ``means.csv`` has their averages.
"""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from nnstudio.core.atomic_file import write_atomically
from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text
from nnstudio.core.version import __version__
from nnstudio.experiments.experiment import Experiment, make_experiment
from nnstudio.experiments.folder_lock import LOCK, locked
from nnstudio.experiments.outcome import Outcome
from nnstudio.files.project_file import SUFFIX
from nnstudio.graph.codec import project_from_dict, project_to_dict

if TYPE_CHECKING:
    from nnstudio.experiments.train_trial import Trained

FORMAT = 1
FOLDER_SUFFIX = ".sweep"
ABOUT, LINES, RUNS = "sweep.json", "results.jsonl", "runs"
TABLE, MEANS = "results.csv", "means.csv"
MOST_BYTES = 512 << 20
"""No record of results is larger."""


def usual_folder(project_file: Path) -> Path:
    """Return where the results of a project's experiments lie unless the user says otherwise."""
    return project_file.with_suffix(FOLDER_SUFFIX)


def run_file(folder: Path, key: str) -> Path:
    """Return where the project file of a finished training lies in a folder of results."""
    return folder / RUNS / f"{key}{SUFFIX}"


class Results:
    """What is finished of experiments in a folder; anything that was ever finished there counts.

    Raises
    ------
    UserError
        What is known in the folder cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.outcomes: dict[str, Outcome] = {}
        """By the key of the trial, how each finished training went."""
        if (folder / LINES).exists():
            self._read()

    @contextmanager
    def used_by(self, experiment: Experiment) -> Iterator[None]:
        """Have the folder for oneself; what the experiment is stands there before it is trained.

        Raises
        ------
        UserError
            The folder cannot be used or has other things in it, or another experiment is going on
            in it.
        """
        self._make_folder()
        with locked(self.folder):
            self._describe(experiment)
            yield

    def _make_folder(self) -> None:
        if self.folder.exists() and not (self.folder / ABOUT).exists():
            try:
                names = {path.name for path in self.folder.iterdir()}
            except OSError as error:
                raise self._refused(error) from error
            # Who was killed at once has left no more than these.
            strange = {name for name in names if not name.endswith(".part")} - {RUNS, LOCK}
            if strange:
                text = N_("{folder} has other things in it. Choose a new folder for the results.")
                raise UserError(Text(text, folder=str(self.folder)))
        try:
            (self.folder / RUNS).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._refused(error) from error

    def _describe(self, experiment: Experiment) -> None:
        about = {
            "format": FORMAT,
            "program": __version__,
            "vary": [str(variation) for variation in experiment.variations],
            "repeat": experiment.repeat,
            "epochs": experiment.epochs,
            "project": project_to_dict(experiment.project),
        }
        text = json.dumps(about, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
        write_atomically(self.folder / ABOUT, lambda stream: stream.write(text.encode()))

    def keep(self, key: str, trained: Trained) -> None:
        """Write down how a training went: first its file, then the line that counts."""
        if trained.outcome.finished:
            if trained.file:
                write_atomically(self.run_file(key), lambda stream: stream.write(trained.file))
            self.outcomes[key] = trained.outcome
            self._append({"key": key, **trained.outcome.to_dict()})

    def run_file(self, key: str) -> Path:
        """Return where the project file of a finished training lies."""
        return run_file(self.folder, key)

    def write_table(self, rows: list[list[str]], means: list[list[str]] | None = None) -> None:
        """Write the table for other programs, and that of averages; the first row has the names."""
        write_csv(self.folder / TABLE, rows)
        if means is not None:
            write_csv(self.folder / MEANS, means)

    # ---- within ----

    def _append(self, line: dict[str, object]) -> None:
        content = json.dumps(line, ensure_ascii=False).encode() + b"\n"
        try:
            with (self.folder / LINES).open("ab+") as stream:
                if stream.tell():
                    stream.seek(-1, os.SEEK_END)
                    if stream.read(1) != b"\n":  # whoever wrote the last line was killed
                        content = b"\n" + content
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
        except OSError as error:
            raise self._refused(error) from error

    def _read(self) -> None:
        path = self.folder / LINES
        try:
            if path.stat().st_size > MOST_BYTES:
                text = N_("{path} is larger than any record of results. Choose another folder.")
                raise UserError(Text(text, path=str(path)))
            lines = path.read_bytes().splitlines()
        except OSError as error:
            raise self._refused(error) from error
        for line in lines:
            # A line that was cut off as the computer stopped is trained again.
            try:
                document = json.loads(line)
                key, outcome = document["key"], Outcome.from_dict(document)
            except (ValueError, KeyError, TypeError, RecursionError):
                continue
            if isinstance(key, str) and (outcome.end == "failed" or self.run_file(key).exists()):
                self.outcomes[key] = outcome

    def _refused(self, error: OSError) -> UserError:
        text = N_("{folder} cannot be used for the results: {reason}. Choose another folder.")
        reason = error.strerror or str(error)
        return UserError(Text(text, folder=str(self.folder), reason=reason))


def move_results(folder: Path, to: Path) -> None:
    """Let the results lie in another folder, which is not there yet.

    Raises
    ------
    UserError
        There is such a folder, somebody uses the results, or they cannot be moved.
    """
    if to.exists():
        text = N_(
            "{to} is there already: the results stay in {folder}. Move them yourself, or train anew."
        )
        raise UserError(Text(text, to=str(to), folder=str(folder)))
    part = to.with_name(f".{to.name}.part")
    try:
        with locked(folder):
            # It may be another disk: nothing is removed before all is there.
            shutil.rmtree(part, ignore_errors=True)
            shutil.copytree(folder, part, ignore=shutil.ignore_patterns(LOCK))
            os.replace(part, to)
        shutil.rmtree(folder, ignore_errors=True)
    except (OSError, shutil.Error) as error:
        shutil.rmtree(part, ignore_errors=True)
        text = N_("The results in {folder} cannot be moved to {to}: {reason}. They stay there.")
        reason = str(getattr(error, "strerror", None) or error)
        raise UserError(Text(text, folder=str(folder), to=str(to), reason=reason)) from error


def experiment_in(folder: Path) -> Experiment:
    """Return the experiment whose results lie in a folder.

    Raises
    ------
    UserError
        There is none, or it is not what `Results.used_by` wrote.
    """
    try:
        with (folder / ABOUT).open("rb") as stream:
            document = json.loads(stream.read(MOST_BYTES))
        if document["format"] > FORMAT:
            raise _newer(folder)
        vary, repeat, epochs = (document[name] for name in ("vary", "repeat", "epochs"))
        fits = isinstance(vary, list) and all(isinstance(words, str) for words in vary)
        fits = fits and isinstance(repeat, int) and isinstance(epochs, int | None)
        project = project_from_dict(document["project"])
    except UserError:
        raise
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        text = N_("{folder} has no results of an experiment. Choose another folder.")
        raise UserError(Text(text, folder=str(folder))) from error
    if not fits:
        raise _newer(folder)
    return make_experiment(project, vary, repeat=repeat, epochs=epochs)


def _newer(folder: Path) -> UserError:
    text = N_("{folder} was written by a newer NNStudio. Update NNStudio to go on with it.")
    return UserError(Text(text, folder=str(folder)))


def write_csv(path: Path, rows: list[list[str]]) -> None:
    """Write rows of texts as a table for other programs.

    Raises
    ------
    UserError
        The file cannot be written.
    """
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(rows)
    write_atomically(path, lambda file: file.write(stream.getvalue().encode()))
