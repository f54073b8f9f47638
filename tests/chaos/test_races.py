"""D1–D4: two and fifty people at one record, the last free place, the double click."""

import psycopg
import pytest

from tests.chaos.browser import all_at_once, as_new, key_of
from tests.chaos.forms import filled, open_form, signed_in
from tests.chaos.ledger import Ledger, half_written

#: Saved, done by somebody else, or said what is wrong: never an error of the machine.
FRIENDLY = {200, 302, 404, 409, 422}


@pytest.mark.long
def test_d1_two_people_save_one_record_in_turn(house):
    _server, browser = house.web()
    people = signed_in(house, browser)
    path = house.path("cases:client-edit")
    first = people["manager"].form(path, name="先に 直した")
    second = people["lead"].form(path, name="後から 直した")
    assert people["manager"].post(path, as_new(first)).status == 302
    answer = people["lead"].post(path, as_new(second))
    assert answer.status == 409
    assert "先に 直した" in answer.text
    assert "後から 直した" in answer.text
    assert house.one("SELECT COUNT(*) FROM cases_client WHERE name = '先に 直した'") == 1


def race_for_a_version(house, people, path: str, count: int, round_: int):
    """Let so many people save different texts over one version; return the answers."""
    record = int(path.split("/")[2])
    asked = f"SELECT version FROM cases_client WHERE id = {record}"
    before = house.one(asked)
    forms = [people["manager"].form(path)] * count
    calls = []
    for number, form in enumerate(forms):
        who = list(people.values())[number % len(people)].copy()
        sent = as_new(form, name=f"競走 {round_}の{number}")
        calls.append(lambda who=who, sent=sent: who.post(path, sent))
    answers = all_at_once(calls)
    assert house.one(asked) == before + 1
    return answers


@pytest.mark.parametrize("kind", ["house", pytest.param("small_house", marks=pytest.mark.long)])
def test_d2_fifty_people_at_one_version(kind, request, amount, note):
    where = request.getfixturevalue(kind)
    _server, browser = where.web()
    people = signed_in(where, browser)
    insiders = {name: people[name] for name in ("counsellor", "lead", "manager", "clerk")}
    path = where.path("cases:client-edit")
    for round_ in range(amount(5, 1)):
        answers = race_for_a_version(where, insiders, path, 50, round_)
        statuses = [answer.status for answer in answers]
        assert statuses.count(302) == 1
        assert statuses.count(409) == 49
    assert half_written(where) == []
    note(f"{amount(5, 1)} × 50 at one version: 1 saved, 49 told who was faster, each time")


@pytest.mark.parametrize("kind", ["house", pytest.param("small_house", marks=pytest.mark.long)])
def test_d4_a_double_click_makes_one_record(kind, request, amount):
    where = request.getfixturevalue(kind)
    _server, browser = where.web()
    ledger = Ledger(where, browser)
    for number in range(amount(20, 5)):
        form = as_new(ledger.blank, name=f"二度 押した{number}")
        answers = all_at_once([lambda form=form: ledger.browser.copy().post(ledger.path, form)] * 4)
        assert {answer.status for answer in answers} == {302}
        assert len({answer.location for answer in answers}) == 1
    made = where.rows(
        "SELECT name, COUNT(*) FROM cases_client WHERE name LIKE '二度 %' GROUP BY name"
    )
    assert [count for _name, count in made] == [1] * amount(20, 5)


@pytest.mark.long
def test_d3_d4_every_form_of_every_app_by_four_people_at_once(house, note):
    server, browser = house.web()
    people = signed_in(house, browser)
    saved, raced = set(), 0
    for name, page in house.town["pages"].items():
        who = people[page["persona"]]
        form = open_form(who, page)
        if form is None:
            continue
        raced += 1
        path, ready = page["path"], filled(form)
        four = [as_new(ready) for _number in range(4)]
        apart = all_at_once([lambda f=f: who.copy().post(path, f) for f in four])  # noqa: B023
        assert {answer.status for answer in apart} <= FRIENDLY, name
        once = as_new((open_form(who, page) and filled(open_form(who, page))) or ready)
        twice = all_at_once([lambda: who.copy().post(path, once)] * 2)  # noqa: B023
        statuses = {answer.status for answer in twice}
        assert statuses <= FRIENDLY, name
        if statuses == {302}:
            assert len({answer.location for answer in twice}) == 1, name
        keys = ", ".join(f"'{key_of(one)}'" for one in (*four, once))
        told = f"SELECT COUNT(*) FROM staffing_submittedform WHERE key IN ({keys})"
        saved |= {name} if house.one(told) else set()
    assert half_written(house) == []
    assert "Traceback" not in server.said()
    assert len(saved) > raced / 4, "the forms were hardly ever filled in well"
    note(f"{raced} forms raced, {len(saved)} of them saved, each once")


#: (table, index, its condition, its columns) of whatever may be there once, in any app.
ONCE = """
SELECT c.relname, i.relname, coalesce(pg_get_expr(x.indpred, x.indrelid), 'true'),
       array(SELECT pg_get_indexdef(x.indexrelid, k, true)
             FROM generate_series(1, x.indnkeyatts) AS k)
FROM pg_index x
JOIN pg_class c ON c.oid = x.indrelid
JOIN pg_class i ON i.oid = x.indexrelid
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'id'
WHERE x.indisunique AND NOT x.indisprimary AND c.relnamespace = 'public'::regnamespace
ORDER BY 1, 2
"""
COLUMNS = """
SELECT string_agg(format('%%I', column_name), ', ') FROM information_schema.columns
WHERE table_name = %s AND column_name <> 'id' AND is_generated = 'NEVER'
"""


def take_out(connection, number: int, table: str, condition: str, columns: list[str]) -> str:
    """Take the last such row of a table out; return the statement that puts it back, or ""."""
    there = " AND ".join([f"({condition})", *(f"{column} IS NOT NULL" for column in columns)])
    last = connection.execute(f"SELECT MAX(id) FROM {table} WHERE {there}").fetchone()[0]
    if last is None:
        return ""
    [names] = connection.execute(COLUMNS, [table]).fetchone()
    connection.execute(f"CREATE TABLE race{number} AS SELECT {names} FROM {table} WHERE id={last}")
    connection.execute(f"DELETE FROM {table} WHERE id = {last}")
    return f"INSERT INTO {table} ({names}) SELECT {names} FROM race{number}"


def test_d3_what_may_be_there_once_is_there_once(house, note):
    """One open case, one plan of a year, one report of a month, …: twelve hands, one place."""
    tried = []
    with house.database() as connection:
        # The row is taken out and put back without its relatives.
        connection.execute("SET session_replication_role = replica")
        for number, found in enumerate(connection.execute(ONCE).fetchall()):
            table, index, condition, columns = found
            if not (insert := take_out(connection, number, table, condition, columns)):
                continue

            def put(insert=insert) -> bool:
                with psycopg.connect(house.database_url, autocommit=True) as own:
                    own.execute("SET session_replication_role = replica")
                    try:
                        own.execute(insert)
                    except psycopg.errors.UniqueViolation:
                        return False
                return True

            assert sum(all_at_once([put] * 12)) == 1, index
            tried.append(index)
    assert {"cases_case_one_open", "monitoring_month_once", "reports_plan_one_draft"} <= set(tried)
    note(f"{len(tried)} rules of what may be there once: one of twelve, each time")
