"""Texts: documents, files and folders of classes, columns of tables; in any script."""

from __future__ import annotations

import gzip
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from nnstudio import api
from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.data.dataset import Dataset
from nnstudio.data.prepare import make_plan, prepare
from nnstudio.data.readers import reader, reader_for
from nnstudio.data.readers.text_options import TextOptions
from nnstudio.engine.generation import write
from nnstudio.engine.model import Model
from nnstudio.engine.plan import make_plan as network_plan
from nnstudio.graph import edits
from nnstudio.graph.analysis import analyze
from nnstudio.graph.data_plan import Column, DataPlan, Option
from nnstudio.layers.dense import Dense
from nnstudio.layers.embedding import Embedding
from nnstudio.layers.lstm import LSTM
from tests.data_room.readers.reading import data_of, plan_of, prepared, source_at
from tests.engine.networks import chain

FOX = "The quick brown fox jumps over the lazy dog.\nPack my box with five dozen jugs.\n" * 40
POEM = "床前明月光，疑是地上霜。举头望明月，低头思故乡。\n"
KINDS = {"good": "what a fine day {n} it is", "bad": "how wrong {n} and dull this was"}


def file(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def spelled(data: Dataset, numbers: Array) -> str:
    """Return what token numbers stand for."""
    vocabulary = next(c for c in data.findings.columns if c.role == "feature").categories
    return "".join(("\N{BULLET}", "?", *vocabulary)[number] for number in numbers)


# ---- documents ----


def test_a_document_asks_for_the_next_character(tmp_path: Path) -> None:
    path = file(tmp_path, "fox.txt", FOX)
    assert reader_for(path).name == "text"
    data = data_of(path, "text")
    options = data.info.options
    assert isinstance(options, TextOptions)
    assert (options.unit, options.layout, options.steps) == ("characters", "windows", 50)
    assert data.x_train.dtype == np.uint8
    assert data.info.signature.tokens == len(set(FOX)) + 2
    assert data.info.signature.target_shape == (50,)
    assert data.info.signature.classes[:3] == ("padding", "unknown", " ")
    assert data.findings.characters == len(FOX)
    for n in (0, 7, data.count - 1):
        start = n * options.stride
        assert spelled(data, data.x_train[n]) == FOX[start : start + 50]
        assert spelled(data, data.y_train[n]) == FOX[start + 1 : start + 51]


def test_windows_take_no_room_of_their_own(tmp_path: Path) -> None:
    data = data_of(file(tmp_path, "fox.txt", FOX), "text", stride=1)
    assert data.x_train.base is not None
    assert data.x_train.strides == (1, 1)


@pytest.mark.parametrize("stride", [1, 3, 10, 17])
def test_no_character_is_in_two_parts(tmp_path: Path, stride: int) -> None:
    # Characters as far apart as the text is long: each tells where it comes from.
    text = "".join(chr(0x4E00 + n) for n in range(900))
    path = file(tmp_path, "far.txt", text)
    plan = plan_of(path, "text", steps=10, stride=stride, vocabulary=900)
    data = prepared(plan)
    seen = [
        set(np.concatenate([x.ravel(), t.ravel()]).tolist())
        for x, t in (
            (data.x_train, data.y_train),
            (data.x_val, data.y_val),
            (data.x_test, data.y_test),
        )
    ]
    assert all(seen)
    assert not seen[0] & seen[1]
    assert not seen[1] & seen[2]
    assert not seen[0] & seen[2]
    assert max(data.parts.training) < min(data.parts.validation) < min(data.parts.test)


def test_only_the_token_behind_the_window_can_be_asked_for(tmp_path: Path) -> None:
    path = file(tmp_path, "fox.txt", FOX)
    data = data_of(path, "text", steps=8, stride=2, predict="last")
    assert data.info.signature.target_shape == ()
    assert spelled(data, data.x_train[3]) == FOX[6:14]
    assert spelled(data, data.y_train[3:4]) == FOX[14]


def test_the_vocabulary_goes_by_frequency_and_code_point(tmp_path: Path) -> None:
    data = data_of(file(tmp_path, "ab.txt", "bbbaaacccdz" * 9), "text")
    (column,) = data.findings.columns
    assert column.categories == ("a", "b", "c", "d", "z")


def test_rare_tokens_are_unknown_and_counted(tmp_path: Path) -> None:
    data = data_of(
        file(tmp_path, "ab.txt", "aaabbc\n" * 30), "text", vocabulary=2, layout="windows"
    )
    assert set(data.x_train.ravel().tolist()) == {1, 2, 3}
    (warning,) = data.findings.warnings
    assert str(warning).startswith("60 of 210 tokens (28.6 %) are not among the 2 of the vocab")


def test_words_are_what_spaces_and_marks_divide(tmp_path: Path) -> None:
    data = data_of(file(tmp_path, "w.txt", "Don't stop, world!\n" * 20), "text", unit="words")
    (column,) = data.findings.columns
    assert set(column.categories) == {"Don't", "stop", ",", "world", "!", "\n"}
    small = data_of(
        file(tmp_path, "v.txt", "Ab ab, AB\n" * 20), "text", unit="words", lower_case=True
    )
    assert small.findings.columns[0].categories == ("ab", "\n", ",")


def test_chinese_words_are_characters(tmp_path: Path) -> None:
    path = file(tmp_path, "zh.txt", POEM * 5)
    data = data_of(path, "text", layout="windows")
    words = data_of(path, "text", layout="windows", unit="words")
    assert set(data.findings.columns[0].categories) == set(words.findings.columns[0].categories)
    assert data.info.signature.tokens == len(set(POEM)) + 2


def test_accents_are_one_letter_however_they_were_typed(tmp_path: Path) -> None:
    path = file(tmp_path, "e.txt", "caf\u00e9 cafe\u0301 " * 20)
    assert "\u0301" not in data_of(path, "text").findings.columns[0].categories
    raw = data_of(path, "text", normalise=False)
    assert "\u0301" in raw.findings.columns[0].categories


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (FOX.encode("utf-16"), "utf-16"),
        (b"\xef\xbb\xbf" + FOX.encode(), "utf-8"),
        ((POEM * 20).encode("gbk"), "gb18030"),
        (("Größe und Länge, wie schön.\n" * 20).encode("latin-1"), "cp1252"),
        (gzip.compress(FOX.encode()), "utf-8"),
        (FOX.replace("\n", "\r\n").encode(), "utf-8"),
        (FOX.replace("\n", "\r").encode(), "utf-8"),
    ],
    ids=["utf-16", "bom", "gbk", "latin", "packed", "crlf", "cr"],
)
def test_encodings_are_found(tmp_path: Path, content: bytes, found: str) -> None:
    packed = content.startswith(b"\x1f\x8b")
    data = data_of(file(tmp_path, "t.txt.gz" if packed else "t.txt", content), "text")
    assert data.info.options.values()["encoding"] == found
    vocabulary = data.findings.columns[0].categories
    assert not {"\r", "\ufeff", "\ufffd", "\0"} & set(vocabulary)
    assert "\n" in vocabulary


