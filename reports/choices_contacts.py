"""What the rules of the claim check read of a contact: the choices of the log, by name."""

from cases.choices import Counterpart, Method, PlaceKind, Present

__all__ = ["Counterpart", "Method", "PlaceKind", "Present"]
