"""Tsunagi's roof: settings, urls, navigation, middleware, checks and commands."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
