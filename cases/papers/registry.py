"""Which papers there are: what each is about, who may make it, and how its data are gathered."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db import models
from django.db.models import QuerySet

from cases.models import Client, Document
from staffing.models import User
from staffing.permissions import Permission, can


def clients_of(user: User) -> QuerySet:
    """The people of whom papers are made."""
    return Client.objects.visible_to(user)


@dataclass(frozen=True)
class Paper:
    """A kind of paper.

    `gather(record, user=, today=, options=)` returns all that the template prints, as plain
    JSON with `office`, `ident` and `filled` (whether there is anything on it), and `title` and
    `document` (the corner of the page) where they depend on the record; `is_numbered` when its own
    version stands in `ident` already; under `needs` the permissions that a reader of the filed
    paper must have besides; `is_slow` where it takes too long to be waited for. `options` is the
    form of what may be chosen; it is always valid after `settle(today)`. `subjects(user)` are the
    records of which it can be made. A paper that `is_signed` waits for a signature.
    """

    key: str
    label: str
    #: What is printed; papers are always Japanese.
    title: str
    template: str
    permission: str
    gather: Callable[..., dict[str, Any]]
    subjects: Callable[[User], QuerySet] = clients_of
    options: type[forms.Form] | None = None
    is_signed: bool = False
    #: A paper that a municipality's form shapes: of which day the form counts (None: today).
    styled_on: Callable[[Any], date | None] | None = None
    #: Such a paper of a person who does not exist, to look at the form.
    sample: Callable[[], dict[str, Any]] | None = None
    order: int = 100


_papers: dict[str, Paper] = {}


def add_paper(paper: Paper) -> None:
    """Register a kind of paper."""
    _papers[paper.key] = paper


def paper_named(key: str) -> Paper | None:
    """The kind of paper with this key."""
    return _papers.get(key)


def papers() -> list[Paper]:
    """All kinds in their order."""
    return sorted(_papers.values(), key=lambda paper: (paper.order, paper.key))


def paper_place(key: str) -> int:
    """The place of a kind among all kinds; an unknown one comes last."""
    places = {paper.key: place for place, paper in enumerate(papers())}
    return places.get(key, len(places))


def papers_of_client() -> list[Paper]:
    """The kinds that are made of a whole person, and so offered on the person's page."""
    return [paper for paper in papers() if paper.subjects is clients_of]


def client_of(record: models.Model) -> Client | None:
    """The person a paper is about: the record itself, or whom it names."""
    return record if isinstance(record, Client) else record.client


def may_read(user: User, document: Document) -> bool:
    """Whether somebody may read a filed paper: its own permission, and those of all its parts."""
    paper = paper_named(document.kind)
    own = paper.permission if paper else Permission.CLIENT_VIEW
    needed = [own, *document.data.get("needs", ())]
    return all(can(user, permission, document.office_id) for permission in needed)
