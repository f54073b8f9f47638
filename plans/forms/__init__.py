"""Forms of plans, decisions and providers."""

from plans.forms.consent import ConsentForm, DeliveryForm, SubmissionForm
from plans.forms.decisions import DecisionForm
from plans.forms.needs import NeedForm, RemovalForm
from plans.forms.plans import FinalPlanForm, NewPlanForm, PlanForm, RevisionForm
from plans.forms.providers import ProviderForm

__all__ = [
    "ConsentForm",
    "DecisionForm",
    "DeliveryForm",
    "FinalPlanForm",
    "NeedForm",
    "NewPlanForm",
    "PlanForm",
    "ProviderForm",
    "RemovalForm",
    "RevisionForm",
    "SubmissionForm",
]
