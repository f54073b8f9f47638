"""What counsellors of the demo office write into their log about children."""

#: (method, counterpart, contents, text), as in log_texts.ENTRIES; for all children.
BOTH = [
    (
        "call",
        "family",
        ("family",),
        "母より、下の子の通院と送迎が重なるとの相談。移動支援が使えるか市に確かめ、週明けに返事をする。",
    ),
    (
        "call",
        "family",
        ("anxiety", "family"),
        "夜中に何度も起き、家族が眠れていないとのこと。主治医への相談の仕方を一緒に整理した。",
    ),
    (
        "call",
        "provider",
        ("services",),
        "通所先より、この一週間の様子の報告。着替えの順番を絵で示すと一人で進められるようになった。",
    ),
    (
        "visit",
        "family",
        ("understanding", "family"),
        "自宅を訪問し、父母と話す。本人は線路を床いっぱいに並べて見せてくれた。声かけを短くする工夫を共有した。",
    ),
    (
        "visit",
        "provider",
        ("services",),
        "通所先を訪問。活動の切り替えの場面を見せてもらい、砂時計を使う支援を家庭でも試すことにした。",
    ),
    (
        "call",
        "government",
        ("services",),
        "市のこども担当より、受給者証の更新に必要な書類の確認。意見書の日付を母に伝える。",
    ),
    (
        "along",
        "medical",
        ("health",),
        "受診に同行。服薬は続け、食事の量を二週間記録して次回に持参することになった。",
    ),
]
INFANTS = [
    (
        "call",
        "other",
        ("education",),
        "保育所より、午睡の前に落ち着かないとの連絡。保育所等訪問支援の日に合わせて見てもらうよう調整した。",
    ),
    (
        "meeting",
        "provider",
        ("education", "services"),
        "就学に向けた話合い。見学した学級の様子を母が話し、引き継ぐ書面の分担を決めた。",
    ),
    (
        "desk",
        "family",
        ("understanding",),
        "母が来所。ことばの伸びについて心配を聞き、通所の回数を増やす前に発達の検査を受けることにした。",
    ),
]
PUPILS = [
    (
        "call",
        "school",
        ("education",),
        "学校から支援会議の日程の連絡があったとのこと。出席できる日を伝えた。",
    ),
    (
        "meeting",
        "school",
        ("education",),
        "学校で支援会議。教室に入りにくい朝は保健室で過ごしてから合流する、という約束を続ける。",
    ),
    (
        "visit",
        "self",
        ("leisure",),
        "放課後の活動先で本人と話す。「工作の時間がいちばん好き」とのこと。長期休みの過ごし方の希望も聞いた。",
    ),
    (
        "call",
        "family",
        ("education", "anxiety"),
        "宿題をめぐって親子で言い合いになるとの相談。量を担任と決め直す話合いを勧めた。",
    ),
]
