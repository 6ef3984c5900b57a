"""User errors on the command line: one bilingual message, exit code 2, no stack trace."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, TypeVar

import click

from etl.errors import HetuError

F = TypeVar("F", bound=Callable[..., Any])


def say_errors(command: F) -> F:
    """Turn a HetuError into its message in both languages."""

    @functools.wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except HetuError as error:
            click.echo(f"错误  {error.where}{error.zh}", err=True)
            click.echo(f"Error {error.where}{error.en}", err=True)
            raise SystemExit(2) from None
        except BrokenPipeError:
            raise  # the reader (`… | head`) has seen enough: click ends without a word
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            why = error.strerror or error
            click.echo(f"错误  {where}无法读写（{why}）。请检查路径、权限和磁盘空间。", err=True)
            click.echo(
                f"Error {where}cannot read or write ({why}). Check path, permissions and space.",
                err=True,
            )
            raise SystemExit(2) from None

    return wrapped  # type: ignore[return-value]
