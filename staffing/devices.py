"""Which device and network a request comes from, as its owner would name it."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest

#: The first that is found wins: Edge and Opera call themselves Chrome too, and Chrome Safari.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


def device_name(user_agent: str) -> str:
    """Return 「Chrome・Windows」, or nothing for what calls itself neither."""
    names = (
        next((name for mark, name in known if mark in user_agent), "")
        for known in (BROWSERS, SYSTEMS)
    )
    return "・".join(filter(None, names))


def device_of(request: HttpRequest) -> str:
    """Return the name of the device behind a request."""
    return device_name(request.META.get("HTTP_USER_AGENT", ""))


def address_of(request: HttpRequest) -> str | None:
    """Return the address of the device, looking behind proxies that settings.PROXIES trusts.

    What a client itself claims in X-Forwarded-For stands left of what our proxies wrote.
    """
    near = request.META.get("REMOTE_ADDR", "")
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    while near in settings.PROXIES and hops and hops[-1]:
        near = hops.pop()
    try:
        return str(ip_address(near))
    except ValueError:
        return None
