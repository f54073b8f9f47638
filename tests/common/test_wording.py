import pytest
from django import forms
from django.utils import translation

from config.common.wording import COUNTED, PLAIN


class Sample(forms.Form):
    days = forms.IntegerField(max_value=366)
    floor = forms.DecimalField(max_digits=6, decimal_places=2)
    purpose = forms.CharField(max_length=5)
    kind = forms.ChoiceField(choices=[("a", "甲")])


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("days", "579", "366以下で入力してください。"),
        ("floor", "1.234", "小数は第2位までで入力してください。"),
        ("purpose", "長い長い長い", "5文字以内にしてください（今は6文字です）。"),
        ("kind", "b", "「b」は選べません。一覧から選び直してください。"),
    ],
)
def test_the_standard_messages_of_fields_speak_like_the_house(field, typed, message):
    with translation.override("ja"):
        assert message in str(Sample({field: typed}).errors[field])


def test_every_sentence_named_is_one_of_the_framework():
    with translation.override("en"):
        assert PLAIN[0] == forms.IntegerField(max_value=1).validators[0].message
        assert len(COUNTED) == 4
