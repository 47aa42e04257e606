"""Settings survive a restart, and a damaged file costs nothing but the settings."""

from pathlib import Path

from PySide6.QtCore import QByteArray

from nnstudio.app.settings import RECENT_FILES, Settings, settings_folder


def test_a_new_user_gets_the_system_s_look(fresh_settings: Path) -> None:
    settings = Settings()
    assert settings.theme == "system"
    assert settings.language == "system"
    assert settings.recent_files == ()
    assert settings.geometry.isEmpty()
    assert settings.last_folder == Path.home()


def test_settings_survive_a_restart(fresh_settings: Path, tmp_path: Path) -> None:
    settings = Settings()
    settings.theme = "dark"
    settings.language = "zh_CN"
    settings.geometry = QByteArray(b"\x00\x01where")
    settings.state = QByteArray(b"docks\xff")
    settings.last_folder = tmp_path
    settings.folded_categories = ("core", "merge")
    settings.flush()
    again = Settings()
    assert (again.theme, again.language) == ("dark", "zh_CN")
    assert again.geometry.data() == b"\x00\x01where"
    assert again.state.data() == b"docks\xff"
    assert again.last_folder == tmp_path
    assert again.folded_categories == ("core", "merge")
    assert (fresh_settings / "settings.ini").is_file()


def test_opening_all_categories_is_remembered_too(fresh_settings: Path) -> None:
    settings = Settings()
    assert settings.folded_categories
    settings.folded_categories = ()
    settings.flush()
    assert Settings().folded_categories == ()


def test_recent_files_are_newest_first_without_doubles_or_lost_ones(tmp_path: Path) -> None:
    settings = Settings()
    files = [tmp_path / f"{number}, with comma.nnstudio" for number in range(RECENT_FILES + 3)]
    for file in files:
        file.touch()
        settings.add_recent_file(file)
    settings.add_recent_file(files[-2])
    assert settings.recent_files[:3] == (files[-2], files[-1], files[-3])
    assert len(settings.recent_files) == RECENT_FILES
    files[-1].unlink()
    assert files[-1] not in Settings().recent_files


def test_a_single_recent_file_survives_a_restart(tmp_path: Path) -> None:
    file = tmp_path / "only.nnstudio"
    file.touch()
    settings = Settings()
    settings.add_recent_file(file)
    settings.flush()
    assert Settings().recent_files == (file,)


def test_values_of_another_version_count_as_defaults(fresh_settings: Path) -> None:
    (fresh_settings / "settings.ini").write_text(
        "[window]\ntheme=plaid\nlanguage=@Invalid()\ngeometry=hello\n[files]\nrecent=7\n"
        f"last_folder={fresh_settings / 'gone'}\n",
        encoding="utf-8",
    )
    settings = Settings()
    assert settings.theme == "system"
    assert settings.language == "system"
    assert settings.geometry.isEmpty()
    assert settings.recent_files == ()
    assert settings.last_folder == Path.home()


def test_a_file_that_is_no_settings_file_is_no_obstacle(fresh_settings: Path) -> None:
    (fresh_settings / "settings.ini").write_bytes(bytes(range(256)) * 8)
    settings = Settings()
    assert settings.theme == "system"
    settings.theme = "light"
    assert settings.theme == "light"


def test_the_folder_is_the_one_asked_for(fresh_settings: Path, tmp_path: Path) -> None:
    assert settings_folder() == fresh_settings
    Settings(tmp_path).theme = "dark"
    assert Settings().theme == "system"
    assert Settings(tmp_path).theme == "dark"
