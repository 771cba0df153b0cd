"""A worker told to stop before it can hear: it stops all the same."""

import subprocess
import sys

# Workers that take a while before they can hear, under an arbiter that is told to stop meanwhile.
SLOW_TO_HEAR = """
import os, signal, time
from finder.cli import serving, worker

class Slow(worker.QuietWorker):
    def init_signals(self):
        os.kill(os.getppid(), signal.SIGTERM)
        time.sleep(1)
        super().init_signals()

options = {"bind": "127.0.0.1:0", "worker_class": Slow, "workers": 2, "loglevel": "error",
           "control_socket_disable": True}
serving._Server(lambda environ, start: [], options).run()
"""


def test_a_worker_told_to_stop_before_it_can_hear_stops_all_the_same():
    # With the signal lost, the arbiter would wait for its graceful timeout of thirty seconds.
    stopped = subprocess.run([sys.executable, "-c", SLOW_TO_HEAR], timeout=20, check=False)
    assert stopped.returncode == 0
