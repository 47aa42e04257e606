"""The switches of the living drawing: what they say is remembered, what they do is built later."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from nnstudio.app.canvas.view import CanvasView
from nnstudio.app.refresh import RefreshScheduler
from nnstudio.app.settings import Settings
from nnstudio.app.training import Training

if TYPE_CHECKING:  # the window is there before the drawing lives
    from nnstudio.app.canvas.living_canvas import LivingCanvas
    from nnstudio.app.canvas.phases import Phases


class Life(QObject):
    """Turns pictures and gradients on the canvas on and off, for this user from now on.

    ``canvas`` shows them, ``phases`` what slow motion has to tell; they are None before `build`.
    """

    layer_chosen = Signal(str)
    """The gradient of this node was clicked."""

    def __init__(self, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self.canvas: LivingCanvas | None = None
        self.phases: Phases | None = None

    def build(self, view: CanvasView, training: Training, scheduler: RefreshScheduler) -> None:
        """Bring a canvas to life."""
        from nnstudio.app.canvas.living_canvas import LivingCanvas
        from nnstudio.app.canvas.phases import Phases

        settings = self._settings
        self.canvas = LivingCanvas(
            view, training, scheduler, thumbnails=settings.thumbnails, ribbon=settings.ribbon
        )
        self.canvas.ribbon_clicked.connect(self.layer_chosen)
        self.phases = Phases(view, training)

    def slots(self) -> dict[str, Callable[..., object]]:
        """Return what is done for commands of the table, by their ids."""
        return {
            "thumbnails": self.show_thumbnails,
            "ribbon": self.show_ribbon,
            "sample_before": self.show_sample_before,
            "sample_after": self.show_sample_after,
        }

    def switched_on(self) -> dict[str, bool]:
        """Return which commands that turn something on and off are on."""
        return {"thumbnails": self._settings.thumbnails, "ribbon": self._settings.ribbon}

    def show_thumbnails(self, shown: bool) -> None:
        """Show what each node gives as a picture on its card, or do not."""
        self._settings.thumbnails = shown
        if self.canvas is not None:
            self.canvas.show_thumbnails(shown)

    def show_ribbon(self, shown: bool) -> None:
        """Show the gradient of each layer below its card and on the wires, or do not."""
        self._settings.ribbon = shown
        if self.canvas is not None:
            self.canvas.show_ribbon(shown)

    def show_sample_before(self) -> None:
        """Show the sample before the present one on all cards."""
        if self.canvas is not None:
            self.canvas.step_sample(-1)

    def show_sample_after(self) -> None:
        """Show the next sample on all cards."""
        if self.canvas is not None:
            self.canvas.step_sample(1)
