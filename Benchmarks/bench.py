"""Measures the program beside its peers and says which floors hold. `make bench` builds what this runs."""

import argparse
import filecmp
import os
import platform
import re
import shutil
import sys
import tempfile
from pathlib import Path

import checking
import lg300
from measuring import Case, limit_memory, measure_all, output
from report import Report

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / ".build-bench"
HERE = ROOT / "Benchmarks"
PARTS = ("lg300", "million", "study", "national", "bytes")
# Each allocation of numpy's temporaries would otherwise be given back to the system and faulted in again.
KEEP_MEMORY = {
    "MALLOC_TRIM_THRESHOLD_": str(1 << 30), "MALLOC_MMAP_THRESHOLD_": str(1 << 25), "MALLOC_TOP_PAD_": str(1 << 26),
}
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
OLD_PROCESSOR = {"GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-FMA"}
PEERS = {"reference": "C", "reference-native": "C, native", "reference-narrow": "C, 32-bit draws"}
ORDER = ["folkmoot", *PEERS.values(), "numpy tables", "numpy tuned", "numpy explicit"]
MODES = ("shared", "council")
FLOORS = {
    "shared": {"numpy tables": 10, "numpy explicit": 30},
    "council": {"numpy tables": 4, "numpy explicit": 10},
}
MODEL_SIZE = lg300.COUNCILS * len(lg300.MULTIPLIERS)


