"""Plans of the demo in plain words: the sentence that stands for a text of two of the profiles."""

from plans.actions import change_plain_words
from plans.easy import easy_lines
from plans.models import ServiceUsePlan
from staffing.models import User

#: One person in so many has the plan in plain words.
EACH = 7

PLAIN = {
    # The one who bakes.
    "朝をあわてずに始めたい。お菓子づくりの仕事を続けて、いつか自分の部屋で暮らしたい。": (
        "朝をゆっくり始めたいです。お菓子を作る仕事を続けたいです。いつか、自分の部屋でくらしたいです。"
    ),
    "体に気をつけて、長く通ってほしい。親が元気なうちに一人暮らしの練習をさせたい。": (
        "体を大切にして、長く通ってほしいです。一人でくらす練習もしてほしいです。"
    ),
    "朝の時間にゆとりを作り、本人が選んだ仕事を続けられるように支える。暮らしの練習を少しずつ増やす。": (
        "朝はゆっくりします。自分で選んだ仕事を続けます。くらしの練習を、少しずつふやします。"
    ),
    "週4日の通所を続け、一人暮らしの体験を2回する": (
        "週に4日、仕事に行きます。一人でくらす練習を2回します。"
    ),
    "朝の支度の順番を決め、送迎の時間に間に合う日を増やす": (
        "朝のしたくの順番を決めます。むかえの車に間に合う日をふやします。"
    ),
    "お菓子づくりの仕事を続けたい": "お菓子を作る仕事を続けたい",
    "週4日、休まずに通う": "週に4日、仕事に行きます。",
    "疲れた日は早く休む": "つかれた日は、早くねます。",
    "掃除の手順を覚え、週1回自分でする": "そうじのしかたをおぼえて、週に1回、自分でします。",
    "手順表を見ながら行う": "順番を書いた紙を見ながら、そうじをします。",
    "月に1回、行きたい所へ出かける": "月に1回、行きたいところへ行きます。",
    "行きたい所を考えておく": "行きたいところを考えておきます。",
    # The one who wants to work.
    "一年後には働きたい。自分に合う仕事を知りたい。": (
        "1年たったら働きたいです。どんな仕事が自分に合うか、知りたいです。"
    ),
    "あせらずに進めてほしい。": "ゆっくり進んでほしいです。",
    "得意なこと・苦手なことを確かめながら、働くための準備を段階を追って進める。": (
        "できること、苦手なことをいっしょに見つけます。働く準備を、ひとつずつ進めます。"
    ),
    "1年以内に、配慮を受けながら週20時間働く": "1年のうちに、週に20時間働きます。",
    "職場の実習を2回行い、必要な配慮をまとめる": (
        "会社で働く練習を2回します。手伝ってほしいことを紙に書きます。"
    ),
    "実習を2回行う": "会社で働く練習を2回します。",
    "実習の日誌を書く": "練習した日に、したことを書きます。",
    "生活のリズムを保ちたい": "毎日、同じ時間に起きてねたい",
    "週5日、決まった時間に起きる": "週に5日、同じ時間に起きます。",
    "起きた時間を記録する": "起きた時間をノートに書きます。",
}


def write_plain(plan: ServiceUsePlan, author: User) -> None:
    """Write a plan of the chosen people in plain words, before it is agreed."""
    if plan.client_id % EACH or plan.plain_lines.exists():
        return
    found = easy_lines(ServiceUsePlan.objects.for_detail().get(pk=plan.pk))
    lines = [
        {
            "part": line.part,
            "need": line.need,
            "service": line.service,
            "text": PLAIN[line.own],
            "source": line.own,
        }
        for line in found
        if line.own in PLAIN
    ]
    if lines:
        change_plain_words(plan, by=author, version=plan.version, lines=lines)
