"""Every command says what it does, with examples that work, and its help fits a terminal."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from nnstudio.cli import main
from nnstudio.cli.command_table import COMMANDS, Command
from nnstudio.cli.words import command_parser

Said = pytest.CaptureFixture[str]
OWN = [pytest.param(command, id=name) for name, command in COMMANDS.items() if not command.hands_on]


@pytest.mark.parametrize("command", OWN)
def test_a_command_is_described_like_a_man_page(command: Command, capsys: Said) -> None:
    assert main([command.name, "--help"]) == 0
    said = capsys.readouterr().out
    usage, description, rest = said.split("\n\n", 2)
    assert usage.startswith(f"usage: nnstudio {command.name}")
    assert description.rstrip().endswith((".", "…"))
    assert "examples:\n" in rest
    assert "exit codes: 0" in rest
    assert max(map(len, said.splitlines())) <= 100
    assert command.summary.endswith(".")


@pytest.mark.parametrize("command", OWN)
def test_its_examples_are_made_of_words_that_it_takes(command: Command, capsys: Said) -> None:
    parser = command_parser(command)
    lines = [line.strip() for line in (parser.epilog or "").splitlines()]
    examples = [line for line in lines if line.startswith("nnstudio ")]
    assert examples
    for example in examples:
        name, *words = shlex.split(example.partition("|")[0].partition(">")[0])[1:]
        assert name == command.name
        parser.parse_args(words)  # ends the program where a word is wrong
    assert capsys.readouterr().err == ""


def test_help_lists_all_commands_and_leads_to_each(capsys: Said) -> None:
    assert main(["--help"]) == 0
    said = capsys.readouterr().out
    assert all(
        f"  {name} " in said and command.summary in said for name, command in COMMANDS.items()
    )
    assert main(["help", "check"]) == 0
    assert capsys.readouterr().out.startswith("usage: nnstudio check")


# ---- completion ----


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "tcsh", "powershell"])
def test_shells_get_every_command(shell: str, capsys: Said) -> None:
    assert main(["completion", shell]) == 0
    said = capsys.readouterr().out
    assert all(name in said for name in COMMANDS)


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_bash_completes_commands_templates_targets_and_options(
    tmp_path: Path, capsys: Said
) -> None:
    main(["completion", "bash"])
    script = tmp_path / "nnstudio.bash"
    script.write_text(capsys.readouterr().out, "utf-8")

    def completed(*words: str) -> list[str]:
        ask = (
            f"source {shlex.quote(str(script))}; COMP_WORDS=({shlex.join(words)}); "
            f"COMP_CWORD={len(words) - 1}; _shtab_nnstudio; echo ${{COMPREPLY[@]}}"
        )
        run = subprocess.run(
            ["bash", "-c", ask], capture_output=True, text=True, check=False, timeout=60
        )
        assert run.stderr == ""
        return run.stdout.split()

    assert completed("nnstudio", "eval") == ["evaluate"]
    assert completed("nnstudio", "new", "digits-c") == ["digits-cnn"]
    assert "npz" in completed("nnstudio", "export", "net.nnstudio", "--to", "n")
    assert completed("nnstudio", "train", "--see") == ["--seed"]
    assert completed("nnstudio", "data", "desc") == ["describe"]


def test_the_words_of_a_command_load_no_qt() -> None:
    code = (
        "import sys\n"
        "from nnstudio.cli import main\n"
        "main(['completion', 'bash'])\n"
        "assert 'PySide6' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)
