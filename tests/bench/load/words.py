"""What the contacts say: everyday sentences, and words whose frequency is known."""

from random import Random

from config.demo.log_texts import ENTRIES, NEXT_STEPS
from config.demo.names import PROVIDERS, TOWNS

#: Of two letters (the normal case in Japanese) and of three and more. The common ones stand in the
#: everyday sentences, the rare ones in ten contacts, the absent ones in none.
SEARCHES = {
    "common, 2 letters": "電話",
    "common, 3 letters": "事業所",
    "rare, 2 letters": "漏電",
    "rare, 3 letters": "遮断器",
    "absent, 2 letters": "鯨幕",
    "absent, 5 letters": "宇宙飛行士",
    "a name by its reading": "みずの",
}
RARE = "台所の漏電遮断器が落ちたとのこと。大家に連絡し、電気店に見てもらうことになった。"
RARE_TIMES = 10
TIMES = ("今週中に", "来週", "月末までに", "次の訪問までに", "明日の朝", "受診の後に")
FROM = ("本人から電話。", "家族から電話。", "電話にて。", "面談。", "訪問先で。", "")


def contact(rng: Random) -> tuple[str, str, tuple[str, ...], str]:
    """Return method, counterpart, contents and the text of one contact."""
    choice = rng.random
    method, counterpart, contents, text = ENTRIES[int(choice() * len(ENTRIES))]
    provider = PROVIDERS[int(choice() * len(PROVIDERS))][0]
    town = TOWNS[int(choice() * len(TOWNS))]
    step = NEXT_STEPS[int(choice() * len(NEXT_STEPS))]
    when = TIMES[int(choice() * len(TIMES))]
    began = FROM[int(choice() * len(FROM))]
    return method, counterpart, contents, f"{began}{text}{town}の{provider}の件は、{when}{step}。"
