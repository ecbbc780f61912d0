"""`make bench`: what each visit costs, beside a bare counterpart that is up at the same time. Nothing here is asserted."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tests import servers
from tests.bench import browser
from tests.bench.contender import ROOT, Contender, Request, contender
from tests.bench.demo import start_demo
from tests.bench.pairs import Pair, drive
from tests.bench.table import Row, print_table
from tests.bench.walk import body, walk

HOME = "/nl/"
RESOURCE = "/nl/goed-om-te-weten/weken-tellen/"
BLOG = 100  # the blog page of Wagtail's bakerydemo is not here; reference figures put it at 100 bare views
EMPTY = b"<!doctype html><html lang=nl><meta charset=utf-8><title>-</title><p>" + b"Leeg. " * 150
BARE_FORM = urlencode({"choice": "yes", "think": "Ik weet het nog niet goed. " * 3, "feel": "Ik denk erover na. " * 4})


def tell(line: str) -> None:
    """Say what is going on, apart from the table."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def prepare(environment: dict[str, str]) -> dict[str, Any]:
    """Publish the aids that are measured in this site's database; give where their visitors stand."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.prepare"],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
    )
    done.check_returncode()
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def step_pairs(kind: str, ours: Contender, bare: Contender, places: dict[str, Any]) -> list[Pair]:
    """A step of ours against a bare form with one INSERT, on one kind of database."""
    save = [Request("/save", form=BARE_FORM, status=302)]

    def show(name: str) -> tuple[Contender, list[Request]]:
        return ours, [Request(places[name]["address"], places[name]["cookie"])]

    def keep(name: str) -> tuple[Contender, list[Request]]:
        place = places[name]
        return ours, [Request(place["address"], place["cookie"], place["form"], status=302)]

    read = Request(places["100 of 100, answered"]["read_back"], places["100 of 100, answered"]["cookie"])
    return [
        Pair(f"step shown ({kind})", show("4 of 5"), (bare, save), 2.5, "to bare POST + INSERT"),
        Pair(f"step shown again with its answer ({kind})", show("4 of 5, answered"), (bare, save), None),
        Pair(f"step saved ({kind})", keep("4 of 5, saved"), (bare, save), 1.6, "to bare POST + INSERT"),
        Pair(f"step 199 of 200 shown ({kind})", show("199 of 200"), show("4 of 5"), 1.1, "to step 4 of 5"),
        Pair(
            f"step 199 of 200 saved ({kind})", keep("199 of 200, saved"), keep("4 of 5, saved"), 1.1, "to step 4 of 5"
        ),
        Pair(f"summary of 100 steps ({kind})", (ours, [read]), keep("4 of 5, saved"), 3, "to a step saved"),
    ]


def measure(rounds: int, seconds: float) -> list[Row]:
    """Start everything, measure everything, stop everything."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="vrijuit-bench-")))
        state = folder / "site"
        tell("The demo from nothing, and once more")
        first, second = start_demo(state), start_demo(state)
        rows = [
            Row("demo ready, first time", first, None, "s", "without installing packages"),
            Row("demo ready, second time", second, 3, "s"),
        ]
        sqlite = {"STATE_DIR": str(state), "STATIC_COLLECTED": "1"}
        postgres = {**sqlite, "DATABASE_URL": stack.enter_context(servers.postgresql())}
        tell("Aids of 5, 100 and 200 steps, on SQLite and on PostgreSQL")
        migrate = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
        subprocess.run(migrate, cwd=ROOT, env={**os.environ, **postgres}, check=True, stdout=subprocess.DEVNULL)
        places, places_postgres = prepare(sqlite), prepare(postgres)

        ours = stack.enter_context(contender("ours", "tests.bench.site", sqlite))
        ours_postgres = stack.enter_context(contender("ours", "tests.bench.site", postgres))
        (folder / "page").write_bytes(body(ours.ask(Request(HOME))[1]))
        (folder / "empty").write_bytes(EMPTY)
        bare_environment = {"BENCH_BYTES": str(folder), "BENCH_MAKE_TABLE": "1"}
        bare = stack.enter_context(
            contender(
                "bare", "tests.bench.bare", {**bare_environment, "BENCH_DATABASE": f"sqlite:///{folder / 'bare'}"}
            )
        )
        bare_postgres = stack.enter_context(
            contender("bare", "tests.bench.bare", {**bare_environment, "BENCH_DATABASE": postgres["DATABASE_URL"]})
        )
        cookie, steps = walk(ours, places["reference"])

        view = (bare, [Request("/page")])
        forget = Request(HOME, headers=("X-Bench-Forget: 1",))
        save = (bare, [Request("/save", form=BARE_FORM, status=302)])
        pairs = [
            Pair(
                "public page from this process", (ours, [Request(HOME)]), view, 1.25, "to a bare view of the same bytes"
            ),
            Pair("public page kept by another process", (ours, [forget]), view, 0.05 * BLOG, "to the same"),
            Pair("public page from scratch", (ours, [Request(f"{HOME}?fresh=1")]), view, 0.35 * BLOG, "to the same"),
            *step_pairs("SQLite", ours, bare, places),
            *step_pairs("PostgreSQL", ours_postgres, bare_postgres, places_postgres),
            Pair(
                f"all {len(steps)} steps of the reference aid shown",
                (ours, [Request(s, cookie) for s in steps]),
                save,
                None,
            ),
        ]
        tell(f"{len(pairs)} pairs, {rounds} rounds of {2 * seconds:g} s each")
        drive(pairs, rounds, seconds)
        rows += [pair.row() for pair in pairs]

        stored, answers = places["199 of 200"]["stored"], places["199 of 200"]["answers"]
        rows.append(
            Row(
                "bytes stored for 198 steps",
                stored / answers,
                1.5,
                "x",
                f"{stored:,} sealed for {answers:,} of answers",
            )
        )
        tell("Memory")
        two = stack.enter_context(contender("ours", "tests.bench.site", sqlite, workers=2))
        two.drive([Request(HOME), Request(f"{HOME}?fresh=1"), *(Request(step, cookie) for step in steps)], 5)
        both = two.memory(parent=True)
        rows.append(Row("memory of two workers (PSS)", two.memory(), 160, "MiB", f"{both:.0f} MiB with their parent"))
        tell("Pages in a browser")
        rows += in_browser(ours, bare, cookie, steps, rounds)
    return rows


