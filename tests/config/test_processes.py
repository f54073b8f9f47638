"""The processes of serve: ports, a child that dies, a child that will not stop."""

import os
import socket
import sys
import time
from pathlib import Path

import pytest

from config.processes import (
    Child,
    Supervisor,
    answers,
    web_command,
    why_not_listen,
    worker_commands,
)


class Clock:
    """A clock that moves only when told."""

    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


def child(name, code):
    return Child(name, [sys.executable, "-c", code], dict(os.environ))


def wait_until_ended(process):
    process.wait(timeout=10)


@pytest.fixture
def taken_port():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def test_taken_port_is_named_with_another_one_to_try(taken_port):
    reason = why_not_listen("127.0.0.1", taken_port)
    assert str(taken_port) in reason
    assert f"PORT={taken_port + 1}" in reason


def test_free_port_gives_no_reason(taken_port):
    assert answers("127.0.0.1", taken_port)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free = probe.getsockname()[1]
    assert why_not_listen("127.0.0.1", free) == ""
    assert not answers("127.0.0.1", free)


def test_address_of_another_machine_is_refused_with_the_systems_reason():
    assert "192.0.2.1" in why_not_listen("192.0.2.1", 8000)


def test_web_server_binds_ipv6_in_brackets():
    assert any("[::1]:8000" in word for word in web_command("::1", 8000))


def test_one_worker_process_carries_the_beat_where_it_can_fork(monkeypatch):
    assert "--beat" in worker_commands()["worker"]
    monkeypatch.setattr("config.processes.ON_WINDOWS", True)
    assert list(worker_commands()) == ["worker", "beat"]


def test_dead_child_is_announced_and_started_again_at_growing_distances():
    clock, said = Clock(), []
    dying = child("worker", "raise SystemExit(3)")
    supervisor = Supervisor([dying], say=said.append, clock=clock)
    supervisor.start()
    pauses = []
    for _ in range(8):
        wait_until_ended(dying.process)
        supervisor.look_after()
        assert dying.process is None
        pauses.append(dying.start_again_at - clock.now)
        supervisor.look_after()
        assert dying.process is None, "started before its pause was over"
        clock.now = dying.start_again_at
        supervisor.look_after()
    supervisor.stop(patience=0)
    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60]
    assert len(said) == 8
    assert "worker" in said[0]
    assert "3" in said[0]


def test_child_that_ran_long_starts_again_after_the_shortest_pause():
    clock = Clock()
    dying = child("web", "pass")
    supervisor = Supervisor([dying], say=lambda _: None, clock=clock)
    supervisor.start()
    dying.failures = 5
    wait_until_ended(dying.process)
    clock.now += 61
    supervisor.look_after()
    assert dying.start_again_at - clock.now == 1


def test_what_a_dead_child_leaves_running_is_ended(tmp_path):
    marker = tmp_path / "grandchild"
    code = (
        "import subprocess, sys;"
        "p = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']);"
        f"open({str(marker)!r}, 'w').write(str(p.pid))"
    )
    parent = child("worker", code)
    supervisor = Supervisor([parent], say=lambda _: None)
    supervisor.start()
    wait_until_ended(parent.process)
    supervisor.look_after()
    assert ended(int(marker.read_text()))


def ended(pid, within=5.0):
    until = time.monotonic() + within
    while time.monotonic() < until:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return True
        if state == "Z":
            return True
        time.sleep(0.05)
    return False


def test_stop_lets_a_child_finish_its_work(tmp_path):
    marker = tmp_path / "finished"
    code = (
        "import signal, sys, time\n"
        "def finish(*_):\n"
        f"    open({str(marker)!r}, 'w').write('yes')\n"
        "    sys.exit()\n"
        "signal.signal(signal.SIGTERM, finish)\n"
        "print('ready', flush=True)\n"
        "time.sleep(60)\n"
    )
    working = child("worker", code)
    supervisor = Supervisor([working], say=lambda _: None)
    supervisor.start()
    time.sleep(0.5)
    supervisor.stop(patience=10)
    assert marker.read_text() == "yes"


def test_stop_ends_a_child_that_will_not_listen():
    stubborn = child(
        "worker",
        "import signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\ntime.sleep(60)",
    )
    supervisor = Supervisor([stubborn], say=lambda _: None)
    supervisor.start()
    process = stubborn.process
    time.sleep(0.3)
    supervisor.stop(patience=0.3)
    assert process.poll() is not None
