"""Put the reading over each word of a text (ふりがな), as far as a dictionary can know it.

The dictionary (SudachiPy) is loaded at the first text, never at the start. Where it errs, readings
given by hand win: those of people and offices, and what a counsellor corrected. Numbers with their
counters follow a table of our own, because a dictionary reads 4日 as よん・か.
"""

import importlib
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from threading import Lock
from typing import Any

from config.common.kana import FOLD_TABLE, SELECTORS, to_hiragana

__all__ = ["Segment", "has_kanji", "name_readings", "plain", "read", "words_of"]

#: A piece of text and its reading; the reading is empty where nothing stands above.
Segment = tuple[str, str]

KANJI = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff々〆ヶ\U00020000-\U0003fffd"
KANJI_RUN = re.compile(f"([{KANJI}]+)")
#: The reading of these is decided here, whatever stands around them.
OWN: dict[str, str] = {
    "私": "わたし",
    "明日": "あした",
    "一日中": "いちにちじゅう",
    "日常": "にちじょう",
    "一度": "いちど",
    "十分に": "じゅうぶんに",
    "十分な": "じゅうぶんな",
    "郵便物": "ゆうびんぶつ",
    "洗濯物": "せんたくもの",
    "何を": "なにを",
    "何が": "なにが",
    "何も": "なにも",
    "何か": "なにか",
    "何に": "なにに",
}
DAY_NAMES = {
    "日": "にち",
    "月": "げつ",
    "火": "か",
    "水": "すい",
    "木": "もく",
    "金": "きん",
    "土": "ど",
}
OWN |= {f"{mark}曜日": f"{kana}ようび" for mark, kana in DAY_NAMES.items()}

#: Days of the month and numbers of days; 1日 is decided by what stands before it.
DAYS = {
    2: "ふつか",
    3: "みっか",
    4: "よっか",
    5: "いつか",
    6: "むいか",
    7: "なのか",
    8: "ようか",
    9: "ここのか",
    10: "とおか",
    14: "じゅうよっか",
    20: "はつか",
    24: "にじゅうよっか",
}
PEOPLE = {1: "ひとり", 2: "ふたり"}
DIGITS = "0-9０-９"
COUNTED = re.compile(
    rf"(?<![{DIGITS}.．])(?P<number>[{DIGITS}]+)(?P<counter>[かカヵヶケ]月|日|月|人|分|泊|本|杯|匹)"
    r"(?P<after>[間後])?"
)
AFTER = {"間": "かん", "後": "ご"}
#: 月 before a number is a month's time, as in 月1回.
A_MONTH = rf"(?<![{KANJI}{DIGITS}])月(?=[{DIGITS}])"
#: Counters whose reading changes after some last digits: (those digits, then, else).
CHANGING = {
    "分": ("134680", "ぷん", "ふん"),
    "泊": ("13680", "ぱく", "はく"),
    "杯": ("1680", "ぱい", "はい"),
    "匹": ("1680", "ぴき", "ひき"),
    "本": ("1680", "ぽん", "ほん"),
}
VOICED_AFTER_THREE = {"杯": "ばい", "匹": "びき", "本": "ぼん"}

# A tokenizer is not made for threads.
_desk = Lock()


def has_kanji(text: str) -> bool:
    """Whether anything of a text needs a reading."""
    return KANJI_RUN.search(text) is not None


def plain(text: str) -> list[Segment]:
    """Return a text as segments without any reading."""
    return [(text, "")] if text else []


def read(text: str, known: Mapping[str, str] | None = None) -> list[Segment]:
    """Return the segments of a text, one line of it or many, with the reading of each.

    `known` are words with the reading that was given by hand; the longest word wins.
    """
    if not has_kanji(text):
        return plain(text)
    given = OWN | {word: to_hiragana(kana) for word, kana in (known or {}).items() if word}
    segments: list[Segment] = []
    for part, reading in _parted(text, given):
        segments += _given(part, reading) if reading else _counted(part)
    return list(_joined(segments))


def _given(word: str, reading: str) -> list[Segment]:
    """Divide a given reading where the dictionary agrees with it; else it stands as a whole."""
    fine = list(_counted(word))
    told = "".join(kana or to_hiragana(text) for text, kana in fine)
    return fine if _close(told) == _close(reading) else align(word, reading)


def _close(text: str) -> str:
    return "".join(text.split())


def _parted(text: str, given: Mapping[str, str]) -> Iterator[Segment]:
    """Cut out the words whose reading is given."""
    words = sorted(given, key=len, reverse=True)
    pattern = re.compile("|".join((*map(_bounded, words), A_MONTH)))
    end = 0
    for found in pattern.finditer(text):
        if found.start() > end:
            yield text[end : found.start()], ""
        yield found.group(), given.get(found.group(), "つき")
        end = found.end()
    if end < len(text):
        yield text[end:], ""


def _bounded(word: str) -> str:
    """A single character is a word only where no other kanji touches it: 私, not 私立."""
    escaped = re.escape(word)
    return f"(?<![{KANJI}]){escaped}(?![{KANJI}])" if len(word) == 1 else escaped


