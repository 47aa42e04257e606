"""Data sets that come along: each is what its card says, and whose it is can be shown."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import bundled_data
import numpy as np
import pytest
from PIL import Image

from nnstudio.core.paths import resource
from nnstudio.data import data_card, dataset_info, load_dataset
from nnstudio.data.bundled import BUNDLED, licence_texts
from nnstudio.data.bundled_catalog import ARRAYS, card, entry
from nnstudio.data.bundled_texts import BUNDLED_TEXTS
from nnstudio.data.dataset import NoOptions
from nnstudio.data.photos import PHOTOS
from nnstudio.data.prepare import make_plan, prepare, replan
from nnstudio.data.readers import reader
from nnstudio.data.targets import IGNORED, target_values
from nnstudio.graph.codec import project_from_dict, project_to_dict
from nnstudio.graph.data_plan import DataSource
from nnstudio.graph.output_point import Wanted
from nnstudio.graph.project import Project

DATA = resource("data")

# Of every set: how a sample is shown, how many there are, the shape of one, classes or targets.
EXPECTED: dict[str, tuple[str, int, tuple[int, ...], int]] = {
    "mnist": ("image", 25_000, (28, 28), 10),
    "fashion_mnist": ("image", 12_000, (28, 28), 10),
    "digits8x8": ("image", 1_797, (8, 8), 10),
    "emoji32": ("image", 2_469, (32, 32, 3), 8),
    "textures3": ("image", 960, (32, 32), 3),
    "iris": ("table", 150, (4,), 3),
    "penguins": ("table", 344, (9,), 3),
    "wine": ("table", 178, (13,), 3),
    "breast_cancer": ("table", 569, (30,), 2),
    "seattle_weather_kind": ("table", 1_461, (4,), 5),
    "auto_mpg": ("table", 398, (9,), 0),
    "concrete": ("table", 1_030, (8,), 0),
    "sacramento_housing": ("table", 932, (8,), 0),
    "ames_housing": ("table", 2_930, (67,), 0),
    "airline_passengers": ("series", 131, (12, 1), 0),
    "sunspots_yearly": ("series", 287, (22, 1), 0),
    "sunspots_monthly": ("series", 3_102, (24, 1), 0),
    "seattle_weather_daily": ("series", 1_447, (14, 4), 0),
    "co2_mauna_loa_monthly": ("series", 716, (24, 1), 0),
    "global_temp_yearly": ("series", 134, (10, 1), 0),
    "shakespeare_plays": ("text", 12_278, (64,), 75),
    "shakespeare_sonnets": ("text", 3_984, (48,), 64),
    "tang_quatrains5_zh": ("text", 3_692, (25,), 3_628),
    "tang_quatrains7_zh": ("text", 4_000, (33,), 3_760),
    "tang300_zh": ("text", 1_946, (32,), 2_618),
    "songci300_zh": ("text", 2_142, (32,), 2_129),
    "lunyu_zh": ("text", 1_373, (32,), 1_359),
    "names_by_language": ("text", 3_961, (16,), 14),
    "sentiment_en": ("text", 2_982, (40,), 2),
    "classical_chinese_genre": ("text", 4_800, (32,), 6),
    "spoken_digits": ("sound", 50, (55, 40), 10),
    "mnist1d": ("series", 5_000, (40, 1), 10),
    "japanese_vowels": ("series", 640, (29, 12), 9),
    "speech_language": ("sound", 2_250, (40, 28), 5),
}


def test_cards_and_the_page_of_sources_say_what_the_data_says() -> None:
    old = [path.name for path in bundled_data.stale()]
    assert not old, "run: python packaging/bundled_data.py"


def test_every_set_of_the_catalogue_is_offered() -> None:
    assert list(BUNDLED) == list(BUNDLED_TEXTS)
    assert set(EXPECTED) == set(BUNDLED)
    files = {path for name in BUNDLED for path in files_of(name)}
    files |= {photo.path for photo in PHOTOS}
    lying = {p for p in DATA.rglob("*") if p.is_file()}
    about = {p for p in lying if p.parent in (DATA, DATA / "cards", DATA / "LICENSES")}
    assert lying - about == files


@pytest.mark.parametrize("name", BUNDLED)
def test_a_set_is_what_its_card_says(name: str) -> None:
    info, data = dataset_info(name), load_dataset(DataSource(name))
    signature = info.signature
    assert data.info == info
    assert data.findings.columns == card(name).columns
    kind = entry(name).reader
    assert type(info.options) is (NoOptions if kind == ARRAYS else reader(kind).options)
    kind, count, shape, classes = EXPECTED[name]
    assert (info.kind, data.count, signature.raw_shape) == (kind, count, shape)
    assert len(signature.classes) == classes
    for x, y, samples in (
        (data.x_train, data.y_train, info.train_count),
        (data.x_test, data.y_test, info.test_count),
    ):
        assert x.shape == (samples, *shape)
        assert len(y) == samples
        if samples and info.value_range is not None:
            low, high = info.value_range
            assert low <= x.min()
            assert x.max() <= high
    every = np.arange(data.count)
    for number, target in enumerate(signature.all_targets):
        values = target_values(data.labels(every), signature, number)
        assert values.shape == (count, *target.shape)
        if target.task == "classification":
            occurring = set(values.ravel().tolist()) - {IGNORED}
            assert occurring <= set(range(len(target.classes)))
            assert occurring == set(range(len(target.classes))) or signature.tokens
    if signature.tokens:
        assert data.x_train.max() < signature.tokens


@pytest.mark.parametrize("name", BUNDLED)
def test_a_set_can_be_prepared_as_it_comes(name: str) -> None:
    plan = make_plan(name)
    assert data_card(plan) == dataset_info(name)
    first = plan.signature.all_targets[0]
    # Thousands of characters at each step as zeros and ones would fill the memory.
    numbers = Wanted((0,), first.shape, indices=True) if plan.signature.tokens else None
    data = prepare(plan, None if numbers is None else (numbers,))
    parts = [data.count(part) for part in ("train", "validation", "test")]
    assert min(parts) > 0
    info = dataset_info(name)
    assert (plan.validation, plan.test, plan.split) == (info.validation, info.test, info.split)
    for x, t in (
        (data.x_train, data.t_train),
        (data.x_val, data.t_val),
        (data.x_test, data.t_test),
    ):
        assert x.dtype == t.dtype == np.float32
        assert x.shape[1:] == info.signature.input_shape
        assert np.isfinite(x).all()
        assert np.isfinite(t).all()
    assert project_from_dict(project_to_dict(Project(data=plan))).data == plan


@pytest.mark.parametrize("name", BUNDLED)
def test_whose_a_set_is_can_be_shown(name: str) -> None:
    info = dataset_info(name)
    assert info.licence
    assert info.attribution
    assert info.origin
    texts = licence_texts(info)
    assert [file for file, _ in texts] == list(info.licence_files)
    assert all(len(text) > 400 for _, text in texts)
    together = "\n".join(text for _, text in texts).casefold()
    for licence, words in (
        ("MIT", "permission is hereby granted"),
        ("BSD", "redistribution and use in source and binary forms"),
        ("Apache-2.0", "apache license"),
        ("CC BY 4.0", "attribution 4.0 international"),
        ("CC BY-SA 4.0", "attribution-sharealike 4.0"),
        ("CC BY 3.0", "attribution 3.0 unported"),
        ("CC BY-SA 3.0", "attribution-sharealike 3.0 unported"),
        ("CC0", "cc0 1.0 universal"),
    ):
        if licence in f"{info.licence} {info.attribution}":
            assert words in together, licence
    assert f"- Attribution: {info.attribution}." in (DATA / "SOURCES.md").read_text("utf-8")


def test_every_file_has_the_sum_that_the_page_of_sources_gives() -> None:
    written = dict(
        re.findall(r"`(\S+\.\w+)`.* `([0-9a-f]{64})`", (DATA / "SOURCES.md").read_text("utf-8"))
    )
    files = {path for name in BUNDLED for path in files_of(name)} | {p.path for p in PHOTOS}
    assert {DATA / file for file in written} == files
    for file, digest in written.items():
        assert hashlib.sha256((DATA / file).read_bytes()).hexdigest() == digest, file


def files_of(name: str) -> list[Path]:
    path = entry(name).path
    return list(path.iterdir()) if path.is_dir() else [path]


def test_no_licence_lies_there_for_nothing() -> None:
    used = {file for name in BUNDLED for file in dataset_info(name).licence_files}
    used |= {file for photo in PHOTOS for file in photo.licence_files}
    assert used == {path.name for path in (DATA / "LICENSES").iterdir()}


LOOK = """
import json, sys
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
from nnstudio.core.paths import resources_home
from nnstudio.data import dataset_info, dataset_names
from nnstudio.data.prepare import make_plan
make_plan("spiral")
names = dataset_names()
at_start = len(opened)
for name in names:
    dataset_info(name)
