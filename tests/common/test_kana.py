import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.common.kana import KANA_ROWS, kana_row, name_key, search_key, sort_key, to_hiragana

# ux 4.11.3: the order a reader of a Japanese directory expects.
ORDERED = [
    "ヴァン",
    "うさみ",
    "かとう",
    "がとう",
    "かとうゆう",
    "カドタ",
    "きようだ",
    "きょうだ",
    "コーリ",
    "こおり",
    "ささき",
    "さざき",
    "はつとり",
    "はっとり",
    "はば",
    "ばば",
    "ぱぱ",
    "わたなべ",
]
READINGS = st.text(
    alphabet=st.characters(min_codepoint=0x3041, max_codepoint=0x30FE), min_size=1, max_size=12
)


def test_readings_sort_as_in_a_directory():
    shuffled = random.Random(7).sample(ORDERED, len(ORDERED))

    assert sorted(shuffled, key=sort_key) == ORDERED


def test_width_and_script_do_not_change_the_place():
    assert sort_key("ｶﾄｳ") == sort_key("カトウ") == sort_key("かとう")


def test_a_family_name_stands_before_longer_ones():
    assert sort_key("かとう ゆう") < sort_key("かとうぎ あい")


@given(READINGS)
def test_sort_keys_hold_only_letters_every_collation_orders_alike(kana):
    key = sort_key(kana)

    assert key.isascii()
    assert key.isalnum()
    assert key == key.lower()


@pytest.mark.parametrize("query", ["さいとう", "サイトウ", "ｻｲﾄｳ", "さい とう", "さい・とう"])
def test_a_reading_is_found_in_any_script(query):
    assert search_key(query) == "さいとう"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("齋藤", "斉藤"),
        ("齊 藤", "斉藤"),
        ("斎藤", "斉藤"),
        ("髙橋", "高橋"),
        ("山﨑", "山崎"),
        ("渡邉", "渡辺"),
        ("渡邊", "渡辺"),
        ("𠮷田", "吉田"),
        ("國分", "国分"),
        ("濱田", "浜田"),
        ("澤口", "沢口"),
        ("德永", "徳永"),
        ("葛\U000e0100西", "葛西"),
        ("Ｓｍｉｔｈ ジョン", "smithじょん"),
    ],
)
def test_variants_of_a_name_share_a_key(name, key):
    assert name_key(name) == key


@given(st.text(max_size=20, alphabet=st.characters(exclude_categories=["Mn", "Cs"])))
def test_folding_a_key_again_changes_nothing(text):
    assert name_key(name_key(text)) == name_key(text)


@pytest.mark.parametrize(
    ("kana", "row"),
    [
        ("ヴァン", "あ"),
        ("がとう", "か"),
        ("ｼﾞﾛｳ", "さ"),
        ("ぱぱ", "は"),
        ("ゃまだ", "や"),
        ("んだ", "わ"),
        ("ヲノ", "わ"),
        ("Smith", "他"),
        ("山田", "他"),
        ("", "他"),
    ],
)
def test_the_row_is_that_of_the_first_base_letter(kana, row):
    assert kana_row(kana) == row


@given(st.text(max_size=5))
def test_every_text_has_a_row(text):
    assert kana_row(text) in KANA_ROWS


def test_katakana_and_half_width_become_hiragana():
    assert to_hiragana("ﾀｶｻｷ ヴィー") == "たかさき ゔぃー"
