"""ホーム（今日のしごと, S02): each block loads itself, in as few queries as it can."""
