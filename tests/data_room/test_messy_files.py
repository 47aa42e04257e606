"""Files as people have them: read as stated, or refused with the stated message, and nothing between."""

from __future__ import annotations

import gzip
import json
import os
import struct
from pathlib import Path

import numpy as np
import pytest

import nnstudio
from nnstudio.cli import main
from tests.data_room.messy_makers import (
    Files,
    digits,
    idx,
    npy,
    npz,
    packed,
    picture,
    pictures,
    sound,
    sounds,
    write,
)

Said = pytest.CaptureFixture[str]
Row = tuple[Files, list[str], dict[str, object]]
BadRow = tuple[Files, list[str], str]

ROWS = "".join(f"{n % 7}.5,{n % 4},{('red', 'blue')[n % 2]}\n" for n in range(20))
TABLE = "width,height,colour\n" + ROWS
SERIES = "date,visitors,rain\n" + "".join(
    f"2024-{1 + n // 28:02}-{1 + n % 28:02},{100 + n * 3 % 17},{n % 5}\n" for n in range(80)
)
STORY = "The net learned to see. It saw a cat, and it saw a dog; it never forgot.\n" * 12

READ: dict[str, Row] = {
    "comma": (
        {"x.csv": TABLE},
        [],
        {
            "kind": "table",
            "rows": 20,
            "shape": [2],
            "features": {"width": "number", "height": "number"},
            "target": "colour",
            "classes": {"blue": 10, "red": 10},
        },
    ),
    "semicolons and decimal commas": (
        {"x.csv": TABLE.replace(",", ";").replace(".", ",")},
        [],
        {
            "kind": "table",
            "rows": 20,
            "shape": [2],
            "features": {"width": "number", "height": "number"},
            "target": "colour",
            "classes": {"blue": 10, "red": 10},
        },
    ),
    "tabs": (
        {"x.tsv": TABLE.replace(",", "\t")},
        [],
        {
            "kind": "table",
            "rows": 20,
            "shape": [2],
            "features": {"width": "number", "height": "number"},
            "target": "colour",
            "classes": {"blue": 10, "red": 10},
        },
    ),
    "white space in .data": (
        {"x.data": "\n".join(f"  {n % 5}.25   {n * 2}  {n % 2}" for n in range(20)) + "\n"},
        [],
        {
            "kind": "table",
            "rows": 20,
            "shape": [2],
            "features": {"column 1": "number", "column 2": "number"},
            "target": "column 3",
            "classes": {"0": 10, "1": 10},
        },
    ),
    "pipes in .txt": (
        {"x.txt": TABLE.replace(",", "|")},
        [],
        {
            "kind": "table",
            "rows": 20,
            "shape": [2],
            "features": {"width": "number", "height": "number"},
            "target": "colour",
            "classes": {"blue": 10, "red": 10},
        },
    ),
    "no header": (
        {"x.csv": ROWS},
        [],
        {
            "kind": "table",
            "rows": 20,
            "shape": [2],
            "features": {"column 1": "number", "column 2": "number"},
            "target": "column 3",
            "classes": {"blue": 10, "red": 10},
        },
    ),
    "quotes with breaks": (
        {
            "x.csv": "size,note,kind\n"
            + "".join(f'{n},"It said ""{n}""\nand, then, went",{"ab"[n % 2]}\n' for n in range(12))
        },
        [],
        {
            "kind": "table",
            "rows": 12,
            "shape": [1],
            "features": {"size": "number"},
            "target": "kind",
            "classes": {"a": 6, "b": 6},
            "ignored": ["note"],
        },
    ),
    "comments and blanks": (
        {"x.csv": "# from the lab\n\n" + TABLE.replace("3.5,", "\n# again\n3.5,")},
        [],
        {
            "kind": "table",
            "rows": 20,
            "shape": [2],
            "features": {"width": "number", "height": "number"},
            "target": "colour",
            "classes": {"blue": 10, "red": 10},
            "warnings": ["4 lines that begin with # were left out as comments."],
        },
    ),
    "BOM": (
        {"x.csv": "\ufeff" + TABLE},
        [],
        {
            "kind": "table",
            "rows": 20,
            "shape": [2],
            "features": {"width": "number", "height": "number"},
            "target": "colour",
            "classes": {"blue": 10, "red": 10},
        },
    ),
    "utf-16": (
        {"x.csv": TABLE.replace("red", "rosé").encode("utf-16")},
        [],
        {
            "kind": "table",
            "rows": 20,
            "shape": [2],
            "features": {"width": "number", "height": "number"},
            "target": "colour",
            "classes": {"blue": 10, "rosé": 10},
            "encoding": "utf-16",
        },
    ),
    "GBK": (
        {
            "x.csv": TABLE.replace("width", "宽度")
            .replace("colour", "颜色类别")
            .replace("red", "红色的")
            .replace("blue", "蓝色的")
            .encode("gbk")
        },
        [],
        {
            "kind": "table",
            "rows": 20,
            "shape": [2],
            "features": {"宽度": "number", "height": "number"},
            "target": "颜色类别",
            "classes": {"红色的": 10, "蓝色的": 10},
            "encoding": "gb18030",
        },
    ),
    "latin-1": (
        {"x.csv": TABLE.replace("red", "größer").replace("height", "Höhe").encode("latin-1")},
        [],
        {
            "kind": "table",
            "rows": 20,
            "shape": [2],
            "features": {"width": "number", "Höhe": "number"},
            "target": "colour",
            "classes": {"blue": 10, "größer": 10},
            "encoding": "cp1252",
        },
    ),
    "gz": (
        {"x.csv.gz": packed(TABLE)},
        [],
        {
            "kind": "table",
            "rows": 20,
            "shape": [2],
            "features": {"width": "number", "height": "number"},
            "target": "colour",
            "classes": {"blue": 10, "red": 10},
        },
    ),
    "Windows line ends, trailing delim": (
        {"x.csv": TABLE.replace("\n", ",\r\n")},
        [],
        {
            "kind": "table",
            "rows": 20,
            "shape": [2],
            "features": {"width": "number", "height": "number"},
            "target": "colour",
            "classes": {"blue": 10, "red": 10},
            "ignored": ["column 4"],
        },
    ),
    "dates": (
        {
            "x.csv": "when,size,kind\n"
            + "".join(f"{1 + n % 28:02}.0{1 + n % 9}.2021,{n},{'ab'[n % 2]}\n" for n in range(20))
        },
        [],
        {
            "kind": "table",
            "rows": 20,
            "shape": [2],
            "features": {"when": "date", "size": "number"},
            "target": "kind",
            "classes": {"a": 10, "b": 10},
        },
    ),
    "missing marks": (
        {
            "x.csv": TABLE.replace("1.5", "NA")
            .replace("2.5", "?")
            .replace("3.5", "n/a")
            .replace("4.5", "")
        },
        ["--missing", "fill"],
        {
            "kind": "table",
            "rows": 20,
            "shape": [2],
            "features": {"width": "number", "height": "number"},
            "missing": {"width": 12},
            "target": "colour",
            "classes": {"blue": 10, "red": 10},
            "warnings": ["Empty cells are filled in these columns: width (12)."],
        },
    ),
    "missing dropped": (
        {"x.csv": TABLE.replace("1.5", "NA").replace("2.5", "")},
        ["--missing", "drop"],
        {
            "kind": "table",
            "rows": 14,
            "shape": [2],
            "features": {"width": "number", "height": "number"},
            "missing": {"width": 6},
            "target": "colour",
            "classes": {"blue": 7, "red": 7},
            "warnings": [
                "6 of 20 rows are left out because cells are empty in these columns: width (6)."
            ],
        },
    ),
    "missing flagged": (
        {"x.csv": TABLE.replace("1.5", "NA").replace("2.5", "")},
        ["--missing", "flag"],
        {
            "kind": "table",
            "rows": 20,
            "shape": [4],
            "features": {"width": "number", "height": "number"},
            "missing": {"width": 6},
            "target": "colour",
            "classes": {"blue": 10, "red": 10},
            "warnings": ["Empty cells are filled in these columns: width (6)."],
        },
    ),
    "id and constant": (
        {
            "x.csv": "id,unit,width,kind\n"
            + "".join(f"{n + 1},cm,{n % 7}.5,{'ab'[n % 2]}\n" for n in range(20))
        },
        [],
        {
            "kind": "table",
            "rows": 20,
            "shape": [1],
            "features": {"width": "number"},
            "target": "kind",
            "classes": {"a": 10, "b": 10},
            "ignored": ["id", "unit"],
        },
    ),
    "doubled header": (
        {"x.csv": TABLE.replace("height", "width")},
        [],
        {
            "kind": "table",
            "rows": 20,
            "shape": [2],
            "features": {"width": "number", "width (2)": "number"},
            "target": "colour",
            "classes": {"blue": 10, "red": 10},
            "warnings": ["Several columns are called width; those behind the first were numbered."],
        },
    ),
    "empty header cell": (
        {"x.csv": TABLE.replace("height", "")},
        [],
        {
            "kind": "table",
            "rows": 20,
            "shape": [2],
            "features": {"width": "number", "column 2": "number"},
            "target": "colour",
            "classes": {"blue": 10, "red": 10},
        },
    ),
    "header repeated mid file": (
        {"x.csv": TABLE + TABLE},
        [],
        {
            "kind": "table",
            "rows": 40,
            "shape": [2],
            "features": {"width": "number", "height": "number"},
            "target": "colour",
            "classes": {"blue": 20, "red": 20},
            "warnings": ["The names of the columns come again in line 22; such rows: 1."],
        },
    ),
    "regression": (
        {"x.csv": "a,b,price\n" + "".join(f"{n},{n % 3},{n * 1.5 + 0.25}\n" for n in range(30))},
        [],
        {
            "kind": "table",
            "rows": 30,
            "shape": [1],
            "features": {"b": "number"},
            "target": "price",
            "mean": 22.0,
            "ignored": ["a"],
        },
    ),
    "several targets": (
        {"x.csv": "a,b,y1,y2\n" + "".join(f"{n},{n % 3},{n * 1.5},{-n}.5\n" for n in range(30))},
        [],
        {
            "kind": "table",
            "rows": 30,
            "shape": [1],
            "features": {"b": "number"},
            "target": "y1, y2",
            "mean": 21.75,
            "ignored": ["a"],
        },
    ),
    "told targets": (
        {"x.csv": "a,b,c\n" + "".join(f"{n},{n * 7 % 30}.5,{n * 1.5}\n" for n in range(30))},
        ["--target", "a", "b"],
        {
            "kind": "table",
            "rows": 30,
            "shape": [1],
            "features": {"c": "number"},
            "target": "a, b",
            "mean": 14.5,
        },
    ),
    "split col": (
        {
            "x.csv": "a,part,kind\n"
            + "".join(
                f"{n * 3 % 11},{('train', 'val', 'test')[n % 5 % 3]},{'ab'[n % 2]}\n"
                for n in range(20)
            )
        },
        [],
        {
            "kind": "table",
            "rows": 20,
            "shape": [1],
            "features": {"a": "number"},
            "target": "kind",
            "classes": {"a": 10, "b": 10},
            "splits": {"train": 8, "validation": 8, "test": 4},
        },
    ),
    "inf nan": (
        {"x.csv": TABLE.replace("1.5", "inf").replace("2.5", "nan")},
        ["--missing", "fill"],
        {
            "kind": "table",
            "rows": 20,
            "shape": [7],
            "features": {"width": "category", "height": "number"},
            "missing": {"width": 3},
            "target": "colour",
            "classes": {"blue": 10, "red": 10},
            "warnings": ["Empty cells are filled in these columns: width (3)."],
        },
    ),
    "thousands": (
        {
            "x.csv": "price;rooms;kind\n"
            + "".join(f"1.{n:03},50;{n % 4};{'ab'[n % 2]}\n" for n in range(20))
        },
        [],
        {
            "kind": "table",
            "rows": 20,
            "shape": [3],
            "features": {"rooms": "number", "kind": "category"},
            "target": "price",
            "mean": 1010.0,
        },
    ),
    "labels with spaces": (
        {
            "x.csv": "a,kind\n"
            + "".join(f"{n % 7},{(' yes', 'no ', 'yes')[n % 3]}\n" for n in range(21))
        },
        [],
        {
            "kind": "table",
            "rows": 21,
            "shape": [1],
            "features": {"a": "number"},
            "target": "kind",
            "classes": {" yes": 7, "no ": 7, "yes": 7},
            "warnings": ["Some labels differ only by the spaces around them: kind. Trim labels?"],
        },
    ),
    "labels with spaces trimmed": (
        {
            "x.csv": "a,kind\n"
            + "".join(f"{n % 7},{(' yes', 'no ', 'yes')[n % 3]}\n" for n in range(21))
        },
        ["--trim", "yes"],
        {
            "kind": "table",
            "rows": 21,
            "shape": [1],
            "features": {"a": "number"},
            "target": "kind",
            "classes": {"no": 7, "yes": 14},
        },
    ),
    "money": (
        {"x.csv": "cost,kind\n" + "".join(f"${n}.99,{'ab'[n % 2]}\n" for n in range(20))},
        [],
        {
            "kind": "table",
            "rows": 20,
            "shape": [1],
            "features": {"cost": "number"},
            "target": "kind",
            "classes": {"a": 10, "b": 10},
        },
    ),
    "excel sep line": (
        {"x.csv": "sep=;\n" + TABLE.replace(",", ";")},
        [],
        {
            "kind": "table",
            "rows": 20,
            "shape": [2],
            "features": {"width": "number", "height": "number"},
            "target": "colour",
            "classes": {"blue": 10, "red": 10},
        },
    ),
    "one class in target only few": (
        {"x.csv": "a,b,kind\n" + "".join(f"{n},{n % 3},{'a' if n else 'b'}\n" for n in range(20))},
        [],
        {
            "kind": "table",
            "rows": 20,
            "shape": [1],
            "features": {"b": "number"},
            "target": "kind",
            "classes": {"a": 19, "b": 1},
            "ignored": ["a"],
            "warnings": ["Classes of the target kind with a single row: b."],
        },
    ),
    "json records": (
        {
            "x.json": '[{"a":1,"b":"x"},{"a":2,"b":"y"},{"a":3,"b":null},{"a":4.5,"b":"x"},{"a":5,"b":"y"}]'
        },
        [],
        {
            "kind": "table",
            "rows": 4,
            "shape": [1],
            "features": {"a": "number"},
            "target": "b",
            "classes": {"x": 2, "y": 2},
            "warnings": [
                "1 of 5 rows are left out because cells are empty in these columns: b (1)."
            ],
        },
    ),
    "json lines": (
        {
            "x.jsonl": '{"a":1,"b":"x"}\n{"b":"y"}\n\n{"a":3,"b":"x"}\n{"a":4,"b":"y"}\n{"a":4,"b":"y"}\n'
        },
        ["--missing", "fill"],
        {
            "kind": "table",
            "rows": 5,
            "shape": [1],
            "features": {"a": "number"},
            "missing": {"a": 1},
            "target": "b",
            "classes": {"x": 2, "y": 3},
            "warnings": ["Empty cells are filled in these columns: a (1)."],
        },
    ),
    "pictures": (
        {
            **pictures("cat", "dog"),
        },
        [],
        {
            "kind": "images",
            "rows": 6,
            "shape": [6, 8, 3],
            "target": "class",
            "classes": {"cat": 3, "dog": 3},
        },
    ),
    "pictures train test": (
        {
            k.replace("pictures/", f"pictures/{p}/"): v
            for p in ("train", "test")
            for k, v in pictures("cat", "dog").items()
        },
        [],
        {
            "kind": "images",
            "rows": 12,
            "shape": [6, 8, 3],
            "target": "class",
            "classes": {"cat": 6, "dog": 6},
            "splits": {"train": 6, "test": 6},
        },
    ),
    "pictures mixed": (
        {
            "pictures/a/1.png": picture(size=(8, 6)),
            "pictures/a/2.jpg": picture("JPEG", size=(30, 20)),
            "pictures/b/1.bmp": picture("BMP", "L"),
            "pictures/b/2.gif": picture("GIF", "P"),
            "pictures/b/3.tif": picture("TIFF", "I;16"),
            "pictures/b/4.webp": picture("WEBP", "RGBA"),
            "pictures/a/3.PNG": picture(mode="LA"),
        },
        [],
        {
            "kind": "images",
            "rows": 7,
            "shape": [32, 32, 3],
            "target": "class",
            "classes": {"a": 3, "b": 4},
            "warnings": ["The pictures are of different sizes."],
        },
    ),
    "pictures grey": (
        {**pictures("a", "b", mode="L")},
        [],
        {
            "kind": "images",
            "rows": 6,
            "shape": [6, 8],
            "target": "class",
            "classes": {"a": 3, "b": 3},
        },
    ),
    "pictures 16": (
        {**pictures("a", "b", mode="I;16")},
        [],
        {
            "kind": "images",
            "rows": 6,
            "shape": [6, 8],
            "target": "class",
            "classes": {"a": 3, "b": 3},
        },
    ),
    "pictures broken": (
        {
            **pictures("a", "b"),
            "pictures/a/9.png": b"not a picture",
            "pictures/b/8.png": picture()[:40],
            "pictures/b/7.png": b"",
        },
        [],
        {
            "kind": "images",
            "rows": 6,
            "shape": [6, 8, 3],
            "target": "class",
            "classes": {"a": 3, "b": 3},
            "skipped": {
                "a/9.png": "it is no picture of a kind that can be read here (PNG, JPEG, BMP, WEBP, GIF, TIFF)",
                "b/7.png": "it is empty",
                "b/8.png": "it is no picture of a kind that can be read here (PNG, JPEG, BMP, WEBP, GIF, TIFF)",
            },
        },
    ),
    "pictures empty class": (
        {**pictures("a", "b"), "pictures/c/": b""},
        [],
        {
            "kind": "images",
            "rows": 6,
            "shape": [6, 8, 3],
            "target": "class",
            "classes": {"a": 3, "b": 3},
            "warnings": ["These folders hold nothing that can be read here: c."],
        },
    ),
    "pictures class broken": (
        {**pictures("a", "b"), "pictures/c/1.png": b"x"},
        [],
        {
            "kind": "images",
            "rows": 6,
            "shape": [6, 8, 3],
            "target": "class",
            "classes": {"a": 3, "b": 3, "c": 0},
            "skipped": {
                "c/1.png": "it is no picture of a kind that can be read here (PNG, JPEG, BMP, WEBP, GIF, TIFF)"
            },
            "warnings": ["The class c has no picture that can be read."],
        },
    ),
    "pictures one class": (
        {**pictures("a")},
        [],
        {
            "kind": "images",
            "rows": 3,
            "shape": [6, 8, 3],
            "target": "class",
            "classes": {"a": 3},
            "warnings": ["There is only one class, a: nothing to tell apart. Add another one."],
        },
    ),
    "pictures flat with table": (
        {
            **{f"pictures/{n}.png": picture() for n in range(4)},
            "pictures/labels.csv": "file,label\n0.png,a\n1.png,b\n2.png,a\n3.png,b\n",
        },
        [],
        {
            "kind": "images",
            "rows": 4,
            "shape": [6, 8, 3],
            "target": "class",
            "classes": {"a": 2, "b": 2},
            "warnings": ["The classes are those in labels.csv, column label."],
        },
    ),
    "pictures system files": (
        {
            **pictures("a", "b"),
            "pictures/.DS_Store": b"x",
            "pictures/a/Thumbs.db": b"x",
            "pictures/a/notes.txt": "hello",
        },
        [],
        {
            "kind": "images",
            "rows": 6,
            "shape": [6, 8, 3],
            "target": "class",
            "classes": {"a": 3, "b": 3},
            "warnings": ["1 files of other kinds are passed over: .txt."],
        },
    ),
    "pictures chinese, asked size": (
        {
            **{
                k.replace("/a/", "/猫/").replace("/b/", "/狗 2/"): v
                for k, v in pictures("a", "b").items()
            }
        },
        ["--height", "5", "--width", "5", "--colour", "grey"],
        {
            "kind": "images",
            "rows": 6,
            "shape": [5, 5],
            "target": "class",
            "classes": {"狗 2": 3, "猫": 3},
        },
    ),
    "idx": (
        digits(),
        [],
        {
            "kind": "idx",
            "rows": 10,
            "shape": [5, 4],
            "target": "label",
            "classes": {"0": 4, "1": 3, "2": 3},
        },
    ),
    "idx gz": (
        {k + ".gz": gzip.compress(v) for k, v in digits().items()},
        [],
        {
            "kind": "idx",
            "rows": 10,
            "shape": [5, 4],
            "target": "label",
            "classes": {"0": 4, "1": 3, "2": 3},
        },
    ),
    "idx false gz": (
        {k + ".gz": v for k, v in digits().items()},
        [],
        {
            "kind": "idx",
            "rows": 10,
            "shape": [5, 4],
            "target": "label",
            "classes": {"0": 4, "1": 3, "2": 3},
        },
    ),
    "idx one class": (
        {**digits(), "mnist/train-labels-idx1-ubyte": idx(np.zeros(10, np.uint8))},
        [],
        {
            "kind": "idx",
            "rows": 10,
            "shape": [5, 4],
            "target": "label",
            "classes": {"0": 10},
            "warnings": ["There is only one class, 0: nothing to tell apart. Add another one."],
        },
    ),
    "npz": (
        {
            "x.npz": npz(
                x_train=np.arange(40).reshape(20, 2),
                y_train=np.arange(20) % 2,
                x_test=np.arange(8).reshape(4, 2),
                y_test=np.arange(4) % 2,
            )
        },
        [],
        {
            "kind": "arrays",
            "rows": 24,
            "shape": [2],
            "target": "y_train",
            "classes": {"0": 12, "1": 12},
            "splits": {"train": 20, "test": 4},
        },
    ),
    "npz channels first": (
        {"x.npz": npz(X=np.arange(20 * 3 * 6 * 6).reshape(20, 3, 6, 6) % 256, y=np.arange(20) % 2)},
        [],
        {
            "kind": "arrays",
            "rows": 20,
            "shape": [6, 6, 3],
            "target": "y",
            "classes": {"0": 10, "1": 10},
        },
    ),
    "npz channels last": (
        {
            "x.npz": npz(
                X=(np.arange(20 * 3 * 6 * 6).reshape(20, 6, 6, 3) % 256).astype(np.uint8),
                y=np.array(["cat", "dog"] * 10),
            )
        },
        [],
        {
            "kind": "arrays",
            "rows": 20,
            "shape": [6, 6, 3],
            "target": "y",
            "classes": {"cat": 10, "dog": 10},
        },
    ),
    "npy": (
        {"x.npy": npy(np.arange(60.0).reshape(20, 3))},
        [],
        {"kind": "arrays", "rows": 20, "shape": [2], "target": "x3", "mean": 30.5},
    ),
    "npy nan": (
        {
            "x.npz": npz(
                X=np.where(np.arange(40) == 7, np.nan, np.arange(40.0)).reshape(20, 2),
                y=np.arange(20) % 2,
            )
        },
        ["--missing", "drop"],
        {
            "kind": "arrays",
            "rows": 19,
            "shape": [2],
            "missing": {"x2": 1},
            "target": "y",
            "classes": {"0": 10, "1": 9},
            "warnings": [
                "1 of 20 samples are left out: a number or a label is missing or infinite."
            ],
        },
    ),
    "npz one class": (
        {"x.npz": npz(X=np.arange(40.0).reshape(20, 2), y=np.array(["a"] * 20))},
        [],
        {
            "kind": "arrays",
            "rows": 20,
            "shape": [2],
            "target": "y",
            "classes": {"a": 20},
            "warnings": ["There is only one class, a: nothing to tell apart. Add another one."],
        },
    ),
    "text": (
        {"x.txt": STORY},
        [],
        {"kind": "text", "rows": 826, "shape": [50], "characters": 876, "vocabulary": 23},
    ),
    "text words": (
        {"x.txt": STORY},
        ["--unit", "words"],
        {"kind": "text", "rows": 244, "shape": [20], "characters": 876, "vocabulary": 18},
    ),
    "text chinese gbk": (
        {"x.txt": ("床前明月光，疑是地上霜。举头望明月，低头思故乡。\n" * 20).encode("gbk")},
        [],
        {
            "kind": "text",
            "rows": 20,
            "shape": [25],
            "encoding": "gb18030",
            "characters": 500,
            "vocabulary": 20,
        },
    ),
    "text emoji": (
        {"x.txt": "naïve 😀 e\u0301 مرحبا\n" * 20},
        [],
        {"kind": "text", "rows": 20, "shape": [16], "characters": 340, "vocabulary": 14},
    ),
    "text folders": (
        {
            f"texts/{c}/{n}.txt": STORY[n * 5 : n * 5 + 90]
            for c in ("good", "bad")
            for n in range(3)
        },
        [],
        {
            "kind": "text",
            "rows": 6,
            "shape": [26],
            "target": "class",
            "classes": {"bad": 3, "good": 3},
            "characters": 540,
            "vocabulary": 20,
        },
    ),
    "text csv": (
        {
            "x.csv": "review,label\n"
            + "".join(
                f'"It was {w}, and it was long, number {n} of them",{w}\n'
                for n, w in enumerate(("good", "bad") * 8)
            )
        },
        [],
        {
            "kind": "text",
            "rows": 16,
            "shape": [13],
            "target": "label",
            "classes": {"bad": 8, "good": 8},
            "characters": 734,
            "vocabulary": 27,
        },
    ),
    "text short": (
        {"x.txt": "Hi"},
        [],
        {
            "kind": "text",
            "rows": 1,
            "shape": [1],
            "characters": 2,
            "vocabulary": 2,
            "warnings": [
                "There are too few windows to hold some out that share no step with others."
            ],
        },
    ),
    "text unreadable": (
        {
            **{
                f"texts/{c}/{n}.txt": STORY[n * 5 : n * 5 + 90]
                for c in ("good", "bad")
                for n in range(3)
            },
            "texts/bad/7.txt": bytes(range(256)) * 4,
            "texts/bad/8.txt": b"",
        },
        [],
        {
            "kind": "text",
            "rows": 6,
            "shape": [26],
            "target": "class",
            "classes": {"bad": 3, "good": 3},
            "characters": 540,
            "vocabulary": 20,
            "skipped": {
                "bad/7.txt": "7.txt is not a text file. Choose a file of text, such as CSV.",
                "bad/8.txt": "8.txt is empty. Choose another file.",
            },
        },
    ),
    "series": (
        {"x.csv": SERIES},
        [],
        {
            "kind": "series",
            "rows": 66,
            "shape": [14, 2],
            "features": {"visitors": "number"},
            "target": "rain",
            "mean": 2.0303,
            "warnings": [
                "2 gaps in date, the first behind 2024-01-28; windows go on over them as though nothing were missing."
            ],
        },
    ),
    "series window": (
        {"x.csv": SERIES},
        [
            "--kind",
            "series",
            "--target",
            "visitors",
            "--window",
            "7",
            "--horizon",
            "3",
            "--stride",
            "2",
        ],
        {
            "kind": "series",
            "rows": 36,
            "shape": [7, 2],
            "features": {"rain": "number"},
            "target": "visitors",
            "mean": 108.1111,
            "warnings": [
                "2 gaps in date, the first behind 2024-01-28; windows go on over them as though nothing were missing."
            ],
        },
    ),
    "series diff": (
        {"x.csv": SERIES},
        ["--kind", "series", "--differences", "first"],
        {
            "kind": "series",
            "rows": 65,
            "shape": [14, 2],
            "features": {"visitors": "number"},
            "target": "rain (change)",
            "warnings": [
                "2 gaps in date, the first behind 2024-01-28; windows go on over them as though nothing were missing."
            ],
        },
    ),
    "series unsorted doubled": (
        {
            "x.csv": "\n".join(
                [SERIES.splitlines()[0], *SERIES.splitlines()[:0:-1], SERIES.splitlines()[5]]
            )
        },
        ["--kind", "series"],
        {
            "kind": "series",
            "rows": 67,
            "shape": [14, 2],
            "features": {"visitors": "number"},
            "target": "rain",
            "mean": 2.0448,
            "warnings": [
                "The rows were put in the order of date.",
                "1 rows have the same date as the row before; they stay, as though time went on. If there are several series in the file, give each its own.",
                "2 gaps in date, the first behind 2024-01-28; windows go on over them as though nothing were missing.",
            ],
        },
    ),
    "series gaps": (
        {"x.csv": SERIES.replace("2024-02-10,", "2024-02-10,x").replace("2024-01-20", "")},
        ["--kind", "series"],
        {
            "kind": "series",
            "rows": 51,
            "shape": [14, 2],
            "features": {"visitors": "number"},
            "target": "rain",
            "mean": 2.0,
            "warnings": [
                "In the column visitors cells count as empty that are no finite numbers: 1, the first in line 39: 'x109'.",
                "1 rows have no date and were left out.",
                "3 gaps in date, the first behind 2024-01-19; windows go on over them as though nothing were missing.",
                "14 windows were left out because a number in them, or behind them, is missing.",
            ],
        },
    ),
    "sounds": (
        sounds("yes", "no"),
        [],
        {
            "kind": "sound",
            "rows": 6,
            "shape": [8, 40],
            "target": "class",
            "classes": {"no": 3, "yes": 3},
        },
    ),
    "sounds raw": (
        sounds("yes", "no"),
        ["--representation", "raw"],
        {
            "kind": "sound",
            "rows": 6,
            "shape": [800, 1],
            "target": "class",
            "classes": {"no": 3, "yes": 3},
        },
    ),
    "sounds mixed": (
        {**sounds("yes", "no"), "sounds/yes/8.wav": sound(16000, 4, 2, 0.2)},
        [],
        {
            "kind": "sound",
            "rows": 7,
            "shape": [18, 40],
            "target": "class",
            "classes": {"no": 3, "yes": 4},
            "warnings": [
                "The sounds have different sample rates; all are brought to 8000 Hz.",
                "About 85 % of the sounds are shorter than 0.2 s; silence follows them.",
            ],
        },
    ),
    "sounds broken": (
        {
            **sounds("yes", "no"),
            "sounds/yes/8.wav": sound()[:200],
            "sounds/no/9.wav": b"RIFFxxxxWAVE",
            "sounds/no/7.wav": b"",
        },
        [],
        {
            "kind": "sound",
            "rows": 6,
            "shape": [8, 40],
            "target": "class",
            "classes": {"no": 3, "yes": 3},
            "skipped": {
                "no/7.wav": "it is empty",
                "no/9.wav": "it is cut off: no sound is in it",
                "yes/8.wav": "it is cut off: 156 of 1600 bytes of sound are there",
            },
        },
    ),
    "sounds one class": (
        sounds("yes"),
        [],
        {
            "kind": "sound",
            "rows": 3,
            "shape": [8, 40],
            "target": "class",
            "classes": {"yes": 3},
            "warnings": ["There is only one class, yes: nothing to tell apart. Add another one."],
        },
    ),
}

