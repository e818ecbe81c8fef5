"""What stops the start, because no mail could come; and trying it out beforehand."""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from intake.config import Inbox, Mail, Relay, load
from intake.errors import ConfigError
from intake.relay.telling.rounds import DAYS, HERE
from intake.relay.telling.settings import check_mail
from tests.relay.served import Served, run
from tests.relay.telling.postoffice import SENDER, PostOffice
from tests.relay.telling.team import ALARM, DUE, OVERDUE, POST

MAIL = Mail(server="mail.example.nl:465", sender=SENDER)


def relay(mail: Mail | None, **inbox: Any) -> Relay:
    return Relay(data=Path(), origin="", mail=mail, inboxes=(Inbox("ggd", "x" * 22, "ggd10", "1", **inbox),))


def test_a_good_configuration_is_good() -> None:
    check_mail(relay(MAIL, post=POST, alarm="a.b+c_d@sub-domain.ggd.example.nl"))
    check_mail(relay(None))
    example = load(Path(__file__).parents[3] / "config.example.toml").relay
    assert example is not None
    assert example.mail is not None
    assert (example.inboxes[0].post, example.inboxes[0].alarm) != (None, None)


@pytest.mark.parametrize(
    "address",
    [
        "", "nobody", "x@", "@ggd.nl", "x@ggd", "x@ggd..nl", "x @ggd.nl", "x@ggd.nl,y@ggd.nl", "Post <x@ggd.nl>",
        "x@ggd.nl\nBcc: y@ggd.nl", "x@ggd.nl\r\n", "pöst@ggd.nl", "x@-ggd.nl", "x" * 65 + "@ggd.nl",
        "x@" + "ggd." * 70 + "nl",
    ],
)  # fmt: skip
@pytest.mark.parametrize("setting", ["post", "alarm", "sender"])
def test_what_is_no_address_stops_the_start_and_is_not_quoted(setting: str, address: str) -> None:
    bad = relay(Mail(server=MAIL.server, sender=address), post=POST)
    if setting != "sender":
        bad = relay(MAIL, **{setting: address})
    with pytest.raises(ConfigError, match=f"{setting}.* is not a mail address") as refused:
        check_mail(bad)
    assert not address or address not in str(refused.value)
    assert refused.value.hint


def test_mails_that_are_asked_for_need_a_server() -> None:
    for asked in ({"post": POST}, {"alarm": ALARM}):
        with pytest.raises(ConfigError, match="inbox ggd is to be told by mail") as refused:
            check_mail(relay(None, **asked))
        assert "[relay.mail]" in refused.value.hint


@pytest.mark.parametrize(
    "server", ["", "mail.example.nl", "mail.example.nl:", "mail:0", "mail:70000", "mail:x", "a b:25"]
)
def test_a_server_is_a_host_and_a_port(server: str) -> None:
    with pytest.raises(ConfigError, match="HOST:PORT"):
        check_mail(relay(Mail(server=server, sender=SENDER)))


def test_files_that_are_not_there_are_named_by_their_setting(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    for settings, named in (
        ({"user": "relay"}, "belong together"),
        ({"password_file": tmp_path / "empty"}, "belong together"),
        ({"user": "relay", "password_file": tmp_path / "none"}, "password"),
        ({"user": "relay", "password_file": tmp_path / "empty"}, "password"),
        ({"ca_file": tmp_path / "none"}, "ca_file"),
    ):
        with pytest.raises(ConfigError, match=named):
            check_mail(relay(Mail(server=MAIL.server, sender=SENDER, **settings)))


CONFIG = """
[relay]
data = "relay"
origin = "https://formulier.example.nl"

[relay.mail]
server = "127.0.0.1:{port}"
sender = "{sender}"
ca_file = "{pem}"

[[relay.inboxes]]
id = "ggd-one"
identity = "o_Ws7dl8Vbbe2QezqzymIg"
questionnaire = "ggd10"
version = "1"
{told}
"""


def configured(folder: Path, office: PostOffice, pem: Path, told: str) -> Path:
    file = folder / "config.toml"
    file.write_text(CONFIG.format(port=office.port, sender=SENDER, pem=pem, told=told))
    return file


def test_the_command_sends_both_kinds_now_and_says_so(tmp_path: Path, office: PostOffice, pem: Path) -> None:
    file = configured(tmp_path, office, pem, f'post = "{POST}"\nalarm = "{ALARM}"')
    done = run(["relay", "mail", "--test", "--config", str(file)])
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "ggd-one: post: the server took it\nggd-one: alarm: the server took it\n"
    assert (office.subjects, office.recipients) == ([DUE, OVERDUE], [POST, ALARM])


def test_the_command_says_which_mail_was_refused_and_why(tmp_path: Path, office: PostOffice, pem: Path) -> None:
    office.refused.add(POST)
    file = configured(tmp_path, office, pem, f'post = "{POST}"\nalarm = "{ALARM}"')
    done = run(["relay", "mail", "--test", "--config", str(file)])
    assert done.returncode == 1
    first, second = done.stdout.splitlines()
    assert first.startswith("ggd-one: post: the mail server refuses the sender or the recipient")
    assert second == "ggd-one: alarm: the server took it"
    assert POST not in done.stdout + done.stderr


def test_the_command_says_where_nobody_is_to_be_told(tmp_path: Path, office: PostOffice, pem: Path) -> None:
    done = run(["relay", "mail", "--test", "--config", str(configured(tmp_path, office, pem, ""))])
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("error: no inbox is to be told by mail\nhint: ")
    assert run(["relay", "mail", "--config", str(tmp_path / "config.toml")]).returncode == 2


def test_a_relay_that_could_not_tell_does_not_start(tmp_path: Path) -> None:
    served = Served(tmp_path)
    text = served.config_file.read_text()
    served.config_file.write_text(text.replace('version = "1"', f'version = "1"\npost = "{POST}"'))
    told = served.run("relay", "serve", "--port", "0")
    assert (told.returncode, told.stdout) == (1, "")
    assert told.stderr.startswith("error: inbox ggd-demo is to be told by mail, and there is no mail server\nhint: ")


def test_a_relay_that_serves_tells_by_itself_if_today_is_a_working_day(
    tmp_path: Path, office: PostOffice, pem: Path
) -> None:
    served = Served(tmp_path)
    text = served.config_file.read_text().replace('version = "1"', f'version = "1"\npost = "{POST}"')
    settings = f'server = "127.0.0.1:{office.port}"\nsender = "{SENDER}"\nca_file = "{pem}"\nhour = 0'
    served.config_file.write_text(text.replace("[[relay.inboxes]]", f"[relay.mail]\n{settings}\n\n[[relay.inboxes]]"))
    expected = [DUE] if DAYS.works(datetime.now(HERE).date()) else []
    with served.serving():
        deadline = time.monotonic() + 20
        while office.subjects != expected and time.monotonic() < deadline:
            time.sleep(0.02)
    assert office.subjects == expected
    assert ('"event": "mails taken"' in served.log.read_text()) == bool(expected)
    assert "failed" not in served.log.read_text()