def test_lines_are_samples_of_their_own(tmp_path: Path) -> None:
    names = ["Anna", "Bo", "Christina", "Dan"] * 8
    data = data_of(file(tmp_path, "names.txt", "\n".join(names)), "text")
    options = data.info.options.values()
    assert (options["layout"], options["steps"], options["padding"]) == ("lines", 10, "end")
    assert data.info.split == "random"
    assert spelled(data, data.x_train[1]) == "\nBo" + 7 * "•"
    assert spelled(data, data.y_train[1][:3]) == "Bo\n"
    assert data.y_train[1][3:].tolist() == [-1] * 7
    assert spelled(data, data.x_train[2]) == "\nChristina"


def test_poems_of_one_length_are_lines(tmp_path: Path) -> None:
    data = data_of(file(tmp_path, "poems.txt", POEM * 30), "text")
    assert data.info.options.values()["layout"] == "lines"
    assert spelled(data, data.x_train[0]) == "\n" + POEM.strip()


def test_lines_that_are_too_long_are_cut_and_told(tmp_path: Path) -> None:
    path = file(tmp_path, "l.txt", "ab\n" * 10 + "abababab\n")
    data = data_of(path, "text", layout="lines", steps=4, padding="front")
    assert spelled(data, data.x_train[-1]) == "\naba"
    assert spelled(data, data.x_train[0]) == "•\nab"
    assert data.y_train[0].tolist()[0] == -1
    text = "1 of 11 texts are longer than 4 steps; their ends are cut off."
    assert text in map(str, data.findings.warnings)


