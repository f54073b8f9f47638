"""Lists of people and of contact records that an office brings along."""