def parse_arguments():
    """Options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="runs of each case, of which the median counts")
    parser.add_argument("--seconds", type=float, default=60, help="no further run of a case that has taken as long")
    parser.add_argument("--quick", action="store_true", help="3 runs, 10,000 trials only, nothing long")
    parser.add_argument("--only", help=f"parts, divided by commas: {', '.join(PARTS)}")
    parser.add_argument("--native-build", action="store_true", help="also compare bytes with a native build")
    parser.add_argument("--folkmoot", type=Path, default=ROOT / ".build/release/folkmoot", help="the program")
    parser.add_argument("--python", type=Path, default=Path(sys.executable), help="a Python that has numpy")
    found = parser.parse_args()
    found.parts = found.only.split(",") if found.only else [*PARTS]
    if unknown := set(found.parts) - set(PARTS):
        parser.error(f"no part is called {', '.join(sorted(unknown))}; parts are {', '.join(PARTS)}")
    if found.quick:
        found.runs = min(found.runs, 3)
        found.parts = [part for part in found.parts if part not in ("million", "national")]
    return found


class Bench:
    """The parts of the benchmark; each fills tables and verdicts of a report."""

    def __init__(self, options, work):
        self.options, self.work = options, work
        self.report = Report()
        self.scenarios = BUILD / "scenarios"

    def progress(self, text):
        """Says what is going on where somebody looks."""
        if sys.stderr.isatty():
            print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)

    def measure(self, cases):
        """Measures cases in turn."""
        measure_all(cases, self.options.runs, self.options.seconds, self.progress)
        self.progress("")

    def folkmoot(self, scenario, name, *words, program=None, environment=None):
        """A case that runs the program; its folder of results is named by the case."""
        folder = self.work / re.sub(r"\W+", "-", name)
        command = [program or self.options.folkmoot, "run", scenario, *words, "--out", folder, "--quiet"]
        return Case(name, command, environment or {})

    # LG-300

    def lg300_cases(self, mode, trials):
        """All implementations of one mode, by name and threads."""
        cases = {}
        for threads in (1, 2):
            words = ("--trials", trials, "--threads", threads, "--format", "json")
            name = f"folkmoot {mode} {trials} {threads}"
            cases["folkmoot", threads] = self.folkmoot(self.scenarios / f"lg300-{mode}.json", name, *words)
            for binary, title in PEERS.items():
                if threads == 1 or binary == "reference":
                    path = self.result_of(title, mode, trials)
                    cases[title, threads] = Case(
                        f"{title} {mode} {trials} {threads}", [BUILD / binary, mode, trials, threads, path])
        for method in ("tables", "tuned", "explicit"):
            title = f"numpy {method}"
            command = [self.options.python, "-B", HERE / "numpy_peer.py", method, mode, trials]
            environment = {**ONE_THREAD, **(KEEP_MEMORY if method == "tuned" else {})}
            cases[title, 1] = Case(
                f"{title} {mode} {trials}", [*command, self.result_of(title, mode, trials)], environment)
        return dict(sorted(cases.items(), key=lambda item: ORDER.index(item[0][0])))

    def result_of(self, title, mode, trials):
        """Where a peer leaves its figures."""
        return self.work / f"{re.sub(r'[^a-z0-9]+', '-', title.lower())}-{mode}-{trials}.json"

    def lg300(self):
        """Both modes at both numbers of trials: costs, results, floors."""
        print(output([BUILD / "reference", "check"]).strip())
        counts = (10_000,) if self.options.quick else (10_000, 102_400)
        found = {(mode, trials): self.lg300_cases(mode, trials) for trials in counts for mode in MODES}
        self.measure([case for cases in found.values() for case in cases.values()])
        for (mode, trials), cases in found.items():
            self.report.heading(f"LG-300, {mode} draws, {trials:,} trials")
            for (title, threads), case in cases.items():
                self.report.row(title, threads, case, trials * MODEL_SIZE)
            self.check_results(mode, trials, cases)
        for (mode, trials), cases in found.items():
            self.judge_lg300(mode, trials, cases)

    def check_results(self, mode, trials, cases):
        """Compares all results with the exact answers and with each other."""
        path = self.work / "guards.json"
        output(
            [self.options.python, "-B", HERE / "numpy_peer.py", "tuned", mode, trials, path, "guards"], ONE_THREAD)
        guards = checking.read_peer(path)
        for (title, threads), case in cases.items():
            if not case.costs or (threads == 2 and title != "folkmoot"):
                continue
            folder = Path(case.command[case.command.index("--out") + 1]) if title == "folkmoot" else None
            result = checking.read_folkmoot(folder) if folder else checking.read_peer(case.command[-1])
            complaints, worst = checking.compare_means(result, mode, trials)
            complaints += checking.compare_percentiles(result, guards, trials)
            self.report.agreement(f"{title}, {mode}, {trials:,} trials, {threads} thread(s)", complaints, worst)

    def judge_lg300(self, mode, trials, cases):
        """Floors of one mode and number of trials."""
        where = f"LG-300 {mode}, {trials:,} trials"
        ours, by_hand = cases["folkmoot", 1], cases["C", 1]
        for title in ("numpy tables", "numpy tuned", "numpy explicit"):
            peer = cases[title, 1]
            self.report.at_least(where, f"less CPU than {title}", peer, ours, "cpu", FLOORS[mode].get(title))
            self.report.at_least(where, f"less CPU than {title} is what C takes", peer, by_hand, "cpu", None)
        for title in PEERS.values():
            self.report.at_most(
                where, f"the CPU of {title}", ours, cases[title, 1], "cpu", 1.3 if title == "C" else None)
        floor = 1.7 if (mode, trials) == ("council", 102_400) else None
        self.report.at_least(where, "faster with two threads", ours, cases["folkmoot", 2], "wall", floor)

    def million(self):
        """Memory and CPU a trial at a million trials."""
        for mode in MODES:
            few, many = 102_400, 1_000_000
            scenario = self.scenarios / f"lg300-{mode}.json"
            cases = {
                trials: self.folkmoot(
                    scenario, f"million {mode} {trials}", "--trials", trials, "--threads", 1, "--format", "json")
                for trials in (few, many)
            }
            reference = Case(f"C {mode} {many}", [BUILD / "reference", mode, many, 1, self.work / "million.json"])
            measure_all([*cases.values(), reference], 1, 1, self.progress)
            self.progress("")
            self.report.heading(f"LG-300, {mode} draws, 1,000,000 trials, one run")
            self.report.row("folkmoot", 1, cases[many], many * MODEL_SIZE)
            self.report.row("C", 1, reference, many * MODEL_SIZE)
            self.report.limit(f"LG-300 {mode}, 1,000,000 trials: peak memory of", cases[many], "peak", 200, "MiB")
            self.report.same(
                f"LG-300 {mode}: CPU a trial at 1,000,000 over that at 102,400 is", cases[many], many, cases[few], few)

    # Studies

    def study(self):
        """The default study and the largest one, as a user runs them."""
        studies = sorted((ROOT / "scenarios/studies").glob("*.json"))
        sizes = {path: self.size_of(path) for path in studies}
        default = ROOT / "scenarios/studies/planning-london.json"
        largest = max(studies, key=lambda path: (sizes[path], path == default))
        cases = {
            (path, threads): self.folkmoot(path, f"{path.stem} {threads}", "--threads", threads)
            for path in dict.fromkeys((default, largest)) for threads in (1, 2)
        }
        cases[default, "tables alone"] = self.folkmoot(default, "default tables", "--format", "md,json,csv")
        cases[default, "all files"] = self.folkmoot(default, "default")
        self.measure(list(cases.values()))
        self.report.heading("Studies as shipped, all files written")
        for (path, threads), case in cases.items():
            words = " (largest)" if path == largest else f", {threads}" if isinstance(threads, str) else ""
            self.report.row(path.stem + words, 2 if isinstance(threads, str) else threads, case, sizes[path])
        self.report.limit(
            "The default study, Markdown, JSON and CSV, answers in", cases[default, "tables alone"], "wall", 0.3, "s")
        self.report.limit(
            "The default study with page and workbook too, as `make run` calls it, answers in", cases[default, "all files"],
            "wall", None, "s")

    def size_of(self, path):
        """Councils × options × trials of a scenario."""
        text = output([self.options.folkmoot, "validate", path])
        councils, options = (int(re.search(rf"([\d,]+) {word}", text)[1]) for word in ("councils?", "options?"))
        trials = re.search(r'"trials":\s*(\d+)', path.read_text(encoding="utf-8"))
        return councils * options * (int(trials[1]) if trials else 10_240)

    def national(self):
        """All councils, eight levers, all combinations."""
        path = self.scenarios / "national.json"
        case = self.folkmoot(path, "national", "--threads", 2, "--format", "json")
        measure_all([case], 1, 1, self.progress)
        self.progress("")
        self.report.heading("National scenario: 382 councils, 255 options, 15 years, 10,240 trials, one run")
        self.report.row("folkmoot", 2, case, self.size_of(path))
        self.report.limit("The national scenario: wall of", case, "wall", 60, "s")
        self.report.limit("The national scenario: peak memory of", case, "peak", 2048, "MiB")

    # Bytes

    def bytes(self):
        """The same bytes whatever the number of threads, libm's path and the build."""
        probe = BUILD / "libm-probe"
        differ = output([probe]) != output([probe], OLD_PROCESSOR)
        self.report.note(
            "libm without AVX2 and FMA gives other bits of exp, log, pow and log1p here, so that the comparison means "
            "something" if differ else
            "libm gives the same bits without AVX2 and FMA here: the comparison of libm's paths shows nothing")
        variants = {
            "two threads": {"words": ("--threads", 2)},
            "libm without AVX2 and FMA": {"environment": OLD_PROCESSOR},
        }
        if self.options.native_build:
            variants["a native build"] = {"program": ROOT / ".build-native/release/folkmoot"}
        scenarios = [self.scenarios / f"lg300-{mode}.json" for mode in MODES]
        for path in [*scenarios, ROOT / "scenarios/studies/planning-london.json"]:
            self.compare_bytes(path, variants)

    def compare_bytes(self, path, variants):
        """Runs a scenario as usual and in each variant, and compares the folders."""
        def write(name, words=("--threads", 1), **how):
            case = self.folkmoot(path, f"bytes {path.stem} {name}", "--trials", 2048, *words, **how)
            self.progress(case.name)
            case.measure()
            return case

        usual = write("usual")
        for name, how in variants.items():
            other = write(name, **how)
            self.progress("")
            failure = usual.failure or other.failure
            unlike = [] if failure else differing(usual.command[-2], other.command[-2])
            self.report.holds(
                f"{path.stem}: the same bytes with {name}", not failure and not unlike, failure or ", ".join(unlike))


