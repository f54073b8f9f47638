"""Filters of the lists of layer 2; a text that may be a name stands behind a ticket."""

from cases.filters.log import PERIODS, ConsultationFilter, DeletedFilter, TimelineFilter
from cases.filters.people import ClientFilter
from cases.filters.work import AppointmentFilter, PromiseFilter

__all__ = [
    "PERIODS",
    "AppointmentFilter",
    "ClientFilter",
    "ConsultationFilter",
    "DeletedFilter",
    "PromiseFilter",
    "TimelineFilter",
]
