"""Add-ons and claim check (加算の候補・請求の確認): proposals with their evidence, never a claim.

Nothing here is sent to the 国保連: what the page and its file hold is typed into the federation's
own software by the office.
"""

from reports.claims.check import Line, PersonMonth, checked, fee_label

__all__ = ["Line", "PersonMonth", "checked", "fee_label"]
