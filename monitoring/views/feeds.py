"""One's own calendar feed: the page that makes and revokes it, and the feed itself."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from monitoring.actions.feeds import digest_of_token, make_feed, note_read, revoke_feed
from monitoring.feeds import feed_text
from monitoring.models import CalendarFeed
from staffing.permissions import access_for


@never_cache
@sensitive_variables("token")
@require_http_methods(["GET", "POST"])
def my_calendar(request: HttpRequest) -> HttpResponse:
    """Show whether there is a feed; a new address is shown once, on the answer to the button."""
    address = ""
    if request.method == "POST":
        token = make_feed(request.user, now=timezone.now())
        address = request.build_absolute_uri(reverse("monitoring:calendar-feed", args=[token]))
    feed = CalendarFeed.objects.filter(user=request.user).first()
    return render(request, "monitoring/my_calendar.html", {"feed": feed, "address": address})


@require_POST
def my_calendar_revoke(request: HttpRequest) -> HttpResponse:
    """Let the address work no more."""
    revoke_feed(request.user)
    messages.success(request, _("The address no longer works."))
    return redirect("monitoring:my-calendar")


@never_cache
@login_not_required
@sensitive_variables("token")
@require_GET
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """Send a person's calendar to whoever holds its address; a wrong one does not exist."""
    feeds = CalendarFeed.objects.filter(digest=digest_of_token(token), user__is_active=True)
    feed = feeds.select_related("user").first()
    if feed is None:
        raise Http404
    now = timezone.now()
    access_for(feed.user, on=timezone.localdate(now))
    with translation.override(feed.user.language):
        text = feed_text(feed.user, now=now)
    note_read(feed, now=now)
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="tsunagi.ics"'
    return response
