"""A ready-made project to start from. Its drawing lies in ``resources/templates``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from nnstudio.core.paths import resource
from nnstudio.graph.codec import graph_from_dict, project_from_dict
from nnstudio.graph.project import Graph, Project


@dataclass(frozen=True)
class Template:
    """A project to start from.

    Parameters
    ----------
    slug
        Its name on the command line and of its file.
    topic
        Under which heading it stands, marked with `N_`.
    title, description
        For people, marked with `N_`; the description says what result to expect.
    """

    slug: str
    topic: str
    title: str
    description: str

    @cached_property
    def project(self) -> Project:
        """The project, read at first use."""
        return project_from_dict(self._values())

    def glance(self) -> tuple[Graph, str]:
        """Return its drawing and the name of its data set, in a fraction of the time."""
        values = self._values()
        return graph_from_dict(values["graph"]), values["data"]["dataset"]

    def _values(self) -> dict[str, Any]:
        path = resource("templates", f"{self.slug}.json")
        values: dict[str, Any] = json.loads(path.read_text("utf-8"))
        return values
