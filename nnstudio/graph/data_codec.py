"""The data part of a project as plain JSON values and back."""

from __future__ import annotations

import base64

from nnstudio.core.shapes import Shape, size_of
from nnstudio.core.text import N_, Text
from nnstudio.graph.augmentation import Augmentation
from nnstudio.graph.data_file_codec import file_from, file_to_dict
from nnstudio.graph.data_plan import Column, DataPlan, DataSource, Drawing, Option
from nnstudio.graph.record import LARGEST_WHOLE, Record
from nnstudio.graph.settings_codec import settings_from, settings_to_dict
from nnstudio.graph.signature import Signature, Target

SCALINGS = ("none", "unit", "standard")
SPLITS = ("own", "random", "stratified", "time", "column")
CLASS_WEIGHTS = ("none", "balanced")
COLUMN_TYPES = ("number", "category", "date", "text")
ROLES = ("feature", "target", "split", "time", "ignored")
ENCODINGS = ("one_hot", "index")
MISSING = ("drop", "fill", "flag")
TASKS = ("classification", "regression")
MOST_OPTIONS = 1_000
MOST_DIMENSIONS = 8
MOST_CLASSES = 10_000
MOST_FEATURES = 1_000_000
MOST_POINTS = 100_000
MOST_ADDED = 1_000
MOST_NUMBERS_PER_SAMPLE = 100_000_000
LARGEST_SEED = 2**31 - 1

PLAIN_CHOICES = (
    "split",
    "validation",
    "test",
    "seed",
    "shuffle",
    "scaling",
    "per_feature",
    "target_scaling",
    "class_weights",
)
"""The fields of a plan that the user chooses and that are plain words and numbers."""
_FITTED = ("shift", "scale", "target_shift", "target_scale")
_RARE = (
    "file",
    "columns",
    "points",
    "counts",
    "fill",
    "weights",
    "reconstruct",
    "augmentation",
    "left_out",
    "relabelled",
    "added",
)


def data_to_dict(data: DataPlan) -> dict[str, object]:
    """Return the data plan as JSON values; what few projects have is left out where it is empty."""
    source, file = data.source, data.source.file
    rare: dict[str, object] = {
        "file": file_to_dict(file) if file else None,
        "columns": columns_to_list(source.columns),
        "points": [list(point) for point in source.points],
        "counts": list(data.counts) if any(data.counts) else None,
        "reconstruct": data.reconstruct,
        "augmentation": settings_to_dict(data.augmentation) if data.augmentation.active else None,
        "relabelled": [list(pair) for pair in data.relabelled],
        "added": [[base64.b64encode(d.pixels).decode("ascii"), d.label] for d in data.added],
        **{key: list(getattr(data, key)) for key in ("fill", "weights", "left_out")},
    }
    return {
        "dataset": source.dataset,
        "options": dict(source.options),
        "signature": signature_to_dict(data.signature),
        **{key: getattr(data, key) for key in PLAIN_CHOICES},
        **{key: list(getattr(data, key)) for key in _FITTED},
        **{key: value for key, value in rare.items() if value},
    }


def signature_to_dict(signature: Signature) -> dict[str, object]:
    """Return a signature as JSON values."""
    return {
        "input_shape": list(signature.input_shape),
        "task": signature.task,
        "classes": list(signature.classes),
        "targets": signature.targets,
        "raw_shape": list(signature.raw_shape),
        "features": list(signature.features),
        "target_name": signature.target_name,
        "target_shape": list(signature.target_shape),
        "further": [_target_to_dict(target) for target in signature.further],
        "tokens": signature.tokens,
        **({"padded": True} if signature.padded else {}),
    }


def columns_to_list(columns: tuple[Column, ...]) -> list[dict[str, object]]:
    """Return columns as JSON values."""
    return [
        {
            "name": column.name,
            "type": column.type,
            "role": column.role,
            "categories": list(column.categories),
            "encoding": column.encoding,
            "missing": column.missing,
        }
        for column in columns
    ]


def _target_to_dict(target: Target) -> dict[str, object]:
    return {
        "name": target.name,
        "task": target.task,
        "classes": list(target.classes),
        "shape": list(target.shape),
    }


def data_from(value: object) -> DataPlan:
    """Return the data plan that `data_to_dict` wrote; missing fields take their defaults.

    Raises
    ------
    ProjectFormatError
        Something in it is not as it must be; the text names it.
    """
    known = ("dataset", "options", "signature", *PLAIN_CHOICES, *_FITTED, *_RARE)
    record = Record(value, Text(N_("The data")), known)
    plan = DataPlan()
    signature = plan.signature
    if "signature" in record:
        signature = signature_from(record.raw("signature"))
    file = None
    if "file" in record:
        file = file_from(record.raw("file"))
    augmentation = plan.augmentation
    if "augmentation" in record:
        place_text = Text(N_("The augmentation of the data"))
        augmentation = settings_from(record.raw("augmentation"), place_text, Augmentation)
    shape = signature.input_shape
    per_feature = {shape[-1] if shape else 1, size_of(shape)}
    numbers = {sum(size_of(t.shape) for t in signature.all_targets if t.task == "regression")}
    counts = [
        record.checked_whole("counts", n, 0, LARGEST_WHOLE) for n in record.items("counts", 2)
    ]
    left_out, changed = (record.items(key, MOST_FEATURES) for key in ("left_out", "relabelled"))
    return DataPlan(
        DataSource(
            record.text("dataset", ""),
            tuple((k, _option(record, v)) for k, v in record.pairs("options", MOST_OPTIONS)),
            file,
            columns_from(record.items("columns", MOST_FEATURES)),
            tuple(_point(record, item) for item in record.items("points", MOST_POINTS)),
        ),
        signature,
        (counts[0], counts[1]) if len(counts) == 2 else plan.counts,
        record.choice("split", plan.split, SPLITS),
        record.whole("validation", 0, 0),
        record.whole("test", 0, 0),
        record.whole("seed", 0, 0, LARGEST_SEED),
        record.flag("shuffle", plan.shuffle),
        record.choice("scaling", plan.scaling, SCALINGS),
        record.flag("per_feature", len(shape) == 1),
        _fitted(record, "fill", plan.fill, per_feature),
        _fitted(record, "shift", plan.shift, per_feature),
        _fitted(record, "scale", plan.scale, per_feature),
        record.flag("reconstruct", plan.reconstruct),
        record.choice("target_scaling", plan.target_scaling, SCALINGS),
        _fitted(record, "target_shift", (), numbers),
        _fitted(record, "target_scale", (), numbers),
        record.choice("class_weights", plan.class_weights, CLASS_WEIGHTS),
        tuple(record.checked_number("weights", w) for w in record.items("weights", MOST_CLASSES)),
        augmentation,
        tuple(sorted({_place(record, "left_out", n) for n in left_out})),
        tuple(sorted(dict(_relabelled(record, pair) for pair in changed).items())),
        tuple(_drawing(record, item) for item in record.items("added", MOST_ADDED)),
    )


