"""Forms of layer 1, one topic per file."""

from staffing.forms.absences import AbsenceForm
from staffing.forms.account import LoginForm, PasswordForm, PreferencesForm
from staffing.forms.importing import ImportForm
from staffing.forms.offices import CorporationForm, MunicipalityForm, OfficeForm
from staffing.forms.people import PostingForm, StaffForm, UserForm
from staffing.forms.questions import AnswerForm, AskForm
from staffing.forms.signin import CodeForm, ConfirmForm

__all__ = [
    "AbsenceForm",
    "AnswerForm",
    "AskForm",
    "CodeForm",
    "ConfirmForm",
    "CorporationForm",
    "ImportForm",
    "LoginForm",
    "MunicipalityForm",
    "OfficeForm",
    "PasswordForm",
    "PostingForm",
    "PreferencesForm",
    "StaffForm",
    "UserForm",
]
