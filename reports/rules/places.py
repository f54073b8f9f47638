"""Places by which an add-on goes: special areas, and far ones (特別地域, 遠隔地; domain 5.2).

Pure. The office registers with its notified systems which places these are, with their dates; the
address of the person says whether it is one of them.
"""

from dataclasses import dataclass
from unicodedata import normalize

__all__ = ["Place", "plain"]

#: What parts the names of several places.
SIGNS = str.maketrans(dict.fromkeys("，,､・　 \n", "、"))


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality, or only the places in it whose names an address holds."""

    municipality: int | None
    names: str = ""

    @property
    def parts(self) -> list[str]:
        """The names of the places, each by itself."""
        return [plain(part) for part in self.names.translate(SIGNS).split("、") if part]

    def holds(self, municipality: int | None, address: str) -> bool:
        """Whether somebody of that municipality and address lives here."""
        if self.municipality is not None and municipality != self.municipality:
            return False
        address = plain(address)
        return not self.parts or any(part in address for part in self.parts)


def plain(text: str) -> str:
    """Return an address without what is written now one way, now another."""
    return "".join(normalize("NFKC", text).split()).replace("ヶ", "ケ")
