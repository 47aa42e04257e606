"""Good files of every kind that data can be brought in from, for the fuzzer to spoil."""

from __future__ import annotations

import gzip
import io
import json
import struct
import tempfile
import wave
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image


@dataclass(frozen=True)
class Seed:
    """A good file, or a folder of files.

    Parameters
    ----------
    name
        What it is.
    files
        Their contents by name; the names in a folder begin with that of the folder.
    """

    name: str
    files: dict[str, bytes]

    @property
    def root(self) -> str:
        """The file or folder that is brought in."""
        return next(iter(self.files)).split("/", maxsplit=1)[0]


def seeds() -> list[Seed]:
    """Return all of them, always the same."""
    made = [*_tables(), *_records(), *_pictures(), *_idx(), *_arrays(), *_texts(), *_series()]
    return [*made, *_sounds(), *_prepared()]


FLOWERS = "length,width,colour,when,kind\n" + "".join(
    f"{4 + n % 5}.{n % 10},{1 + n % 3}.5,{('red', 'blue', 'NA')[n % 3]},2024-0{1 + n % 9}-1{n % 9},"
    f"{('setosa', 'versicolor')[n % 2]}\n"
    for n in range(24)
)
CHINESE = "长度,宽度,颜色,类别\n" + "".join(
    f"{n % 7}.5,{n % 4},{'红蓝'[n % 2]}色,{('山鸢尾', '变色鸢尾')[n % 2]}\n" for n in range(20)
)
NOTES = "id;price;note\n" + "".join(
    f'{n};{100 + n},5;"Nice house, ""new""\nwith {n} rooms; warm"\n' for n in range(12)
)


def _tables() -> list[Seed]:
    texts: dict[str, str | bytes] = {
        "commas.csv": FLOWERS,
        "semicolons.csv": FLOWERS.replace(",", ";").replace(".", ","),
        "tabs.tsv": FLOWERS.replace(",", "\t"),
        "spaces.data": "\n".join(f"{n % 5} {n * 1.5:.2f} {n % 2}" for n in range(30)),
        "pipes.txt": FLOWERS.replace(",", "|"),
        "quotes.csv": NOTES,
        "no names.csv": FLOWERS.split("\n", 1)[1].replace("red", "?"),
        "comments.csv": "# measured by hand\n\n" + FLOWERS.replace("7.", "# again\n7."),
        "windows.csv": "\ufeff" + FLOWERS.replace("\n", "\r\n"),
        "utf-16.csv": FLOWERS.encode("utf-16"),
        "gbk.csv": CHINESE.encode("gbk"),
        "latin.csv": FLOWERS.replace("red", "größer").encode("latin-1"),
        "chinese.csv": CHINESE,
        "packed.csv.gz": gzip.compress(FLOWERS.encode(), mtime=0),
        "several.csv": "a,b,y1,y2\n"
        + "".join(f"{n},{n * n},{n / 3:.3f},{-n}\n" for n in range(20)),
        "split.csv": "a,part,y\n"
        + "".join(f"{n},{('train', 'val', 'test')[n % 3]},{n % 2}\n" for n in range(20)),
        "excel.csv": "sep=;\n" + FLOWERS.replace(",", ";"),
    }
    made = [
        Seed(name, {name: text.encode() if isinstance(text, str) else text})
        for name, text in texts.items()
    ]
    return [*made, Seed("workbook.xlsx", {"workbook.xlsx": _workbook()})]


def _records() -> list[Seed]:
    rows = [{"a": n, "b": n / 2, "c": "xy"[n % 2], "d": None, "e": n % 3 == 0} for n in range(12)]
    texts = {
        "records.json": json.dumps(rows),
        "records.jsonl": "\n".join(map(json.dumps, rows)),
        "columns.json": json.dumps({key: [row[key] for row in rows] for key in "abc"}),
    }
    return [Seed(name, {name: text.encode()}) for name, text in texts.items()]


