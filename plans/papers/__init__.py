"""The papers of a plan: 様式1-1 and 2-1, and its week, 様式1-2 and 2-2."""

from plans.papers.kinds import (
    connect,
    paper_to_read,
    papers_of_assessment,
    papers_of_plan,
    plans_of,
)

__all__ = ["connect", "paper_to_read", "papers_of_assessment", "papers_of_plan", "plans_of"]
