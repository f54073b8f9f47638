"""What the scripts promise, tried in a real browser on the gallery: IME, drafts, keys, focus."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.personas import build_town

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

SUGGESTIONS = """<li role="option" data-value="7" data-label="山田 花子">山田 花子</li>
<li role="option" data-value="8" data-label="山田 一郎">山田 一郎</li>"""
QUICK_LOG = """<section data-drawer aria-label="かんたん記録">
<form method="post" action="/log/new/">
<textarea id="drawer-text" name="content"></textarea><button class="btn primary">記録する</button>
</form><button type="button" data-drawer-close>閉じる</button></section>"""


@pytest.fixture
def counsellor():
    return build_town().counsellor


@pytest.fixture
def gallery(page, live_server, browse_as, counsellor, troubles):
    browse_as(counsellor)
    page.goto(f"{live_server.url}/gallery/")
    yield page
    # A draft that is still on its way must not meet the emptied tables of the next test.
    page.route("**/drafts/**", lambda route: route.abort())
    page.goto("about:blank")


@pytest.fixture
def compose(page):
    """Type with an input method: every step of the reading, then what it is converted to."""
    wire = page.context.new_cdp_session(page)

    def type_composed(steps: list[str], committed: str) -> None:
        for text in steps:
            place = {"selectionStart": len(text), "selectionEnd": len(text)}
            wire.send("Input.imeSetComposition", {"text": text, **place})
        if committed:
            wire.send("Input.insertText", {"text": committed})

    return type_composed


def add_suggest_field(page) -> list[str]:
    """Put a field with suggestions into the form; return the texts that the server is asked for."""
    asked = []

    def answer(route):
        asked.append(route.request.post_data)
        route.fulfill(body=SUGGESTIONS, content_type="text/html")

    page.route("**/suggest-for-test/", answer)
    page.evaluate("""() => {
        const holder = document.createElement("div");
        holder.innerHTML = `<input type="hidden" name="who_id" id="who_id">
            <input id="who" name="who" aria-label="who" data-target="who_id"
                   data-suggest-url="/suggest-for-test/">`;
        document.querySelector("#sheet").append(holder);
        holder.dispatchEvent(new CustomEvent("content-added", { bubbles: true }));
    }""")
    return asked


def test_a_composed_name_asks_the_server_once(gallery, compose):
    asked = add_suggest_field(gallery)
    gallery.focus("#who")

    compose(["y", "や", "やm", "やま", "やまd", "やまだ", "山田"], "山田")
    expect(gallery.locator("[role=option]:has-text('山田 花子')")).to_be_visible()

    assert len(asked) == 1


def test_an_unfinished_composition_asks_nothing_and_chooses_nothing(gallery, compose):
    asked = add_suggest_field(gallery)
    gallery.focus("#who")

    compose(["や", "やま"], "")
    gallery.wait_for_timeout(400)

    assert asked == []
    assert gallery.input_value("#who_id") == ""


def test_a_suggestion_is_chosen_by_keys_and_free_text_stays(gallery):
    add_suggest_field(gallery)
    gallery.type("#who", "yama")
    expect(gallery.locator("[role=option][data-value]").first).to_be_visible()

    gallery.keyboard.press("ArrowDown")
    gallery.keyboard.press("ArrowDown")
    gallery.keyboard.press("Enter")
    assert (gallery.input_value("#who"), gallery.input_value("#who_id")) == ("山田 一郎", "8")

    gallery.fill("#who", "名前を言わない人")
    assert (gallery.input_value("#who"), gallery.input_value("#who_id")) == ("名前を言わない人", "")


def test_the_reading_of_a_name_is_kept_from_the_composition(gallery, compose):
    gallery.focus("#id_name")
    compose(["や", "やま", "やまだ", "山田"], "山田")
    gallery.keyboard.insert_text(" ")
    compose(["は", "はな", "はなこ", "花子"], "花子")

    assert gallery.input_value("#id_kana") == "やまだ はなこ"


def test_a_draft_is_saved_while_typing_and_resumed(gallery):
    gallery.fill("#id_text", "送迎の時間が合わない")
    expect(gallery.locator("[data-draft-state]")).to_contain_text(
        re.compile("下書き保存済み"), timeout=6000
    )

    gallery.reload()

    expect(gallery.locator("#id_text")).to_have_value("送迎の時間が合わない")
    expect(gallery.locator(".notice", has_text="下書きの続き")).to_be_visible()


def test_a_draft_that_cannot_be_sent_says_so_and_is_sent_later(gallery):
    gallery.route("**/drafts/save/", lambda route: route.abort())
    gallery.fill("#id_text", "回線が切れた")
    state = gallery.locator("[data-draft-state]")
    expect(state).to_contain_text("保存できません", timeout=6000)
    expect(gallery.locator("[data-copy-text]")).to_be_visible(timeout=6000)

    gallery.unroute("**/drafts/save/")

    expect(state).to_contain_text("下書き保存済み", timeout=12000)
    expect(gallery.locator("[data-copy-text]")).to_be_hidden()


def test_ctrl_s_saves_the_draft_at_once(gallery):
    gallery.type("#id_text", "a")
    with gallery.expect_response("**/drafts/save/", timeout=1200) as answer:
        gallery.keyboard.press("Control+s")

    assert answer.value.ok


def test_leaving_by_a_link_sends_the_draft_first(gallery):
    gallery.type("#id_text", "途中まで")
    gallery.click(".brand")
    gallery.wait_for_url(lambda url: not url.endswith("/gallery/"))

    gallery.go_back()

    expect(gallery.locator("#id_text")).to_have_value("途中まで")


def test_a_typed_day_is_said_back(gallery):
    gallery.type("#id_held_on", "R8.4.1")

    expect(gallery.locator("#id_held_on_echo")).to_contain_text("4月1日")


def test_half_a_day_is_no_mistake_until_the_field_is_left(gallery):
    line = gallery.locator("#id_held_on_echo")
    gallery.type("#id_held_on", "R8.13")
    gallery.wait_for_timeout(500)
    expect(line).to_be_hidden()

    gallery.keyboard.press("Tab")

    expect(line).to_be_visible()
    expect(line).to_have_class(re.compile("unclear"))


def test_errors_keep_what_was_typed_and_get_the_focus(gallery):
    gallery.fill("#id_name", "あ" * 80)
    gallery.fill("#id_held_on", "R8.13.40")
    gallery.click("#sheet .btn.primary")

    expect(gallery).to_have_title(re.compile("^エラー："))
    expect(gallery.locator("[data-error-summary]")).to_be_focused()
    expect(gallery.locator("#id_name")).to_have_value("あ" * 80)
    expect(gallery.locator("#id_held_on")).to_have_attribute("aria-invalid", "true")


def test_a_double_click_sends_once(gallery):
    sent = []
    gallery.on("request", lambda request: sent.append(1) if request.method == "POST" else None)
    gallery.evaluate(
        "document.querySelector('#sheet').addEventListener('submit', (event) => event)"
    )

    gallery.dblclick("#sheet .btn.primary")
    gallery.wait_for_timeout(500)

    assert len(sent) == 1


def test_number_keys_choose_in_a_group(gallery):
    gallery.focus("#id_method input")
    gallery.keyboard.press("3")

    expect(gallery.locator("#id_method input").nth(2)).to_be_checked()


def test_rows_are_added_removed_and_brought_back(gallery):
    rows = gallery.locator("#sheet [data-row]:visible")
    gallery.click("[data-row-add]")
    expect(rows).to_have_count(2)
    gallery.fill("#id_people-1-name", "浅井 花乃")

    gallery.locator("#sheet [data-row]").nth(1).locator("[data-row-remove]").click()
    expect(rows).to_have_count(1)
    gallery.click("[data-row-undo]")

    expect(gallery.locator("#id_people-1-name")).to_have_value("浅井 花乃")


def test_enter_in_a_line_does_not_send_a_long_form(gallery):
    gallery.fill("#id_name", "浅井 花乃")
    gallery.press("#id_name", "Enter")
    gallery.wait_for_timeout(300)

    expect(gallery).to_have_title(re.compile("^(?!エラー)"))


def test_keys_reach_the_search_and_single_keys_keep_out_of_fields(gallery):
    gallery.keyboard.press("/")
    expect(gallery.locator("#q")).to_be_focused()

    gallery.focus("#id_text")
    gallery.keyboard.type("/?")
    expect(gallery.locator("#id_text")).to_have_value("/?")
    gallery.keyboard.press("Alt+k")
    expect(gallery.locator("#q")).to_be_focused()


def test_rows_of_a_list_are_walked_and_ticked_by_keys(gallery):
    for key in ("j", "j", "x"):
        gallery.keyboard.press(key)

    expect(
        gallery.locator("[data-rows-keys] tbody tr").nth(1).locator("[data-tick]")
    ).to_be_checked()
    expect(gallery.locator("[data-bulk]")).to_contain_text("1件を選択中")


def test_single_keys_can_be_switched_off(gallery, counsellor):
    counsellor.preferences = {"shortcuts": "no-single"}
    counsellor.save()
    gallery.reload()

    gallery.keyboard.press("/")
    expect(gallery.locator("#q")).not_to_be_focused()
    gallery.keyboard.press("Alt+k")
    expect(gallery.locator("#q")).to_be_focused()


def test_the_quick_log_opens_beside_the_page_and_gives_the_focus_back(gallery):
    gallery.route(
        "**/log/new/**", lambda route: route.fulfill(body=QUICK_LOG, content_type="text/html")
    )
    gallery.focus("#id_text")

    gallery.keyboard.press("Alt+n")
    expect(gallery.locator("#drawer-text")).to_be_focused()
    expect(gallery.locator("#sheet")).to_be_visible()
    gallery.keyboard.press("Escape")

    expect(gallery.locator("#drawer")).to_be_hidden()
    expect(gallery.locator("#id_text")).to_be_focused()


def test_nothing_is_blocked_by_the_policy_and_no_script_fails(gallery, troubles):
    gallery.click("[data-dialog=shortcut-help] >> visible=true")
    gallery.keyboard.press("Escape")
    gallery.fill("#id_text", "x")
    gallery.wait_for_timeout(1800)

    assert troubles == []


@pytest.mark.parametrize("preferences", [{}, {"theme": "dark"}, {"text": "xlarge"}])
def test_the_gallery_has_no_barrier_that_axe_can_find(gallery, counsellor, preferences):
    counsellor.preferences = preferences
    counsellor.save()
    gallery.reload()

    found = Axe().run(gallery)

    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [1366, 1024, 390, 320])
def test_the_page_never_scrolls_sideways(gallery, width):
    gallery.set_viewport_size({"width": width, "height": 768})

    assert gallery.evaluate("document.documentElement.scrollWidth") <= width
