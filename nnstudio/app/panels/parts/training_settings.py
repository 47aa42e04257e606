"""How the network learns, as a form: optimiser, schedule, batches, ends, loss and clipping."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFormLayout, QVBoxLayout, QWidget

from nnstudio.app.choice_texts import choice_texts
from nnstudio.app.panels.parts.choice_form import ChoiceForm
from nnstudio.app.panels.parts.rate_curve import RateCurve
from nnstudio.app.session import Session
from nnstudio.app.settings import Settings as UserSettings
from nnstudio.app.widgets.param_editor import ParamEditor
from nnstudio.core.errors import UserError
from nnstudio.core.settings import Settings
from nnstudio.core.text import N_, Text
from nnstudio.engine.endings import watchable
from nnstudio.engine.epoch_length import steps_per_epoch
from nnstudio.engine.plan import make_plan
from nnstudio.graph import edits
from nnstudio.graph.project import Project
from nnstudio.losses import all_losses
from nnstudio.optimizers import all_optimizers
from nnstudio.optimizers.schedules import all_schedules

GROUP_SPACING = 14


class TrainingSettings(QWidget):
    """Shows and edits the training plan of the project, but for the ``seed`` where asked so."""

    def __init__(
        self,
        session: Session,
        memory: UserSettings | None = None,
        parent: QWidget | None = None,
        *,
        seed: bool = True,
    ) -> None:
        super().__init__(parent)
        self._session, self._seed = session, seed
        self._figures: tuple[str, ...] = ()
        self._asked: object = None
        """What the figures depend on: to plan a large network at every edit takes a while."""
        self.optimizer = ChoiceForm(all_optimizers(), memory)
        self.schedule = ChoiceForm(all_schedules(), memory)
        self.loss = ChoiceForm(all_losses(), memory)
        self.clipping_form = ParamEditor(choice_texts, memory)
        self.plan_form = ParamEditor(self._plan_texts, memory)
        self.curve = RateCurve()
        schedule = QWidget()
        inside = QVBoxLayout(schedule)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(self.schedule)
        inside.addWidget(self.curve)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(GROUP_SPACING)
        # What is changed while a class looks on comes first: the learning rate.
        for part in (self.optimizer, schedule, self.plan_form, self.loss, self.clipping_form):
            column.addWidget(part)
        self._connect()
        self._translate()

    def refresh(self) -> None:
        """Show the training plan as it is now."""
        plan = self._session.project.training
        self.optimizer.set_value(plan.optimizer)
        self.schedule.set_value(plan.schedule)
        self.loss.set_value(plan.loss)
        self._offer_figures(plan.watch)
        self.plan_form.set_value(plan)
        self._show_seed()
        self.clipping_form.set_value(plan.clipping)
        self.curve.setVisible(plan.schedule.name != "constant")
        rate = plan.optimizer.values().get("learning_rate", 1.0)
        steps = steps_per_epoch(self._session.project)
        self.curve.set_plan(plan.schedule, rate, steps, plan.epochs)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    # ---- what the user does ----

    def _connect(self) -> None:
        parts: tuple[tuple[str, ChoiceForm | ParamEditor], ...] = (
            ("optimizer", self.optimizer),
            ("schedule", self.schedule),
            ("loss", self.loss),
            ("clipping", self.clipping_form),
            ("training", self.plan_form),
        )
        for which, part in parts:
            part.edited.connect(partial(self._edit, which))
            part.finished.connect(self._session.close_merge)
            if isinstance(part, ChoiceForm):
                part.chosen.connect(partial(self._choose, which))

    def _choose(self, which: str, name: str) -> None:
        """Use another optimiser, schedule or loss, with the settings it has by default."""
        kinds: dict[str, tuple[Mapping[str, type[Settings]], str]] = {
            "optimizer": (all_optimizers(), N_("Use the optimiser {choice}")),
            "schedule": (all_schedules(), N_("Use the learning-rate schedule {choice}")),
            "loss": (all_losses(), N_("Use the loss {choice}")),
        }
        found, template = kinds[which]
        project = self._session.project
        if name != getattr(project.training, which).name:
            chosen = found[name]()
            label = Text(template, choice=Text(chosen.label))
            self._session.edit(label, self._put(project, which, chosen))

    def _edit(self, which: str, key: str, value: object) -> None:
        project = self._session.project
        owner = project.training if which == "training" else getattr(project.training, which)
        name = type(owner).params()[key].label
        label = Text(N_("Change {setting}"), setting=Text(name) if name else key)
        try:
            changed = owner.with_values(**{key: value})
        except UserError:
            return  # the form shows what is wrong with it
        if which == "training":
            project = edits.set_training(project, **{key: getattr(changed, key)})
        else:
            project = self._put(project, which, changed)
        self._session.edit(label, project, merge=f"{which}/{key}")

    def _put(self, project: Project, which: str, value: object) -> Project:
        put: dict[str, Callable[..., Project]] = {
            "optimizer": edits.set_optimizer,
            "schedule": edits.set_schedule,
            "loss": edits.set_loss,
            "clipping": edits.set_clipping,
        }
        return put[which](project, value)

    # ---- what is shown ----

    def _show_seed(self) -> None:
        form = self.plan_form.layout()
        assert isinstance(form, QFormLayout)
        form.setRowVisible(self.plan_form.field("seed"), self._seed)

    def _offer_figures(self, watched: str) -> None:
        """Let the user watch what this network measures; a figure that it lacks is marked."""
        project = self._session.project
        asked = project.graph, project.data, project.training.loss
        if self._session.analysis.ready and asked != self._asked:
            self._asked = asked
            try:
                self._figures = watchable(make_plan(self._session.analysis))
            except UserError:
                self._figures = ()
        others = () if watched in self._figures else (watched,)
        self.plan_form.offer("watch", (*self._figures, *others))

    def _plan_texts(self, setting: str, choice: str) -> tuple[str, str]:
        label, explanation = choice_texts(setting, choice)
        if setting == "watch" and choice not in self._figures:
            label = self.tr("{figure} (not measured)").format(figure=label)
            explanation = self.tr("This network has no such figure. Choose another one.")
        return label, explanation

    def _translate(self) -> None:
        self.optimizer.set_name(self.tr("Optimiser"))
        self.schedule.set_name(self.tr("Schedule"))
        self.loss.set_name(self.tr("Loss"))
        self.plan_form.set_more_title(self.tr("When to end"))
        self.refresh()
