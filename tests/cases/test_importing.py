"""People and contact records from an office's own lists."""

import tracemalloc
from datetime import date

import openpyxl
import pytest
from django.core.files.base import ContentFile

from cases.actions import register_certificate
from cases.models import Case, Client, Consultation
from staffing import actions, tasks
from staffing.choices import ImportStage
from staffing.models import ImportRun
from tests.factories.cases import ClientFactory, ConsultationFactory

HEADS = "氏名,フリガナ,生年月日,電話,受給者証番号,担当,別の人\n"


def judged(town, text, kind="clients", *, write=False, encoding="utf-8"):
    file = ContentFile(text.encode(encoding), name="list.csv")
    run = actions.bring_list(office=town.office, kind=kind, file=file, by=town.lead)
    tasks.import_waiting()
    if write:
        run.refresh_from_db()
        actions.write_list(run, by=town.lead)
        tasks.import_waiting()
    return ImportRun.objects.get(pk=run.pk)


def whys(run):
    return [why for _number, _outcome, reasons in run.problems for why in reasons]


def test_people_come_with_their_case_and_worker(town):
    line = "﨑山 花子,サキヤマ ハナコ,昭和60年4月2日,０１３４－００－００００,0000000123,"
    text = f"{HEADS}{line}{town.counsellor.name},\n"
    run = judged(town, text, write=True, encoding="cp932")

    client = Client.objects.get()
    assert run.stage == ImportStage.DONE
    assert (client.name, client.name_kana) == ("﨑山 花子", "さきやま はなこ")
    assert (str(client.birth_on), client.phone) == ("1985-04-02", "0134000000")
    assert Case.objects.get().worker == town.counsellor


def test_a_list_that_comes_twice_makes_nobody_twice(town):
    rows = "小樽 花子,おたる はなこ,S60.4.2,,,,\n名寄 太郎,,,,,,\n"
    judged(town, HEADS + rows, write=True)
    again = judged(town, HEADS + rows, write=True)

    assert Client.objects.count() == 2
    assert again.counts == {"same": 2}


@pytest.mark.parametrize(
    ("row", "outcome", "why"),
    [
        ("小樽 花子,,S60.4.2,,,,", "same", ""),
        ("小樽 花子,,,,,,", "look", "氏名が同じ"),
        ("別野 人子,,,,0123456789,,", "look", "受給者証番号が同じ"),
        ("尾足 華子,おたる はなこ,S60.4.2,,,,", "look", "よみが同じ"),
        ("尾足 華子,おたる はなこ,S60.4.2,,,,○", "new", ""),
        ("小樽 花子,,S61.4.2,,,,", "new", ""),
        (",おたる,,,,,", "wrong", "利用者氏名"),
        ("山 子,,R99.13.1,,,,", "wrong", "生年月日"),
        ("山 子,,,,12345,,", "wrong", "受給者証番号"),
        ("山 子,,,119,,,", "wrong", "電話"),
        ("山 子,,,,,いない人,", "wrong", "いない人"),
    ],
)
def test_every_row_is_judged_with_its_reason(town, row, outcome, why):
    ClientFactory(
        office=town.office,
        name="小樽 花子",
        name_kana="おたる はなこ",
        birth_on="1985-04-02",
        certificate_number="0123456789",
    )

    run = judged(town, f"{HEADS}{row}\n")

    assert run.counts == {outcome: 1}
    assert why in "".join(whys(run))


def test_people_of_another_office_are_neither_found_nor_named(town):
    ClientFactory(office=town.other_office, name="小樽 花子", certificate_number="0123456789")

    run = judged(town, HEADS + "小樽 花子,,,,0123456789,,\n")

    assert run.counts == {"new": 1}


def test_numbers_that_excel_cut_get_their_zeros_back(town, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["利用者名簿（令和8年度）"])
    book.active.append(["氏名", "電話番号", "受給者証番号"])
    book.active.append(["小樽 花子", 9012345678, 123456789])
    path = tmp_path / "list.xlsx"
    book.save(path)
    file = ContentFile(path.read_bytes(), name="x")
    run = actions.bring_list(office=town.office, kind="clients", file=file, by=town.lead)
    tasks.import_waiting()
    run.refresh_from_db()
    actions.write_list(run, by=town.lead)
    tasks.import_waiting()

    client = Client.objects.get()
    assert (client.phone, client.certificate_number) == ("09012345678", "0123456789")


def test_one_bad_row_of_many_leaves_the_others(town):
    rows = "".join(f"利用者 {n},,S40.1.1,,,,\n" for n in range(450))
    run = judged(town, HEADS + rows + "悪い 行,,R99.99.99,,,,\n", write=True)

    assert run.counts == {"new": 450, "wrong": 1}
    assert Client.objects.count() == 450


