"""Forms of one's own account."""

from django import forms
from django.contrib.auth import authenticate, password_validation
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from staffing.passwords import LONGEST
from staffing.sheets import SheetForm


class LoginForm(forms.Form):
    """職員ID and password; the answer never says which of the two was wrong."""

    username = forms.CharField(
        label=_("Staff ID"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=LONGEST,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args, request=None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.request, self.user = request, None

    def clean(self):
        data = super().clean()
        if data.get("username") and data.get("password"):
            self.user = authenticate(
                self.request, username=data["username"], password=data["password"]
            )
            if self.user is None:
                raise forms.ValidationError(
                    _("The staff ID or the password is not right. Please check both.")
                )
            if self.user.is_too_late(timezone.now()):
                raise forms.ValidationError(
                    _("This one-time password is older than 7 days. Ask for a new one.")
                )
        return data


class PasswordForm(SheetForm):
    """Change one's own password."""

    old_password = forms.CharField(
        label=_("Present password"),
        strip=False,
        max_length=LONGEST,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new_password = forms.CharField(
        label=_("New password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("10 to 128 characters of any kind; a sentence of your own is good."),
    )
    repeated = forms.CharField(
        label=_("New password, once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, request, **kwargs) -> None:
        super().__init__(*args, user=request.user, **kwargs)
        self.request = request

    def clean_old_password(self) -> str:
        old = self.cleaned_data["old_password"]
        # Through the backends, so that guesses at an unguarded screen are counted.
        if authenticate(self.request, username=self.user.login_id, password=old) is None:
            raise forms.ValidationError(_("The present password is not right."))
        return old

    def clean(self):
        data = super().clean()
        new = data.get("new_password")
        if new and data.get("repeated") not in (None, new):
            self.add_error("repeated", _("The two new passwords differ."))
        if new and new == data.get("old_password"):
            # A one-time password was read out: two people know it.
            self.add_error("new_password", _("This is the present password. Choose another one."))
        if new:
            try:
                password_validation.validate_password(new, self.user)
            except forms.ValidationError as problem:
                self.add_error("new_password", problem)
        return data


class PreferencesForm(SheetForm):
    """The comfort of one's own screen (S06)."""

    text = forms.ChoiceField(
        label=_("Size of the letters"),
        choices=[
            ("normal", pgettext_lazy("text size", "Normal")),
            ("large", pgettext_lazy("text size", "Large")),
            ("xlarge", pgettext_lazy("text size", "Extra large")),
        ],
    )
    density = forms.ChoiceField(
        label=_("Rows of tables"),
        choices=[
            ("normal", pgettext_lazy("density", "Normal")),
            ("roomy", pgettext_lazy("density", "Roomy")),
            ("tight", pgettext_lazy("density", "Tight")),
        ],
    )
    theme = forms.ChoiceField(
        label=_("Brightness of the screen"),
        choices=[
            ("auto", pgettext_lazy("theme", "As the computer is set")),
            ("light", pgettext_lazy("theme", "Light")),
            ("dark", pgettext_lazy("theme", "Dark")),
        ],
    )
    shortcuts = forms.ChoiceField(
        label=_("Keyboard shortcuts"),
        choices=[
            ("all", _("Use all")),
            ("no-single", _("Stop the single-letter ones")),
            ("off", _("Stop all")),
        ],
    )
    view = forms.ChoiceField(
        label=_("Home shows at first"),
        choices=[
            ("mine", pgettext_lazy("home view", "My own work")),
            ("team", pgettext_lazy("home view", "The team's work")),
        ],
    )
    digest_mail = forms.BooleanField(
        label=_("Also send me the weekly digest by e-mail"),
        required=False,
        help_text=_("Numbers only, no names. The manager registers your address."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=[("ja", "日本語"), ("en", "English")])
