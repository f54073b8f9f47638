"""What a rule says when something is not right."""

from dataclasses import dataclass

__all__ = ["Problem"]


@dataclass(frozen=True)
class Problem:
    """One thing to mend: a stable code, a sentence for the reader, the field it belongs to.

    An empty `field` means the whole record.
    """

    code: str
    message: str
    field: str = ""
