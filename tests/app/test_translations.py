"""Every text a user sees is in the catalogue, and translations keep their gaps."""

import ast
import importlib.util
import string
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from nnstudio.app.panels.parts.weight_table import WeightTable
from nnstudio.app.translate import (
    LANGUAGE_CHOICES,
    LANGUAGE_NAMES,
    install_translators,
    language_code,
    tr_text,
)
from nnstudio.core.layer import Weight
from nnstudio.core.paths import resource
from nnstudio.core.text import N_, Text

ROOT = Path(__file__).resolve().parents[2]
CATALOGUES = sorted(resource("translations").glob("*.ts"))
TRANSLATE = ("translate", "QCoreApplication.translate")
APP_FILES = sorted((ROOT / "nnstudio" / "app").rglob("*.py"))

each_catalogue = pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.stem)


@pytest.fixture(scope="module")
def driver() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "translations", ROOT / "packaging" / "translations.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def chinese(qapp: QApplication) -> Iterator[None]:
    install_translators(qapp, "zh_CN")
    yield
    install_translators(qapp, "en")


def messages(catalogue: Path) -> Iterator[tuple[str, str, str, bool]]:
    """Yield context, source, translation and whether the translation is finished."""
    for context in ElementTree.parse(catalogue).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            yield (
                context.findtext("name") or "",
                message.findtext("source") or "",
                translation.text or "",
                translation.get("type") is None,
            )


def shown(widget: QWidget) -> set[str]:
    return {label.text() for label in widget.findChildren(QLabel)}


def gaps(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def test_the_catalogues_are_up_to_date_with_the_sources(driver: ModuleType) -> None:
    old = driver.stale()
    assert not old, f"{', '.join(old)} is old. Run: python packaging/translations.py"


@each_catalogue
def test_no_text_fell_into_a_context_that_nobody_asks_for(catalogue: Path) -> None:
    contexts = {context for context, _, _, _ in messages(catalogue)}
    assert "nnstudio" in contexts
    # A class's own texts stand under its name; translate() names a context by a string. After a bare
    # QCoreApplication.translate(), lupdate invents the context "QCoreApplication.self".
    known = {"nnstudio"}
    for file in APP_FILES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                known.add(node.name)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                known.add(node.value)
    assert contexts <= known


@each_catalogue
def test_translations_keep_the_gaps(catalogue: Path) -> None:
    for context, source, translation, finished in messages(catalogue):
        if finished:
            assert translation, f"{context}: {source!r} is finished but empty"
            assert gaps(translation) == gaps(source), f"{context}: {source!r}"


@pytest.mark.parametrize("file", APP_FILES, ids=lambda file: file.stem)
def test_texts_are_plain_strings_so_that_they_can_be_collected(file: Path) -> None:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if node.func.attr == "tr":
            text = node.args[0]
            assert isinstance(text, ast.Constant), (
                f"{file.name}:{node.lineno}: tr() takes a plain string; format it afterwards"
            )


def test_a_computed_marked_text_is_refused(driver: ModuleType) -> None:
    assert list(driver.marked_texts('x = N_("one " "two")', "a.py")) == ["one two"]
    with pytest.raises(SystemExit, match=r"a.py:1: N_\(\) takes a plain string"):
        list(driver.marked_texts('N_(f"{x}")', "a.py"))


def test_english_texts_need_no_catalogue(qapp: QApplication) -> None:
    install_translators(qapp, "en")
    assert tr_text(Text("Got {got}.", got=3)) == "Got 3."
    assert tr_text(Text("{what} wants {one}.", what=Text("Add"), one=Text("{n} inputs", n=2))) == (
        "Add wants 2 inputs."
    )
    assert tr_text("") == ""
    assert tr_text(Text("100 % {literally}")) == "100 % {literally}"


def test_template_and_values_are_translated(chinese: None) -> None:
    number = tr_text(Text(N_("a whole number")))
    assert number != "a whole number"
    whole = Text(N_("{noun} of at least {low}"), noun=Text("a whole number"), low=1)
    assert number in tr_text(whole)
    assert "1" in tr_text(whole)


def test_qt_s_own_buttons_are_translated(chinese: None, qtbot: QtBot) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "取消"


def test_the_names_of_weights_follow_the_language(qapp: QApplication, qtbot: QtBot) -> None:
    install_translators(qapp, "en")
    table = WeightTable()
    qtbot.addWidget(table)
    table.set_weights([("bias", Weight(shape=(2,)))], [None])
    try:
        assert "bias" in shown(table)
        install_translators(qapp, "zh_CN")
        qtbot.waitUntil(lambda: "偏置" in shown(table))
        assert "bias" not in shown(table)
    finally:
        install_translators(qapp, "en")


def test_going_back_to_english_leaves_nothing_chinese(qapp: QApplication) -> None:
    assert install_translators(qapp, "zh_CN") == "zh_CN"
    assert install_translators(qapp, "en") == "en"
    assert QCoreApplication.translate("nnstudio", "a whole number") == "a whole number"


def test_the_system_s_language_is_used_where_we_have_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, expected in (("zh_CN", "zh_CN"), ("zh_SG", "zh_CN"), ("de_DE", "en")):
        monkeypatch.setattr(QLocale, "system", lambda name=name: QLocale(name))
        assert language_code("system") == expected
    assert language_code("klingon") == "en"


def test_every_language_names_itself() -> None:
    assert set(LANGUAGE_NAMES) == set(LANGUAGE_CHOICES) - {"system"}
    assert {f"nnstudio_{code}" for code in LANGUAGE_NAMES if code != "en"} == {
        catalogue.stem for catalogue in CATALOGUES
    }


@pytest.mark.parametrize("file", APP_FILES, ids=lambda path: path.stem)
def test_context_and_text_are_written_where_a_text_is_translated(file: Path) -> None:
    """What collects the texts sees no variable; texts by `N_` have a context of their own."""
    for call in ast.walk(ast.parse(file.read_text("utf-8"))):
        if not isinstance(call, ast.Call) or ast.unparse(call.func) not in TRANSLATE:
            continue
        if ast.unparse(call.args[0]) != "CONTEXT":
            written = all(isinstance(each, ast.Constant) for each in call.args[:2])
            assert written, f"line {call.lineno}: {ast.unparse(call)}"
