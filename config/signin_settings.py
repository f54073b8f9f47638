"""What a password must be, what a session is, when the login closes: the same for every office."""

AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "staffing.passwords.MaximumLengthValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("login_id", "name", "name_kana", "email")},
    },
]

SIGN_IN = {
    "AUTH_PASSWORD_VALIDATORS": AUTH_PASSWORD_VALIDATORS,
    "LOGIN_URL": "login",
    "LOGIN_REDIRECT_URL": "reports:home",
    "LOGOUT_REDIRECT_URL": "login",
    "SESSION_ENGINE": "staffing.sessions",
    # Office computers are shared: the cookie goes with the browser's window.
    "SESSION_EXPIRE_AT_BROWSER_CLOSE": True,
    # Seconds until password and code are asked again before what is hard to undo.
    "CONFIRM_AFTER": 15 * 60,
    "AXES_FAILURE_LIMIT": 5,
    "AXES_COOLOFF_TIME": 0.25,  # hours
    "AXES_USERNAME_FORM_FIELD": "username",
    # Counted under the spelling that is stored: each other case would be five more guesses.
    "AXES_USERNAME_CALLABLE": "staffing.lockout.id_of",
    "AXES_LOCKOUT_PARAMETERS": [["username", "ip_address"]],
    "AXES_HANDLER": "staffing.lockout.LockoutHandler",
    "AXES_CLIENT_IP_CALLABLE": "staffing.devices.address_of",
    # The page promises 15 minutes: what is tried meanwhile does not prolong them.
    "AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT": False,
    "AXES_LOCKOUT_TEMPLATE": "staffing/locked_out.html",
    "AXES_HTTP_RESPONSE_CODE": 429,
    "AXES_RESET_ON_SUCCESS": True,
    "AXES_ENABLE_ACCESS_FAILURE_LOG": False,
    "AXES_DISABLE_ACCESS_LOG": True,
    "AXES_VERBOSE": False,
    "AXES_SENSITIVE_PARAMETERS": ["username"],
}
