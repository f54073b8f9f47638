"""Readings and names: search keys, sort keys, rows of the kana table.

Keys stand in columns of their own; a name or reading is never changed by them.
"""

import re
import unicodedata

__all__ = [
    "KANA_ROWS",
    "fold_name",
    "kana_row",
    "name_key",
    "search_key",
    "sort_key",
    "to_hiragana",
]

KATAKANA_TO_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)} | {
    0x30FD: 0x309D,
    0x30FE: 0x309E,
}
# Blanks, middle dots and hyphens part a name but do not tell two names apart.
PARTING = re.compile(r"[\s・･·\-‐‑–—−=＝]+")
# Variation selectors choose the shape of a character, not the character.
SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")

# Variant → the character most people type when they look for the name.
NAME_FOLDS = {
    variant: common
    for common, variants in {
        "高": "髙",
        "崎": "﨑嵜㟢",
        "斉": "斎齋齊",
        "辺": "邉邊",
        "吉": "𠮷",
        "国": "國圀",
        "浜": "濱濵",
        "沢": "澤",
        "徳": "德",
        "広": "廣",
        "桜": "櫻",
        "島": "嶋嶌",
        "真": "眞",
        "恵": "惠",
        "浅": "淺",
        "滝": "瀧",
        "竜": "龍",
        "槙": "槇",
        "橋": "槗𣘺",
        "児": "兒",
        "会": "會",
        "栄": "榮",
        "実": "實",
        "寿": "壽",
        "蔵": "藏",
        "条": "條",
        "弥": "彌",
        "礼": "禮",
        "豊": "豐",
        "鉄": "鐵鐡",
        "円": "圓",
        "学": "學",
        "関": "關",
        "顕": "顯",
        "黒": "黑",
        "曽": "曾",
        "穂": "穗",
        "静": "靜",
        "富": "冨",
        "峰": "峯",
        "館": "舘",
        "柳": "栁桺",
        "桑": "桒",
        "郷": "鄕",
        "内": "內",
        "呉": "吳",
        "青": "靑",
        "清": "淸",
        "緒": "緖",
        "万": "萬",
        "与": "與",
        "来": "來",
        "伝": "傳",
        "県": "縣",
        "渓": "溪",
        "塩": "鹽",
        "宝": "寶寳",
        "総": "總",
        "芦": "蘆",
        "岳": "嶽",
        "渕": "淵渊",
        "松": "枩",
        "土": "圡",
        "晃": "晄",
    }.items()
    for variant in variants
}
FOLD_TABLE = str.maketrans(NAME_FOLDS)

VOICED = dict(
    zip(
        "がぎぐげござじずぜぞだぢづでどばびぶべぼゔ",
        "かきくけこさしすせそたちつてとはひふへほう",
        strict=True,
    )
)
HALF_VOICED = dict(zip("ぱぴぷぺぽ", "はひふへほ", strict=True))
SMALL = dict(zip("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ", strict=True))
VOWEL_ENDS = {
    "あ": "あかさたなはまやらわ",
    "い": "いきしちにひみりゐ",
    "う": "うくすつぬふむゆる",
    "え": "えけせてねへめれゑ",
    "お": "おこそとのほもよろを",
}
VOWEL_OF = {kana: vowel for vowel, ends in VOWEL_ENDS.items() for kana in ends}
ROW_STARTS = {
    "あ": "あいうえお",
    "か": "かきくけこ",
    "さ": "さしすせそ",
    "た": "たちつてと",
    "な": "なにぬねの",
    "は": "はひふへほ",
    "ま": "まみむめも",
    "や": "やゆよ",
    "ら": "らりるれろ",
    "わ": "わゐゑをん",
}
GOJUON = "".join(ROW_STARTS.values())
ROW_OF = {kana: row for row, members in ROW_STARTS.items() for kana in members}
KANA_ROWS = (*ROW_STARTS, "他")

# The key is made of lower-case letters and digits only, which every collation orders alike.
END_OF_BASE = "00"
GAP = "01"
FIRST_KANA = 10


def to_hiragana(text: str) -> str:
    """Fold widths and turn katakana into hiragana; ヴァン becomes ゔぁん."""
    return unicodedata.normalize("NFKC", text).translate(KATAKANA_TO_HIRAGANA)


def search_key(kana: str) -> str:
    """Return the key of a reading or a query: さいとう for サイトウ, ｻｲﾄｳ and さい とう."""
    return PARTING.sub("", to_hiragana(kana)).casefold()


def fold_name(name: str) -> str:
    """Fold the variants of characters, keeping blanks between the parts: 髙橋 → 高橋."""
    plain = SELECTORS.sub("", unicodedata.normalize("NFKC", name).translate(FOLD_TABLE))
    # NFKC may only now have produced a character of the table.
    return to_hiragana(plain.translate(FOLD_TABLE)).casefold()


def name_key(name: str) -> str:
    """Return the key under which a written name is found: 斉藤 for 齋藤, 斎藤 and 齊 藤."""
    return unicodedata.normalize("NFKC", PARTING.sub("", fold_name(name)))


def sort_key(kana: str) -> str:
    """Return a text whose plain order is the order of the kana table.

    Letters first without voicing marks, small ones enlarged, ー as the vowel before it; then
    unvoiced before voiced before half-voiced; then large before small, ー before a vowel.
    """
    base, voicing, size, previous = [], [], [], ""
    for letter in to_hiragana(kana).strip().casefold():
        if PARTING.fullmatch(letter):
            base.append(GAP)
            previous = ""
            continue
        plain, voice, is_small = _parts(letter, previous)
        base.append(_code(plain))
        voicing.append(voice)
        size.append("0" if letter == "ー" else "2" if is_small else "1")
        previous = plain
    return "".join((*base, END_OF_BASE, *voicing, *size))


def kana_row(kana: str) -> str:
    """Return the row of the kana table a reading begins in, 他 for anything else."""
    first = to_hiragana(kana).strip()[:1]
    return ROW_OF.get(_parts(first, "")[0], "他")


def _parts(letter: str, previous: str) -> tuple[str, str, bool]:
    """Split one letter into its base, its voicing (0, 1, 2) and whether it is small."""
    if letter == "ー":
        return VOWEL_OF.get(previous, letter), "0", False
    if letter in "ゝゞ" and previous:
        return previous, "1" if letter == "ゞ" else "0", False
    if letter in VOICED:
        return VOICED[letter], "1", False
    if letter in HALF_VOICED:
        return HALF_VOICED[letter], "2", False
    return SMALL.get(letter, letter), "0", letter in SMALL


def _code(letter: str) -> str:
    if letter in GOJUON:
        return str(FIRST_KANA + GOJUON.index(letter))
    return f"z{ord(letter):06x}"
