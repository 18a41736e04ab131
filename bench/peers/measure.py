"""Prints the measurement of a run as one line of JSON. The time to start Python and to import modules is not counted."""

import json
import resource
import sys
import time


def measured(work, who=resource.RUSAGE_SELF):
    started, cpu = time.perf_counter(), _cpu_seconds(who)
    work()
    seconds, cpu_seconds = time.perf_counter() - started, _cpu_seconds(who) - cpu
    print(json.dumps({"seconds": seconds, "cpuSeconds": cpu_seconds, "peakBytes": _peak_bytes(who)}))


def _cpu_seconds(who):
    usage = resource.getrusage(who)
    return usage.ru_utime + usage.ru_stime


def _peak_bytes(who):
    # On Linux the value of this process starts at that of its parent process; the kernel has a better one.
    if who == resource.RUSAGE_SELF and sys.platform == "linux":
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM:"))
    peak = resource.getrusage(who).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