# ---- classes ----


def class_folders(folder: Path, *parts: str) -> Path:
    for part in parts or ("",):
        for kind, text in KINDS.items():
            for n in range(6):
                file(folder, f"{part}/{kind}/{n}.txt".lstrip("/"), text.format(n=n))
    return folder


def test_a_folder_for_each_class(tmp_path: Path) -> None:
    folder = class_folders(tmp_path / "reviews")
    file(folder, "good/empty.txt", " \n")
    file(folder, "bad/picture.txt", bytes(range(256)) * 20)
    file(folder, "notes.pdf", b"%PDF")
    assert reader_for(folder).name == "text"
    data = data_of(folder, "text")
    assert data.info.signature.classes == ("bad", "good")
    assert data.info.signature.target_name == "class"
    assert data.info.split == "stratified"
    options = data.info.options.values()
    assert (options["unit"], options["task"], options["padding"]) == ("words", "class", "front")
    assert np.bincount(data.y_train).tolist() == [6, 6]
    assert data.findings.names[0] == "bad/0.txt"
    assert {skipped.name for skipped in data.findings.skipped} == {
        "good/empty.txt",
        "bad/picture.txt",
    }
    assert data.x_train[0][0] == 0 or (data.x_train[0] > 0).all()


def test_texts_that_are_all_for_the_test_are_refused(tmp_path: Path) -> None:
    folder = class_folders(tmp_path / "set", "test")
    (folder / "train" / "good").mkdir(parents=True)
    with pytest.raises(UserError, match="All files are in the test part"):
        data_of(folder, "text")


def test_folders_of_training_and_test(tmp_path: Path) -> None:
    folder = class_folders(tmp_path / "set", "train", "test")
    plan = plan_of(folder, "text")
    assert plan.split == "own"
    assert plan.counts == (12, 12)
    assert prepared(plan).count("test") == 12
    with_all = class_folders(tmp_path / "all", "train", "val", "test")
    plan = plan_of(with_all, "text")
    assert plan.split == "column"
    data = prepared(plan)
    assert [data.count(part) for part in ("train", "validation", "test")] == [12, 12, 12]


def test_a_file_for_each_class(tmp_path: Path) -> None:
    folder = tmp_path / "names"
    file(folder, "German.txt", "Müller\n\nSchmidt\nBäcker\n")
    file(folder, "日本.txt", "Sato\nSuzuki\nTanaka\nIto\n")
    data = data_of(folder, "text")
    assert data.info.signature.classes == ("German", "日本")
    assert np.bincount(data.y_train).tolist() == [3, 4]
    assert data.info.options.values()["unit"] == "characters"
    assert spelled(data, data.x_train[0]) == "•Müller"


def test_a_folder_of_which_one_file_can_be_read_is_still_a_folder(tmp_path: Path) -> None:
    file(tmp_path / "set", "train/a.txt", FOX)
    file(tmp_path / "set", "test/b.txt", b"")
    data = data_of(tmp_path / "set", "text", layout="files")
    assert (data.count, data.findings.names) == (1, ("train/a.txt",))


def test_many_files_side_by_side_are_texts_without_classes(tmp_path: Path) -> None:
    for n in range(60):
        file(tmp_path / "notes", f"{n}.md", f"note {n}\nand more")
    data = data_of(tmp_path / "notes", "text")
    assert data.count == 60
    assert data.info.options.values()["layout"] == "files"
    assert data.info.signature.target_shape == data.info.signature.raw_shape
    place = data.findings.names.index("7.md")
    assert spelled(data, data.x_train[place]).startswith("\nnote 7\nand more")


def test_columns_of_a_table(tmp_path: Path) -> None:
    rows = [
        f'{n},"Well, {text.format(n=n)}",{kind}' for n in range(20) for kind, text in KINDS.items()
    ]
    path = file(
        tmp_path, "t.csv", "\n".join(["id,review,sentiment", *rows, "41,,good", "42,lost,"])
    )
    data = data_of(path, "text")
    assert data.info.signature.classes == ("bad", "good")
    assert data.info.signature.target_name == "sentiment"
    assert [column.role for column in data.findings.columns] == ["ignored", "feature", "target"]
    assert data.count == 40
    assert data.findings.missing == (0, 1, 1)
    rows_found = data.findings.rows
    assert rows_found is not None
    assert rows_found.tolist() == list(range(40))
    assert "2 rows without text or label were left out." in map(str, data.findings.warnings)


