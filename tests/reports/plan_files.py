"""The annual plan of 2019 as the tests read it: the paper's figures, our own words."""

import json
from pathlib import Path

from reports.plan_document import PlanDocument, read_document

FIXTURE = Path(__file__).resolve().parents[2] / "config" / "demo" / "annual_plan_2019.json"
#: The paper itself stays outside the repository; where it is, it is tried as well.
ORIGINAL = Path(__file__).parents[3] / "shared" / "design" / "print" / "otaru-2019.json"


def plan_2019() -> PlanDocument:
    return read_document(FIXTURE.read_bytes())


def data_2019() -> dict:
    return json.loads(FIXTURE.read_text(encoding="utf-8"))


def without_notes(value):
    """The data without the keys that an import ignores."""
    if isinstance(value, dict):
        return {
            key: without_notes(inner)
            for key, inner in value.items()
            if not key.startswith(("printed", "comment"))
        }
    if isinstance(value, list):
        return [without_notes(inner) for inner in value]
    return value
