"""The data part of a project as plain JSON values and back."""

from __future__ import annotations

from nnstudio.core.shapes import Shape, size_of
from nnstudio.core.text import N_, Text
from nnstudio.graph.project import DataPlan, Signature, Target
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
            "target_name": signature.target_name,
            "target_shape": list(signature.target_shape),
            "further": [_target_to_dict(target) for target in signature.further],
        },
        "scaling": data.scaling,
        "shift": list(data.shift),
        "scale": list(data.scale),
        "validation": data.validation,
        "seed": data.seed,
        "target_scaling": data.target_scaling,
        "target_shift": list(data.target_shift),
        "target_scale": list(data.target_scale),
    }


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
            "target_scaling",
            "target_shift",
            "target_scale",
        ),
    )
    plan = DataPlan()
    signature = plan.signature
    if "signature" in record:
        signature = _signature_from(record.raw("signature"))
    per_feature = signature.input_shape[0] if len(signature.input_shape) == 1 else 1
    numbers = sum(size_of(t.shape) for t in signature.all_targets if t.task == "regression")
    return DataPlan(
        record.text("dataset", ""),
        tuple((k, _option(record, v)) for k, v in record.pairs("options", MOST_OPTIONS)),
        signature,
        record.choice("scaling", plan.scaling, SCALINGS),
        _fitted(record, "shift", plan.shift, per_feature),
        _fitted(record, "scale", plan.scale, per_feature),
        record.whole("validation", 0, 0),
        record.whole("seed", 0, 0, LARGEST_SEED),
        record.choice("target_scaling", plan.target_scaling, SCALINGS),
        _fitted(record, "target_shift", (), numbers),
        _fitted(record, "target_scale", (), numbers),
    )


def _signature_from(value: object) -> Signature:
    known = ("input_shape", "task", "classes", "targets", "raw_shape", "features")
    more = ("target_name", "target_shape", "further")
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
    record: Record, key: str, default: tuple[float, ...], per_feature: int
) -> tuple[float, ...]:
    if key not in record or not (values := record.items(key, MOST_FEATURES)):
        return default
    if len(values) not in (1, per_feature):
        expected = Text(N_("one number, or one for each of {count} features"), count=per_feature)
        raise record.refusal(key, values, expected)
    return tuple(record.checked_number(key, value) for value in values)