def test_a_table_divides_its_texts_itself(tmp_path: Path) -> None:
    parts = ["train"] * 6 + ["dev"] * 2 + ["test"] * 2
    rows = [f"{KINDS[k].format(n=n)};{k};{parts[n]}" for n in range(10) for k in KINDS]
    plan = plan_of(file(tmp_path, "t.csv", "\n".join(["text;class;set", *rows])), "text")
    data = prepared(plan)
    assert [data.count(part) for part in ("train", "validation", "test")] == [12, 4, 4]


def test_the_user_says_which_column_is_what(tmp_path: Path) -> None:
    rows = [f"{'x' * 30},short{n % 3},{'abc'[n % 3]},{n % 2}" for n in range(12)]
    path = file(tmp_path, "t.csv", "\n".join(["long,short,kind,label", *rows]))
    columns = (Column("short", "text", "feature"), Column("kind", "category", "target"))
    data = data_of(path, "text", columns)
    assert data.info.signature.classes == ("a", "b", "c")
    assert [column.role for column in data.findings.columns] == [
        "ignored",
        "feature",
        "target",
        "ignored",
    ]
    both = (*columns, Column("label", "category", "feature"))
    assert data_of(path, "text", both).findings.columns[3].role == "ignored"
    without = data_of(path, "text", columns, task="next_token")
    assert without.info.signature.target_shape == (without.info.signature.raw_shape)


# ---- prediction ----


def sources(plan: DataPlan) -> TextOptions:
    return TextOptions(**dict(plan.source.options))  # type: ignore[arg-type]


def test_other_texts_are_read_with_the_known_vocabulary(tmp_path: Path) -> None:
    plan = plan_of(file(tmp_path, "fox.txt", FOX), "text", steps=10)
    new = file(tmp_path, "new.txt", "The dog jumps Ω over")
    x = reader("text").samples(new, plan.source, sources(plan))
    assert x.shape == (2, 10)
    data = prepare(plan).dataset
    assert spelled(data, x[0]) == "The dog ju"
    assert spelled(data, x[1]) == "mps ? over"
    short = reader("text").samples(file(tmp_path, "s.txt", "dog"), plan.source, sources(plan))
    assert spelled(data, short[0]) == "•" * 7 + "dog"


def test_other_texts_of_classes(tmp_path: Path) -> None:
    folder = plan_of(class_folders(tmp_path / "reviews"), "text")
    new = file(tmp_path, "one.txt", "a fine\nday")
    assert len(reader("text").samples(new, folder.source, sources(folder))) == 1
    rows = [f"{text.format(n=n)},{kind}" for n in range(20) for kind, text in KINDS.items()]
    table = plan_of(file(tmp_path, "t.csv", "\n".join(["text,kind", *rows])), "text")
    lines = reader("text").samples(new, table.source, sources(table))
    assert len(lines) == 2
    cells = reader("text").samples(
        file(tmp_path, "n.csv", "id,text\n1,fine\n2,dull\n3,day\n"), table.source, sources(table)
    )
    assert len(cells) == 3
    with pytest.raises(UserError, match=r"lost\.csv has no column text; it has id, words"):
        reader("text").samples(
            file(tmp_path, "lost.csv", "id,words\n1,fine\n2,dull\n"), table.source, sources(table)
        )


# ---- what cannot be read ----

