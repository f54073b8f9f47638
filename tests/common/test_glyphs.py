from config.common.glyphs import missing_glyphs, unprintable


def test_each_missing_character_is_named_once_in_order():
    assert missing_glyphs("あ😀い😀🦽", frozenset(map(ord, "あい"))) == ["😀", "🦽"]


def test_selectors_joiners_and_blanks_need_no_glyph():
    assert missing_glyphs("葛\U000e0100 \u200d\ufe0f　", frozenset(map(ord, "葛"))) == []


def test_an_emoji_is_reported_and_rare_kanji_are_not():
    assert unprintable("髙﨑 𠮷😀") == ["😀"]
