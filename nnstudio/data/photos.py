"""Photos that come with NNStudio, to try convolutions and autoencoders on; no data set."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from nnstudio.core.paths import resource
from nnstudio.core.text import N_


@dataclass(frozen=True)
class Photo:
    """A small colour photo.

    Parameters
    ----------
    name
        The name of its file without the ending.
    title
        What is in it, marked with `N_`.
    licence, licence_files, attribution
        Whose it is, as for `nnstudio.data.dataset.DatasetInfo`.
    """

    name: str
    title: str
    licence: str
    attribution: str
    licence_files: tuple[str, ...] = ()

    @property
    def path(self) -> Path:
        """The place of its file."""
        return resource("data", "images", "photos", f"{self.name}.jpg")


_CC_BY = ("photos_china_flower_CC-BY-2.0.txt", "CC-BY-2.0.txt")

PHOTOS = (
    Photo("cat_chelsea", N_("Cat"), "CC0", "Stéfan van der Walt; CC0", ("CC0-1.0.txt",)),
    Photo(
        "temple_china",
        N_("Temple"),
        "CC BY 2.0",
        "danielbuechele, CC BY 2.0; made smaller",
        _CC_BY,
    ),
    Photo("flower", N_("Flower"), "CC BY 2.0", "vultilion, CC BY 2.0; made smaller", _CC_BY),
    Photo("coffee", N_("Cup of coffee"), "CC0", "Rachel Michetti; CC0", ("CC0-1.0.txt",)),
    Photo("astronaut", N_("Astronaut"), "Public domain", "NASA"),
    Photo("rocket", N_("Rocket"), "Public domain", "SpaceX"),
)
"""In the order menus show them."""