def _workbook() -> bytes:
    rows = "".join(
        f'<row r="{r}"><c r="A{r}"><v>{r * 1.5}</v></c><c r="B{r}"><v>{r % 4}</v></c>'
        f'<c r="C{r}" t="inlineStr"><is><t>{"xy"[r % 2]}</t></is></c></row>'
        for r in range(2, 20)
    )
    head = "".join(f'<c r="{c}1" t="inlineStr"><is><t>{c}</t></is></c>' for c in "ABC")
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    sheets = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/'
        'vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{sheets}" xmlns:r="{office}"><sheets>'
        '<sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
        "</Relationships>",
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{sheets}"><sheetData>'
        f'<row r="1">{head}</row>{rows}</sheetData></worksheet>',
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name), text)
    return stream.getvalue()


def _picture(number: int, form: str, mode: str) -> bytes:
    pixels = np.random.default_rng(number).integers(0, 256, (9 + number, 12, 4), np.uint8)
    picture = Image.fromarray(pixels).convert("RGB" if mode == "I;16" else mode)
    if mode == "I;16":
        picture = Image.fromarray(pixels[..., 0].astype(np.uint16) * 256)
    stream = io.BytesIO()
    if form == "GIF":
        picture.save(stream, form, save_all=True, append_images=[picture.rotate(90)])
    else:
        picture.save(stream, form)
    return stream.getvalue()


def _pictures() -> list[Seed]:
    forms = (
        ("png", "PNG", "RGB"),
        ("png", "PNG", "P"),
        ("png", "PNG", "I;16"),
        ("png", "PNG", "LA"),
        ("jpg", "JPEG", "RGB"),
        ("jpg", "JPEG", "CMYK"),
        ("gif", "GIF", "P"),
        ("bmp", "BMP", "RGB"),
        ("bmp", "BMP", "1"),
        ("tif", "TIFF", "RGB"),
        ("tif", "TIFF", "I;16"),
        ("webp", "WEBP", "RGBA"),
    )
    made = []
    for suffix, form, mode in forms:
        files = {
            f"{label}/{n}.{suffix}": _picture(n, form, mode) for n in range(2) for label in "ab"
        }
        name = f"{form} {mode}"
        made.append(Seed(name, {f"pictures/{key}": each for key, each in files.items()}))
        if mode == "RGB" and form == "PNG":
            parts = {
                f"pictures/{p}/{k}": each for p in ("train", "test") for k, each in files.items()
            }
            made.append(Seed(f"{name} in parts", parts))
    flat = {f"pictures/{n}.png": _picture(n, "PNG", "L") for n in range(4)}
    table = "file,label\n" + "".join(f"{n}.png,{'ab'[n % 2]}\n" for n in range(4))
    made.append(Seed("labelled PNG", {**flat, "pictures/labels.csv": table.encode()}))
    return made


def _idx() -> list[Seed]:
    drawn = np.random.default_rng(0).integers(0, 256, (12, 5, 4), np.uint8)
    images = struct.pack(">HBBIII", 0, 8, 3, *drawn.shape) + drawn.tobytes()
    labels = struct.pack(">HBBI", 0, 8, 1, 12) + bytes(n % 3 for n in range(12))
    names = "train-images-idx3-ubyte", "train-labels-idx1-ubyte"
    plain = dict(zip(names, (images, labels), strict=True))
    packed = {f"{name}.gz": gzip.compress(each, mtime=0) for name, each in plain.items()}
    tests = {name.replace("train", "t10k"): each for name, each in plain.items()}
    return [
        Seed("IDX", {f"mnist/{name}": each for name, each in (plain | tests).items()}),
        Seed("packed IDX", {f"mnist/{name}": each for name, each in packed.items()}),
        Seed("IDX of labels", {"train-labels-idx1-ubyte": labels}),
    ]


