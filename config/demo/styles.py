"""Forms of municipalities of the demo: what the town wants, and what all others get."""

from datetime import date

from cases.actions.paper_styles import create_style
from cases.choices_styles import ConfirmKind, Spelling
from config.common.fiscal import fiscal_range, fiscal_year
from config.demo.town import Town


def write_styles(town: Town, today: date) -> None:
    """Set up two forms of the first office, from the first day of the fiscal year on."""
    first, _last = fiscal_range(fiscal_year(today))
    head = town.head(town.first)
    plain = {"confirm": ConfirmKind.NONE, "confirm_heads": [], "confirm_on": [], "labels": {}}
    create_style(
        town.first,
        by=head,
        municipality=None,
        starts_on=first,
        spelling=Spelling.KANJI,
        has_seal=False,
        sign_text="",
        letter_text="{利用者名}様の支援について、{開催日}に{開催場所}で話し合います。ご出席をお願いします。",
        **plain,
    )
    create_style(
        town.first,
        by=head,
        municipality=town.municipality,
        starts_on=first,
        spelling=Spelling.KANA,
        confirm=ConfirmKind.SEAL,
        confirm_heads=["管理者", "係長", "担当"],
        confirm_on=["plan", "monitoring"],
        has_seal=False,
        sign_text="説明を受け、内容に同意し、{市町村名}への提出を承諾します。",
        letter_text="",
        labels={"その他留意事項": "留意事項"},
    )
