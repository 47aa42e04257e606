"""The data part of a project as plain JSON values and back."""

from __future__ import annotations

from nnstudio.core.shapes import Shape, size_of
from nnstudio.core.text import N_, Text
from nnstudio.graph.project import DataPlan, Signature
from nnstudio.graph.record import LARGEST_WHOLE, Record

Option = int | float | str | bool

SCALINGS = ("none", "unit", "standard")
TASKS = ("classification", "regression")
MOST_OPTIONS = 1_000
MOST_DIMENSIONS = 8
MOST_CLASSES = 10_000
MOST_FEATURES = 1_000_000
MOST_NUMBERS_PER_SAMPLE = 100_000_000
LARGEST_SEED = 2**31 - 1


def data_to_dict(data: DataPlan) -> dict[str, object]:
    """Return the data plan as JSON values."""
    signature = data.signature
    return {
        "dataset": data.dataset,
        "options": dict(data.options),
        "signature": {
            "input_shape": list(signature.input_shape),
            "task": signature.task,
            "classes": list(signature.classes),
            "targets": signature.targets,
            "raw_shape": list(signature.raw_shape),
            "features": list(signature.features),
        },
        "scaling": data.scaling,
        "shift": list(data.shift),
        "scale": list(data.scale),
        "validation": data.validation,
        "seed": data.seed,
    }


def data_from(value: object) -> DataPlan:
    """Return the data plan that `data_to_dict` wrote; missing fields take their defaults.

    Raises
    ------
    ProjectFormatError
        Something in it is not as it must be; the text names it.
    """
    record = Record(
        value,
        Text(N_("The data")),
        (
            "dataset",
            "options",
            "signature",
            "scaling",
            "shift",
            "scale",
            "validation",
            "seed",
        ),
    )
    plan = DataPlan()
    signature = plan.signature
    if "signature" in record:
        signature = _signature_from(record.raw("signature"))
    per_feature = signature.input_shape[0] if len(signature.input_shape) == 1 else 1
    return DataPlan(
        record.text("dataset", ""),
        tuple((k, _option(record, v)) for k, v in record.pairs("options", MOST_OPTIONS)),
        signature,
        record.choice("scaling", plan.scaling, SCALINGS),
        _fitted(record, "shift", plan.shift, per_feature),
        _fitted(record, "scale", plan.scale, per_feature),
        record.whole("validation", 0, 0),
        record.whole("seed", 0, 0, LARGEST_SEED),
    )


def _signature_from(value: object) -> Signature:
    known = ("input_shape", "task", "classes", "targets", "raw_shape", "features")
    record = Record(value, Text(N_("The data's signature")), known)
    classes = record.items("classes", MOST_CLASSES)
    features = record.items("features", MOST_FEATURES)
    return Signature(
        _shape(record, "input_shape"),
        record.choice("task", "classification", TASKS),
        tuple(record.checked_text("classes", name) for name in classes),
        record.whole("targets", 1, 1, MOST_FEATURES),
        _shape(record, "raw_shape"),
        tuple(record.checked_text("features", name) for name in features),
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
    record: Record, key: str, default: tuple[float, ...], per_feature: int
) -> tuple[float, ...]:
    if key not in record:
        return default
    values = record.items(key, MOST_FEATURES)
    if len(values) not in (1, per_feature):
        expected = Text(N_("one number, or one for each of {count} features"), count=per_feature)
        raise record.refusal(key, values, expected)
    return tuple(record.checked_number(key, value) for value in values)