REFUSED: dict[str, BadRow] = {
    "empty": ({"x.csv": ""}, [], "x.csv is empty. Choose another file."),
    "only spaces": ({"x.csv": "  \n\n  "}, [], "x.csv is empty. Choose another file."),
    "header only": (
        {"x.csv": "a,b,c\n"},
        [],
        "x.csv has a row of names, but no rows below it. Choose another file.",
    ),
    "ragged": (
        {"x.csv": TABLE.replace("3.5,", "3.5,1,")},
        [],
        "x.csv, line 5: cells in this row: 4, in most rows: 3 (rows like this: 3). Mend them, or check delimiter and quotation marks.",
    ),
    "ragged one": (
        {"x.csv": "a,b\n1,2\n3,4\n5,6,7\n8,9\n"},
        [],
        "x.csv, line 4: cells in this row: 3, in most rows: 2 (rows like this: 1). Mend them, or check delimiter and quotation marks.",
    ),
    "binary": (
        {"x.csv": bytes(range(256)) * 40},
        [],
        "x.csv is not a text file. Choose a file of text, such as CSV.",
    ),
    "png as csv": (
        {"x.csv": picture()},
        [],
        "x.csv is not a text file. Choose a file of text, such as CSV.",
    ),
    "one class": (
        {"x.csv": TABLE.replace("red", "blue")},
        ["--target", "colour"],
        "In x.csv the target colour has only one class, 'blue'. A network needs at least two to tell apart: choose another target or a file with more classes.",
    ),
    "one class plain": (
        {"x.csv": "a,kind\n1,x\n2,x\n3,x\n4,x\n"},
        [],
        "In x.csv the target kind has only one class, 'x'. A network needs at least two to tell apart: choose another target or a file with more classes.",
    ),
    "unclosed": (
        {"x.csv": 'a,b\n1,2\n3,"4\n5,6\n'},
        [],
        "x.csv, line 3: the record that begins here opens a quotation mark that is never closed. Close it, or double it if it belongs to the text.",
    ),
    "text after quote": (
        {"x.csv": 'a,b\n1,2\n3,"4" or 5\n5,6\n'},
        [],
        "x.csv, line 3: text follows a closing quotation mark in the record that begins here. Double the quotation marks inside of a cell, or check the delimiter.",
    ),
    "two rows": (
        {"x.csv": "a,b\n1,2\n2,3\n"},
        [],
        "x.csv has 2 complete rows; at least 3 are needed. Choose a longer file, or fill empty cells.",
    ),
    "one row": (
        {"x.csv": "a,b\n1,2\n"},
        [],
        "x.csv has 1 complete rows; at least 3 are needed. Choose a longer file, or fill empty cells.",
    ),
    "false gz": (
        {"x.csv.gz": TABLE},
        [],
        "x.csv.gz is called .gz, but it is not packed with gzip. Rename it.",
    ),
    "cut gz": (
        {"x.csv.gz": packed(TABLE)[:-20]},
        [],
        "x.csv.gz is packed with gzip, but it is cut off or damaged. Copy or pack it again.",
    ),
    "zero": (
        {"x.csv": TABLE.replace("3.5", "3\0.5")},
        [],
        "x.csv is not a text file. Choose a file of text, such as CSV.",
    ),
    "wrong type": (
        {"x.csv": TABLE},
        ["--type", "colour=number"],
        "x.csv, line 2: the column colour holds 'red', which is no number. Mend it, or change the type of the column.",
    ),
    "no column": (
        {"x.csv": TABLE},
        ["--target", "weight"],
        "x.csv has no column 'weight'; it has width, height, colour.",
    ),
    "broken json": (
        {"x.json": '[{"a":1},\n{"a":2,}]'},
        [],
        "x.json, line 2: this is not valid JSON (Expecting property name enclosed in double quotes). Save it again.",
    ),
    "nested json": (
        {"x.json": '[{"a":{"b":1}},{"a":{"b":2}}]'},
        [],
        "x.json, record 1: a value is a list or an object. Only texts, numbers, true, false and null can stand in a table.",
    ),
    "json number": (
        {"x.json": "42"},
        [],
        "x.json is JSON, but no table: it must be a list of records, a record on each line, or an object of equally long lists.",
    ),
    "not excel": (
        {"x.xlsx": TABLE},
        [],
        "x.xlsx is no Excel workbook, or it is damaged. Save it again, or as CSV.",
    ),
    "old xls": (
        {"x.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600},
        [],
        "x.xls is of no kind that can be read here: tables (CSV, TSV, JSON), pictures, IDX, NumPy arrays, text or sound. Save it as one of these.",
    ),
    "unknown": (
        {"x.exe": b"MZ\x90\0" * 99},
        [],
        "x.exe is of no kind that can be read here: tables (CSV, TSV, JSON), pictures, IDX, NumPy arrays, text or sound. Save it as one of these.",
    ),
    "pdf": (
        {"x.pdf": b"%PDF-1.7\n\xe2\xe3\xcf\xd3\n" + b"\0\1\2" * 99},
        [],
        "x.pdf is of no kind that can be read here: tables (CSV, TSV, JSON), pictures, IDX, NumPy arrays, text or sound. Save it as one of these.",
    ),
    "pictures flat": (
        {f"pictures/{n}.png": picture() for n in range(4)},
        [],
        "The 4 pictures in pictures are in no folders of classes. Put those of each class into a folder of their own, which names the class; or put a table with their names and classes (labels.csv) beside them.",
    ),
    "pictures all broken": (
        {f"pictures/{c}/{n}.png": b"broken" for c in "ab" for n in "12"},
        [],
        "No picture in pictures can be read; the first, a/1.png: it is no picture of a kind that can be read here (PNG, JPEG, BMP, WEBP, GIF, TIFF). Choose another folder.",
    ),
    "one picture": (
        {"x.png": picture()},
        [],
        "x.png is a single picture. Choose the folder that has a folder of pictures for each class.",
    ),
    "empty folder": (
        {"pictures/": b""},
        [],
        "The folder pictures has nothing in it that can be read here: pictures, sounds or texts in a folder for each class, IDX files or NumPy arrays. Choose another one, or a file.",
    ),
    "idx truncated": (
        {
            **digits(),
            "mnist/train-images-idx3-ubyte": digits()["mnist/train-images-idx3-ubyte"][:-7],
        },
        [],
        "train-images-idx3-ubyte is damaged: by its header it has 216 bytes, but there are 209. Get it again from where it came.",
    ),
    "idx cut header": (
        {**digits(), "mnist/train-images-idx3-ubyte": b"\0\0\x08\x03\0\0"},
        [],
        "train-images-idx3-ubyte is damaged: by its header it has 16 bytes, but there are 6. Get it again from where it came.",
    ),
    "idx counts differ": (
        digits(10, 9),
        [],
        "train-images-idx3-ubyte has 10 samples, but train-labels-idx1-ubyte has 9 targets. There must be one for each sample.",
    ),
    "idx no labels": (
        {"mnist/train-images-idx3-ubyte": digits()["mnist/train-images-idx3-ubyte"]},
        [],
        "train-images-idx3-ubyte has no labels: a file such as train-labels-idx1-ubyte should lie beside it. Put it there, or choose another set.",
    ),
    "idx huge": (
        {
            **digits(),
            "mnist/train-images-idx3-ubyte": struct.pack(">HBBIII", 0, 8, 3, 4000000000, 5000, 4000)
            + b"xx",
        },
        [],
        "train-images-idx3-ubyte is damaged: by its header it has 80,000,000,000,000,016 bytes, but there are 18. Get it again from where it came.",
    ),
    "npy pickled": (
        {"x.npy": npy(np.array([{"a": 1}, None], object))},
        [],
        "x.npy holds Python objects or records, which are not opened, for they could run programs. Save it as plain numbers or words: numpy.save(file, numpy.array(list, dtype=float)), sequences of different lengths padded to one.",
    ),
    "npz lengths": (
        {"x.npz": npz(X=np.zeros((20, 2)), y=np.zeros(19))},
        [],
        "x.npz: X has 20 samples, but y has 19 targets. There must be one for each sample.",
    ),
    "npy cut": (
        {"x.npy": npy(np.arange(60.0).reshape(20, 3))[:-9]},
        [],
        "x.npy is damaged: by its header it has 608 bytes, but there are 599. Save it again, or get another copy.",
    ),
    "npy fake": (
        {"x.npy": b"hello"},
        [],
        "x.npy is no array as NumPy saves it. Save it with numpy.save or numpy.savez.",
    ),
    "npz broken": (
        {"x.npz": npz(X=np.zeros((20, 2)))[:90]},
        [],
        "x.npz cannot be read: File is not a zip file. Save it again with numpy.save or numpy.savez.",
    ),
    "npy scalar": (
        {"x.npy": npy(3.5)},
        [],
        "x.npy: An array of the shape () holds no samples that can be used; expected are samples × features, samples × steps × features, or samples × height × width (× channels).",
    ),
    "npy complex": (
        {"x.npy": npy(np.zeros((9, 2), complex))},
        [],
        "x.npy: The array x is of the type complex128; samples must be whole or decimal numbers.",
    ),
    "text empty": ({"x.txt": ""}, [], "x.txt is empty. Choose another file."),
    "text binary": (
        {"x.txt": bytes(range(256)) * 9},
        [],
        "x.txt is not a text file. Choose a file of text, such as CSV.",
    ),
    "text one class": (
        {f"texts/good/{n}.txt": STORY for n in range(3)},
        [],
        "texts: all texts are of the class good. There must be at least two classes.",
    ),
    "series short": (
        {"x.csv": "\n".join(SERIES.splitlines()[:6])},
        ["--kind", "series", "--window", "12"],
        "x.csv has 5 usable rows; a window of 12 and a horizon of 1 need at least 15. Choose a shorter window, or bring more rows.",
    ),
    "series no numbers": (
        {"x.csv": "a,b\n" + "x,y\n" * 30},
        ["--kind", "series"],
        "x.csv has no column of changing numbers to predict. Choose another file.",
    ),
    "sounds mp3": (
        {f"sounds/{c}/1.wav": b"ID3\x04" + b"\0" * 300 for c in "ab"},
        [],
        "No sound in sounds can be read; the first, a/1.wav: it is no WAV file: it does not begin with RIFF and WAVE. Choose another folder.",
    ),
    "one sound": (
        {"x.wav": sound()},
        [],
        "x.wav is a single sound. Choose the folder that has all of them.",
    ),
    "dataset.json bad": (
        {"set/dataset.json": "{}"},
        [],
        "dataset.json: the field counts got []; it expects how many samples there are to learn from.",
    ),
}


@pytest.mark.parametrize("name", READ)
def test_a_messy_file_is_read_as_it_is_meant(name: str, tmp_path: Path, capsys: Said) -> None:
    files, words, expected = READ[name]
    path = write(tmp_path, files)
    assert main(["data", "describe", str(path), "--json", *words]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert facts(json.loads(out)) == expected
    if not words:
        assert facts(nnstudio.describe_data(path)) == expected


@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_file_is_refused_in_a_line(name: str, tmp_path: Path, capsys: Said) -> None:
    files, words, expected = REFUSED[name]
    path, made = write(tmp_path / "in", files), tmp_path / "out"
    for command in (["describe", str(path), "--json"], ["import", str(path), "-o", str(made)]):
        assert main(["data", *command, *words]) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert err.replace(str(tmp_path / "in"), "…") == f"nnstudio: {expected}\n"
    assert not made.exists()
    assert main(["data", "import", str(path), "-o", f"{made}.npz", *words]) == 2
    assert [each.name for each in tmp_path.iterdir()] == ["in"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_what_never_ends_is_refused_at_once(tmp_path: Path, capsys: Said) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    for words in ([], ["--kind", "table"]):
        assert main(["data", "describe", str(pipe), *words]) == 2
        assert capsys.readouterr().err == (
            f"nnstudio: {pipe} is a pipe or a device, no file. Save what comes out of it as a file.\n"
        )


@pytest.mark.parametrize("name", ["x.csv", "pictures"])
def test_what_may_not_be_read_is_refused(
    name: str, tmp_path: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, {name: TABLE} if "." in name else pictures("a", "b"))
    # Whoever runs this as root may read everything.
    monkeypatch.setattr(os, "access", lambda place, mode: Path(place) != path)
    assert main(["data", "describe", str(path)]) == 2
    assert capsys.readouterr().err.startswith(f"nnstudio: {path} may not be read.")


def facts(found: dict[str, object]) -> dict[str, object]:
    """Return what is to be compared of a description; what is as usual is left out."""
    features, target, options = found["features"], found["target"], found["options"]
    assert isinstance(features, list)
    assert isinstance(target, dict)
    assert isinstance(options, dict)
    told: dict[str, object] = {key: found[key] for key in ("kind", "rows", "shape")}
    if found["kind"] in ("table", "series"):
        told["features"] = {each["name"]: each["type"] for each in features}
    told["missing"] = {each["name"]: each["missing"] for each in features if each["missing"]}
    targets = found.get("targets", [target])
    assert isinstance(targets, list)
    told["target"] = ", ".join(each["name"] for each in targets)
    told["classes"] = target.get("classes")
    told["mean"] = round(target["mean"], 4) if "mean" in target else None
    told["splits"] = None if found["splits"] == {"all": found["rows"]} else found["splits"]
    told["encoding"] = options.get("encoding") if options.get("encoding") != "utf-8" else None
    skipped = found["skipped"]
    assert isinstance(skipped, list)
    told["skipped"] = {each["file"]: each["reason"] for each in skipped}
    for key in ("ignored", "characters", "vocabulary", "warnings"):
        told[key] = found.get(key)
    return {key: value for key, value in told.items() if value or key == "shape"}
