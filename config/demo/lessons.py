"""What the demo offices learned from lately: near misses, good cases, cases to think about."""

from datetime import date, timedelta

from cases.choices_lessons import LessonKind
from cases.models import NearMiss
from config.demo.town import Town

#: Days ago, kind, line, what happened, why, what was done, what from now on, days until it is
#: looked at again, what came of it.
LESSONS = (
    (
        *(1, LessonKind.NEAR_MISS, "訪問先を一軒まちがえかけた"),
        "同じ集合住宅に同姓の方がいて、別の階の呼び鈴を押しかけた。表札の名で気づいた。",
        "予定に部屋番号がなかった。",
        "その場で事業所に確認した。",
        "予定の場所には部屋番号まで入れる。",
        14,
        "",
    ),
    (
        *(12, LessonKind.NEAR_MISS, "ファクスを別の事業所へ送りかけた"),
        "短縮番号の隣を押した。送る前の読み合わせで気づき、止めた。",
        "急いでいて一人で送ろうとした。",
        "送信を取り消した。",
        "送る前に二人で番号を読み合わせる。",
        7,
        "短縮番号に事業所名を貼った。その後はない。",
    ),
    (
        *(20, LessonKind.GOOD, "退院の日に間に合った家の支度"),
        "病院の相談員から早めに連絡があり、退院の前に手すりと配食が決まった。",
        "",
        "週に一度、病院と短い電話を続けた。",
        "退院の話が出たら、その週に顔合わせをする。",
        30,
        "",
    ),
    (
        *(33, LessonKind.THINK, "本人と家族の願いが分かれた時"),
        "一人暮らしをしたい本人と、心配する家族。どちらの味方かと聞かれた。",
        "",
        "別々に話を聴く場をつくった。",
        "",
        None,
        "",
    ),
)


def write_lessons(town: Town, today: date) -> None:
    """Write them for both offices."""
    rows = []
    for office, lessons in ((town.first, LESSONS), (town.second, LESSONS[1:3])):
        worker = town.people[office.pk][2 if office is town.first else 1]
        for ago, kind, title, happened, cause, response, prevention, again, came in lessons:
            day = today - timedelta(days=ago)
            follow_on = day + timedelta(days=again) if again else None
            rows.append(
                NearMiss(
                    office=office,
                    kind=kind,
                    occurred_on=day,
                    title=title,
                    happened=happened,
                    cause=cause,
                    response=response,
                    prevention=prevention,
                    reporter=worker,
                    follow_on=follow_on,
                    followed_on=min(follow_on, today) if came else None,
                    follow_note=came,
                    created_by=worker,
                    updated_by=worker,
                )
            )
    NearMiss.objects.bulk_create(rows)
