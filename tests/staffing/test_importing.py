"""A list that is brought along: checked first, written once, whoever asks twice."""

from datetime import timedelta

import openpyxl
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from config.common.uploads import RefusedUpload
from staffing import actions, tasks
from staffing.choices import ImportStage, Role
from staffing.forms.importing import ImportForm
from staffing.importing.kinds import kinds
from staffing.importing.reading import open_list
from staffing.importing.template import write_template
from staffing.importing.words import WordField, WordsField
from staffing.models import AuditEntry, ImportRun, User
from staffing.permissions import GRANTS, Permission
from staffing.saving import StaleState

STAFF = (
    "職員ID,職員氏名,職種,権限,配属日\n"
    "suzuki,鈴木 次郎,相談支援専門員,相談員,R8.4.1\n"
    "tanaka,田中 三郎,社長,相談員,R8.4.1\n"
    "suzuki,鈴木 四郎,相談支援専門員,相談員,R8.4.1\n"
)


def brought(town, text, kind="staff"):
    file = ContentFile(text.encode(), name="list.csv")
    return actions.bring_list(office=town.office, kind=kind, file=file, by=town.manager)


def worked(run):
    tasks.import_waiting()
    run.refresh_from_db()
    return run


def test_a_check_writes_nothing_and_names_every_row(town):
    run = worked(brought(town, STAFF))

    assert run.stage == ImportStage.CHECKED
    assert run.counts == {"new": 1, "wrong": 2}
    assert [number for number, _outcome, _why in run.problems] == [3, 4]
    assert "社長" in run.problems[0][2][0]
    assert not User.objects.filter(login_id="suzuki").exists()


def test_a_list_of_somebody_who_may_no_longer_bring_one_is_not_read(town, monkeypatch):
    run = brought(town, STAFF)
    fewer = GRANTS[Role.MANAGER] - {Permission.LIST_IMPORT}
    monkeypatch.setitem(GRANTS, Role.MANAGER, fewer)

    assert worked(run).stage == ImportStage.FAILED


def test_a_list_for_which_the_disk_has_no_room_is_refused_at_its_field(town):
    (kind,) = (kind for kind in kinds() if kind.key == "staff")
    refused = RefusedUpload("list.csv", 90, has_no_room=True)
    form = ImportForm({}, {"file": refused}, kind=kind, today=timezone.localdate())

    assert "ディスク" in form.errors["file"][0]


def test_good_rows_are_written_beside_bad_ones(town):
    run = worked(brought(town, STAFF))
    actions.write_list(run, by=town.manager)
    run = worked(run)

    assert run.stage == ImportStage.DONE
    assert User.objects.get(login_id="suzuki").postings.get().office == town.office
    assert not User.objects.filter(login_id="tanaka").exists()
    verbs = AuditEntry.objects.filter(verb__startswith="import.").order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == [
        "import.checked",
        "import.asked",
        "import.written",
    ]


def test_the_result_can_be_corrected_and_brought_again(town, tmp_path):
    run = worked(brought(town, STAFF))
    actions.write_list(run, by=town.manager)
    run = worked(run)
    book = openpyxl.load_workbook(default_storage.open(run.result))
    assert [cell.value for cell in book.active[1]][:3] == ["行", "結果", "理由"]
    book.active["F3"].value = "事務員"  # instead of 社長
    path = tmp_path / "again.xlsx"
    book.save(path)
    again = actions.bring_list(
        office=town.office, kind="staff", file=ContentFile(path.read_bytes(), "x"), by=town.manager
    )
    again = worked(again)

    assert again.counts == {"same": 2, "new": 1}


def test_a_list_is_written_once_however_often_it_is_asked_for(town):
    run = worked(brought(town, STAFF))
    actions.write_list(run, by=town.manager)

    with pytest.raises(StaleState):
        actions.write_list(run, by=town.manager)
    tasks.import_list(run.pk)
    tasks.import_list(run.pk)
    tasks.import_waiting()

    assert User.objects.filter(login_id="suzuki").count() == 1


def test_a_killed_walk_is_taken_up_again_and_given_up_in_the_end(town):
    run = brought(town, STAFF)
    ImportRun.objects.update(touched_at=timezone.now(), tries=1)
    assert worked(run).stage == ImportStage.TO_CHECK
    ImportRun.objects.update(touched_at=timezone.now() - timedelta(minutes=4))
    assert worked(run).stage == ImportStage.CHECKED

    ImportRun.objects.update(stage=ImportStage.TO_CHECK, touched_at=None, tries=5)
    assert worked(run).stage == ImportStage.FAILED


def test_who_lost_the_permission_meanwhile_writes_nothing(town):
    run = worked(brought(town, STAFF))
    actions.write_list(run, by=town.manager)
    town.manager.postings.update(ended_on=timezone.localdate() - timedelta(days=1))

    assert worked(run).stage == ImportStage.FAILED
    assert not User.objects.filter(login_id="suzuki").exists()


def test_the_files_of_old_lists_are_cleared_away(town):
    run = worked(brought(town, STAFF))
    kept = default_storage.path(run.file)
    ImportRun.objects.update(created_at=timezone.now() - timedelta(days=8))

    tasks.clear_lists()

    run.refresh_from_db()
    assert (run.file, run.result, run.stage) == ("", "", ImportStage.DISCARDED)
    assert not default_storage.exists(kept)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("list.pdf", b"%PDF-1.7\x00", "でもCSVでもない"),
        ("list.csv", "よみ,電話\nおたる,1\n".encode(), "「利用者氏名」の列がありません"),
        ("empty.csv", b"", "空"),
    ],
)
def test_a_file_that_is_no_list_is_refused_at_its_field(town, sign_in, name, content, said):
    path = reverse("staffing:import-create", args=["clients"])
    response = sign_in(town.manager).post(path, {"file": SimpleUploadedFile(name, content)})

    assert response.status_code == 422
    assert said in response.text
    assert not ImportRun.objects.exists()


def test_a_list_goes_from_the_file_to_the_result(town, sign_in):
    browser = sign_in(town.manager)
    path = reverse("staffing:import-create", args=["staff"])
    file = SimpleUploadedFile("職員.csv", STAFF.encode("cp932"))
    page = browser.post(path, {"file": file}).url
    assert "確認中" in browser.get(page).text
    tasks.import_waiting()
    assert "1行を取り込む" in browser.get(page).text
    run = ImportRun.objects.get()
    browser.post(reverse("staffing:import-write", args=[run.pk]))
    tasks.import_waiting()

    assert "取り込み済み" in browser.get(page).text
    sent = browser.get(reverse("staffing:import-result", args=[run.pk]))
    assert sent.headers["Content-Disposition"].startswith("attachment")


def test_the_template_of_every_kind_is_read_as_its_list(tmp_path):
    for kind in kinds():
        path = tmp_path / kind.key
        write_template(path, kind)

        assert len(open_list(path, kind).places) == len(kind.columns)


def test_words_are_understood_as_an_office_writes_them():
    field = WordField([("call", "電話"), ("desk", "来所")], more={"TEL": "call"})
    several = WordsField([("call", "電話"), ("desk", "来所")])

    assert [field.clean(text) for text in ("電話", " 電 話 ", "ＴＥＬ", "desk")] == [
        "call",
        "call",
        "call",
        "desk",
    ]
    assert several.clean("来所、電話，来所") == ["desk", "call"]


def test_a_list_thrown_away_stays_in_the_trail(town):
    run = worked(brought(town, STAFF))
    actions.discard_list(run, by=town.manager)
    assert AuditEntry.objects.get(verb="import.discarded").user == town.manager
