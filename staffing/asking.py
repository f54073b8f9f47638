"""Prepared questions that begin at what a user may see."""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from django.db.models import Expression, QuerySet

from config.common.prepared import prepared, prepared_part
from staffing.models import User
from staffing.permissions import Access

__all__ = ["prepared_for_user", "prepared_part_for_user"]


def prepared_for_user(
    build: Callable[..., QuerySet], *, has_one_plan: bool = False
) -> Callable[..., list[Any]]:
    """Like `prepared`; the first argument of `build` is a user.

    Who asks, on which day and for which offices are values; which roles are held in how many
    offices is the shape. `build` gets a stand-in with these roles, so that nothing of a person can
    stay in a question that the next one asks.
    """
    return _for_user(partial(prepared, has_one_plan=has_one_plan), build)


def prepared_part_for_user(build: Callable[..., QuerySet]) -> Callable[..., Expression]:
    """Like `prepared_part`; the first argument of `build` is a user."""
    return _for_user(prepared_part, build)


def _for_user(prepare: Callable, build: Callable[..., QuerySet]) -> Callable:
    @prepare(may_lack=("user_key", "office_keys", "day"))
    def built(roles, is_administrator, *shape, user_key, office_keys, day, **values):
        held = dict(zip(office_keys, roles, strict=True))
        stand_in = User(pk=user_key, is_administrator=is_administrator)
        stand_in.access = Access(day, held, (), is_administrator=is_administrator)
        return build(stand_in, *shape, **values)

    @wraps(build)
    def ask(user: User, *shape, **values) -> Any:
        access = user.access
        who = {"user_key": user.pk, "office_keys": access.office_ids, "day": access.on}
        roles = tuple(access.roles.values())
        return built(roles, access.is_administrator, *shape, **who, **values)

    return ask
