"""NNStudio finds its own files in a checkout, in a wheel and in a frozen app."""

from __future__ import annotations

from pathlib import Path

import pytest

from nnstudio.core.paths import ResourceMissingError, candidate_homes, resource


def test_a_file_that_comes_with_the_program_is_found() -> None:
    icon = resource("icons", "nnstudio.svg")

    assert icon.read_text(encoding="utf-8").startswith("<svg")


def test_a_missing_file_is_named_with_what_to_do() -> None:
    with pytest.raises(ResourceMissingError, match=r"icons/absent\.svg.*Install NNStudio again"):
        resource("icons", "absent.svg")


def test_a_checkout_keeps_its_resources_beside_the_package(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").touch()

    assert candidate_homes(tmp_path / "nnstudio", None)[0] == tmp_path / "resources"


def test_a_wheel_keeps_its_resources_inside_the_package(tmp_path: Path) -> None:
    homes = candidate_homes(tmp_path / "nnstudio", None)

    assert homes == (tmp_path / "nnstudio" / "resources",)


def test_a_frozen_app_keeps_its_resources_in_its_own_folder(tmp_path: Path) -> None:
    homes = candidate_homes(tmp_path / "nnstudio", str(tmp_path / "_internal"))

    assert homes == (tmp_path / "_internal" / "resources",)
