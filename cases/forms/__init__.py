"""Forms of layer 2, one topic per file."""

from cases.forms.appointments import AppointmentForm, CancelForm
from cases.forms.clients import ClientForm, FindForm, RegisterForm
from cases.forms.closing import CloseMonthForm, CorrectionForm, ReopenForm
from cases.forms.documents import PeriodForm, SignatureForm
from cases.forms.ending import ContractForm, EndBackForm, SheetFields
from cases.forms.family import FamilyForm, HouseholdForm, RelativeForm
from cases.forms.handovers import HandoverForm, LeaverForm
from cases.forms.intake_steps import (
    IntakeAdvanceForm,
    InterviewForm,
    ReferForm,
)
from cases.forms.intakes import IntakeEditForm, IntakeForm
from cases.forms.log import ConsultationEditForm, ConsultationForm, RemoveForm
from cases.forms.moves import MovePromiseForm
from cases.forms.papers import (
    CertificateForm,
    ConsentForm,
    GuardianForm,
    HandbookForm,
    WarningForm,
    WithdrawalForm,
)
from cases.forms.promises import ClosePromiseForm, PromiseForm
from cases.forms.restrictions import LiftForm, ReadersForm, RestrictionForm
from cases.forms.shares import RevokeForm, ShareForm
from cases.forms.sheet import FaceSheetForm
from cases.forms.supporters import SupporterForm
from cases.forms.transfers import AcceptForm, DeclineForm, OfferForm, ReturnForm
from cases.forms.way import AdvanceForm, AssignForm, OpenCaseForm, OpeningForm, SkipForm

__all__ = [
    "AcceptForm",
    "AdvanceForm",
    "AppointmentForm",
    "AssignForm",
    "CancelForm",
    "CertificateForm",
    "ClientForm",
    "CloseMonthForm",
    "ClosePromiseForm",
    "ConsentForm",
    "ConsultationEditForm",
    "ConsultationForm",
    "ContractForm",
    "CorrectionForm",
    "DeclineForm",
    "EndBackForm",
    "FaceSheetForm",
    "FamilyForm",
    "FindForm",
    "GuardianForm",
    "HandbookForm",
    "HandoverForm",
    "HouseholdForm",
    "IntakeAdvanceForm",
    "IntakeEditForm",
    "IntakeForm",
    "InterviewForm",
    "LeaverForm",
    "LiftForm",
    "MovePromiseForm",
    "OfferForm",
    "OpenCaseForm",
    "OpeningForm",
    "PeriodForm",
    "PromiseForm",
    "ReadersForm",
    "ReferForm",
    "RegisterForm",
    "RelativeForm",
    "RemoveForm",
    "ReopenForm",
    "RestrictionForm",
    "ReturnForm",
    "RevokeForm",
    "ShareForm",
    "SheetFields",
    "SignatureForm",
    "SkipForm",
    "SupporterForm",
    "WarningForm",
    "WithdrawalForm",
]
