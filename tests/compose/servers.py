"""PostgreSQL and Redis of this machine in place of their images, each with a folder of its own."""

import os
import pwd
import shutil
import subprocess
from pathlib import Path

#: Debian keeps the server's programs outside the PATH, one folder for each version.
DEBIAN = Path("/usr/lib/postgresql")


def programs() -> Path:
    """Return the folder of PostgreSQL's newest server programs."""
    found = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return (found[-1] if found else Path(shutil.which("initdb"))).parent


def as_server() -> dict[str, int]:
    """Return who runs PostgreSQL, for subprocess: it refuses to run as root."""
    if os.getuid():
        return {}
    owner = pwd.getpwnam("postgres")
    return {"user": owner.pw_uid, "group": owner.pw_gid}


def prepare_postgres(folder: Path, environment: dict[str, str]) -> None:
    """Make a cluster as the image does: one superuser with a password, asked for over TCP."""
    folder.mkdir()
    password = folder / "password"
    password.write_text(environment["POSTGRES_PASSWORD"])
    if owner := as_server():
        for path in (folder, password):
            os.chown(path, owner["user"], owner["group"])
    options = ["--username", environment["POSTGRES_USER"], "--encoding", "UTF8", "--no-sync"]
    options += ["--locale", "C.UTF-8", "--auth-local", "trust", "--auth-host", "scram-sha-256"]
    command = [programs() / "initdb", "-D", folder / "data", "--pwfile", password, *options]
    subprocess.run(command, check=True, capture_output=True, **as_server())


def postgres_command(folder: Path, port: int) -> list[str]:
    """Return the command line of the server."""
    settings = {"listen_addresses": "127.0.0.1", "port": port, "unix_socket_directories": folder}
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    return [str(programs() / "postgres"), "-D", str(folder / "data"), *options]


def create_database(folder: Path, port: int, environment: dict[str, str]) -> None:
    """Make the database that the image makes at its first start."""
    where = ["-h", str(folder), "-p", str(port), "-U", environment["POSTGRES_USER"]]
    command = [programs() / "createdb", *where, environment["POSTGRES_DB"]]
    subprocess.run(command, check=True, capture_output=True)
