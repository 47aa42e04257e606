"""Ready-made projects to start from. The drawings lie in ``resources/templates``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, cached_property

from nnstudio.core.errors import UserError
from nnstudio.core.paths import resource
from nnstudio.core.text import N_, Text
from nnstudio.graph.codec import project_from_dict
from nnstudio.graph.project import Project


@dataclass(frozen=True)
class Template:
    """A project to start from.

    Parameters
    ----------
    slug
        Its name on the command line and of its file.
    title, description
        For people, marked with `N_`; the description says what result to expect.
    """

    slug: str
    title: str
    description: str

    @cached_property
    def project(self) -> Project:
        """The project, read at first use."""
        path = resource("templates", f"{self.slug}.json")
        return project_from_dict(json.loads(path.read_text("utf-8")))


def templates() -> tuple[Template, ...]:
    """Return all templates in the order that the start page shows them."""
    return _TEMPLATES


def template(slug: str) -> Template:
    """Return the template called ``slug``.

    Raises
    ------
    UserError
        There is none of that name.
    """
    try:
        return _by_slug()[slug]
    except KeyError:
        raise UserError(
            Text(
                N_("There is no template {got}; there are {known}."),
                got=repr(slug),
                known=", ".join(_by_slug()),
            )
        ) from None


@cache
def _by_slug() -> dict[str, Template]:
    return {entry.slug: entry for entry in _TEMPLATES}


_TEMPLATES = (
    Template(
        "perceptron",
        N_("Perceptron"),
        N_(
            "One sigmoid neuron divides two clouds of points with a straight line. Right for "
            "about 99 % of the points after 5 epochs."
        ),
    ),
    Template(
        "xor",
        N_("XOR"),
        N_(
            "Eight tanh neurons and one sigmoid neuron learn exclusive or, which no single "
            "neuron can. The loss falls below 0.01 within 100 epochs; without the hidden layer "
            "it would stay near 0.69."
        ),
    ),
    Template(
        "spiral-mlp",
        N_("Spiral MLP"),
        N_(
            "Two hidden layers of 16 ReLU neurons wind a border between two spiral arms. At "
            "least 98 % of the validation points are right after 60 epochs."
        ),
    ),
    Template(
        "digits-mlp",
        N_("Digits MLP"),
        N_(
            "Handwritten digits with dense layers (784-256-128-10, with dropout). About 95 % of "
            "the validation digits are right after 2 epochs and 97 % after 10."
        ),
    ),
    Template(
        "digits-cnn",
        N_("Digits CNN"),
        N_(
            "Handwritten digits with two convolutions and two poolings. Over 97 % of the "
            "validation digits are right after 2 epochs and 98 % after 5: better than the dense "
            "layers, with fewer weights."
        ),
    ),
    Template(
        "deep-sigmoid",
        N_("Deep sigmoid stack"),
        N_(
            "Ten sigmoid layers on digits, made to fail: the gradient shrinks to a quarter per "
            "layer and nothing is learned (10 % is guessing). Try ReLU with He initialisation, "
            "or fewer layers."
        ),
    ),
    Template(
        "residual-mlp",
        N_("Residual MLP"),
        N_(
            "Dense layers on digits with two skip connections: Add leads the gradient past each "
            "block. About 95 % of the validation digits are right after 5 epochs."
        ),
    ),
    Template(
        "projectile",
        N_("Projectile"),
        N_(
            "Speed and angle of a throw have an input each; three outputs tell range, height and "
            "whether it hits a mark. After 60 epochs right to 0.5 m, to 0.3 m, and in 96 %."
        ),
    ),
)
