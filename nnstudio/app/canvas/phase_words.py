"""What a phase of a step is called, and a sentence on what happens in it, with its numbers."""

from __future__ import annotations

import math

from PySide6.QtCore import QObject

from nnstudio.engine.messages import PhaseShown

_NAMED = 6
"""So many samples are named by their numbers."""


class PhaseWords(QObject):
    """Writes about phases in the user's language."""

    def name(self, phase: str) -> str:
        """Return what a phase is called."""
        return {
            "batch": self.tr("Batch"),
            "forward": self.tr("Forward"),
            "loss": self.tr("Loss"),
            "backward": self.tr("Backward"),
            "update": self.tr("Update"),
        }[phase]

    def sentence(self, shown: PhaseShown, optimizer: str) -> str:
        """Say what happens in a phase, in a sentence or two."""
        figures = {key: _number(value) for key, value in shown.phase.figures.items()}
        count = len(shown.samples)
        match shown.phase.name:
            case "batch":
                numbers = ", ".join(str(number) for number in shown.samples[:_NAMED])
                if count > _NAMED:
                    numbers += ", …"
                text = self.tr("{count} training samples are taken: {numbers}")
                return text.format(count=f"{count:,}", numbers=numbers)
            case "forward":
                return self.tr(
                    "The samples pass through the layers; each computes its outputs from those "
                    "before it."
                )
            case "loss":
                text = self.tr("The outputs are compared with the targets: the loss is {loss}.")
                if "correct" in figures:
                    text = self.tr(
                        "The outputs are compared with the targets: the loss is {loss}. {correct} "
                        "of {count} are right."
                    )
                return text.format(**figures, count=f"{count:,}")
            case "backward":
                text = self.tr(
                    "The chain rule carries the gradient back from layer to layer; its length is "
                    "{gradient}."
                )
                return text.format(**figures)
        text = self.tr(
            "{optimizer} changes the weights at learning rate {rate}: they move by {change}, at a "
            "length of {weights}."
        )
        if "clipped" in figures and figures["clipped"] != figures["gradient"]:
            text = self.tr(
                "{optimizer} changes the weights at learning rate {rate}: they move by {change}, "
                "at a length of {weights}. The gradient was clipped from {gradient} to {clipped}."
            )
        return text.format(**figures, optimizer=optimizer)

    def of_node(self, phase: str, name: str, value: float | None) -> str:
        """Say one thing of the node that a phase has reached."""
        if value is None:
            return name
        template = {
            "forward": self.tr("{node}: outputs of size {value} (root mean square)"),
            "backward": self.tr("{node}: gradient of length {value}"),
            "update": self.tr("{node} by {value}"),
        }.get(phase, "{node}")
        return template.format(node=name, value=_number(value))


def _number(value: float) -> str:
    return f"{value:.4g}" if math.isfinite(value) else str(value)