# Bad input of issue 4: one bad row of ten thousand is found and named before anything is written.
def test_one_bad_row_of_ten_thousand_is_named(town):
    rows = [f"利用者 {n},,S40.1.1,,,,\n" for n in range(9_999)]
    rows.insert(7_000, "悪い 行,,R99.99.99,,,,\n")
    run = judged(town, HEADS + "".join(rows))

    assert run.counts == {"new": 9_999, "wrong": 1}
    assert [row[0] for row in run.problems] == [7_002]
    assert not Client.objects.exists()


def test_memory_does_not_grow_with_the_list(town):
    def peak(number):
        rows = "".join(f"利用者 {n},,,119,,,\n" for n in range(number))
        tracemalloc.start()
        judged(town, HEADS + rows)
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    peak(50)
    small, large = peak(1_000), peak(8_000)
    # The text of the list itself is part of what is measured: some bytes a row.
    assert large - small < 7_000 * 600


LOG = "日付,時刻,分,利用者名,生年月日,相談者,方法,内容,支援内容,記録者\n"


def test_contacts_find_their_person_and_writer(town):
    client = ClientFactory(office=town.office, name="小樽 花子")
    rows = (
        f"R8.11.2,930,15,小樽花子,,,訪問,薬の確認,健康・医療に関する支援,{town.counsellor.name}\n"
    )
    rows = rows.replace("健康・医療に関する支援", "health")
    run = judged(
        town, LOG + rows + "R8.11.2,10:00,,,,匿名希望,電話,問い合わせ,,\n", "contacts", write=True
    )

    own = Consultation.objects.get(client=client)
    assert run.counts == {"new": 2}
    assert (own.minutes, own.method, own.worker) == (15, "visit", town.counsellor)
    assert list(own.contents.values_list("content", flat=True)) == ["health"]
    assert Consultation.objects.get(client=None).caller_name == "匿名希望"


def test_contacts_are_not_taken_twice_and_doubtful_ones_are_named(town):
    ClientFactory(office=town.office, name="同じ 名前", birth_on="1980-01-01")
    twin = ClientFactory(office=town.office, name="同じ 名前", birth_on="1990-01-01")
    kept = ConsultationFactory(office=town.office, client=twin, text="来所した")
    moment = kept.occurred_at.astimezone().strftime("%Y-%m-%d,%H:%M")
    rows = (
        "R8.11.2,,,同じ 名前,,,,だれか不明,,\n"
        f"{moment},,同じ 名前,H2.1.1,,,来所した,,\n"
        "R8.11.2,,,いない 人,,,,記録,,\nR9.11.2,,,,,,,未来,,\n"
    )
    run = judged(town, LOG + rows, "contacts")

    assert run.counts["look"] == 1
    assert run.counts["wrong"] == 2


PAPERS = "利用者氏名,受給者証番号,有効期間開始,有効期限,障害支援区分\n"


def test_certificates_complete_the_number_that_came_with_the_person(town):
    judged(town, HEADS + "小樽 花子,,,,0123456789,,\n", write=True)
    row = "小樽花子,0123456789,R8.5.1,R9.4.30,区分3\n"
    judged(town, PAPERS + row, "certificates", write=True)

    paper = Client.objects.get().certificates.get()
    assert (paper.number, str(paper.ends_on)) == ("0123456789", "2027-04-30")
    assert paper.support_level == "3"


@pytest.mark.parametrize(
    ("row", "outcome", "why"),
    [
        ("小樽 花子,0123456789,R8.5.1,R9.4.30,", "same", ""),
        ("小樽 花子,0123456789,R9.5.1,R10.4.30,", "new", ""),
        ("小樽 花子,0123456789,R9.4.1,R10.4.30,", "wrong", "重なって"),
        ("小樽 花子,0123456789,R9.5.1,R9.4.30,", "wrong", ""),
        ("小樽 花子,12345,R9.5.1,R10.4.30,", "wrong", "10桁"),
        ("いない 人,0123456789,R9.5.1,R10.4.30,", "wrong", "利用者を取り込んで"),
    ],
)
def test_certificates_are_judged_beside_those_the_person_has(town, row, outcome, why):
    client = ClientFactory(office=town.office, name="小樽 花子")
    period = {"starts_on": date(2026, 5, 1), "ends_on": date(2027, 4, 30)}
    register_certificate(
        client, by=town.lead, today=date(2026, 11, 26), number="0123456789", **period
    )

    run = judged(town, f"{PAPERS}{row}\n", "certificates")

    assert run.counts == {outcome: 1}
    assert why in "".join(whys(run))
