"""The list of what was found, best first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from nnstudio.app.command_palette.entries import Entry
from nnstudio.app.command_palette.matching import match

FOUND_ROLE = Qt.ItemDataRole.UserRole
NODES = "@"
"""What is typed after it is looked for among the nodes alone."""

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Found:
    """An entry, the places of the letters that were typed, and whether it was chosen lately."""

    entry: Entry
    places: tuple[int, ...] = ()
    recent: bool = False


class FoundList(QAbstractListModel):
    """What fits what was typed."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Found] = []
        self._entries: tuple[Entry, ...] = ()
        self._recent: tuple[str, ...] = ()

    def offer(self, entries: Iterable[Entry], recent: Sequence[str]) -> None:
        """Take what there is, and what was chosen lately (newest first)."""
        self._entries, self._recent = tuple(entries), tuple(recent)
        self.search("")

    def search(self, query: str) -> None:
        """Show what is found; without a query all commands, those chosen lately first."""
        self.beginResetModel()
        self.rows = self._all() if not query.strip() else self._found(query)
        self.endResetModel()

    def _all(self) -> list[Found]:
        ages = {name: age for age, name in enumerate(self._recent)}
        shown = [e for e in self._entries if not e.id.startswith("node/") or e.id in ages]
        shown.sort(key=lambda entry: ages.get(entry.id, len(ages)))
        return [Found(entry, recent=entry.id in ages) for entry in shown]

    def _found(self, query: str) -> list[Found]:
        only_nodes = query.startswith(NODES)
        query = query.removeprefix(NODES)
        scored = []
        for entry in self._entries:
            if only_nodes and not entry.id.startswith("node/"):
                continue
            hits = [
                (hit.score + bonus, hit.places if shows else ())
                for text, bonus, least, shows in (
                    (entry.title, 0, -1, True),
                    (entry.also, -1, -1, False),
                    (f"{entry.where} {entry.title}", -20, 15, False),
                )
                if (hit := match(query, text)) is not None and hit.score > least
            ]
            if not hits:
                continue
            score, places = max(hits, key=lambda hit: hit[0])
            if entry.id in self._recent:
                score += 12 - self._recent.index(entry.id)
            score -= 0 if entry.enabled else 8
            scored.append((score, Found(entry, places, entry.id in self._recent)))
        scored.sort(key=lambda pair: -pair[0])
        return [found for _, found in scored]

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        found = self.rows[index.row()]
        if role == FOUND_ROLE:
            return found
        entry = found.entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(filter(None, (entry.title, entry.where, entry.key)))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
