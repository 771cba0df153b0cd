"""Commands that keep the staff: user add, list, role, reset, disable and enable."""

import json
import sys
from collections.abc import Iterable

import click

from finder.directory.lock import who
from finder.staff import Person, Role
from finder.wiring import Parts

_AS_JSON = click.option("--json", "as_json", is_flag=True, help="Tell it as JSON.")
_ROLE = click.Choice([each.value for each in Role])


@click.group()
def user() -> None:
    """Keep the list of who may sign in to the staff pages."""


@user.command()
@click.argument("name")
@click.option("--role", type=_ROLE, default=Role.STEWARD.value, show_default=True)
@_AS_JSON
@click.pass_obj
def add(parts: Parts, name: str, role: str, as_json: bool) -> None:
    """Add somebody; asks for a password, or reads one line of a pipe."""
    person = parts.staff.add(name, Role(role), _password(), by=who())
    _tell([person], as_json=as_json)
    if not as_json:
        click.echo("At the first sign-in an authenticator app is set up.")


@user.command("list")
@_AS_JSON
@click.pass_obj
def list_(parts: Parts, as_json: bool) -> None:
    """Show who may sign in."""
    people = parts.staff.people()
    _tell(people, as_json=as_json)
    if not people and not as_json:
        click.echo("Nobody yet: finder user add NAME --role owner")


@user.command()
@click.argument("name")
@click.argument("role", type=_ROLE)
@_AS_JSON
@click.pass_obj
def role(parts: Parts, name: str, role: str, as_json: bool) -> None:
    """Give somebody another role."""
    parts.staff.set_role(parts.staff.named(name), Role(role), by=who())
    _tell([parts.staff.named(name)], as_json=as_json)


@user.command()
@click.argument("name")
@_AS_JSON
@click.pass_obj
def reset(parts: Parts, name: str, as_json: bool) -> None:
    """Give a new password, ask for a new authenticator, and sign out everywhere."""
    person = parts.staff.named(name)
    parts.staff.reset(person, _password(), by=who())
    _tell([parts.staff.named(name)], as_json=as_json)


@user.command()
@click.argument("name")
@_AS_JSON
@click.pass_obj
def disable(parts: Parts, name: str, as_json: bool) -> None:
    """Let somebody in no more, at once; `enable` takes it back."""
    parts.staff.disable(parts.staff.named(name), by=who())
    _tell([parts.staff.named(name)], as_json=as_json)


@user.command()
@click.argument("name")
@_AS_JSON
@click.pass_obj
def enable(parts: Parts, name: str, as_json: bool) -> None:
    """Let somebody in again."""
    parts.staff.enable(parts.staff.named(name), by=who())
    _tell([parts.staff.named(name)], as_json=as_json)


def _password() -> str:
    """A password, asked for twice on a terminal; from a pipe its first line."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))


def _tell(people: Iterable[Person], *, as_json: bool) -> None:
    if as_json:
        told = [
            {
                "name": each.name,
                "role": each.role.value,
                "authenticator": each.has_codes,
                "disabled": each.disabled.isoformat() if each.disabled else None,
            }
            for each in people
        ]
        click.echo(json.dumps(told, indent=1))
        return
    for each in people:
        state = "disabled" if each.disabled else "" if each.has_codes else "no authenticator yet"
        click.echo(f"{each.name:30} {each.role.value:8} {state}".rstrip())
