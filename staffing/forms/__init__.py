"""Forms of layer 1, one topic per file."""

from staffing.forms.account import LoginForm, PasswordForm, PreferencesForm
from staffing.forms.offices import CorporationForm, MunicipalityForm, OfficeForm
from staffing.forms.people import PostingForm, StaffForm, UserForm
from staffing.forms.signin import CodeForm, ConfirmForm

__all__ = [
    "CodeForm",
    "ConfirmForm",
    "CorporationForm",
    "LoginForm",
    "MunicipalityForm",
    "OfficeForm",
    "PasswordForm",
    "PostingForm",
    "PreferencesForm",
    "StaffForm",
    "UserForm",
]