REFUSED: dict[str, tuple[bytes, dict[str, Option], str]] = {
    "empty": (b"", {}, "t.txt is empty"),
    "spaces": (b" \n\t \r\n", {}, "t.txt is empty"),
    "wide spaces": ("\u3000\u2003\n".encode() * 9, {}, "t.txt holds nothing but white space"),
    "binary": (bytes(range(256)) * 9, {}, "t.txt is not a text file"),
    "zeros": (b"hello\n" * 900 + b"\0", {}, "t.txt, line 901: there is a zero byte"),
    "one token": (b"a" * 500, {}, "t.txt consists of nothing but 'a'"),
    "one word": (b"ha ha ha ha", {"unit": "words"}, "t.txt consists of nothing but 'ha'"),
    "short": (b"abc", {"steps": 5}, "t.txt has 3 characters; samples of 5 steps need at least 6"),
    "few words": (b"ab cd", {"unit": "words", "steps": 9}, "t.txt has 2 words; samples of 9 ste"),
    "encoding": (
        b"abc\nd\xe9f",
        {"encoding": "utf-8"},
        "t.txt, line 2: this is no text in the enc",
    ),
    "no mark": (b"abc\nd\n", {"encoding": "utf-16"}, "t.txt, line 1: this is no text in the encod"),
    "no class": (b"abc def ghi", {"task": "class"}, "t.txt says no class of its texts."),
    "one line": (b"a", {"layout": "lines"}, "t.txt consists of nothing but"),
    "too many": (b"ab" * 9000, {"stride": 1, "steps": 9000}, "t.txt gives 9,000 samples of 9000"),
    "false gz": (b"\x1f\x8b\x08 no", {}, "t.txt is packed with gzip, but it is cut off"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_text_to_learn_from_is_refused(tmp_path: Path, case: str) -> None:
    content, options, message = REFUSED[case]
    path = file(tmp_path, "t.txt", content)
    with pytest.raises(UserError) as refused:
        make_plan(source_at(path, "text", (), **options))
    assert str(refused.value).startswith(message)
    known = reader("text")
    with pytest.raises(UserError) as refused:
        known.outline(path, known.options().with_values(**options))
    assert str(refused.value).startswith(message)


TABLES = {
    "numbers": ("a,b\n1,2\n3,4\n", "t.csv has no column of text, only numbers"),
    "names only": ("text,label\n", "t.csv has a row of names, but no rows"),
    "ragged": ("text,label\nx,a\ny\nz,b\n", "t.csv, line 3: cells in this row: 1, in most"),
    "open quote": ('text,label\n"x,a\ny,b\n', "t.csv, line 2: the record that begins here opens"),
}


@pytest.mark.parametrize("case", TABLES)
def test_tables_that_hold_no_texts_are_refused(tmp_path: Path, case: str) -> None:
    content, message = TABLES[case]
    with pytest.raises(UserError) as refused:
        make_plan(source_at(file(tmp_path, "t.csv", content), "text"))
    assert str(refused.value).startswith(message)


def test_columns_that_cannot_be_are_refused(tmp_path: Path) -> None:
    path = file(tmp_path, "t.csv", "text,label,set\n" + "one,a,train\ntwo,a,lost\n" * 9)
    label, both = Column("label", "category", "target"), Column("label", "text", "feature")
    for columns, message in (
        ((label,), "t.csv: all texts are of the class a"),
        ((both, Column("text", "text")), "t.csv: label, text are all to be read"),
        (
            (Column("label", role="target"), Column("set", role="target")),
            "t.csv: label, set are all to be predicted",
        ),
        ((Column("set", "category", "split"),), "t.csv, line 3: 'lost' is no part of the data"),
    ):
        with pytest.raises(UserError) as refused:
            make_plan(source_at(path, "text", columns))
        assert str(refused.value).startswith(message)


def test_folders_without_texts_are_refused(tmp_path: Path) -> None:
    file(tmp_path, "none/a.pdf", b"%PDF")
    with pytest.raises(UserError, match=r"none holds no text files \(\.txt, \.md\)"):
        make_plan(source_at(tmp_path / "none", "text"))
    file(tmp_path, "one/only/a.txt", "hello there")
    with pytest.raises(UserError, match="all texts are of the class only"):
        make_plan(source_at(tmp_path / "one", "text"))
    file(tmp_path, "broken/a/1.txt", bytes(range(256)) * 9)
    file(tmp_path, "broken/b/1.txt", b"")
    with pytest.raises(UserError, match="None of the 2 files in broken can be read: 1"):
        make_plan(source_at(tmp_path / "broken", "text"))


def test_a_vocabulary_of_another_unit_does_not_stay(tmp_path: Path) -> None:
    path = file(tmp_path, "fox.txt", FOX)
    letters = data_of(path, "text").findings.columns
    words = data_of(path, "text", letters, unit="words").findings.columns
    assert "quick" in words[0].categories
    small = data_of(path, "text", letters, lower_case=True).findings.columns
    assert "T" not in small[0].categories
    few = data_of(path, "text", letters, vocabulary=3).findings.columns
    assert few[0].categories == letters[0].categories[:3]


def test_a_look_at_the_beginning_settles_nothing_that_the_rest_may_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nnstudio.data.readers.text.LOOKED_AT", 300)
    known = reader("text")
    letters = file(tmp_path, "long.txt", "abc " * 100 + "xyz " * 100)
    outline = known.outline(letters, TextOptions())
    assert outline.samples is None
    assert outline.columns[0].categories == ()
    plan = make_plan(source_at(letters, "text", outline.columns, **outline.options.values()))
    assert set(plan.signature.classes[2:]) == set("abcxyz ")
    rows = [f"words {n};{'abc'[n // 20]}" for n in range(60)]
    table = file(tmp_path, "long.csv", "\n".join(["text;kind", *rows]))
    outline = known.outline(table, TextOptions())
    plan = make_plan(source_at(table, "text", outline.columns, **outline.options.values()))
    assert plan.signature.classes == ("a", "b", "c")


# ---- learning ----


def test_a_network_learns_to_spell_and_writes_on(tmp_path: Path) -> None:
    plan = plan_of(file(tmp_path, "fox.txt", FOX), "text", steps=20, stride=10)
    tokens = plan.signature.tokens
    project = chain(
        plan.signature,
        "sparse_categorical_crossentropy",
        Embedding(vocabulary=tokens, units=8),
        LSTM(units=32, return_sequences=True),
        Dense(units=tokens, activation="softmax"),
    )
    project = edits.set_training(replace(project, data=plan), epochs=8)
    optimizer = project.training.optimizer.with_values(learning_rate=0.02)
    saved = api.train(edits.set_optimizer(project, optimizer), seed=1)
    assert api.evaluate(saved)["loss"] < 0.8  # knowing nothing it is ln 40 = 3.7
    assert saved.checkpoint is not None
    model = Model(network_plan(analyze(saved.project)), saved.checkpoint.weights)
    data = prepare(plan).dataset
    known = {letter: n for n, letter in enumerate(plan.signature.classes)}
    start = np.array([known[letter] for letter in "The quick brown "])
    assert spelled(data, write(model, start, 3, temperature=0).tokens) == "fox"


def test_a_network_learns_lines_with_padding(tmp_path: Path) -> None:
    names = ["Anna", "Bo", "Christina", "Dan"] * 30
    plan = plan_of(file(tmp_path, "names.txt", "\n".join(names)), "text")
    tokens = plan.signature.tokens
    project = chain(
        plan.signature,
        "sparse_categorical_crossentropy",
        Embedding(vocabulary=tokens, units=8),
        LSTM(units=16, return_sequences=True),
        Dense(units=tokens, activation="softmax"),
    )
    project = edits.set_training(replace(project, data=plan), epochs=20)
    optimizer = project.training.optimizer.with_values(learning_rate=0.02)
    saved = api.train(edits.set_optimizer(project, optimizer), seed=1)
    # Which name it is cannot be known: one guess of four, in 1 of 6 letters on average.
    assert api.evaluate(saved)["loss"] < 0.5


def test_a_loss_that_cannot_leave_padding_out_is_refused(tmp_path: Path) -> None:
    plan = plan_of(file(tmp_path, "names.txt", "Anna\nBo\nChristina\n" * 10), "text")
    tokens = plan.signature.tokens
    project = chain(
        plan.signature,
        "categorical_crossentropy",
        Embedding(vocabulary=tokens, units=8),
        LSTM(units=8, return_sequences=True),
        Dense(units=tokens, activation="softmax"),
    )
    with pytest.raises(UserError, match="Choose the loss Sparse categorical cross-entropy"):
        api.train(replace(project, data=plan), seed=1)


def test_a_network_tells_texts_apart(tmp_path: Path) -> None:
    plan = plan_of(class_folders(tmp_path / "reviews"), "text")
    project = chain(
        plan.signature,
        "categorical_crossentropy",
        Embedding(vocabulary=plan.signature.tokens, units=4),
        LSTM(units=8),
        Dense(units=2, activation="softmax"),
    )
    project = edits.set_training(replace(project, data=plan), epochs=30)
    assert api.evaluate(api.train(project, seed=1))["accuracy"] == 1.0
