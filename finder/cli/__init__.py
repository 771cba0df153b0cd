"""The `finder` command: what a data steward and an operator do at a terminal.

Errors are one sentence and a non-zero exit. What a program may want to read comes with `--json`,
what asks a question takes `--yes`.
"""

import os
import sys
from collections.abc import Sequence

import click

from finder.cli import (
    asking,
    correcting,
    deciding,
    fetching,
    guiding,
    hearing,
    importing,
    keeping,
    linking,
    measuring,
    people,
    profiles,
    serving,
    taking,
)
from finder.config import Config
from finder.errors import FinderError
from finder.wiring import Parts


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.pass_context
def finder(context: click.Context) -> None:
    """A finder for accredited detox and rehab facilities in the United States."""
    if context.obj is None:
        context.obj = Parts(Config.from_env(os.environ))


for command in (
    keeping.init,
    serving.serve,
    importing.preview,
    importing.import_,
    importing.imports,
    importing.undo,
    correcting.correct,
    correcting.corrections,
    deciding.duplicates,
    deciding.merge,
    deciding.distinct,
    deciding.split,
    deciding.decisions,
    profiles.profile,
    fetching.fetch,
    importing.work,
    asking.search,
    keeping.status,
    measuring.quality,
    measuring.history,
    keeping.check,
    keeping.reindex,
    keeping.export,
    people.user,
    hearing.report,
    hearing.verify,
):
    finder.add_command(command)


keeping.check.add_command(linking.links)
keeping.check.add_command(guiding.guidance)
keeping.export.add_command(taking.booklet)
keeping.export.add_command(taking.takeaway)


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the command line and ends the process; every error becomes one sentence here."""
    try:
        finder.main(arguments, prog_name="finder", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped; nothing was changed.", err=True)
        sys.exit(130)
    except FinderError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        # Whoever read our output has seen enough (`finder export csv | head`).
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        click.echo(f"Error: {error.filename or 'The disk'}: {error.strerror}.", err=True)
        sys.exit(1)
    except Exception as error:
        if os.environ.get("FINDER_DEBUG"):
            raise
        click.echo(
            f"Error: a fault in this program ({type(error).__name__}: {error}). Nothing was left "
            "half done. With FINDER_DEBUG=1 it shows where; please report it.",
            err=True,
        )
        sys.exit(70)
