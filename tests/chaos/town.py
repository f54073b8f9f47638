"""Fill an empty database with the people and objects of the access table; print who and where.

python -m tests.chaos.town → JSON {"people": {persona: staff ID}, "pages": {url name: …}}. Every
address of the access table is there, also those of later apps.
"""

import json
import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.contrib.auth.hashers import PBKDF2PasswordHasher  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402

from tests.input.walk import NAMES, ROWS, address, insider  # noqa: E402
from tests.personas import build_town  # noqa: E402

#: The first sign-in of each person hashes the password anew, and well.
PBKDF2PasswordHasher.iterations = 1


def main() -> None:
    """Migrate, seed, build and print."""
    call_command("migrate", verbosity=0)
    call_command("seed", verbosity=0)
    with transaction.atomic():
        town = build_town()
        pages = {
            name: {
                "path": address(name, town),
                "persona": insider(ROWS[name]),
                "method": ROWS[name].method,
                "data": {key: str(value) for key, value in ROWS[name].data.items()},
            }
            for name in NAMES
        }
    people = {name: user.login_id for name, user in town.people.items()}
    print(json.dumps({"people": people, "pages": pages, "office": town.office.pk}))  # noqa: T201


if __name__ == "__main__":
    main()
