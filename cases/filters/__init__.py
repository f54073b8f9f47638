"""Filters of the lists of layer 2; a text that may be a name stands behind a ticket."""

from cases.filters.closing import LogMonthFilter
from cases.filters.documents import DocumentFilter
from cases.filters.handovers import HandoverFilter
from cases.filters.intakes import IntakeFilter
from cases.filters.log import PERIODS, ConsultationFilter, DeletedFilter, TimelineFilter
from cases.filters.people import ClientFilter
from cases.filters.restrictions import RestrictionFilter
from cases.filters.secondments import SecondmentFilter
from cases.filters.shares import ShareFilter
from cases.filters.transfers import TransferFilter
from cases.filters.work import AppointmentFilter, PromiseFilter

__all__ = [
    "PERIODS",
    "AppointmentFilter",
    "ClientFilter",
    "ConsultationFilter",
    "DeletedFilter",
    "DocumentFilter",
    "HandoverFilter",
    "IntakeFilter",
    "LogMonthFilter",
    "PromiseFilter",
    "RestrictionFilter",
    "SecondmentFilter",
    "ShareFilter",
    "TimelineFilter",
    "TransferFilter",
]
