"""Feed spoiled files to the import of data: there must be samples, or a clear refusal.

A file is told by the seed and its number, so that each can be made again:
``python packaging/fuzz_data.py --only 1234``.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import sys
import tempfile
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

import numpy as np
from console import complain, say
from fuzz_mutations import mutate, rename
from fuzz_seeds import Seed, seeds

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.text import Text
from nnstudio.data.importing import ImportChoices, describe, import_file
from nnstudio.data.prepare import make_plan, prepare
from nnstudio.data.readers import reader, reader_for, reader_kinds
from nnstudio.graph.data_codec import ENCODINGS, MISSING
from nnstudio.graph.data_plan import Option

LONGEST_MESSAGE = 2000
FILES_OF_A_WORKER = 2000


class Unfit(AssertionError):
    """What was read is not what it should be."""


@dataclass(frozen=True)
class Result:
    """What became of a file.

    Parameters
    ----------
    outcome
        ``"data"``, ``"refused"`` or ``"finding"``.
    told
        The kind of the data, the message, or what went wrong.
    megabytes
        How much more memory there was in use at once than before it.
    """

    number: int
    name: str
    outcome: str
    told: str
    seconds: float = 0.0
    megabytes: float = 0.0


def spoiled(seed: int, number: int) -> Seed:
    """Return the file of a number: a good one in which something was spoiled."""
    random, known = Random(f"{seed}-{number}"), _seeds()
    good = known[number % len(known)]
    files = dict(good.files)
    for name in random.sample(sorted(files), min(len(files), random.choice((1, 1, 2, 9)))):
        other = random.choice(list(random.choice(known).files.values()))
        files[name] = mutate(random, files[name], other)
        if random.random() < 0.08:
            folder, _, last = name.rpartition("/")
            files[f"{folder}/{rename(random, last)}" if folder else rename(random, last)] = (
                files.pop(name)
            )
    return replace(good, files=files)


def check(path: Path, random: Random) -> str:
    """Bring a file in, first as it is found, then with choices drawn; return its kind.

    Raises
    ------
    UserError
        It was refused.
    Unfit
        It was not, but what came of it is wrong.
    """
    choices = _choices(random)
    known = reader(choices.kind) if choices.kind else reader_for(path)
    _require_told(known.outline(path, known.options()).warnings)
    imported = import_file(path, choices)
    data = imported.data
    json.dumps(describe(path, imported))
    _require_told([*data.findings.warnings, *(one.reason for one in data.findings.skipped)])
    raw = data.info.signature.raw_shape or data.info.signature.input_shape
    for x, y, count in (
        (data.x_train, data.y_train, data.info.train_count),
        (data.x_test, data.y_test, data.info.test_count),
    ):
        if not len(x) == len(y) == count:
            raise Unfit(f"{len(x)} samples, {len(y)} targets, {count} promised")
        if x.shape[1:] != raw:
            raise Unfit(f"samples of {x.shape[1:]}, {raw} promised")
        _require_finite("targets", y)
    prepared = prepare(make_plan(imported.source))
    for name in ("x_train", "t_train", "x_val", "t_val", "x_test", "t_test"):
        _require_finite(name, getattr(prepared, name))
    if not len(prepared.x_train) == len(prepared.t_train) > 0:
        raise Unfit(f"{len(prepared.x_train)} samples to learn from")
    return imported.source.dataset


def try_file(seed: int, number: int, place: Path) -> Result:
    """Write the file of a number into a folder of its own below ``place``, and try it."""
    random = Random(f"{seed}-{number}-choices")
    made = spoiled(seed, number)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(dir=place) as folder:
        path = _written(Path(folder), made)
        began = time.monotonic()
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                outcome, told = "data", check(path, random)
        except UserError as error:
            outcome, told = "refused", str(error)
            if not _is_line(told):
                outcome, told = "finding", f"no message for people: {told!r}"
        except Exception:
            outcome, told = "finding", traceback.format_exc()
        seconds = time.monotonic() - began
    return Result(number, made.name, outcome, told, seconds)


@cache
def _seeds() -> tuple[Seed, ...]:
    return tuple(seeds())


def _choices(random: Random) -> ImportChoices:
    """Return what a user may choose; mostly nothing."""
    if random.random() < 0.8:
        return ImportChoices()
    kind = random.choice(("", *reader_kinds()))
    options: dict[str, Option] = {}
    if kind and random.random() < 0.5:
        declared = reader(kind).options.params()
        for key in random.sample(sorted(declared), min(len(declared), 2)):
            param, default = declared[key], reader(kind).options.default_of(key)
            if param.choices:
                options[key] = random.choice(param.choices)
            elif isinstance(default, bool):
                options[key] = not default
            elif isinstance(default, int):
                low, high = int(param.low or 0), int(param.high or 64)
                options[key] = random.randint(low, min(high, low + 40))
    return ImportChoices(
        kind=kind,
        options=options,
        missing=random.choice(("", *MISSING)),
        categories=random.choice(("", *ENCODINGS)),
    )


def _written(folder: Path, made: Seed) -> Path:
    for name, data in made.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder / made.root


def _require_told(texts: Sequence[Text]) -> None:
    for text in texts:
        if not _is_line(str(text)):
            raise Unfit(f"no text for people: {str(text)!r}")


def _is_line(told: str) -> bool:
    """Return whether a message is one line that people can be shown."""
    return len(told.splitlines()) == 1 and "\0" not in told and len(told) <= LONGEST_MESSAGE


def _require_finite(name: str, array: Array) -> None:
    if not np.isfinite(array).all():
        raise Unfit(f"{name} has numbers that are missing or infinite")


# ---- many files, in a process that can be ended ----


def serve(pipe: Connection, seed: int, megabytes: int, place: str) -> None:
    """Try the files whose numbers come through a pipe, within a bound of memory."""
    _seeds()
    try_file(seed, 0, Path(place))  # whatever is imported late is there now
    if sys.platform == "linux":
        import resource

        most = (_status("VmSize") << 10) + (megabytes << 20)
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    pipe.send(None)
    while (number := pipe.recv()) is not None:
        before = _forget_peak()
        result = try_file(seed, number, Path(place))
        pipe.send(replace(result, megabytes=(_status("VmHWM") - before) / 1024))


def _status(name: str) -> int:
    """Return a figure of this process in KiB; 0 where the system does not tell."""
    try:
        lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(f"{name}:")), 0)


def _forget_peak() -> int:
    """Let the peak of memory begin anew; return what is in use."""
    try:
        Path("/proc/self/clear_refs").write_text("5", "utf-8")
    except OSError:
        return _status("VmHWM")
    return _status("VmRSS")


def try_files(
    seed: int, numbers: Sequence[int], seconds: float, megabytes: int
) -> Iterator[Result]:
    """Try files one after the other; one that takes too long is a finding."""
    context = multiprocessing.get_context("spawn")
    waiting = list(reversed(numbers))
    with tempfile.TemporaryDirectory() as place:
        while waiting:
            here, there = context.Pipe()
            worker = context.Process(target=serve, args=(there, seed, megabytes, place))
            worker.start()
            there.close()
            here.recv()  # it has begun
            for _ in range(min(FILES_OF_A_WORKER, len(waiting))):
                number = waiting.pop()
                here.send(number)
                told = "" if here.poll(seconds) else "too slow"
                try:
                    result = here.recv() if not told else None
                except EOFError:
                    told, result = "the process ended", None
                yield result or Result(number, spoiled(seed, number).name, "finding", told, seconds)
                if result is None:
                    break
            else:
                here.send(None)
                worker.join(10)
            worker.kill()
            worker.join()


def main(argv: Sequence[str] | None = None) -> int:
    """Try many files and say what became of them; 1 where there is a finding."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--count", type=int, default=20_000, help="how many files")
    parser.add_argument("--seed", type=int, default=0, help="others are other files")
    parser.add_argument("--seconds-each", type=float, default=5.0, help="at most")
    parser.add_argument("--memory", type=int, default=1500, help="megabytes at most")
    parser.add_argument("--only", type=int, help="the number of a single file")
    parser.add_argument("--findings", type=Path, help="the folder to save what is found in")
    chosen = parser.parse_args(argv)
    numbers = range(chosen.count) if chosen.only is None else [chosen.only]
    tally: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    slowest = largest = Result(0, "", "", "")
    for result in try_files(chosen.seed, numbers, chosen.seconds_each, chosen.memory):
        tally[result.outcome] += 1
        kinds.update([result.told] if result.outcome == "data" else [])
        slowest = max(slowest, result, key=lambda each: each.seconds)
        largest = max(largest, result, key=lambda each: each.megabytes)
        if result.outcome == "finding" or chosen.only is not None:
            complain(f"{result.number} {result.name}: {result.outcome}: {result.told}")
            if chosen.findings:
                _written(chosen.findings / str(result.number), spoiled(chosen.seed, result.number))
        if (done := sum(tally.values())) % 1000 == 0 and done < len(numbers):
            say(f"{done} files: {dict(tally)}")
    say(f"{sum(tally.values())} files: {dict(tally)}; data by kind: {dict(kinds)}")
    say(f"slowest: {slowest.seconds:.2f} s ({slowest.number} {slowest.name})")
    say(f"largest: {largest.megabytes:.0f} MB more ({largest.number} {largest.name})")
    return int(tally["finding"] > 0)


if __name__ == "__main__":
    sys.exit(main())
