"""Codes that are good once: TOTP (RFC 6238) and recovery codes. Nothing here touches a table."""

import hashlib
import secrets
import unicodedata
from base64 import b32encode
from datetime import datetime
from urllib.parse import quote, urlencode

import qrcode
from django_otp.oath import TOTP

ISSUER = "Tsunagi"
DIGITS = 6
#: Steps of 30 seconds that a phone's clock may be early or late.
TOLERANCE = 1
RECOVERY_CODES = 10
#: Letters and digits that cannot be mistaken for each other when read aloud.
READABLE = "abcdefghjkmnpqrstuvwxyz23456789"


def new_secret() -> str:
    """Return 20 random bytes in hexadecimal."""
    return secrets.token_hex(20)


def readable_secret(secret: str) -> str:
    """Return a secret as authenticator apps take it from the keyboard, in groups of four."""
    letters = b32encode(bytes.fromhex(secret)).decode()
    return " ".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def accepted_step(secret: str, code: str, *, now: datetime, after: int) -> int | None:
    """Return the 30-second step to which a code belongs, or None where it is wrong.

    The step before and after now are accepted, but none that is not later than `after`: a code
    that was used, or one older than it, is refused.
    """
    totp = TOTP(bytes.fromhex(secret))
    totp.time = now.timestamp()
    is_right = len(code) == DIGITS and code.isascii() and code.isdigit()
    if is_right and totp.verify(int(code), tolerance=TOLERANCE, min_t=after + 1):
        return totp.t()
    return None


def code_at(secret: str, now: datetime) -> str:
    """Return the code that an app shows at a moment, for tests and drills."""
    totp = TOTP(bytes.fromhex(secret))
    totp.time = now.timestamp()
    return f"{totp.token():0{DIGITS}d}"


def cleaned(text: str) -> str:
    """Return a typed code without the spaces, hyphens and widths a person may type."""
    narrow = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in narrow if letter.isalnum())


def new_recovery_code() -> str:
    """Return 16 readable letters in groups of four (79 bits)."""
    return "-".join("".join(secrets.choice(READABLE) for _ in range(4)) for _ in range(4))


def recovery_digest(user_id: int, code: str) -> str:
    """Return what is kept of a recovery code; 79 random bits need no slow hash."""
    return hashlib.sha256(f"{user_id}:{cleaned(code)}".encode()).hexdigest()


def enrolment_address(secret: str, login_id: str) -> str:
    """Return the otpauth:// address that an authenticator app reads."""
    letters = b32encode(bytes.fromhex(secret)).decode()
    label = quote(f"{ISSUER}:{login_id}")
    return f"otpauth://totp/{label}?" + urlencode({"secret": letters, "issuer": ISSUER})


def qr_path(text: str) -> tuple[int, str]:
    """Return (modules per side, SVG path of the dark ones): drawn inline, fetched from nowhere."""
    code = qrcode.QRCode(border=4, error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(text)
    matrix = code.get_matrix()
    dark = (f"M{x} {y}h1v1h-1z" for y, row in enumerate(matrix) for x, on in enumerate(row) if on)
    return len(matrix), "".join(dark)