def _counted(text: str) -> Iterator[Segment]:
    """Read the numbers with their counters by the table, and leave the rest to the dictionary."""
    end = 0
    for found in COUNTED.finditer(text):
        if found.start() > end:
            yield from _by_dictionary(text[end : found.start()])
        is_dated = text[: found.start()].endswith("月")
        yield from _number(found["number"], found["counter"], is_dated=is_dated)
        if found["after"]:
            yield found["after"], AFTER[found["after"]]
        end = found.end()
    if end < len(text):
        yield from _by_dictionary(text[end:])


def _number(written: str, counter: str, *, is_dated: bool) -> Iterator[Segment]:
    number = int(written)
    whole = {"日": DAYS, "人": PEOPLE}.get(counter, {}).get(number, "")
    if counter == "日" and number == 1 and is_dated:
        whole = "ついたち"
    if whole:
        yield f"{written}{counter}", whole
        return
    yield written, ""
    if len(counter) == 2:
        yield from [(counter, "かげつ")] if counter[0] == "ヶ" else align(counter, "かげつ")
        return
    yield counter, _counter(number, counter)


def _counter(number: int, counter: str) -> str:
    if counter in VOICED_AFTER_THREE and number % 10 == 3:
        return VOICED_AFTER_THREE[counter]
    if counter in CHANGING:
        digits, then, other = CHANGING[counter]
        return then if str(number % 10) in digits else other
    return {"日": "にち", "月": "がつ", "人": "にん"}[counter]


def _by_dictionary(text: str) -> Iterator[Segment]:
    if not has_kanji(text):
        yield text, ""
        return
    # Variants of a character (髙) are looked up as the common one; only a fold that keeps the
    # length keeps the places.
    folded = text.translate(FOLD_TABLE)
    lookup = folded if len(folded) == len(text) else text
    with _desk:
        found = [(m.begin(), m.end(), m.reading_form()) for m in _tokenizer().tokenize(lookup)]
    for begin, end, reading in found:
        yield from align(text[begin:end], to_hiragana(reading))


def align(word: str, reading: str) -> list[Segment]:
    """Give the kanji of a word their part of its reading: 取り組む, とりくむ → 取(と)り組(く)む.

    Where the parts cannot be told apart the whole word carries the reading; a word of which
    nothing is known carries none.
    """
    if not has_kanji(word) or not reading or has_kanji(reading):
        return plain(word)
    parts = [part for part in KANJI_RUN.split(SELECTORS.sub("", word)) if part]
    found = _matched(parts, reading, blanks=True) or _matched(parts, reading, blanks=False)
    if found is None:
        return [(word, reading)]
    return [
        (part, kana if has_kanji(part) else "")
        for part, kana in zip(parts, found.groups(), strict=True)
    ]


def _matched(parts: list[str], reading: str, *, blanks: bool) -> re.Match[str] | None:
    """Find the reading of each part; with or without the blanks of the written form."""
    spelled = [to_hiragana(part) if blanks else _close(to_hiragana(part)) for part in parts]
    pattern = "".join(
        "(.+?)" if has_kanji(part) else f"({re.escape(kana)})"
        for part, kana in zip(parts, spelled, strict=True)
    )
    return re.fullmatch(pattern, reading)


def _joined(segments: Iterable[Segment]) -> Iterator[Segment]:
    """Put neighbours without a reading together."""
    held = ""
    for text, reading in segments:
        if not reading:
            held += text
            continue
        if held:
            yield held, ""
            held = ""
        yield text, reading
    if held:
        yield held, ""


def name_readings(name: str, kana: str) -> dict[str, str]:
    """Return the readings of a person's name: of the whole and of each part of it.

    A part of one character stands for the name only before さん, 様, くん or ちゃん.
    """
    if not name or not kana:
        return {}
    parts, kanas = name.split(), kana.split()
    found = {name: kana}
    if len(parts) == len(kanas) > 1:
        found["".join(parts)] = "".join(kanas)
        for part, reading in zip(parts, kanas, strict=True):
            if len(part) > 1:
                found[part] = reading
            else:
                found |= {f"{part}{end}": f"{reading}{kana_end}" for end, kana_end in TITLES}
    return {word: reading for word, reading in found.items() if has_kanji(word)}


TITLES = (("さん", "さん"), ("様", "さま"), ("くん", "くん"), ("ちゃん", "ちゃん"))


def words_of(texts: Iterable[str], known: Mapping[str, str] | None = None) -> list[Segment]:
    """Return every word that carries a reading, once each, in the order of the texts."""
    found = dict.fromkeys(segment for text in texts for segment in read(text, known) if segment[1])
    return list(found)


@cache
def _tokenizer() -> Any:
    # Loaded at the first text: it takes 0.1 s and 30 MB, which few processes ever need.
    return importlib.import_module("sudachipy").Dictionary(dict="small").tokenizer()
