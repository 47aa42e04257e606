"""The one table of live views."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from nnstudio.app.refresh import RefreshScheduler
from nnstudio.app.session import Session
from nnstudio.app.training import Training
from nnstudio.core.text import N_

if TYPE_CHECKING:  # imported with the view
    from nnstudio.app.plots.live_view import LiveView


@dataclass(frozen=True)
class ViewRow:
    """One live view: its dock's name, and where its class lies.

    Parameters
    ----------
    name
        Of the dock; the command ``panel_<name>`` opens it.
    title
        What the dock is called, marked with `N_`; the view has the same.
    place
        The module below ``nnstudio.app.plots`` and the class in it.
    """

    name: str
    title: str
    place: tuple[str, str]

    def make(self, session: Session, training: Training, scheduler: RefreshScheduler) -> LiveView:
        """Import the view and make it."""
        module, name = self.place
        kind: type[LiveView] = getattr(import_module(f"nnstudio.app.plots.{module}"), name)
        return kind(session, training, scheduler)


# fmt: off
FIRST_VIEWS: tuple[ViewRow, ...] = (
    ViewRow("loss", N_("Loss and accuracy"), ("loss_plot", "LossPlot")),
    ViewRow("gradients", N_("Gradient flow"), ("gradient_plot", "GradientPlot")),
    ViewRow("features", N_("Feature maps"), ("feature_maps", "FeatureMaps")),
    ViewRow("decision", N_("Decision map"), ("decision_map", "DecisionMap")),
)
"""The views that lie open at the first start."""
VIEWS: tuple[ViewRow, ...] = (
    ViewRow("updates", N_("Updates"), ("updates.update_plot", "UpdatePlot")),
    ViewRow("distributions", N_("Distributions"), ("distributions.distributions_view", "DistributionsView")),
    ViewRow("health", N_("Health of units"), ("health.health_view", "HealthView")),
    ViewRow("recurrent", N_("Recurrent strip"), ("recurrent.recurrent_view", "RecurrentView")),
    ViewRow("attention", N_("Attention maps"), ("attention.attention_view", "AttentionView")),
    ViewRow("confusion", N_("Confusion matrix"), ("confusion.confusion_view", "ConfusionView")),
    ViewRow("embedding", N_("Embedding"), ("embedding.embedding_view", "EmbeddingView")),
    ViewRow("landscape", N_("Loss landscape"), ("landscape.landscape_view", "LandscapeView")),
    ViewRow("mirror", N_("NumPy code"), ("mirror.mirror_view", "MirrorView")),
    ViewRow("clipping", N_("Gradient clipping"), ("clipping.clipping_view", "ClippingView")),
)
"""The views that are made when somebody first looks at them."""
# fmt: on
ALL_VIEWS = (*FIRST_VIEWS, *VIEWS)
