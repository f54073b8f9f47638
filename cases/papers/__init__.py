"""The papers that can be made of a record: printed, and filed with their data and hash.

An upper app adds its own in its wiring: `add_paper(Paper("plan", _("Service-use plan"), …))`.
"""

from cases.papers.printing import digest_of, gathered, paper_context, paper_pdf
from cases.papers.registry import (
    Paper,
    add_paper,
    client_of,
    clients_of,
    may_read,
    paper_named,
    paper_place,
    papers,
    papers_of_client,
)
from cases.papers.styles import LETTER_GAPS, SIGN_GAPS, labels_of, style_data, styled_papers

__all__ = [
    "LETTER_GAPS",
    "SIGN_GAPS",
    "Paper",
    "add_paper",
    "client_of",
    "clients_of",
    "digest_of",
    "gathered",
    "labels_of",
    "may_read",
    "paper_context",
    "paper_named",
    "paper_pdf",
    "paper_place",
    "papers",
    "papers_of_client",
    "style_data",
    "styled_papers",
]