def _saved(array: np.ndarray) -> bytes:
    stream = io.BytesIO()
    np.save(stream, array)
    return stream.getvalue()


def _arrays() -> list[Seed]:
    rng = np.random.default_rng(0)
    numbers = rng.normal(size=(20, 4))
    classes = rng.integers(0, 3, 20)
    made = []
    for name, save in (("plain", np.savez), ("packed", np.savez_compressed)):
        stream = io.BytesIO()
        save(stream, x_train=numbers, y_train=classes, x_test=numbers[:5], y_test=classes[:5])
        made.append(Seed(f"{name}.npz", {f"{name}.npz": stream.getvalue()}))
    pictures = rng.integers(0, 256, (10, 3, 6, 6), np.uint8)
    return [
        *made,
        Seed("numbers.npy", {"numbers.npy": _saved(numbers.astype(np.float32))}),
        Seed(
            "arrays in a folder",
            {"arrays/X.npy": _saved(pictures), "arrays/y.npy": _saved(classes[:10])},
        ),
        Seed("words.npy", {"words.npy": _saved(np.array([["1", "a"], ["2", "b"], ["3", "a"]]))}),
    ]


def _texts() -> list[Seed]:
    story = "Once upon a time there was a net. It learned; it forgot.\n\n从前有一个网络。\n" * 30
    labelled = "text,label\n" + "".join(
        f'"It was {w}, really {w}, and long enough to be a text {n}",{w}\n'
        for n, w in enumerate(("good", "bad") * 8)
    )
    return [
        Seed("story.txt", {"story.txt": story.encode()}),
        Seed("story.md", {"story.md": ("# Story\n\n" + story).encode("utf-16")}),
        Seed("reviews.csv", {"reviews.csv": labelled.encode()}),
        Seed(
            "texts by class",
            {
                f"texts/{c}/{n}.txt": f"{story[n : n + 90]} {c}".encode()
                for c in "ab"
                for n in range(3)
            },
        ),
    ]


def _series() -> list[Seed]:
    dated = "month,passengers,rain\n" + "".join(
        f"{1990 + n // 12}-{1 + n % 12:02},{100 + n * 3 + n % 12},{(n * 7) % 5}.5\n"
        for n in range(60)
    )
    days = "Datum;Wert\n" + "".join(
        f"{1 + n % 28:02}.0{1 + n // 28}.2020;{n},5\n" for n in range(80)
    )
    return [
        Seed("months.csv", {"months.csv": dated.encode()}),
        Seed("days.csv", {"days.csv": days.encode("latin-1")}),
    ]


def _sound(number: int, width: int, channels: int) -> bytes:
    times = np.arange(800)
    numbers = np.sin(times * (number + 1) / 9) * (2 ** (8 * width - 1) - 1)
    stream = io.BytesIO()
    with wave.open(stream, "wb") as sound:
        sound.setnchannels(channels)
        sound.setsampwidth(width)
        sound.setframerate(8000)
        sound.writeframes(np.repeat(numbers, channels).astype(f"<i{width}").tobytes())
    return stream.getvalue()


def _sounds() -> list[Seed]:
    return [
        Seed(
            f"sounds of {8 * width} bits",
            {f"sounds/{c}/{n}.wav": _sound(n, width, width // 2) for c in "ab" for n in range(2)},
        )
        for width in (2, 4)
    ]


def _prepared() -> list[Seed]:
    import nnstudio

    made = []
    with tempfile.TemporaryDirectory() as place:
        table = Path(place, "flowers.csv")
        table.write_text(FLOWERS, "utf-8")
        for name in ("set", "set.npz"):
            out = Path(place, name)
            nnstudio.import_data(table, out)
            files = [out] if out.is_file() else sorted(out.iterdir())
            made.append(
                Seed(
                    f"prepared {name}",
                    {file.relative_to(place).as_posix(): file.read_bytes() for file in files},
                )
            )
    return made
