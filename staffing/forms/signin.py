"""Forms of the second factor and of the question asked again."""

from django import forms
from django.contrib.auth import authenticate
from django.utils.translation import gettext_lazy as _

CODE_INPUT = {
    "autocomplete": "one-time-code",
    "autofocus": True,
    "autocapitalize": "off",
    "spellcheck": "false",
}


class CodeForm(forms.Form):
    """The six digits of the app, or a recovery code."""

    code = forms.CharField(label=_("Code"), max_length=40, widget=forms.TextInput(attrs=CODE_INPUT))


class ConfirmForm(forms.Form):
    """One's own password once more, and a code where one is registered."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )
    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        widget=forms.TextInput(attrs=CODE_INPUT | {"autofocus": False}),
    )

    def __init__(self, *args, request, has_code: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        if not has_code:
            del self.fields["code"]

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        # Through the backends, so that wrong ones are counted as at the login page.
        user = authenticate(self.request, username=self.request.user.login_id, password=password)
        if user is None:
            raise forms.ValidationError(_("The password is not right."))
        return password
