"""The form of a training that somebody has finished."""

from django.utils.translation import gettext_lazy as _

from config.common.fields import DayField
from staffing.models import StaffTraining
from staffing.sheets import SheetModelForm


class TrainingForm(SheetModelForm):
    """Which training, when it was finished, and the number of the certificate."""

    completed_on = DayField(label=_("training finished on"), is_past=True)

    class Meta:
        model = StaffTraining
        fields = ("kind", "completed_on", "organiser", "certificate_number", "note")
