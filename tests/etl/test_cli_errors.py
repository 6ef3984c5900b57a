"""What the command line says where the system itself refuses."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from etl.cli.errors import say_errors


@pytest.mark.parametrize(
    ("error", "said", "code"),
    [
        (PermissionError(13, "Permission denied", "甲.json"), "甲.json", 2),
        (BrokenPipeError(32, "Broken pipe"), "", 1),
    ],
)
def test_a_closed_pipe_is_no_error_to_speak_of(error: OSError, said: str, code: int) -> None:
    @click.command()
    @say_errors
    def command() -> None:
        raise error

    done = CliRunner().invoke(command)
    assert done.exit_code == code
    assert said in done.output
    assert bool(done.output) is bool(said)
