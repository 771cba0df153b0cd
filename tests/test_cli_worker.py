"""Workers told to stop: before they can hear, while they hold a lock, or deaf to it."""

import subprocess
import sys
import textwrap

import pytest

# Served by workers that misbehave, under an arbiter that is told to stop meanwhile.
SERVED = """
import os, signal, threading, time
from finder.cli import serving, worker

class Slow(worker.QuietWorker):
{misbehaving}

options = {{"bind": "127.0.0.1:0", "worker_class": Slow, "workers": 2, "loglevel": "error",
           "control_socket_disable": True}}
serving._Server(lambda environ, start: [], options).run()
"""
# It takes a while before it can hear.
DEAF_AT_FIRST = """
def init_signals(self):
    os.kill(os.getppid(), signal.SIGTERM)
    time.sleep(1)
    super().init_signals()
"""
# The signal interrupts code that has the lock of the pool of threads; nobody ends its wait.
LOCKED = """
serving._AT_ONCE = 60

def run(self):
    with self.tpool._shutdown_lock:
        os.kill(os.getppid(), signal.SIGINT)
        time.sleep(60)
"""
# It takes no notice at all.
STUBBORN = """
def run(self):
    signal.pthread_sigmask(signal.SIG_BLOCK, worker.STOPS)
    os.kill(os.getppid(), signal.SIGINT)
    time.sleep(60)
"""


# With the signal lost or stuck, the arbiter would wait for its graceful timeout of thirty seconds.
@pytest.mark.parametrize("misbehaving", [DEAF_AT_FIRST, LOCKED, STUBBORN])
def test_a_site_told_to_stop_stops_whatever_its_workers_do(misbehaving: str):
    served = SERVED.format(misbehaving=textwrap.indent(misbehaving, "    "))
    stopped = subprocess.run([sys.executable, "-c", served], timeout=20, check=False)
    assert stopped.returncode == 0
