"""Who is meant by a staff ID or a name in a list."""

from cases.forms.choosing import colleagues
from staffing.importing.kinds import Scope
from staffing.importing.words import folded
from staffing.models import User


class Colleagues:
    """The people of the office, by ID and by name; a name that two have means nobody."""

    def __init__(self, scope: Scope) -> None:
        self.by_word: dict[str, User | None] = {}
        for user in colleagues(scope.office.pk, on=scope.today):
            self.by_word[folded(user.login_id)] = user
            name = folded(user.name)
            self.by_word[name] = None if name in self.by_word else user

    def find(self, word: str) -> User | None:
        """The person of this word, if it is one of the office."""
        return self.by_word.get(folded(word))
