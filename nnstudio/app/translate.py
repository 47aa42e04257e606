"""Show every text in the user's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from nnstudio.core.paths import resource
from nnstudio.core.text import Text

LANGUAGE_CHOICES = ("system", "en", "zh_CN")
LANGUAGE_NAMES = {"en": "English", "zh_CN": "简体中文"}
"""Each language in its own words, so that whoever reads it finds it."""

CONTEXT = "nnstudio"
"""Where the texts of `core.text.N_` stand in the catalogue, whichever file they come from."""

translate = QCoreApplication.translate  # lupdate misreads a call through the class


def tr_text(text: Text | str) -> str:
    """Return a text of the rooms without a window in the user's language.

    The template is translated, then each value that is a text itself, then they are put together.
    """
    if isinstance(text, str):
        return translate(CONTEXT, text) if text else ""
    template = translate(CONTEXT, text.template)
    if not text.values:
        return template
    values = {
        key: tr_text(value) if isinstance(value, Text) else value
        for key, value in text.values.items()
    }
    return template.format(**values)


def language_code(choice: str) -> str:
    """Return the language to show for the user's choice; ``system`` asks the desktop."""
    if choice != "system":
        return choice if choice in LANGUAGE_CHOICES else "en"
    return "zh_CN" if QLocale.system().language() == QLocale.Language.Chinese else "en"


def install_translators(app: QCoreApplication, choice: str) -> str:
    """Show texts in the chosen language from now on and return its code.

    Widgets that exist already get a ``LanguageChange`` event.
    """
    for translator in app.findChildren(QTranslator):
        app.removeTranslator(translator)
        translator.deleteLater()
    code = language_code(choice)
    if code == "en":
        return code
    qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for name, folder in (
        (f"qtbase_{code}", qt_folder),
        (f"nnstudio_{code}", str(resource("translations"))),
    ):
        translator = QTranslator(app)
        if translator.load(name, folder):
            app.installTranslator(translator)
        else:  # Qt's own catalogue may be left out of a package: its buttons stay English
            translator.deleteLater()
    return code
