#!/usr/bin/env python3
"""Counts the instructions that hl-map takes for n and for 2n of a thing; exit 1 where they grow faster.

Under valgrind (callgrind), so that no clock and no other process has a part in it. What the command
takes for nothing is taken off both counts: linear work gives a ratio of 2, quadratic work 4.

usage: growth.py [--binary FILE] [KIND …]
"""

import argparse
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
HIGHEST = 2.6
HEAD = "hlmap: 1\nschema: [ecs@9.4, {acme: flattened}]\nstages:\n"


def comments(n):
    line = "  # hl-map: ignore[HL2105] because it is meant\n"
    return ["check", "FILE"], HEAD + line * n + "  - map: {user.name: u}\n"


def cases(n):
    rows = "".join(f"      - is: v{i}\n        set: {{acme.a: x{i}}}\n" for i in range(n))
    return ["check", "FILE"], HEAD + "  - match: kind\n    cases:\n" + rows


def decodes(n):
    rows = "".join(
        f"  - decode: {{json: m{i}, name: d{i}}}\n  - map: {{acme.f{i}: $d{i}.x}}\n"
        for i in range(n))
    return ["check", "FILE"], HEAD + rows


def stages(n):
    rows = "".join(
        f"  - when: kind == \"k{i}\"\n    map: {{acme.f{i}: a{i}.b | lower}}\n" for i in range(n))
    return ["check", "FILE"], HEAD + rows


def findings(n):
    rows = "".join(f"  - map: {{usr.nam{i}: a}}\n" for i in range(n))
    return ["check", "FILE"], HEAD + rows


def layout(n):
    rows = "".join(
        f"      - is:   [a{i},   b{i}]\n        set:   {{acme.a:   x}}\n" for i in range(n))
    return ["fmt", "--check", "FILE"], HEAD + "  - match:   kind\n    cases:\n" + rows


def flow_list(n):
    rows = "".join(f"        v{i},\n" for i in range(n))
    return ["fmt", "--check", "FILE"], HEAD + "  - set:\n      tags: [\n" + rows + "        w]\n"


def tests(n):
    rows = "".join(
        f"  - {{name: t{i}, in: {{u: a{i}}}, out: {{user: {{name: a{i}}}}}}}\n" for i in range(n))
    return ["test", "FILE"], HEAD + "  - map: {user.name: u}\ntests:\n" + rows


def siblings(n):
    """XML elements of one event, all of other names."""
    text = "<e>" + "".join(f"<n{i}>1</n{i}>" for i in range(n)) + "</e>"
    rules = HEAD + "  - decode: {xml: m, name: d}\n  - map: {acme: $d}\n"
    return ["run", "-j", "1", "-r", "FILE", "EVENTS"], rules, '{"m":"' + text + '"}\n'


def distinct_values(n):
    """Addresses of one event, which `related` gathers once each."""
    hosts = ",".join(f'"h{i}.example"' for i in range(n))
    rules = HEAD + "  - map: {dns.answers: a}\ninfer: [related]\n"
    return ["run", "-j", "1", "-r", "FILE", "EVENTS"], rules, '{"a":{"name":[' + hosts + "]}}\n"


# By kind: how many are enough for a quadratic part to show.
KINDS = {
    comments: 400, cases: 1000, decodes: 300, stages: 300, findings: 300, layout: 200,
    flow_list: 1000, tests: 300, siblings: 4000, distinct_values: 4000,
}


def instructions(binary, folder, made):
    """How many the command takes for what a kind has made."""
    arguments, rules, *events = made
    (folder / "rules.yml").write_text(rules)
    (folder / "events.ndjson").write_text("".join(events))
    names = {"FILE": folder / "rules.yml", "EVENTS": folder / "events.ndjson"}
    command = [str(binary), *(str(names.get(word, word)) for word in arguments)]
    # The same seeds in all runs: tables of other sizes would count.
    environment = {**os.environ, "SWIFT_DETERMINISTIC_HASHING": "1"}
    result = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        env=environment)
    found = re.search(r"Collected : (\d+)", result.stderr)
    if result.returncode not in (0, 1) or not found:
        sys.exit(f"{' '.join(command)}: " + "\n".join(result.stderr.splitlines()[-5:]))
    return int(found.group(1))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("kinds", nargs="*", metavar="KIND")
    parser.add_argument("--binary", type=pathlib.Path, default=ROOT / ".build" / "hl-map")
    options = parser.parse_args()
    isLinear = True
    with tempfile.TemporaryDirectory(prefix="growth-") as folder:
        for kind, n in KINDS.items():
            if options.kinds and kind.__name__ not in options.kinds:
                continue
            none, once, twice = (
                instructions(options.binary, pathlib.Path(folder), kind(count))
                for count in (1, n, 2 * n))
            ratio = (twice - none) / (once - none)
            print(f"growth of {kind.__name__}, {n:,} to {2 * n:,}: {ratio:.2f} "
                  f"({once / 1e6:.0f} to {twice / 1e6:.0f} million instructions)", flush=True)
            isLinear = isLinear and ratio <= HIGHEST
    if not isLinear:
        sys.exit(f"what grows by more than {HIGHEST} when it is doubled is not linear")


if __name__ == "__main__":
    main()
