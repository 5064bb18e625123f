"""Looks at report.html in a browser: drawn, readable at every width, sortable, searchable, printable; nothing else loaded.

    python check_report.py FOLKMOOT    FOLKMOOT is the program

The default study and a national run of all councils and 63 options are made and analysed, and their pages opened. Ends with 0 and a
word where there is no Chromium on this machine.
"""

import base64
import csv
import html.parser
import json
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import browser as chromium

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT / "Benchmarks"))
from national import national  # noqa: E402

WIDTHS = (390, 1024, 1600)
# Verbs that leave an analysis, in the order of their sections, each with what makes it quick.
ANALYSES = [
    ("sensitivity", ["--top", "4", "--sobol", "0"]), ("switching", ["--top", "2", "--points", "3"]),
    ("value-of-information", []), ("discover", []), ("portfolio", []), ("shares", ["--orders", "16"]),
]
PICTURES = ["value", "certainty", "cash", "lines", "members", "councils", "drivers"]
# What is left of A4 within margins of 15 mm, at 96 dots to the inch.
PAPER = (680, 1009)
MOST_BYTES = 3_000_000
VOID = {"meta", "br", "wbr", "input", "link"}

failures = 0


def say(name, problems):
    """One line a check, and what is wrong below it."""
    global failures
    print(f"{'FAILS' if problems else 'holds'}  {name}")
    for problem in problems[:8]:
        print(f"         {problem}")
    if len(problems) > 8:
        print(f"         and {len(problems) - 8} more")
    failures += bool(problems)


class Nesting(html.parser.HTMLParser):
    """Finds tags that are not closed where they should be, and names given twice."""

    def __init__(self):
        super().__init__()
        self.open, self.problems, self.names = [], [], set()

    def handle_starttag(self, tag, attributes):
        if tag not in VOID:
            self.open.append(tag)
        for key, value in attributes:
            if key == "id" and value in self.names:
                self.problems.append(f"id {value} is given twice")
            if key == "id":
                self.names.add(value)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.problems.append(f"line {self.getpos()[0]}: </{tag}> closes nothing")


def check_text(text):
    """The file itself: size, nesting, drawings that are XML, nothing from elsewhere."""
    say(f"the page is {len(text.encode()) / 1e6:.2f} MB, below 3", [] if len(text.encode()) < MOST_BYTES else ["too large"])
    nesting = Nesting()
    nesting.feed(text)
    say("every tag is closed, every name is given once", nesting.problems + nesting.open)
    problems = []
    drawings = re.findall(r"<svg .*?</svg>", text, re.S)
    for drawing in drawings:
        try:
            ElementTree.fromstring(drawing)
        except ElementTree.ParseError as error:
            problems.append(f"{error}: {drawing[:80]}")
    say(f"{len(drawings)} drawings are well-formed XML", problems)
    addresses = set(re.findall(r"https?://[^\s\"'<>)]+", re.sub(r"<td.*?</td>", "", text))) - {"http://www.w3.org/2000/svg"}
    say("nothing is asked for from elsewhere", sorted(addresses))


def check_screen(page, url):
    """The page as it is read, at every width."""
    page.open(url)
    errors = [event for event in page.events if is_error(event)]
    requests = [
        event["params"]["request"]["url"] for event in page.events if event.get("method") == "Network.requestWillBeSent"]
    say("no error on the console", [json.dumps(event)[:200] for event in errors])
    say("the page asks for nothing but itself", [address for address in requests if address != url])
    for width in WIDTHS:
        page.resize(width)
        page.value("openAll()")
        found = page.value("pictures()")
        order = list(dict.fromkeys(picture["id"].split("-")[1] for picture in found))
        problems = [] if order[:len(PICTURES)] == PICTURES else [f"the pictures are {order}"]
        for picture in found:
            if len(picture["drawn"]) != 1:
                problems.append(f"{picture['id']} is shown {len(picture['drawn'])} times")
            for drawing in picture["drawn"]:
                if drawing["width"] < 300 or drawing["height"] < 60 or drawing["marks"] < 1:
                    problems.append(f"{picture['id']} is empty: {drawing}")
        say(f"{width} px: {len(found)} pictures are drawn", problems)
        say(f"{width} px: nothing overflows", page.value("overflow()"))
        say(f"{width} px: no two texts of a picture collide", page.value("collisions()"))


