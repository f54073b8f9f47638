"""What runs in the background, and when: the same for every office."""

from celery.schedules import crontab

#: By the name of the task: a distance in seconds, or a time of day in Japan.
TIMES = {
    "staffing.heartbeat": 60,
    "monitoring.recompute_stale": 60,
    "monitoring.sweep": crontab(hour=2, minute=30),
    "cases.effect_handovers": crontab(hour=0, minute=5),
    "staffing.import_waiting": 60,
    "cases.print_waiting": 60,
    "cases.clear_bundles": 3_600,
    "staffing.clear_lists": crontab(hour=3, minute=15),
    "reports.weekly_digest": crontab(hour=7, minute=0, day_of_week=1),
    "reports.morning_summary": crontab(hour=7, minute=15),
    "reports.end_warnings": crontab(hour=6, minute=45),
    "staffing.clear_sessions": crontab(hour=3, minute=30),
    "staffing.gather_statistics": crontab(hour=3, minute=45),
}
#: Nothing piles up while no worker runs: the first heartbeat asks anew for it.
SCHEDULE = {
    task: {"task": task, "schedule": when, "options": {"expires": 60}}
    for task, when in TIMES.items()
}
