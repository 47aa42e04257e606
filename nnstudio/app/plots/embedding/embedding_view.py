"""How a layer sees the samples: near one another what it takes for alike."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nnstudio.app.live.live_study import Answer, LiveStudy
from nnstudio.app.live.probe_samples import Probe, ProbeSamples
from nnstudio.app.plots.embedding.below import Below
from nnstudio.app.plots.embedding.class_key import ClassKey
from nnstudio.app.plots.embedding.cloud import Cloud
from nnstudio.app.plots.embedding.sample_pane import SamplePane
from nnstudio.app.plots.embedding.seen import Seen
from nnstudio.app.plots.embedding.subject import Subject, subject_of
from nnstudio.app.plots.live_view import LiveView
from nnstudio.app.plots.view_file import Table
from nnstudio.app.refresh import RefreshScheduler
from nnstudio.app.session import Session
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import number_font
from nnstudio.app.training import Training
from nnstudio.app.translate import tr_text
from nnstudio.app.widgets.choice_box import ChoiceBox, fill_box
from nnstudio.app.widgets.elided_label import ElidedLabel
from nnstudio.app.widgets.empty_state import EmptyState
from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.text import N_, Text
from nnstudio.engine.studies.decoding import Decoded, DecodingStudy, WalkStudy
from nnstudio.engine.studies.embedding import Embedding, EmbeddingStudy
from nnstudio.engine.studies.principal_axes import PrincipalAxes
from nnstudio.graph.analysis import Analysis

COUNTS = (250, 500, 1000)
HEAVY = 100_000
"""From so many multiply-adds a sample on, fewer samples are shown first."""
FEW = 100
"""Where there are fewer validation samples, training samples are shown first."""
SPLITS = ("validation", "train")
PLANES = ((0, 1), (0, 2), (1, 2))
STEPS = 9
"""So many pictures lie on the way between two samples, these among them."""
_LOW, _NARROW = 330, 480


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
        self._walk: LiveStudy[Decoded] = LiveStudy("embedding walk", session, training, self)
        self._point: LiveStudy[Decoded] = LiveStudy("embedding point", session, training, self)
        for study in (self._embedding, self._walk, self._point):
            study.arrived.connect(scheduler.news)
        self._embedding.project_changed.connect(self._adopt_project)
        self._walk.failed.connect(self._refuse_walk)
        self._point.failed.connect(self._refuse_walk)
        session.selection_changed.connect(self._follow_selection)
        self._samples = {name: ProbeSamples(COUNTS[-1], name, self) for name in SPLITS}
        for samples in self._samples.values():
            samples.changed.connect(self._take_samples)
            samples.failed.connect(self._say)
        self._chose_samples = False
        self._subject: Subject | None = None
        self._subject_of: tuple[Analysis, Probe, int] | None = None
        self._node = ""
        self._drawn: Answer[Embedding | None] | None = None
        self._seen: Seen | None = None
        self._decoded: Decoded | None = None
        self._hovered: int | None = None
        self._ends: tuple[int, ...] = ()
        self._probe: Array | None = None
        self._refusal = ""
        self.layer_box, self.plane_box, self.count_box = ChoiceBox(), ChoiceBox(), ChoiceBox()
        self.layer_box.activated.connect(self._choose_layer)
        self.plane_box.activated.connect(self._show_cloud)
        self.count_box.activated.connect(self._choose_samples)
        self.key, self.cloud, self.pane = ClassKey(), Cloud(), SamplePane()
        self.key.picked.connect(self.cloud.set_picked)
        self.cloud.hovered.connect(self._hover)
        self.cloud.chosen.connect(self._choose)
        self.cloud.probed.connect(self._probe_at)
        self.below = Below()
        self._readout = ElidedLabel()
        self._empty = EmptyState(self.ICON, "", "")
        self._body = QWidget()
        # Pictures take a turn of their own, so that neither they nor the points wait too long.
        scheduler.register(self.below, self.below.draw)
        self._lay_out()
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
                if self._probe is not None:
                    self._ask_point()
        walk = self._walk.latest
        if walk is not None and walk.result is not self._decoded:
            self._decoded, self._refusal = walk.result, ""
        self.below.set_answers(self._seen, self._decoded, self._refusal)
        self._show_pane()

    def redraw(self) -> None:
        if self._subject is not None:
            self._show_key()
            self._show_cloud()
        self.below.redraw()
        if self.isVisible():
            self.refresh()

    def retranslate(self) -> None:
        names = (
            (self.layer_box, self.tr("The layer whose outputs are shown")),
            (self.plane_box, self.tr("Which two axes span the plane")),
            (self.count_box, self.tr("Which samples, and how many at most")),
        )
        for widget, name in names:
            widget.setToolTip(name)
            widget.setAccessibleName(name)
        self.below.retranslate()
        self.cloud.setAccessibleName(self.tr("The samples in the plane of two axes"))
        self.key.setAccessibleName(self.tr("The classes"))
        planes = [
            (self.tr("Axes {one} and {other}").format(one=a + 1, other=b + 1), str(i))
            for i, (a, b) in enumerate(PLANES)
        ]
        fill_box(self.plane_box, planes)
        texts = (self.tr("{count} for validation"), self.tr("{count} for training"))
        counts = [
            (text.format(count=count), f"{split} {count}")
            for split, text in zip(SPLITS, texts, strict=True)
            for count in COUNTS
        ]
        chosen = self.count_box.currentIndex()
        fill_box(self.count_box, counts)
        self.count_box.setCurrentIndex(1 if chosen < 0 else chosen)
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
        return self._decoded if len(self._ends) == 2 else None

    def hint(self) -> str:
        """Return what is written where there is no walk."""
        return self.below.hint.text()

    def step(self) -> int | None:
        """Return after how many steps the network gave what is displayed."""
        return self._seen.step if self._seen else None

    # ---- Qt ----

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        for study in (self._embedding, self._walk, self._point):
            study.set_shown(True)
        self._adopt_project()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        for study in (self._embedding, self._walk, self._point):
            study.set_shown(False)

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
        split, _ = self._wanted_samples()
        self._samples[split].follow(analysis)
        if self._samples[split].probe is not None:
            self._take_samples()

    def _wanted_samples(self) -> tuple[str, int]:
        split, _, count = str(self.count_box.currentData()).partition(" ")
        return split, int(count)

    def _choose_samples(self) -> None:
        self._chose_samples = True
        self._adopt_project()

    def _take_samples(self) -> None:
        """Show the samples that are ready, for the network as it is."""
        split, count = self._wanted_samples()
        probe = self._samples[split].probe
        if probe is None or not len(probe.x):
            return
        few = len(probe.x) < FEW and probe.data.count("train") > len(probe.x)
        if few and split == "validation" and not self._chose_samples:
            self.count_box.setCurrentIndex(len(COUNTS) + 1)
            self._adopt_project()
            return
        if not self._chose_samples and self._embedding.analysis.multiply_adds > HEAVY:
            count = COUNTS[0]
            self.count_box.setCurrentIndex(self.count_box.findData(f"{split} {count}"))
        wanted = (self._embedding.analysis, probe, count)
        if self._subject is not None and wanted == self._subject_of:
            return
        self._subject_of = wanted
        try:
            self._subject = subject_of(self._embedding.analysis, probe, count)
        except UserError as error:
            self._say(tr_text(error.text))
            return
        layers = self._subject.layers()
        if self._node not in {node for _, node in layers}:
            self._node = self._subject.usual_layer()
        fill_box(self.layer_box, layers)
        self.layer_box.setCurrentIndex(max(self.layer_box.findData(self._node), 0))
        self._ends, self._probe, self._decoded, self._hovered = (), None, None, None
        self._seen = self._drawn = None
        self._readout.setText(self.tr("The samples are on their way through the network…"))
        self.below.set_subject(self._subject)
        self._show_key()
        self._share_room()
        self._ask_network()

    def _ask_network(self) -> None:
        subject = self._subject
        assert subject is not None
        answers = {subject.rebuilt, subject.aim.node if subject.aim else ""} - {""}
        self._embedding.ask(EmbeddingStudy(subject.x, self._node, tuple(sorted(answers))))
        self._ask_walk()

    def _ask_walk(self) -> None:
        subject = self._subject
        self._refusal = ""
        if subject is None or len(self._ends) < 2:
            self._walk.stop_asking()
            self._decoded = None
            return
        ends = np.ascontiguousarray(subject.x[list(self._ends)])
        self._walk.ask(WalkStudy(self._node, ends, subject.output, STEPS))

    def _ask_point(self) -> None:
        """Ask what the network makes of the place where the probe stands."""
        seen = self._seen
        if seen is None or self._probe is None:
            return
        place = np.zeros((1, len(seen.principal.axes)))
        place[0, list(self._plane())] = self._probe
        values = seen.principal.values_at(place)
        self._point.ask(DecodingStudy(self._node, values, seen.subject.output))

    def _forget(self) -> None:
        self._subject = self._seen = self._decoded = None
        for study in (self._embedding, self._walk, self._point):
            study.stop_asking()

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
        self._node, self._seen, self._probe = node, None, None
        self._point.stop_asking()
        self.layer_box.setCurrentIndex(max(self.layer_box.findData(node), 0))
        self._ask_network()

    def _choose(self, index: int | None) -> None:
        """Make a sample an end of the walk; a third one begins a new walk."""
        if index is None:
            self._ends, self._probe = (), None
            self._point.stop_asking()
        elif len(self._ends) == 1 and index != self._ends[0]:
            self._ends = (*self._ends, index)
            self.below.walk_button.setChecked(True)
        else:
            self._ends = (index,)
        self._ask_walk()
        self._mark()
        self._tell_below()

    def _probe_at(self, place: tuple[float, float]) -> None:
        self._probe = np.array(place)
        self._hovered = None
        self._mark()
        self._ask_point()

    def _hover(self, index: int | None) -> None:
        self._hovered = index
        self._show_pane()

    def _refuse_walk(self, reason: Text) -> None:
        self._refusal, self._decoded = tr_text(reason), None
        self._tell_below()

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
        self._readout.setText(seen.summary())
        self._mark()

    def _mark(self) -> None:
        probe = None if self._probe is None else (float(self._probe[0]), float(self._probe[1]))
        self.cloud.set_marks(self._ends, probe)

    def _tell_below(self) -> None:
        self.below.set_answers(self._seen, self._decoded, self._refusal)
        self._scheduler.news()

    def _show_pane(self) -> None:
        """Show the sample under the mouse, or what the network makes of the probe's place."""
        seen, index, theme = self._seen, self._hovered, current_theme()
        if seen is None or not self.pane.isVisible():
            return
        point = self._point.latest
        if index is not None:
            self.pane.set_sample(*seen.told(index, theme))
        elif self._probe is not None and point is not None:
            picture = seen.subject.image(point.result.outputs[0], theme)
            self.pane.set_sample((picture,), self.tr("What the network makes of this place"))
        else:
            refusal = self._refusal if self._probe is not None else ""
            self.pane.set_sample((), refusal or self.tr("Point at a sample to see it."))

    # ---- layout ----

    def _share_room(self) -> None:
        self.below.setVisible(self.height() >= _LOW)
        three = self._subject is not None and self._subject.noisy
        self.below.setFixedHeight(min(self.height() // 3, 190 if three else 150))
        self.pane.setVisible(self.width() >= _NARROW)
        self.count_box.setVisible(self.width() >= _NARROW)
        self._scheduler.news()

    def _say(self, text: str) -> None:
        self._empty.set_texts(self.tr("No embedding"), text)
        self._empty.setVisible(bool(text))
        self._body.setVisible(not text)

    def _lay_out(self) -> None:
        self._readout.setProperty("role", "muted")
        self._readout.setFont(number_font(0.9))
        self._readout.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head = QHBoxLayout()
        head.setSpacing(6)
        for box in (self.layer_box, self.plane_box, self.count_box):
            head.addWidget(box)
        head.addWidget(self._readout, 1)
        middle = QHBoxLayout()
        middle.setSpacing(8)
        middle.addWidget(self.cloud, 1)
        middle.addWidget(self.pane)
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(head)
        column.addWidget(self.key)
        column.addLayout(middle, 1)
        column.addWidget(self.below)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(10, 6, 8, 4)
        whole.addWidget(self._body, 1)
        whole.addWidget(self._empty, 1)
