"""What Dockerfile, docker-compose.yml and .env.example say, as values.

Only what these files use is understood; anything else raises, so that a new line in them is
either read or noticed.
"""

import json
import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

VARIABLE = re.compile(r"\$(?:\$|\{(\w+)(?:(:-|:\?)([^}]*))?\})")


@dataclass(frozen=True)
class Image:
    """The parts of the Dockerfile: (instruction, arguments) in their order."""

    steps: tuple[tuple[str, str], ...]

    def all(self, instruction: str) -> list[str]:
        """The arguments of every such instruction."""
        return [rest for name, rest in self.steps if name == instruction]

    @property
    def command(self) -> list[str]:
        """What a container runs when the service names no command."""
        return json.loads(self.all("CMD")[-1])

    @property
    def folder(self) -> str:
        """Where the program lies in the image."""
        return self.all("WORKDIR")[-1]

    def environment(self, *, path: str) -> dict[str, str]:
        """Variables that the image sets; `path` is the base image's own PATH."""
        pairs = [word.split("=", 1) for line in self.all("ENV") for word in shlex.split(line)]
        return {name: value.replace("$PATH", path) for name, value in pairs}


def read_image(path: Path) -> Image:
    """Read a Dockerfile."""
    lines = [line for line in path.read_text().splitlines() if not line.startswith("#")]
    whole = re.sub(r"\\\n\s*", "", "\n".join(lines))
    return Image(tuple(tuple(line.split(None, 1)) for line in whole.splitlines() if line.strip()))


@dataclass(frozen=True)
class Service:
    """One service: `command` is None where the image's own runs."""

    name: str
    image: str
    command: list[str] | None
    environment: dict[str, str]
    healthcheck: list[str] | None
    waits_for: dict[str, str]
    volumes: tuple[str, ...]
    runs_once: bool


def read_variables(path: Path) -> dict[str, str]:
    """Read an environment file: NAME=value, nothing is quoted."""
    lines = [line for line in path.read_text().splitlines() if line and not line.startswith("#")]
    return dict(line.split("=", 1) for line in lines)


def fill_in(text: str, variables: Mapping[str, str]) -> str:
    """Put variables into a value, as compose does.

    Raises LookupError where a variable that must be set is not.
    """

    def value(found: re.Match) -> str:
        name, how, rest = found.groups()
        if name is None:
            return "$"
        if variables.get(name) or how is None:
            return variables.get(name, "")
        if how == ":?":
            raise LookupError(rest)
        return rest

    return VARIABLE.sub(value, text)


def _filled(value: Any, variables: Mapping[str, str]) -> Any:
    match value:
        case str():
            return fill_in(value, variables)
        case list():
            return [_filled(item, variables) for item in value]
        case dict():
            return {name: _filled(item, variables) for name, item in value.items()}
    return value


def read_services(path: Path, variables: Mapping[str, str]) -> dict[str, Service]:
    """Read the compose file; `variables` are those of the .env beside it."""
    services = _filled(yaml.safe_load(path.read_text())["services"], variables)
    return {name: _service(name, found, variables) for name, found in services.items()}


def _service(name: str, found: dict[str, Any], variables: Mapping[str, str]) -> Service:
    files = [entry["path"] for entry in found.get("env_file", ())]
    assert files in ([], [".env"]), files
    command, check = found.get("command"), found.get("healthcheck", {}).get("test")
    return Service(
        name=name,
        image=found["image"],
        command=shlex.split(command) if isinstance(command, str) else command,
        environment=(dict(variables) if files else {}) | found.get("environment", {}),
        healthcheck=_check(check) if check else None,
        waits_for={other: how["condition"] for other, how in found.get("depends_on", {}).items()},
        volumes=tuple(found.get("volumes", ())),
        runs_once=found.get("restart") == "no",
    )


def _check(test: list[str]) -> list[str]:
    kind, *words = test
    return words if kind == "CMD" else ["sh", "-c", *words]