own = [[p for p in part if p.startswith(str(resources_home()))]
       for part in (opened[:at_start], opened[at_start:])]
print(json.dumps(own))
"""


def test_nothing_is_read_at_the_start_and_only_cards_for_cards() -> None:
    done = subprocess.run([sys.executable, "-c", LOOK], capture_output=True, text=True, check=True)
    at_start, for_cards = json.loads(done.stdout)
    assert at_start == []
    cards = {DATA / "cards" / f"{name}.json" for name in BUNDLED}
    assert {Path(path) for path in for_cards} == cards | {DATA / "catalog.json"}


def test_a_table_that_comes_along_can_be_asked_something_else() -> None:
    roles = {"species": "ignored", "sepal_width_cm": "ignored", "petal_width_cm": "target"}
    columns = tuple(
        replace(column, role=roles.get(column.name, column.role)) for column in card("iris").columns
    )
    plan = make_plan(DataSource("iris", columns=columns))
    assert plan.signature.features == ("sepal_length_cm", "petal_length_cm")
    assert [target.name for target in plan.signature.all_targets] == ["petal_width_cm"]
    info = data_card(plan)
    assert info == load_dataset(plan.source).info
    assert (info.title, info.unit("petal_width_cm")) == (dataset_info("iris").title, "cm")
    assert (info.split, plan.counts) == ("random", (150, 0))
    usual = replan(plan, source=DataSource("iris"))
    assert usual == make_plan("iris")


def test_a_text_that_comes_along_can_be_read_in_words() -> None:
    plan = make_plan("shakespeare_sonnets", options={"unit": "words", "steps": 10, "stride": 10})
    assert plan.signature.input_shape == (10,)
    assert {"love", "beauty"} <= set(plan.source.columns[0].categories)
    info = data_card(plan)
    assert info == load_dataset(plan.source).info
    assert info.attribution == dataset_info("shakespeare_sonnets").attribution


def test_missing_values_are_left_out_or_filled_as_the_summary_says() -> None:
    assert "11 rows with gaps are left out" in dataset_info("penguins").summary
    mileage = make_plan("auto_mpg")
    place = mileage.signature.features.index("horsepower")
    gaps = np.isnan(load_dataset(DataSource("auto_mpg")).x_train).sum(axis=0)
    assert gaps.nonzero()[0].tolist() == [place]
    assert gaps[place] == 6
    assert 80 < mileage.fill[place] < 110


def test_gaps_are_filled_also_where_the_training_part_has_none() -> None:
    x = load_dataset(DataSource("auto_mpg")).x_train
    gappy = np.flatnonzero(np.isnan(x).any(axis=1))
    plans = (make_plan("auto_mpg", seed=seed, test=300, validation=90) for seed in range(99))
    plan = next(p for p in plans if not np.isin(gappy, prepare(p).train_indices).any())
    assert np.isfinite(prepare(plan).x_test).all()


def test_photos_can_be_shown_with_whose_they_are() -> None:
    assert len(PHOTOS) == 6
    for photo in PHOTOS:
        with Image.open(photo.path) as picture:
            assert picture.mode == "RGB"
            assert max(picture.size) <= 320
        assert photo.title
        assert photo.attribution
        assert photo.licence == "Public domain" or photo.licence_files