def is_error(event):
    """Whether a message of the browser tells of an error."""
    kind, told = event.get("method"), event.get("params", {})
    return (
        kind == "Runtime.exceptionThrown"
        or (kind == "Log.entryAdded" and told["entry"]["level"] in ("error", "warning"))
        or (kind == "Runtime.consoleAPICalled" and told["type"] in ("error", "warning"))
    )


def check_table(page, folder, url):
    """Sorting and searching of the table of councils, against councils.csv."""
    page.open(url)
    heads = [head.strip() for head in page.value("heads()")]
    shown = page.value("column(0)")
    title = page.value("councilTable().closest('figure').querySelector('h2').textContent")
    rows = list(csv.DictReader(open(folder / "councils.csv", encoding="utf-8")))
    options = [name for name in dict.fromkeys(row["option"] for row in rows) if f"under {name}," in title]
    own = [row for row in rows if row["option"] == max(options, key=len)]
    say("the table has every council", [] if sorted(shown) == sorted(row["name"] for row in own) else ["others are shown"])
    value = heads.index("Expected NPV")
    problems = []
    by_value = [row["name"] for row in sorted(own, key=lambda row: -float(row["npv_mean_gbp"]))]
    for wanted in (by_value, by_value[::-1]):
        page.value(f"sortBy({value})")
        order = page.value("column(0)")
        # Rows of the same figure to a penny may stand either way.
        figure = {row["name"]: round(float(row["npv_mean_gbp"]), 3) for row in own}
        if [figure[name] for name in order] != [figure[name] for name in wanted]:
            problems.append(f"{order[:3]} come first, not {wanted[:3]}")
    page.value("sortBy(0)")
    if page.value("column(0)")[0] != min(shown, key=str.lower):
        problems.append("names are not in order")
    say("the table sorts by value, both ways, and by name", problems)
    problems = []
    for words in (shown[-1], shown[0][:4].upper(), "no such council"):
        told = page.value(f"search({json.dumps(words)})")
        found = page.value("column(0)")
        if not all(words.lower() in name.lower() for name in found) or (words == shown[-1] and words not in found):
            problems.append(f"{words!r} finds {found[:3]}")
        if told != f"{len(found)} of {len(shown)} rows":
            problems.append(f"{words!r} tells {told!r}")
    page.value("search('')")
    if len(page.value("column(0)")) != len(shown):
        problems.append("an empty search does not show all")
    say("the table is searched", problems)


def check_marks(page):
    """Exact values by pointer and by keyboard, and pictures that can be saved."""
    problems = []
    page.value("openAll()")
    for name in page.value("pictures().filter(p => p.visible).map(p => p.id)"):
        mark = page.value(f"firstMark('{name}')")
        page.call("Input.dispatchMouseEvent", type="mouseMoved", x=mark["x"], y=mark["y"])
        told = page.value("tip()")
        if not told:
            problems.append(f"{name}: nothing is told at a mark")
        page.value(f"focusPicture('{name}')")
        for kind in ("keyDown", "keyUp"):
            page.call("Input.dispatchKeyEvent", type=kind, key="ArrowRight", code="ArrowRight")
        if not page.value("tip()"):
            problems.append(f"{name}: nothing is told with the keyboard")
        page.call("Input.dispatchKeyEvent", type="keyDown", key="Escape", code="Escape")
        if page.value("tip()"):
            problems.append(f"{name}: Escape does not end it")
    say("pointer and keyboard tell exact values", problems)
    problems = []
    for name in page.value("pictures().filter(p => p.visible).map(p => p.id)"):
        drawing = page.value(f"saved('{name}', 'Save as SVG')")
        root = ElementTree.fromstring(bytes(drawing["bytes"]).decode())
        if not root.tag.endswith("}svg") or len(list(root.iter())) < 10 or not drawing["name"].endswith(".svg"):
            problems.append(f"{name}: the saved SVG is {drawing['name']}, {len(drawing['bytes'])} bytes")
        image = page.value(f"saved('{name}', 'Save as PNG')")
        data = bytes(image["bytes"])
        width = int.from_bytes(data[16:20], "big")
        if data[:8] != b"\x89PNG\r\n\x1a\n" or width < 2000 or len(data) < 10_000:
            problems.append(f"{name}: the saved PNG has {len(data)} bytes and is {width} wide")
    say("pictures are saved as SVG and PNG", problems)


