"""Runs commands and says what they cost."""

import os
import resource
import signal
import statistics
import subprocess
import tempfile
import time
from dataclasses import dataclass, field

# Nothing measured here needs more; a process that asks for it fails alone and leaves the machine standing.
MEMORY_LIMIT = 16 << 30


@dataclass
class Cost:
    """What one run of a process took: CPU and wall in seconds, the largest resident set in MiB."""

    cpu: float
    wall: float
    peak: float


def limit_memory():
    """Limits this process and those it starts. Not done in the child: that would add to its CPU."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))


def run(command, environment=None, timeout=300):
    """Runs a command; its cost, or the reason why there is none."""
    with tempfile.TemporaryFile() as errors:
        start = time.monotonic()
        process = subprocess.Popen(
            [str(word) for word in command], env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=errors)
        status, usage = wait(process.pid, start + timeout)
        wall = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        message = errors.read().decode(errors="replace").strip().split("\n")[-1]
    if process.returncode == -signal.SIGKILL and wall >= timeout:
        return f"not done after {timeout} s"
    if process.returncode != 0:
        return f"ended with {process.returncode}: {message[:160]}"
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024)


def wait(pid, deadline):
    """Waits for one process and gets the usage of it and no other; kills it when time is up."""
    while True:
        ended, status, usage = os.wait4(pid, os.WNOHANG)
        if ended:
            return status, usage
        left = deadline - time.monotonic()
        if left <= 0:
            os.kill(pid, signal.SIGKILL)
            _, status, usage = os.wait4(pid, 0)
            return status, usage
        time.sleep(0.0005)


def output(command, environment=None):
    """What a command prints."""
    found = subprocess.run(
        [str(word) for word in command], env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL, capture_output=True, check=True, text=True)
    return found.stdout


@dataclass
class Case:
    """One thing to be measured, several times."""

    name: str
    command: list
    environment: dict = field(default_factory=dict)
    costs: list = field(default_factory=list)
    failure: str = ""

    def is_wanted(self, runs, seconds):
        """Whether another run is due: neither all are done nor the time for this case is used up."""
        return not self.failure and len(self.costs) < runs and sum(cost.wall for cost in self.costs) < seconds

    def measure(self):
        """Runs it once more."""
        found = run(self.command, self.environment)
        if isinstance(found, str):
            self.failure = found
        else:
            self.costs.append(found)

    def median(self, quantity):
        """The median of `cpu`, `wall` or `peak`; none without a run."""
        return statistics.median(getattr(cost, quantity) for cost in self.costs) if self.costs else None


def measure_all(cases, runs, seconds, progress):
    """Measures all cases in turn, again and again, so that what disturbs the machine disturbs all alike."""
    for number in range(runs):
        for case in cases:
            if case.is_wanted(runs, seconds):
                progress(f"run {number + 1} of {runs}: {case.name}")
                case.measure()
