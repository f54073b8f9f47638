"""What can stop a backup or a restore, said in one sentence for a person of an office."""


class BackupProblem(Exception):
    """Nothing was damaged, and the sentence says what to do; it never holds personal data."""


class WrongKey(BackupProblem):
    """The key does not open this file."""


class Damaged(BackupProblem):
    """The file is not what was once written: a byte changed, or its end is missing."""