def differing(folder, other):
    """Files of two folders of results whose bytes differ, but for those that name versions or hold dates."""
    files = {path.relative_to(root) for root in (folder, other) for path in root.rglob("*") if path.is_file()}
    compared = sorted(path for path in files if path.name not in ("environment.json", "workbook.xlsx"))
    _, unlike, missing = filecmp.cmpfiles(folder, other, compared, shallow=False)
    return [str(path) for path in unlike + missing]


def main():
    """Runs the parts asked for and prints what was found; exit status 1 if results disagree."""
    options = parse_arguments()
    limit_memory()
    sys.stdout.reconfigure(line_buffering=True)
    print(f"{platform.machine()}, {os.cpu_count()} cores, {platform.libc_ver()[0]} {platform.libc_ver()[1]}, "
          f"load {os.getloadavg()[0]:.1f}; medians of {options.runs} runs, fewer where a case took "
          f"{options.seconds:.0f} s")
    work = Path(tempfile.mkdtemp(prefix="folkmoot-bench-"))
    try:
        bench = Bench(options, work)
        for part in PARTS:
            if part in options.parts:
                getattr(bench, part)()
        bench.report.print_verdicts()
    finally:
        shutil.rmtree(work)
    sys.exit(1 if bench.report.disagreements else 0)


if __name__ == "__main__":
    main()
