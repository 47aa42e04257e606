"""Texts: what the network writes by itself, and what surprises it in a text it reads."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSlider,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from nnstudio.app.live.chosen_sample import ChosenSample
from nnstudio.app.live.live_study import Answer, LiveStudy
from nnstudio.app.live.text_piece import TextPiece, text_piece, writes
from nnstudio.app.live.token_words import plan_words
from nnstudio.app.live.writer import Writer
from nnstudio.app.plots.color_bar import ColorBar
from nnstudio.app.plots.recurrent.token_flow import Token, TokenFlow
from nnstudio.app.plots.sample_choice import SampleChoice
from nnstudio.app.plots.view_file import Table
from nnstudio.app.refresh import RefreshScheduler
from nnstudio.app.session import Session
from nnstudio.app.style.icons import icon
from nnstudio.app.training import Training
from nnstudio.app.translate import tr_text
from nnstudio.app.widgets.elided_label import ElidedLabel
from nnstudio.core.layer import Array
from nnstudio.core.text import Text
from nnstudio.data.readers.tokens import PADDING, RESERVED, UNKNOWN
from nnstudio.engine.model import Model
from nnstudio.engine.studies.network import NetworkStudy
from nnstudio.engine.studies.token_losses import TokenLosses, TokenLossStudy

COUNT, SHORT = 600, 200
"""How much is written at once, and again and again."""
HOTTEST = 2.0
UNKNOWN_SIGN = "□"


class TextPage(QWidget):
    """Writes from a beginning at a temperature, and colours a text by the loss of each token."""

    def __init__(
        self,
        session: Session,
        training: Training,
        scheduler: RefreshScheduler,
        samples: ChosenSample,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._samples = samples
        self._network: LiveStudy[Model] = LiveStudy("recurrent network", session, training, self)
        self._network.ask(NetworkStudy())
        self._network.arrived.connect(self._on_network)
        self._losses: LiveStudy[TokenLosses] = LiveStudy("recurrent text", session, training, self)
        self._losses.arrived.connect(scheduler.news)
        self._drawn: Answer[TokenLosses] | None = None
        self._piece: TextPiece | None = None
        self._words: tuple[str, ...] = ()
        self._about = ""
        self._seed = 0
        self._written_step = -1
        self._wanted = False
        self.writer = Writer(self)
        self.writer.wrote.connect(self._append)
        self.writer.ended.connect(self._on_ended)
        self.writer.failed.connect(self._refuse)
        self.seed_line = QLineEdit()
        self.seed_line.returnPressed.connect(self.write)
        self._heat_name, self._heat_value = QLabel(), QLabel()
        self.heat_slider = QSlider(Qt.Orientation.Horizontal)
        self.heat_slider.setRange(0, round(100 * HOTTEST))
        self.heat_slider.setPageStep(10)
        self.heat_slider.valueChanged.connect(self._set_heat)
        self.write_button = QPushButton()
        self.write_button.clicked.connect(self._on_button)
        self.again_button = QToolButton()
        self.again_button.setIcon(icon("repeat"))
        self.again_button.setCheckable(True)
        self.again_button.toggled.connect(self._write_again)
        self.written = QPlainTextEdit()
        self.written.setReadOnly(True)
        self.written.setMinimumHeight(44)
        self.choice = SampleChoice(samples)
        self.flow = TokenFlow()
        self.flow.pointed.connect(self._tell)
        self.bar = ColorBar()
        self.note = ElidedLabel()
        self.note.setProperty("role", "muted")
        self._lay_out()
        samples.changed.connect(self._ask)
        self.heat_slider.setValue(80)
        self.retranslate()

    # ---- what the view asks for ----

    def suits(self) -> bool:
        """Return whether the network says which token comes next."""
        chosen = self._samples.chosen
        return chosen is not None and writes(chosen.data)

    def set_shown(self, shown: bool) -> None:
        """Say whether somebody looks."""
        self._network.set_shown(shown)
        self._losses.set_shown(shown)
        if shown:
            self._ask()
        else:
            self.writer.stop()

    def refresh(self) -> None:
        """Show what is new."""
        latest, piece = self._losses.latest, self._piece
        if latest is None or latest is self._drawn or piece is None:
            return
        self._drawn = latest
        self.flow.set_tokens(self._tokens(latest.result, piece))
        self.bar.set_bounds(self.flow.bounds())
        losses = np.array([token.loss for token in self.flow.tokens()])
        mean = float(losses.mean()) if losses.size else float("nan")
        state = self.tr("after {step} steps").format(step=f"{latest.step:,}")
        if not latest.step:
            state = self.tr("not trained yet")
        text = self.tr("{state} · mean loss {loss}, as unsure as between {count} tokens")
        self._about = text.format(state=state, loss=f"{mean:.3f}", count=f"{np.exp(mean):,.1f}")
        self._tell(None)

    def redraw(self) -> None:
        """Show everything anew."""
        self._drawn = None
        self.flow.update()
        if self.isVisible():
            self.refresh()

    def retranslate(self) -> None:
        """Take over the texts of another language."""
        self.choice.retranslate()
        self.seed_line.setPlaceholderText(self.tr("Begin with …"))
        self.seed_line.setAccessibleName(self.tr("How the text begins"))
        self._heat_name.setText(self.tr("Temperature"))
        self.heat_slider.setAccessibleName(self.tr("Temperature"))
        self.heat_slider.setToolTip(
            self.tr(
                "0 always takes the likeliest token, 1 draws as the network says, more is bolder"
            )
        )
        again = self.tr("Write again and again, with what the network has learned since")
        self.again_button.setToolTip(again)
        self.again_button.setAccessibleName(again)
        self.written.setAccessibleName(self.tr("What the network writes"))
        self.written.setPlaceholderText(self.tr("Press Write: the network goes on by itself."))
        self.bar.setToolTip(self.tr("Loss of a token: −ln of the probability it was given"))
        self._show_button()

    def table(self) -> Table | None:
        """Return a row for each token of the text that is coloured."""
        if not self.flow.tokens():
            return None
        rows = ((token.text, token.loss, token.best) for token in self.flow.tokens())
        return ("token", "loss", "likeliest"), rows

    def step(self) -> int | None:
        """Return after how many steps of training the network gave what is shown."""
        return self._drawn.step if self._drawn else None

    def write(self) -> None:
        """Write a text with the network as it is now, or as soon as it is there."""
        chosen, network = self._samples.chosen, self._network.latest
        self._wanted = chosen is None or network is None
        if chosen is None or network is None:
            return
        beginning = self._beginning()
        start = self.seed_line.text()
        self.written.setPlainText(start)
        self._seed += 1
        self._written_step = network.step
        count = SHORT if self.again_button.isChecked() else COUNT
        self.writer.start(network.result, beginning, count, self._seed)
        self._show_button()

    # ---- within ----

    def _ask(self) -> None:
        chosen = self._samples.chosen
        if chosen is None or not self.isVisible() or not writes(chosen.data):
            return
        words = plan_words(chosen.data.plan)
        if words != self._words:
            self._words = words
            self.writer.stop()
            self.written.clear()
        self._piece = text_piece(chosen.data, chosen.split, chosen.index)
        self._losses.ask(TokenLossStudy(self._piece.x, self._piece.t))

    def _beginning(self) -> Array:
        """Return the token numbers that the text begins with: at least the end of a line."""
        known = {word: number for number, word in enumerate(self._words) if number >= RESERVED}
        text = self.seed_line.text()
        units = list(text) if all(len(word) == 1 for word in known) else text.split()
        numbers = [known.get(unit, UNKNOWN) for unit in units]
        return np.array([known.get("\n", RESERVED), *numbers])

    def _word(self, number: int) -> str:
        if number == PADDING:
            return ""
        return self._words[number] or UNKNOWN_SIGN

    def _tokens(self, found: TokenLosses, piece: TextPiece) -> tuple[Token, ...]:
        tokens = []
        for row, fresh in enumerate(piece.fresh.tolist()):
            places = range(max(found.losses.shape[1] - fresh, 0), found.losses.shape[1])
            counted = [place for place in places if found.wanted[row, place] >= 0]
            for place in counted:
                text = self._word(int(found.wanted[row, place])) or UNKNOWN_SIGN
                best = self._word(int(found.best[row, place])) or UNKNOWN_SIGN
                ends = text == "\n" or (piece.breaks and place == counted[-1])
                tokens.append(Token(text, float(found.losses[row, place]), best, ends))
        return tuple(tokens)

    def _append(self, tokens: tuple[int, ...]) -> None:
        glue = "" if all(len(word) <= 1 for word in self._words) else " "
        text = glue.join(self._word(number) for number in tokens)
        cursor = self.written.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(glue + text if glue else text)
        self.written.ensureCursorVisible()

    def _refuse(self, reason: Text) -> None:
        self.written.setPlainText(tr_text(reason))

    def _on_button(self) -> None:
        if self.writer.busy:
            self.writer.stop()
        else:
            self.write()

    def _show_button(self) -> None:
        self.write_button.setText(self.tr("Stop") if self.writer.busy else self.tr("Write"))

    def _on_ended(self) -> None:
        self._show_button()
        self._write_again()

    def _on_network(self) -> None:
        if self._wanted and self.isVisible():
            self.write()
        else:
            self._write_again()

    def _write_again(self) -> None:
        """Write anew with what was learned since, where the user wants that."""
        network = self._network.latest
        wanted = self.again_button.isChecked() and self.isVisible() and not self.writer.busy
        if wanted and network is not None and network.step != self._written_step:
            self.write()

    def _set_heat(self, value: int) -> None:
        self.writer.heat.value = value / 100
        self._heat_value.setText(f"{value / 100:.2f}")

    def _tell(self, token: Token | None) -> None:
        if token is None:
            self.note.setText(self._about)
            return
        text = self.tr("“{token}”: loss {loss}, probability {share} %, likeliest “{best}”")
        share = f"{100 * float(np.exp(-token.loss)):.3g}"
        shown = {"token": token.text, "best": token.best}
        signs = {name: word.replace("\n", "↵") for name, word in shown.items()}
        self.note.setText(text.format(loss=f"{token.loss:.3f}", share=share, **signs))

    def _lay_out(self) -> None:
        self.seed_line.setMinimumWidth(70)
        self.heat_slider.setMinimumWidth(50)
        self.heat_slider.setMaximumWidth(150)
        self._heat_value.setMinimumWidth(30)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.seed_line, 1)
        for part in (self._heat_name, self.heat_slider, self._heat_value, self.again_button):
            head.addWidget(part)
        head.addWidget(self.write_button)
        top, bottom = QWidget(), QWidget()
        writing = QVBoxLayout(top)
        writing.setContentsMargins(0, 0, 0, 0)
        writing.setSpacing(4)
        writing.addLayout(head)
        writing.addWidget(self.written, 1)
        scroll = QScrollArea()
        scroll.setWidget(self.flow)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # A bar that comes and goes would change the width, the lines, and whether it is needed.
        scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        scroll.setMinimumHeight(30)
        row = QHBoxLayout()
        row.addWidget(self.choice)
        row.addStretch(1)
        row.addWidget(self.bar)
        reading = QVBoxLayout(bottom)
        reading.setContentsMargins(0, 0, 0, 0)
        reading.setSpacing(4)
        reading.addLayout(row)
        reading.addWidget(scroll, 1)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(top)
        splitter.addWidget(bottom)
        splitter.setSizes([300, 300])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(splitter, 1)
        column.addWidget(self.note)
