"""Django's admin on contacts, as anyone would set it up, and a page that knows who asks."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import path

from cases.models import Consultation


class OpenSite(admin.AdminSite):
    """An admin without rights of its own: our users have none of Django's."""

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_authenticated


class ConsultationAdmin(admin.ModelAdmin):
    """Contacts: two foreign keys, three filters, a search over four columns."""

    list_display = ("occurred_at", "client", "method", "counterpart", "minutes", "worker")
    list_filter = ("method", "worker", "referred_to")
    search_fields = ("client__name", "client__name_kana", "caller_name", "text")
    ordering = ("-occurred_at",)
    list_select_related = ("client", "worker")
    list_per_page = 50

    def has_module_permission(self, request: HttpRequest) -> bool:
        return True

    has_view_permission = has_add_permission = has_change_permission = has_delete_permission = (
        lambda self, request, obj=None: True
    )


site = OpenSite()
site.register(Consultation, ConsultationAdmin)


def hello(request: HttpRequest) -> HttpResponse:
    """Greet the person of the session: two queries."""
    return HttpResponse(f"hello {request.user.name}")


urlpatterns = [path("hello/", hello), path("admin/", site.urls)]