def columns_from(items: list[object]) -> tuple[Column, ...]:
    """Return the columns that `columns_to_list` wrote."""
    return tuple(_column_from(item) for item in items)


def _column_from(value: object) -> Column:
    known = ("name", "type", "role", "categories", "encoding", "missing")
    record = Record(value, Text(N_("A column of the data")), known)
    categories = record.items("categories", MOST_FEATURES)
    return Column(
        record.text("name"),
        record.choice("type", "number", COLUMN_TYPES),
        record.choice("role", "feature", ROLES),
        tuple(record.checked_text("categories", name) for name in categories),
        record.choice("encoding", "one_hot", ENCODINGS),
        record.choice("missing", "drop", MISSING),
    )


def _point(record: Record, value: object) -> tuple[float, float, int]:
    if not isinstance(value, list) or len(value) != 3:
        raise record.refusal("points", value, Text(N_("two coordinates and a class")))
    x, y = (record.checked_number("points", number) for number in value[:2])
    return x, y, record.checked_whole("points", value[2], 0, MOST_CLASSES)


def _place(record: Record, key: str, value: object) -> int:
    return record.checked_whole(key, value, 0, LARGEST_WHOLE)


def _relabelled(record: Record, value: object) -> tuple[int, int]:
    if not isinstance(value, list) or len(value) != 2:
        raise record.refusal("relabelled", value, Text(N_("a sample and its class")))
    place, label = (_place(record, "relabelled", number) for number in value)
    return place, label


def _drawing(record: Record, value: object) -> Drawing:
    if not isinstance(value, list) or len(value) != 2:
        raise record.refusal("added", value, Text(N_("pixels in base64 and a class")))
    text = record.checked_text("added", value[0])
    try:
        pixels = base64.b64decode(text, validate=True)
    except ValueError:
        raise record.refusal("added", text[:20], Text(N_("pixels in base64"))) from None
    return Drawing(pixels, record.checked_whole("added", value[1], 0, MOST_CLASSES))


def signature_from(value: object) -> Signature:
    """Return the signature that `signature_to_dict` wrote."""
    known = ("input_shape", "task", "classes", "targets", "raw_shape", "features")
    more = ("target_name", "target_shape", "further", "tokens", "padded")
    record = Record(value, Text(N_("The data's signature")), (*known, *more))
    classes = record.items("classes", MOST_CLASSES)
    features = record.items("features", MOST_FEATURES)
    return Signature(
        _shape(record, "input_shape"),
        record.choice("task", "classification", TASKS),
        tuple(record.checked_text("classes", name) for name in classes),
        record.whole("targets", 1, 1, MOST_FEATURES),
        _shape(record, "raw_shape"),
        tuple(record.checked_text("features", name) for name in features),
        record.text("target_name", ""),
        _shape(record, "target_shape"),
        tuple(_target_from(item) for item in record.items("further", MOST_FEATURES)),
        record.whole("tokens", 0, 0, MOST_FEATURES),
        record.flag("padded", False),
    )


def _target_from(value: object) -> Target:
    place = Text(N_("A target of the data"))
    record = Record(value, place, ("name", "task", "classes", "shape"))
    classes = record.items("classes", MOST_CLASSES)
    return Target(
        record.text("name", ""),
        record.choice("task", "classification", TASKS),
        tuple(record.checked_text("classes", name) for name in classes),
        _shape(record, "shape"),
    )


def _shape(record: Record, key: str) -> Shape:
    most = MOST_NUMBERS_PER_SAMPLE
    shape = tuple(
        record.checked_whole(key, size, 1, most) for size in record.items(key, MOST_DIMENSIONS)
    )
    if size_of(shape) > most:
        expected = Text(N_("a sample of at most {count} numbers"), count=most)
        raise record.refusal(key, list(shape), expected)
    return shape


def _option(record: Record, value: object) -> Option:
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return record.checked_whole("options", value, -LARGEST_WHOLE, LARGEST_WHOLE)
    if isinstance(value, float):
        return record.checked_number("options", value)
    return record.checked_text("options", value)


def _fitted(
    record: Record, key: str, default: tuple[float, ...], per_feature: set[int]
) -> tuple[float, ...]:
    if key not in record or not (values := record.items(key, MOST_FEATURES)):
        return default
    if len(values) not in {1} | per_feature:
        expected = Text(
            N_("one number, or one for each of {count} features"), count=max(per_feature)
        )
        raise record.refusal(key, values, expected)
    return tuple(record.checked_number(key, value) for value in values)
