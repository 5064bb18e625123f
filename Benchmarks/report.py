"""Tables and verdicts, in plain words."""


class Report:
    """Prints rows as they come and keeps verdicts for the end."""

    def __init__(self):
        self.verdicts = []
        self.disagreements = 0

    def heading(self, title):
        """Begins a table."""
        print(f"\n{title}")
        print(f"  {'':26} {'threads':>7} {'runs':>4} {'user+sys s':>10} {'wall s':>8} {'peak MiB':>8} {'ns':>7}")

    def row(self, title, threads, case, units):
        """One case; `ns` is CPU for each council, option and trial."""
        if case.failure:
            print(f"  {title:26} {threads:7} {case.failure}")
            return
        cpu, wall, peak = (case.median(quantity) for quantity in ("cpu", "wall", "peak"))
        print(f"  {title:26} {threads:7} {len(case.costs):4} {cpu:10.3f} {wall:8.3f} {peak:8.0f} "
              f"{cpu / units * 1e9:7.1f}")

    def agreement(self, title, complaints, worst):
        """Whether a result is right; a wrong one makes all its figures worthless."""
        if not complaints:
            print(f"  {title}: results agree, means within {worst:.1f} standard errors of the exact ones")
            return
        self.disagreements += 1
        print(f"  {title}: RESULTS DISAGREE in {len(complaints)} figures, such as")
        for complaint in complaints[:3]:
            print(f"    {complaint}")

    def note(self, text):
        """A remark among the verdicts."""
        self.verdicts.append(text)

    def holds(self, text, verdict, reason=""):
        """A verdict of yes or no."""
        self.verdicts.append(f"{text}: holds" if verdict else f"{text}: DOES NOT HOLD ({reason})")

    def judge(self, found, floor, verdict):
        """A figure and, if there is one, its floor and whether it holds."""
        if floor is None:
            self.verdicts.append(f"{found}; no floor")
        else:
            self.verdicts.append(f"{found}; {floor}: {'holds' if verdict else 'DOES NOT HOLD'}")

    def both_measured(self, where, *cases):
        """Whether there is something to divide."""
        missing = [case for case in cases if not case.costs]
        for case in missing:
            self.verdicts.append(f"{where}: NOT MEASURED, {case.name} {case.failure}")
        return not missing

    def at_least(self, where, what, over, under, quantity, floor):
        """A ratio that should be large, such as 12.3x `less CPU than` something."""
        if self.both_measured(where, over, under):
            ratio = over.median(quantity) / under.median(quantity)
            self.judge(f"{where}: {ratio:.2f}x {what}", floor and f"floor {floor}x", floor is None or ratio >= floor)

    def at_most(self, where, what, over, under, quantity, ceiling):
        """A ratio that should be small, such as 1.1x `the CPU of` something."""
        if self.both_measured(where, over, under):
            ratio = over.median(quantity) / under.median(quantity)
            holds = ceiling is None or ratio <= ceiling
            self.judge(f"{where}: {ratio:.2f}x {what}", ceiling and f"at most {ceiling}x", holds)

    def limit(self, what, case, quantity, most, unit):
        """A figure that should be below a limit, if there is one."""
        if self.both_measured(what, case):
            found = case.median(quantity)
            holds = most is None or found < most
            self.judge(f"{what} {found:.3g} {unit}", most and f"less than {most} {unit}", holds)

    def same(self, what, case, trials, other, other_trials):
        """CPU a trial that should not depend on the number of trials."""
        if self.both_measured(what, case, other):
            ratio = case.median("cpu") / trials / (other.median("cpu") / other_trials)
            self.judge(f"{what} {ratio:.2f}x", "0.9x to 1.1x", 0.9 <= ratio <= 1.1)

    def print_verdicts(self):
        """All verdicts."""
        print("\nVerdicts")
        for verdict in self.verdicts:
            print(f"  {verdict}")
        if self.disagreements:
            print(f"\n{self.disagreements} results are wrong: the figures above mean nothing until they are right.")
