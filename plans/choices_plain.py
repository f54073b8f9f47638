"""Parts of the plan in plain words, and what the services of the law are called there."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PlainPart(TextChoices):
    """Which text of the plan a sentence stands for; `own_name` is its field."""

    WISHES = "wishes_client", _("wishes of the person for their life")
    FAMILY = "wishes_family", _("wishes of the family")
    POLICY = "overall_policy", _("overall support policy")
    LONG = "long_goal", _("long-term goal")
    SHORT = "short_goal", _("short-term goal")
    NEED = "need", _("need to be met")
    GOAL = "goal", _("support goal")
    ROLE = "own_role", _("what the person does")
    SERVICE = "service", _("what is done to help")


#: Texts of the plan itself, and of each need.
OF_PLAN = (PlainPart.WISHES, PlainPart.FAMILY, PlainPart.POLICY, PlainPart.LONG, PlainPart.SHORT)
OF_NEED = (PlainPart.NEED, PlainPart.GOAL, PlainPart.ROLE)

#: Headings on the paper, which is always Japanese and in plain words.
HEADINGS: dict[str, str] = {
    PlainPart.WISHES: "どんなくらしがしたいか",
    PlainPart.FAMILY: "家族のねがい",
    PlainPart.POLICY: "みんなで大切にすること",
    PlainPart.LONG: "これからの目標",
    PlainPart.SHORT: "まず、やってみること",
    PlainPart.NEED: "したいこと・こまっていること",
    PlainPart.GOAL: "めざすこと",
    PlainPart.ROLE: "わたしがすること",
    PlainPart.SERVICE: "手伝ってくれる人",
}

#: What a service is, for somebody who does not know its name (by code, else by name).
SERVICE_WORDS: dict[str, str] = {
    "11": "ヘルパーが家に来て、ごはん・そうじ・おふろなどを手伝います。",
    "12": "ヘルパーが長い時間そばにいて、家でも外でも生活を手伝います。",
    "13": "出かけるときにいっしょに行き、あぶないことがないように手伝います。",
    "14": "いろいろな手伝いを、まとめて使えるようにします。",
    "15": "目が見えにくい人といっしょに出かけ、まわりの様子を伝えます。",
    "21": "病院で、治療を受けながら生活の手伝いを受けます。",
    "22": "昼間に通って、おふろや食事の手伝いを受け、いろいろな活動をします。",
    "24": "何日か、施設などに泊まります。",
    "32": "施設でくらす人の、夜の生活を手伝います。",
    "33": "グループホームでくらし、世話人に生活を手伝ってもらいます。",
    "34": "決められた間、泊まってくらしながら、生活の練習をします。",
    "35": "一人でくらす人の家に来て、こまっていることがないか聞きます。",
    "41": "体を動かす練習や、生活の練習をします。",
    "42": "生活に必要なことを、自分でできるように練習します。",
    "43": "会社で働くための練習をして、仕事をさがします。",
    "44": "資格をとって働くための練習をします。",
    "45": "会社のように契約をして、手伝いを受けながら働きます。",
    "46": "自分のペースで通って働き、工賃をもらいます。",
    "47": "仕事を長く続けられるように、相談にのります。",
    "48": "どんな働き方が合うか、やってみて考えます。",
    "52": "どんなサービスを使うかを、いっしょに考えて計画を作ります。",
    "53": "病院や施設から出て、まちでくらす準備を手伝います。",
    "54": "こまったときに、いつでも連絡できます。",
    "55": "どんなサービスを使うかを、いっしょに考えて計画を作ります。",
    "61": "小学校に入る前の子どもが通って、遊びながらいろいろな練習をします。",
    "63": "学校が終わったあとや休みの日に通って、遊んだり練習したりします。",
    "64": "保育園や学校に来て、すごしやすくなるように手伝います。",
    "65": "家に来て、遊びながらいろいろな練習をします。",
    "移動支援": "出かけるときに、いっしょに行って手伝います。",
    "日中一時支援": "昼間に、安心してすごせる場所を使います。",
    "訪問入浴": "おふろの道具を持って家に来て、おふろに入るのを手伝います。",
    "意思疎通支援": "手話などで、話を伝えるのを手伝います。",
    "訪問看護": "看護師が家に来て、体や薬のことを見てくれます。",
    "精神科デイケア": "病院に通って、みんなで活動したり話したりします。",
    "日常生活自立支援事業": "お金や大事な書類のことを、いっしょに考えて手伝います。",
    "障害者就業・生活支援センター": "仕事と生活のことを相談できます。",
}
