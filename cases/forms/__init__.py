"""Forms of layer 2, one topic per file."""

from cases.forms.appointments import AppointmentForm, CancelForm
from cases.forms.clients import ClientForm, ConsentForm, FindForm, RegisterForm
from cases.forms.log import ConsultationEditForm, ConsultationForm, RemoveForm
from cases.forms.promises import ClosePromiseForm, PromiseForm
from cases.forms.way import AdvanceForm, AssignForm, OpenCaseForm, OpeningForm

__all__ = [
    "AdvanceForm",
    "AppointmentForm",
    "AssignForm",
    "CancelForm",
    "ClientForm",
    "ClosePromiseForm",
    "ConsentForm",
    "ConsultationEditForm",
    "ConsultationForm",
    "FindForm",
    "OpenCaseForm",
    "OpeningForm",
    "PromiseForm",
    "RegisterForm",
    "RemoveForm",
]
