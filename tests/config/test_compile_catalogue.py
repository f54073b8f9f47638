"""The catalogue is compiled without a system gettext."""

import gettext

import pytest
from django.core.management import call_command

from config.management.commands.compile_catalogue import compile_catalogues

CATALOGUE = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Client"
msgstr "利用者"

msgctxt "button"
msgid "Record"
msgstr "記録する"

#, fuzzy
msgid "Plan"
msgstr "計画?"
"""


@pytest.fixture
def locale(tmp_path):
    folder = tmp_path / "locale" / "ja" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(CATALOGUE, encoding="utf-8")
    return tmp_path / "locale"


def test_compiled_catalogue_is_what_gettext_reads(locale):
    compile_catalogues(locale)
    japanese = gettext.translation("django", locale, ["ja"])
    assert japanese.gettext("Client") == "利用者"
    assert japanese.pgettext("button", "Record") == "記録する"
    assert japanese.gettext("Plan") == "Plan", "a fuzzy entry is not a translation"


def test_command_names_the_files_it_wrote(locale, capsys):
    call_command("compile_catalogue", str(locale))
    assert capsys.readouterr().out.strip().endswith("django.mo")


def test_broken_catalogue_leaves_the_compiled_one_as_it_was(locale):
    [target] = compile_catalogues(locale)
    before = target.read_bytes()
    target.with_suffix(".po").write_text('nonsense "half', encoding="utf-8")
    with pytest.raises(OSError, match=r"django\.po"):
        compile_catalogues(locale)
    assert target.read_bytes() == before
