"""Words of a note as different people write them: 高橋, 髙橋; FAX, ＦＡＸ; でんわ, デンワ."""

import unicodedata

from config.common.kana import NAME_FOLDS, to_hiragana

__all__ = ["note_words"]

#: More words and more ways of writing one are not looked for.
MOST_WORDS, MOST_WAYS = 4, 8
WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
TO_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)} | {
    0x309D: 0x30FD,
    0x309E: 0x30FE,
}
VARIANTS: dict[str, list[str]] = {}
for variant, common in NAME_FOLDS.items():
    VARIANTS.setdefault(common, []).append(variant)


def note_words(text: str) -> tuple[tuple[str, ...], ...]:
    """Return each word of a search text with the ways in which a note may have it.

    The text of a note is kept as it was typed, so what is searched is varied instead.
    """
    return tuple(_ways(word) for word in text.split()[:MOST_WORDS] or [text])


def _ways(word: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKC", word)
    common = plain.translate(str.maketrans(NAME_FOLDS))
    ways = [word, plain, common, plain.translate(WIDE), plain.upper().translate(WIDE)]
    ways += [to_hiragana(plain), to_hiragana(plain).translate(TO_KATAKANA)]
    ways += [
        common.replace(letter, variant) for letter in common for variant in VARIANTS.get(letter, ())
    ]
    return tuple(dict.fromkeys(ways))[:MOST_WAYS]
