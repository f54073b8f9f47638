"""What this app adds to its own registries; called once, from AppConfig.ready()."""

from staffing import list_names, outputs_work
from staffing.importing.kinds import register
from staffing.importing.staff import STAFF


def connect() -> None:
    """Register the list of staff that can be taken over, and what its lists can do."""
    register(STAFF)
    list_names.connect()
    outputs_work.connect()
