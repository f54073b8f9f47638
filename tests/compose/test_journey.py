"""Steps 1 to 6 of the browser journey, as they are, on the services of docker-compose.yml."""

import pytest

from tests.e2e import test_journey_client as client
from tests.e2e import test_journey_log as log
from tests.e2e import test_journey_office as office

pytestmark = pytest.mark.compose

counsellor, known, today = log.counsellor, log.known, client.today
manager = office.manager

test_quick_log_on_every_page = log.test_the_quick_log_opens_on_every_page
test_call_of_a_known_client = log.test_a_call_of_a_known_client_is_everywhere_at_once
test_people_without_a_file = log.test_people_without_a_file_and_without_a_name_are_logged_too
test_half_written_call = log.test_a_half_written_call_is_resumed_from_the_home_page
# Last of the log: what stays unsaved in it becomes a draft while the next test begins.
test_form_without_a_text = log.test_without_a_text_the_form_says_so_and_keeps_the_rest
# The first meeting and the plan are written in test_services.py, where the worker is killed.
test_report = client.test_a_monitoring_report_closes_its_month_and_brings_the_next
test_caseload = office.test_every_figure_of_the_caseload_opens_its_records
test_meeting = office.test_a_meeting_is_set_up_held_and_printed
# The database stays the same for all: the paper is printed before its figures are changed.
test_paper_of_2019 = office.test_the_plan_of_2019_prints_the_figures_of_the_paper
test_changed_target = office.test_a_changed_target_changes_what_is_computed_from_it
test_new_year = office.test_a_new_year_is_made_from_the_menu