def check_paper(page, url):
    """Print: every picture fits a page, and stands whole on one."""
    page.open(url, width=PAPER[0], height=PAPER[1])
    page.call("Emulation.setEmulatedMedia", media="print")
    tallest = page.value("tallestPicture()")
    wanted = page.value("printed()")
    say(f"the tallest picture takes {tallest:.0f} of {PAPER[1]} dots of paper", [] if tallest < PAPER[1] else ["too tall"])
    page.call("Emulation.setEmulatedMedia", media="")
    printed = base64.b64decode(page.call("Page.printToPDF", printBackground=True, preferCSSPageSize=True)["data"])
    if not shutil.which("pdftotext"):
        print("left   pages are not read back: there is no pdftotext here (package poppler-utils)")
        return
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(printed)
        file.flush()
        text = subprocess.run(["pdftotext", "-layout", file.name, "-"], check=True, capture_output=True, text=True).stdout
    sheets = [squeezed(sheet) for sheet in text.split("\f")]
    problems = []
    for title, caption in wanted:
        holders = [sheet for sheet in sheets if squeezed(title)[:60] in sheet and squeezed(caption)[-50:] in sheet]
        if not holders:
            problems.append(f"not whole on one page: {title}")
    say(f"printed on {len(sheets) - 1} pages, every picture is whole", problems)


def squeezed(text):
    """A text without spaces, which print moves about."""
    return re.sub(r"\s+", "", text)


def check_bare(page, url):
    """Without its script, everything is still there."""
    page.call("Emulation.setScriptExecutionDisabled", value=True)
    page.open(url)
    image = base64.b64decode(page.call("Page.captureScreenshot", format="png", captureBeyondViewport=True)["data"])
    page.call("Emulation.setScriptExecutionDisabled", value=False)
    say("without its script the page is shown", [] if len(image) > 200_000 else [f"only {len(image)} bytes of picture"])


def analysed(program, folder):
    """Adds what every analysis finds to a folder of results and its page."""
    for verb, options in ANALYSES:
        command = [program, verb, str(folder), "--trials", "256", "--quiet", "--out", str(folder), *options]
        subprocess.run(command, check=True)
    subprocess.run([program, "report", str(folder), "--format", "md,html", "--quiet"], check=True)
    text = (folder / "report.html").read_text(encoding="utf-8")
    found = [verb for verb in re.findall(r'<section id="([a-z-]+)"', text) if verb in dict(ANALYSES)]
    say("the page has a section for every analysis, in order", [] if found == list(dict(ANALYSES)) else [str(found)])


def check(page, folder):
    """One folder of results."""
    file = folder / "report.html"
    url = file.as_uri()
    check_text(file.read_text(encoding="utf-8"))
    script = page.call("Page.addScriptToEvaluateOnNewDocument", source=(HERE / "page.js").read_text())
    check_screen(page, url)
    check_table(page, folder, url)
    check_marks(page)
    check_paper(page, url)
    page.call("Page.removeScriptToEvaluateOnNewDocument", identifier=script["identifier"])
    check_bare(page, url)


def main():
    path = chromium.find()
    if path is None:
        print("Skipped: there is no Chromium here. Scripts/install-dependencies.sh browser installs it.")
        return 0
    program = str(Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as scratch:
        scenario = national(str(ROOT / "scenarios/registers/uk-councils.csv"))
        scenario["combinations"] = scenario["combinations"][:6]
        scenario["inflation"] = 0.02
        Path(scratch, "national.json").write_text(json.dumps(scenario))
        runs = [
            ("the default study", ROOT / "scenarios/studies/planning-london.json", []),
            ("382 councils, 63 options", Path(scratch, "national.json"), ["--trials", "1024"]),
            ("three districts", ROOT / "scenarios/examples/three-districts.json", ["--trials", "600"]),
        ]
        for number, (name, study, more) in enumerate(runs):
            folder = Path(scratch, str(number))
            subprocess.run([program, "run", str(study), "--quiet", "--out", str(folder), *more], check=True)
            print(f"\n{name}")
            if number < 2:
                analysed(program, folder)
            page = chromium.Browser(path)
            try:
                check(page, folder)
            finally:
                page.close()
    print(f"\n{failures} checks fail." if failures else "\nAll checks hold.")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
