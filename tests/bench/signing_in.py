"""python -m tests.bench.signing_in: does the time of an answer tell whether an ID exists? (F9)

Signs in wrongly 200 times each with a known and an unknown ID, in turns and each time from
another address, and compares the two distributions by Kolmogorov and Smirnov's test. Ends with 1
when they can be told apart (p at most 0.01).
"""

import math
import os
import sys
import tempfile
import time
from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path

TRIES = 200
MUST = 0.01


def separable(first: Sequence[float], second: Sequence[float]) -> float:
    """Return the probability p that two samples of one distribution differ as much as these.

    The two-sample statistic with its asymptotic distribution, exact enough from 50 values on.
    """
    one, two = sorted(first), sorted(second)
    gaps = (abs(_share(one, value) - _share(two, value)) for value in (*one, *two))
    size = math.sqrt(len(one) * len(two) / (len(one) + len(two)))
    reach = (size + 0.12 + 0.11 / size) * max(gaps)
    terms = (2 * (-1) ** (n - 1) * math.exp(-2 * (n * reach) ** 2) for n in range(1, 101))
    return min(1.0, max(0.0, sum(terms))) if reach > 0.2 else 1.0


def _share(values: Sequence[float], limit: float) -> float:
    return bisect_right(values, limit) / len(values)


def _times() -> dict[str, list[float]]:
    import django  # noqa: PLC0415  the database is named before the settings are read

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import setup_test_environment  # noqa: PLC0415
    from django.urls import reverse  # noqa: PLC0415

    from staffing.models import User  # noqa: PLC0415

    setup_test_environment()
    call_command("migrate", verbosity=0)
    person = User(login_id="known", name="汐見 渚", name_kana="しおみ なぎさ")
    person.set_password("not-this-one-2026")
    person.save()
    path, times = reverse("login"), {"known": [], "nobody": []}
    for number in range(TRIES):
        for login_id, found in times.items():
            address = f"198.51.{number // 250}.{number % 250}"
            start = time.process_time()
            typed = {"username": login_id, "password": "wrong"}
            answer = Client(REMOTE_ADDR=address).post(path, typed, secure=True)
            found.append(time.process_time() - start)
            if answer.status_code != 422:
                raise SystemExit(f"answered {answer.status_code}: that is no wrong password")
    return times


def main() -> int:
    """Measure, print both medians and p; return how the process ends."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATABASE_URL"] = f"sqlite:///{Path(folder) / 'signing_in.sqlite3'}"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        times = _times()
    for login_id, found in times.items():
        print(f"{login_id}: median {sorted(found)[TRIES // 2] * 1000:.1f} ms of {TRIES} tries")  # noqa: T201
    p = separable(*times.values())
    print(f"p = {p:.3f} (must be above {MUST}): {'ok' if p > MUST else 'MISS'}")  # noqa: T201
    return 0 if p > MUST else 1


if __name__ == "__main__":
    sys.exit(main())
