"""How a layer sees the samples: near one another what it takes for alike."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from nnstudio.app.live.live_study import Answer, LiveStudy
from nnstudio.app.live.probe_samples import Probe
from nnstudio.app.plots.embedding.layout import EmbeddingLayout
from nnstudio.app.plots.embedding.seen import Seen
from nnstudio.app.plots.embedding.subject import Subject, subject_of
from nnstudio.app.plots.embedding.walks import Walks
from nnstudio.app.plots.live_view import LiveView
from nnstudio.app.plots.view_file import Table
from nnstudio.app.refresh import RefreshScheduler
from nnstudio.app.session import Session
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.training import Training
from nnstudio.app.translate import tr_text
from nnstudio.app.widgets.choice_box import fill_box
from nnstudio.core.errors import UserError
from nnstudio.core.text import N_
from nnstudio.engine.studies.decoding import Decoded
from nnstudio.engine.studies.embedding import Embedding, EmbeddingStudy
from nnstudio.engine.studies.principal_axes import PrincipalAxes
from nnstudio.graph.analysis import Analysis

PLANES = ((0, 1), (0, 2), (1, 2))


class EmbeddingView(LiveView):
    """Draws the outputs of a layer in the plane of two principal axes, one point a sample.

    Below it, autoencoders show samples beside what they give back. Two clicked samples are the
    ends of a walk: what the network gives for places between them. Dragging a free place shows
    what the network makes of just that place.
    """

    NAME = "embedding"
    TITLE = N_("Embedding")
    EXPLANATION = N_(
        "Each point is a sample as the chosen layer sees it, along the directions in which samples "
        "differ most (PCA): what lies close together looks alike to the network. Click two points "
        "to walk between them, drag a free place to see what the network makes of it."
    )
    ICON = "chart-scatter"

    def __init__(
        self,
        session: Session,
        training: Training,
        scheduler: RefreshScheduler,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(session, training, scheduler, parent)
        self._embedding: LiveStudy[Embedding | None] = LiveStudy(
            "embedding", session, training, self
        )
        self._embedding.arrived.connect(scheduler.news)
        self.walks = Walks(session, training, self)
        self.walks.arrived.connect(scheduler.news)
        self.walks.refused.connect(self._tell_below)
        self._embedding.project_changed.connect(self._adopt_project)
        session.selection_changed.connect(self._follow_selection)
        self._subject: Subject | None = None
        self._subject_of: tuple[Analysis, Probe, int] | None = None
        self._node = ""
        self._drawn: Answer[Embedding | None] | None = None
        self._seen: Seen | None = None
        self._hovered: int | None = None
        self.parts = parts = EmbeddingLayout(self.ICON, self)
        self.layer_box, self.plane_box = parts.layer_box, parts.plane_box
        self.key, self.cloud = parts.key, parts.cloud
        self.pane, self.below = parts.pane, parts.below
        self.layer_box.activated.connect(self._choose_layer)
        self.plane_box.activated.connect(self._show_cloud)
        parts.count_box.changed.connect(self._adopt_project)
        parts.count_box.failed.connect(self._say)
        self.key.picked.connect(self.cloud.set_picked)
        self.cloud.hovered.connect(self._hover)
        self.cloud.chosen.connect(self._choose)
        self.cloud.probed.connect(self._probe_at)
        # Pictures take a turn of their own, so that neither they nor the points wait too long.
        scheduler.register(self.below, self.below.draw)
        self._say("")
        self.retranslate()

    # ---- what LiveView asks for ----

    def refresh(self) -> None:
        latest, subject = self._embedding.latest, self._subject
        if subject is not None and latest is not None and latest is not self._drawn:
            self._drawn = latest
            found = latest.result
            if found is not None and len(found.principal.places) == len(subject.x):
                principal, before = found.principal, self._seen
                if before is not None and before.embedding.node == found.node:
                    principal = principal.aligned_to(before.principal)
                self._seen = Seen(subject, found, principal, latest.step)
                self._show_cloud()
                self._ask_point()
        self.walks.take()
        self.below.set_answers(self._seen, self.walks.decoded, self.walks.refusal)
        self._show_pane()

    def redraw(self) -> None:
        if self._subject is not None:
            self._show_key()
            self._show_cloud()
        self.below.redraw()
        if self.isVisible():
            self.refresh()

    def retranslate(self) -> None:
        self.parts.retranslate()
        planes = [
            (self.tr("Axes {one} and {other}").format(one=a + 1, other=b + 1), str(i))
            for i, (a, b) in enumerate(PLANES)
        ]
        fill_box(self.plane_box, planes)
        self._adopt_project()

    def table(self) -> Table | None:
        seen = self._seen
        if seen is None:
            return None
        names, subject = seen.subject.names(), seen.subject
        rows = []
        for index, place in enumerate(seen.principal.places.tolist()):
            label = int(subject.labels[index])
            name = names[label] if 0 <= label < len(names) else ""
            rows.append((int(subject.places[index]), name, *place))
        return ("sample", "class", "axis 1", "axis 2", "axis 3"), rows

    # ---- what is shown ----

    def principal(self) -> PrincipalAxes | None:
        """Return the axes and the places of all samples."""
        return self._seen.principal if self._seen else None

    def subject(self) -> Subject | None:
        """Return the samples."""
        return self._subject

    def node(self) -> str:
        """Return the layer that is shown."""
        return self._node

    def walk(self) -> Decoded | None:
        """Return what lies between the two chosen samples."""
        return self.walks.decoded if len(self.walks.ends) == 2 else None

    def hint(self) -> str:
        """Return what is written where there is no walk."""
        return self.below.hint.text()

    def step(self) -> int | None:
        """Return after how many steps the network gave what is displayed."""
        return self._seen.step if self._seen else None

    # ---- Qt ----

    def look(self, shown: bool) -> None:
        self._embedding.set_shown(shown)
        self.walks.set_shown(shown)
        if shown:
            self._adopt_project()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    # ---- the project and the choices ----

    def _adopt_project(self) -> None:
        if not self.isVisible():
            return
        analysis = self._embedding.analysis
        missing = ""
        if not analysis.ready:
            missing = self.tr(
                "The drawing has problems. Once they are solved, what its layers see is shown here."
            )
        self._say(missing)
        if missing:
            self._forget()
            return
        taken = self.parts.count_box.take(analysis)
        if taken is not None:
            self._take_samples(analysis, *taken)

    def _take_samples(self, analysis: Analysis, probe: Probe, count: int) -> None:
        """Show samples that are ready, for the network as it is."""
        wanted = (analysis, probe, count)
        if self._subject is not None and wanted == self._subject_of:
            return
        self._subject_of = wanted
        try:
            self._subject = subject_of(analysis, probe, count)
        except UserError as error:
            self._say(tr_text(error.text))
            return
        layers = self._subject.layers()
        if self._node not in {node for _, node in layers}:
            self._node = self._subject.usual_layer()
        fill_box(self.layer_box, layers)
        self.layer_box.setCurrentIndex(max(self.layer_box.findData(self._node), 0))
        self.walks.clear()
        self._seen = self._drawn = self._hovered = None
        self.parts.readout.setText(self.tr("The samples are on their way through the network…"))
        self.below.set_subject(self._subject)
        self._show_key()
        self._share_room()
        self._ask_network()

    def _ask_network(self) -> None:
        subject = self._subject
        assert subject is not None
        answers = {subject.rebuilt, subject.aim.node if subject.aim else ""} - {""}
        self._embedding.ask(EmbeddingStudy(subject.x, self._node, tuple(sorted(answers))))
        self.walks.ask_walk(subject, self._node)

    def _ask_point(self) -> None:
        self.walks.ask_point(self._seen, self._node, self._plane())

    def _forget(self) -> None:
        self._subject = self._seen = None
        self._embedding.stop_asking()
        self.walks.stop()

    def _choose_layer(self, index: int) -> None:
        self._look_at(str(self.layer_box.itemData(index)))
        self._session.select((self._node,))

    def _follow_selection(self) -> None:
        """Show the layer that is selected on the canvas."""
        selection = self._session.selection
        if self._subject is None or len(selection) != 1:
            return
        if selection[0] in {node for _, node in self._subject.layers()}:
            self._look_at(selection[0])

    def _look_at(self, node: str) -> None:
        if node == self._node or self._subject is None:
            return
        self._node, self._seen = node, None
        self.walks.forget_place()
        self.layer_box.setCurrentIndex(max(self.layer_box.findData(node), 0))
        self._ask_network()

    def _choose(self, index: int | None) -> None:
        """Make a sample an end of the walk."""
        if self.walks.choose(index):
            self.below.walk_button.setChecked(True)
        self.walks.ask_walk(self._subject, self._node)
        self._mark()
        self._tell_below()

    def _probe_at(self, place: tuple[float, float]) -> None:
        self.walks.place = np.array(place)
        self._hovered = None
        self._mark()
        self._ask_point()

    def _hover(self, index: int | None) -> None:
        self._hovered = index
        self._show_pane()

    # ---- what is drawn ----

    def _plane(self) -> tuple[int, int]:
        return PLANES[max(self.plane_box.currentIndex(), 0)]

    def _show_key(self) -> None:
        assert self._subject is not None
        self.key.set_classes(self._subject.names(), self._subject.tints(current_theme()))

    def _show_cloud(self) -> None:
        seen = self._seen
        if seen is None:
            return
        plane, subject = self._plane(), seen.subject
        places, tints = seen.principal.places[:, list(plane)], subject.tints(current_theme())
        self.cloud.set_points(places, subject.labels, seen.wrong, tints, seen.titles(plane))
        self.parts.readout.setText(seen.summary())
        self._show_pane()
        self._mark()

    def _mark(self) -> None:
        at = self.walks.place
        place = None if at is None else (float(at[0]), float(at[1]))
        self.cloud.set_marks(self.walks.ends, place)

    def _tell_below(self) -> None:
        self.below.set_answers(self._seen, self.walks.decoded, self.walks.refusal)
        self._scheduler.news()

    def _show_pane(self) -> None:
        """Show the sample under the mouse, or what the network makes of the probe's place."""
        seen, index, theme = self._seen, self._hovered, current_theme()
        if seen is None:
            return
        if self.pane.isHidden():  # there is room for no more than a line
            told = seen.told(index, theme)[1] if index is not None else seen.summary()
            self.parts.readout.setText(told.replace("\n", " · "))
            return
        output = self.walks.at_place()
        if index is not None:
            self.pane.set_sample(*seen.told(index, theme))
        elif output is not None:
            picture = seen.subject.image(output, theme)
            self.pane.set_sample((picture,), self.tr("What the network makes of this place"))
        else:
            refusal = self.walks.refusal if self.walks.place is not None else ""
            self.pane.set_sample((), refusal or self.tr("Point at a sample to see it."))

    # ---- layout ----

    def _share_room(self) -> None:
        rows = 3 if self._subject is not None and self._subject.noisy else 2
        self.parts.share_room(self.width(), self.height(), rows)
        if self._seen is not None:
            self.parts.readout.setText(self._seen.summary())
        self._show_pane()
        self._scheduler.news()

    def _say(self, text: str) -> None:
        self.parts.say(self.tr("No embedding"), text)
