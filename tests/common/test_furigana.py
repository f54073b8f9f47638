"""Readings above words: by the dictionary, by a table for numbers, by hand where it errs."""

import subprocess
import sys

import pytest

from config.common.furigana import align, name_readings, read, words_of
from config.common.ruby import ruby


def told(text, known=None):
    return "".join(f"{word}({kana})" if kana else word for word, kana in read(text, known))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("続けて取り組む。", "続(つづ)けて取(と)り組(く)む。"),
        ("週４日、月1回", "週(しゅう)４日(よっか)、月(つき)1回(かい)"),
        ("令和10年5月1日", "令(れい)和(わ)10年(ねん)5月(がつ)1日(ついたち)"),
        ("1日2回、2人で", "1日(にち)2回(かい)、2人(ふたり)で"),
        ("3か月後、6ヶ月ごと", "3か月(げつ)後(ご)、6ヶ月(かげつ)ごと"),
        ("10分と5分、20日間", "10分(ぷん)と5分(ふん)、20日(はつか)間(かん)"),
        ("届いた郵便物と洗濯物", "届(とど)いた郵便(ゆうびん)物(ぶつ)と洗濯物(せんたくもの)"),
        ("一度、十分に休む", "一度(いちど)、十分(じゅうぶん)に休(やす)む"),
        ("2泊3日", "2泊(はく)3日(みっか)"),
        ("金曜日の午後", "金曜日(きんようび)の午後(ごご)"),
        ("私は何もしない。私立学校", "私(わたし)は何(なに)もしない。私立(しりつ)学校(がっこう)"),
        ("ライブ B型", "ライブ B型(がた)"),
        ("ひらがなだけ", "ひらがなだけ"),
        ("", ""),
    ],
)
def test_the_reading_stands_above_the_kanji_only(text, shown):
    assert told(text) == shown


def test_a_variant_of_a_character_is_read_as_the_common_one():
    assert told("髙橋さん") == "髙橋(たかはし)さん"


# T-02: readings corrected by hand
def test_what_is_given_by_hand_wins_and_the_longest_word_first():
    known = {"波止": "なみどめ", "波止場": "はとば"}
    assert told("波止さんと波止場へ", known) == "波止(なみどめ)さんと波止場(はとば)へ"
    assert told("若竹", {"若竹": "ワカタケ"}) == "若竹(わかたけ)"


def test_a_name_is_read_as_it_is_registered():
    known = name_readings("石黒 花乃", "いしぐろ かの")
    assert told("石黒 花乃さんと石黒さん", known) == (
        "石黒(いしぐろ) 花乃(かの)さんと石黒(いしぐろ)さん"
    )
    known = name_readings("森 花", "もり はな")
    assert told("森さんは森林と花見が好き", known).startswith("森(もり)さんは森林(しんりん)")
    assert name_readings("ひかり", "ひかり") == {}


def test_a_given_reading_is_divided_where_the_dictionary_agrees():
    assert told("就労支援 みち", {"就労支援 みち": "しゅうろうしえんみち"}) == (
        "就労(しゅうろう)支援(しえん) みち"
    )
    assert told("明日花", {"明日花": "あすか"}) == "明日花(あすか)"


def test_what_cannot_be_told_apart_carries_its_reading_as_a_whole():
    assert align("大人", "おとな") == [("大人", "おとな")]
    assert align("引く", "ひっぱる") == [("引く", "ひっぱる")]
    assert align("鱻", "") == [("鱻", "")]


def test_the_words_are_listed_once():
    assert words_of(["薬を飲む", "薬"]) == [("薬", "くすり"), ("飲", "の")]


def test_the_screen_gets_ruby_and_paper_a_box_and_marks_stay_with_their_word():
    lines = [[("（", ""), ("薬", "くすり"), ("）。<b>", "")]]
    screen = ruby({}, lines)
    assert "<ruby>薬<rp>（</rp><rt>くすり</rt><rp>）</rp></ruby>）。</span>&lt;b&gt;" in screen
    paper = ruby({"running": object()}, lines)
    assert '<span class="nb">（<span class="rb"><span class="rt">くすり</span>薬</span>' in paper
    assert "<ruby>" in ruby({"running": object(), "is_screen": True}, lines)


def test_the_dictionary_is_not_loaded_before_the_first_text():
    code = "import config.common.furigana, sys; print('sudachipy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "False"
