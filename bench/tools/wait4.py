"""Runs one program and prints its cost as one JSON line: wall, user and system seconds, peak RSS, exit status.

usage: wait4.py LIMIT_SECONDS STDOUT_FILE STDERR_FILE PROGRAM [ARGUMENT...]

Node cannot ask for one child's resource usage, and time(1) is not everywhere and rounds to 10 ms. The cost of the
program's own children is included. A program over its limit is killed with its process group and reported as timed out.
"""
import json
import os
import signal
import sys
import time

limit_seconds, stdout_file, stderr_file, *argv = sys.argv[1:]


def open_for_child(path):
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o644)


actions = [
    (os.POSIX_SPAWN_DUP2, os.open("/dev/null", os.O_RDONLY | os.O_CLOEXEC), 0),
    (os.POSIX_SPAWN_DUP2, open_for_child(stdout_file), 1),
    (os.POSIX_SPAWN_DUP2, open_for_child(stderr_file), 2),
]
timed_out = False
start = time.monotonic()
try:
    pid = os.posix_spawnp(argv[0], argv, os.environ, file_actions=actions, setpgroup=0)
except OSError as error:
    print(json.dumps({"error": f"{argv[0]}: {error.strerror}"}))
    sys.exit(0)


def stop(_signal, _frame):
    global timed_out
    timed_out = True
    os.killpg(pid, signal.SIGKILL)


signal.signal(signal.SIGALRM, stop)
signal.setitimer(signal.ITIMER_REAL, float(limit_seconds))
_, status, usage = os.wait4(pid, 0)
wall = time.monotonic() - start
signal.setitimer(signal.ITIMER_REAL, 0)
print(json.dumps({
    "wallSeconds": wall,
    "userSeconds": usage.ru_utime,
    "systemSeconds": usage.ru_stime,
    "maxRssKib": usage.ru_maxrss,
    "status": os.waitstatus_to_exitcode(status),
    "timedOut": timed_out,
}))