def in_browser(ours: Contender, bare: Contender, cookie: str, steps: list[str], rounds: int) -> list[Row]:
    """Bytes, requests and first paint of a public page, a resource page and the steps."""
    site, theirs = f"http://127.0.0.1:{ours.port}", f"http://127.0.0.1:{bare.port}"
    rows = []
    with browser.open_browser() as playwright:
        chromium = browser.launch(playwright)
        weights = {step: browser.weigh(chromium, site + step, cookie) for step in steps}
        heaviest = max(weights, key=lambda step: weights[step].text)
        usual = sorted(weights, key=lambda step: weights[step].text)[len(weights) // 2]
        home, resource = (browser.weigh(chromium, site + path) for path in (HOME, RESOURCE))
        for what, weight, most in (
            ("a step (the middle one)", weights[usual], 8),
            ("the heaviest step", weights[heaviest], 8),
            ("the home page", home, 15),
            ("a resource page", resource, 15),
        ):
            rows.append(
                Row(
                    f"HTML, CSS and JavaScript of {what}", weight.text / 1000, most, "kB", f"{weight.requests} requests"
                )
            )
        most = max((home, resource, *weights.values()), key=lambda weight: weight.everything)
        rows.append(Row("a page with its pictures, the heaviest", most.everything / 1000, 50, "kB"))
        blocking = max(weight.blocking for weight in (home, resource, *weights.values()))
        rows.append(Row("requests before the first paint, at most", blocking, 3))
        addresses = {
            "empty": (f"{theirs}/empty", ""),
            "styled": (f"{theirs}/styled", ""),
            "home": (site + HOME, ""),
            "step": (site + usual, cookie),
        }
        paints = browser.compare_paint(chromium, addresses, rounds)
        for name in ("home", "step"):
            for other, most, words in (
                ("empty", 1.05, "an almost empty page"),
                ("styled", None, "that page with a style sheet"),
            ):
                note = f"{paints[name]:.2f} s against {paints[other]:.2f} s of {words}"
                rows.append(Row(f"first paint on slow 3G, {name}", paints[name] / paints[other], most, "x", note))
        chromium.close()
    return rows


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="how often each pair is measured (the median counts)")
    parser.add_argument("--seconds", type=float, default=1.0, help="how long each side is driven in a round")
    options = parser.parse_args()
    rows = measure(options.rounds, options.seconds)
    print_table(rows)
    missed = sum(row.verdict == "not yet" for row in rows)
    sys.stdout.write(f"{missed} of {sum(row.most is not None for row in rows)} budgets are not met yet.\n")
    sys.stdout.write(f"The bakerydemo is not part of this: its blog page counts as {BLOG} bare views.\n")


if __name__ == "__main__":
    main()
