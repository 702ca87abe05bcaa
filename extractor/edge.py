"""The edge between the commands and the person at the terminal: words on standard error, exit codes.

    ExtractorError                    ->  one line, `extract: story.txt: what (try: hint)`, and the error's exit code
    a command used wrongly            ->  one line, exit code 2
    output that cannot be written     ->  one line, exit code 1; nothing at all when its reader hung up (`| head`)
    Ctrl-C                            ->  one line, exit code 130

Whatever ends a run comes by here, and nothing else turns an error into an exit code.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from typing import NoReturn

import typer

from extractor.errors import ExtractorError

INTERRUPTED = 130
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")


def run(app: typer.Typer, *, name: str, arguments: Sequence[str] | None) -> int:
    """Run a command line (by default the process's own) and return its exit code."""
    # numpy, which is imported later, would split products of a few hundred numbers among all cores, and win nothing.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        code = typer.main.get_command(app).main(arguments, prog_name=name, standalone_mode=False) or 0
    except ExtractorError as error:
        return _fail(name, str(error), error.exit_code)
    except typer.TyperException as error:
        return _fail(name, f"{error.format_message()} (try: {name} --help)", error.exit_code)
    except OSError as error:
        return _fail(name, f"cannot be written: {error.strerror or error}", 1)
    if code == INTERRUPTED:
        say(name, "interrupted")
    return int(code)


def say(name: str, words: str) -> None:
    """Say one line on standard error. What a story or a file name smuggles in does not reach the terminal."""
    if sys.stderr is not None:
        line = _CONTROL.sub(lambda sign: repr(sign.group())[1:-1], f"{name}: {words}")
        print(line, file=sys.stderr, flush=True)  # noqa: T201 - the one place that talks


def show_help(context: typer.Context) -> NoReturn:
    """End a command that was given nothing to do: its help, on standard error, and exit code 2."""
    typer.echo(context.get_help(), err=True)
    raise typer.Exit(2)


def _fail(name: str, words: str, code: int) -> int:
    say(name, words)
    return code
