"""What was chosen for exports last, as one value."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from nnstudio.core.errors import UserError
from nnstudio.export import Exporter, ExportOptions


@dataclass(frozen=True)
class ExportChoices:
    """The target that was chosen last, and the options of each.

    Parameters
    ----------
    target
        Its name; empty: none was chosen yet.
    options
        By target, the settings that the user gave.
    """

    target: str = ""
    options: Mapping[str, Mapping[str, object]] = field(default_factory=dict)

    def of(self, target: Exporter) -> ExportOptions:
        """Return the options of a target; what is damaged or unknown counts as the default."""
        found = target.Options()
        for key, value in self.options.get(target.name, {}).items():
            if key in type(found).params():
                try:
                    kept = tuple(value) if isinstance(value, list) else value
                    found = replace(found, **{key: kept})
                except UserError:
                    continue
        return found

    def with_options(self, target: Exporter, options: ExportOptions) -> ExportChoices:
        """Return the choices with this target and its options as the last."""
        return ExportChoices(target.name, {**self.options, target.name: options.values()})

    def to_text(self) -> str:
        """Return the choices as they are kept in the settings."""
        return json.dumps({"target": self.target, "options": self.options})

    @staticmethod
    def from_text(text: str) -> ExportChoices:
        """Return the choices that `to_text` wrote; what is damaged counts as never chosen."""
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            return ExportChoices()
        if not isinstance(found, dict):
            return ExportChoices()
        target, options = found.get("target"), found.get("options")
        kept = options if isinstance(options, dict) else {}
        return ExportChoices(
            target if isinstance(target, str) else "",
            {name: values for name, values in kept.items() if isinstance(values, dict)},
        )
