#!/usr/bin/env python3
"""Measures hl-map beside other engines that run the same mapping, and counts its allocations.

usage: bench.py [run]        output check, then one interleaved run: throughput, memory, start-up, checking
       bench.py collection   the golden tests of all intake formats, beside the Python reference
       bench.py check        the time of `hl-map check`; exit 1 when it is over its limits
       bench.py allocations  heap allocations per event under valgrind; --gate exits 1 unless zero

Every figure of one table comes from one run in which the engines take turns, so ratios hold on a
noisy machine where absolute figures do not. Only the allocation count can fail a build: it does not
depend on time. The corpus, the peers and the C++ limit stand in ../shared/bench; what is missing
there or on this machine is named and left out.
"""

import argparse
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
MATERIAL = SHARED / "bench"
COLLECTION = SHARED / "corpus" / "intake-formats"
INTAKE = COLLECTION / "HarfangLab" / "harfanglab" / "ingest" / "parser.yml"
CACHE = ROOT / ".build" / "bench"
REFERENCE = ROOT / "Fixtures" / "bench" / "reference.yml"
FLAGSHIP = ROOT / "Mappings" / "harfanglab.yml"
ECS = ROOT / "Mappings" / "harfanglab-ecs.yml"
SAMPLE = ROOT / "Fixtures" / "harfanglab" / "sample.ndjson"
VENV = CACHE / "venv" / "bin" / "python"
PYTHON = str(VENV) if VENV.exists() else sys.executable
MB = 1_000_000
LIMIT = "C++ simdjson DOM"


def note(text):
    print(text, file=sys.stderr, flush=True)


def skip(what, why):
    note(f"skipped: {what} ({why})")


def run(command, stdin=None, stdout=subprocess.DEVNULL):
    """Runs a command to its end and gives the wall time in seconds."""
    environment = dict(os.environ, PYTHONDONTWRITEBYTECODE="1")
    source = open(stdin, "rb") if stdin else subprocess.DEVNULL
    try:
        start = time.perf_counter()
        result = subprocess.run(
            command, stdin=source, stdout=stdout, stderr=subprocess.PIPE, env=environment)
        seconds = time.perf_counter() - start
    finally:
        if stdin:
            source.close()
    if result.returncode != 0:
        last = result.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise RuntimeError(f"{' '.join(command[:2])} ended with {result.returncode}: {last}")
    return seconds


# Corpus


def corpus(megabytes):
    """The raw and the wrapped corpus, generated once for each size."""
    raw, wrapped = CACHE / f"raw-{megabytes}.ndjson", CACHE / f"wrapped-{megabytes}.ndjson"
    if not (raw.exists() and wrapped.exists()):
        note(f"generating {megabytes} MB of events")
        parts = [path.with_suffix(".part") for path in (raw, wrapped)]
        run([PYTHON, str(MATERIAL / "gen.py"), str(megabytes * MB), *map(str, parts)])
        for part, path in zip(parts, (raw, wrapped)):
            part.rename(path)
    return raw, wrapped


def sliced(path, megabytes):
    """The first lines of a file, about so many megabytes."""
    target = path.with_name(f"{path.stem}-first-{megabytes}.ndjson")
    if not target.exists():
        part = target.with_suffix(".part")
        left = megabytes * MB
        with open(path, "rb") as source, open(part, "wb") as copy:
            for line in source:
                copy.write(line)
                left -= len(line)
                if left <= 0:
                    break
        part.rename(target)
    return target


# Contenders


class Contender:
    """One engine on one input; `baseline` is a command whose time is not the engine's own."""

    def __init__(self, name, kind, source, command, stdin=None, baseline=None):
        self.name, self.kind, self.source = name, kind, source
        self.command, self.stdin, self.baseline = command, stdin, baseline
        self.size = source.stat().st_size
        self.speeds = []

    def measure(self):
        seconds = run(self.command, self.stdin)
        if self.baseline:
            seconds = max(1e-9, seconds - run(self.baseline, self.stdin))
        self.speeds.append(self.size / seconds / MB)


def hl_map(binary, rules, source, threads):
    return [str(binary), "run", "--rules", str(rules), "--threads", str(threads), str(source)]


def native_limit():
    """The hand-written C++ program, built once."""
    source, program = MATERIAL / "native" / "sj.cpp", CACHE / "sj"
    if program.exists() and program.stat().st_mtime >= source.stat().st_mtime:
        return program
    if not shutil.which("g++"):
        return skip("C++ limit", "no g++")
    try:
        run(["g++", "-std=c++17", "-O3", "-march=native", "-DNDEBUG", str(source), "-o",
             str(program), "-lsimdjson"])
    except RuntimeError:
        return skip("C++ limit", "does not build; is libsimdjson-dev installed?")
    return program


def has_module(name):
    return subprocess.run([PYTHON, "-c", f"import {name}"], capture_output=True).returncode == 0


def contenders(options, raw, wrapped):
    """Everything that can run here, the fast ones first."""
    for kind, source in (("raw", raw), ("wrapped", wrapped)):
        for threads in (1, 2):
            yield Contender(
                f"hl-map, {threads} thread{'s' * (threads > 1)}", kind, source,
                hl_map(options.binary, REFERENCE, source, threads))
    for threads in (1, 2):
        yield Contender(
            f"hl-map, harfanglab-ecs.yml, {threads} thread{'s' * (threads > 1)}", "raw", raw,
            hl_map(options.binary, ECS, raw, threads))
    if INTAKE.exists():
        for threads in (1, 2):
            yield Contender(
                f"hl-map, intake format, {threads} thread{'s' * (threads > 1)}", "wrapped", wrapped,
                hl_map(options.binary, INTAKE, wrapped, threads))
    if program := native_limit():
        for name, kind, source, mode in (
            (LIMIT, "raw", raw, "map"), ("C++ simdjson On-Demand", "raw", raw, "ondemand"),
            (LIMIT, "wrapped", wrapped, "wmap"),
        ):
            yield Contender(name, kind, source, [str(program), mode, str(source), os.devnull])

    peers = MATERIAL / "peers"

    def python_peer(name, module, script, megabytes, *arguments, subtract=None):
        if not has_module(module):
            return skip(name, f"no python module {module}")
        source = raw if megabytes >= options.size else sliced(raw, megabytes)
        command = [PYTHON, str(peers / script), str(source), os.devnull]
        # What an engine needs to start is not its throughput.
        baseline = [*command, subtract] if subtract else [*command[:2], os.devnull, os.devnull]
        return Contender(name, "raw", source, [*command, *arguments], baseline=baseline)

    def piped_peer(name, program, megabytes, *arguments):
        if not shutil.which(program):
            return skip(name, f"no {program}")
        source = sliced(raw, megabytes)
        return Contender(name, "raw", source, [program, *arguments], stdin=source)

    if has_module("orjson"):
        yield Contender("orjson by hand", "wrapped", wrapped, [
            PYTHON, str(peers / "hand.py"), str(wrapped), os.devnull, "wrapped"])
    others = [
        python_peer("orjson by hand", "orjson", "hand.py", options.size),
        python_peer("VRL", "pyvrl", "vrl.py", 20, "map", subtract="identity"),
        piped_peer("Miller", "mlr", 10, "--ijsonl", "--ojsonl", "--records-per-batch", "500",
                   "put", "-f", str(peers / "map.mlr")),
        piped_peer("gojq", "gojq", 10, "-c", "-f", str(peers / "map.jq")),
        piped_peer("jq", "jq", 5, "-c", "-f", str(peers / "map.jq")),
        python_peer("minijinja", "minijinja", "minij.py", 5),
        python_peer("Jinja2", "jinja2", "jinja.py", 5),
        python_peer("Logprep", "logprep", "lp.py", 5),
    ]
    if has_module("duckdb"):  # it reads no empty file, so its start counts
        command = [PYTHON, str(peers / "duck.sql.py"), str(raw), str(CACHE / "duckdb.out"), "1"]
        others.append(Contender("DuckDB", "raw", raw, command))
    else:
        skip("DuckDB", "no python module duckdb")
    yield from (other for other in others if other)


def take_turns(entries, rounds):
    """Every entry once a round; one that fails is named and left out."""
    entries = list(entries)
    for source in {entry.source for entry in entries}:
        run(["cat", str(source)])  # all find the file in memory
    for number in range(rounds):
        for entry in list(entries):
            note(f"round {number + 1} of {rounds}: {entry.name}, {entry.kind}")
            try:
                entry.measure()
            except RuntimeError as problem:
                skip(f"{entry.name}, {entry.kind}", problem)
                entries.remove(entry)
    return entries


def table(entries):
    """Prints throughput per byte and its ratio to the C++ limit on the same input."""
    limits = {entry.kind: entry for entry in entries if entry.name == LIMIT}
    rows = [("engine", "input", "best MB/s", "median MB/s", "of limit, best", "of limit, median")]
    for entry in sorted(entries, key=lambda entry: (entry.kind, -max(entry.speeds))):
        limit = limits.get(entry.kind)
        best, median = max(entry.speeds), statistics.median(entry.speeds)
        ratios = ("–", "–")
        if limit:
            ratios = (f"{best / max(limit.speeds):.1%}",
                      f"{median / statistics.median(limit.speeds):.1%}")
        rows.append((entry.name, entry.kind, f"{best:,.1f}", f"{median:,.1f}", *ratios))
    widths = [max(map(len, column)) for column in zip(*rows)]
    for row in rows:
        left = [text.ljust(width) for text, width in zip(row[:2], widths)]
        right = [text.rjust(width) for text, width in zip(row[2:], widths[2:])]
        print("  ".join(left + right))


# Output


def outputs_agree(options, raw, wrapped):
    """Whether hl-map writes what the reference implementation writes; None if that is unknown."""
    if not has_module("orjson"):
        return skip("output check", "no python module orjson")
    expected = CACHE / "expected.ndjson"
    run([PYTHON, str(MATERIAL / "peers" / "hand.py"), str(raw), str(expected)])
    agree = True
    for kind, source in (("raw", raw), ("wrapped", wrapped)):
        written = CACHE / f"hl-map-{kind}.ndjson"
        with open(written, "wb") as stdout:
            run(hl_map(options.binary, REFERENCE, source, 2), stdout=stdout)
        check = subprocess.run(
            [PYTHON, str(MATERIAL / "canon.py"), str(expected), str(written)],
            capture_output=True, text=True)
        agree = agree and check.returncode == 0
        print(f"output, {kind}: " + ("equals the reference implementation"
              if check.returncode == 0 else "DIFFERS\n" + check.stdout + check.stderr))
    return agree


def targets(options, raw):
    """Prints how many fields the rules of the table write for an event."""

    def leaves(value):
        if isinstance(value, dict):
            return sum(map(leaves, value.values()))
        return 1

    source = sliced(raw, 5)
    for rules in (REFERENCE, ECS):
        result = subprocess.run(
            hl_map(options.binary, rules, source, 1), stdout=subprocess.PIPE, check=True)
        events = [json.loads(line) for line in result.stdout.splitlines()]
        print(f"{rules.name}: {sum(map(leaves, events)) / len(events):.1f} targets written per event")


# The collection of intake formats


def collection_race(options):
    """Loads all formats, runs and compares all golden tests, in turns with the Python reference."""
    reference = SHARED / "intake" / "reference" / "run.py"
    if not COLLECTION.exists():
        return skip("collection", f"no {COLLECTION}")
    if not all(map(has_module, ("jinja2", "yaml", "regex", "dateutil", "pygrok", "lxml"))):
        return skip("collection", "no modules of the Python reference")
    # The golden events without a year expect this one.
    ours = [str(options.binary), "test", str(COLLECTION), "--now", "2026-06-01T00:00:00Z"]
    times = {"hl-map": [], "Python reference": []}
    for number in range(options.rounds):
        note(f"round {number + 1} of {options.rounds}: collection")
        start = time.perf_counter()
        result = subprocess.run(ours, capture_output=True, text=True)
        times["hl-map"].append(time.perf_counter() - start)
        times["Python reference"].append(run([PYTHON, str(reference)]))
    print(f"collection: {result.stdout.strip().splitlines()[-1]}")
    medians = {name: statistics.median(all) for name, all in times.items()}
    for name, seconds in medians.items():
        print(f"collection, {name}: {seconds:.3f} s, median of {options.rounds}")
    print(f"collection, ratio of medians: {medians['Python reference'] / medians['hl-map']:.0f}")


# Memory and start-up


def peak_memory(options, raw):
    """Prints the most memory that hl-map holds while events stream through a pipe."""
    if not os.access("/usr/bin/time", os.X_OK):
        return skip("peak memory", "no /usr/bin/time")
    for copies in (1, 10) if options.large else (1,):
        feed = subprocess.Popen(["cat"] + [str(raw)] * copies, stdout=subprocess.PIPE)
        command = hl_map(options.binary, REFERENCE, "-", 2)
        result = subprocess.run(
            ["/usr/bin/time", "-f", "%M", *command], stdin=feed.stdout,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        feed.stdout.close()
        feed.wait()
        kilobytes = int(result.stderr.split()[-1])
        size = raw.stat().st_size * copies / MB
        print(f"peak memory, {size:,.0f} MB through a pipe, 2 threads: {kilobytes / 1000:.1f} MB")


def startup(options):
    """Prints the median time of runs without events."""
    if not FLAGSHIP.exists():
        return skip("start-up", f"no {FLAGSHIP.name}")
    command = [str(options.binary), "run", "--rules", str(FLAGSHIP)]
    spawn = statistics.median(run(["/bin/true"]) for _ in range(30))
    whole = statistics.median(run(command) for _ in range(30))
    print(f"start-up with {FLAGSHIP.name}: {whole * 1000:.1f} ms, median of 30 "
          f"({spawn * 1000:.1f} ms of it to start any process)")


# Checking


def rule_file(lines, number=0):
    """A rule file of about so many lines, in the manner of the flagship: groups behind conditions."""
    text = ["hlmap: 1", f"name: generated-{number}", "schema: [ecs@9.4, {vendor: object}]", "stages:"]
    block = 0
    while len(text) < lines:
        name = f"kind-{number}-{block}"
        text += [
            f"  - when: log_type == '{name}' and level in [{block}, 'x{block}']",
            "    note: A block like many others.",
            "    set:",
            "      event.kind: event",
            "      event.category: [process]",
            "      event.type: [start]",
            "    map:",
            f"      process.pid:          b{block}.pid",
            f"      process.executable:   b{block}.image_name | lower",
            f"      process.name:         b{block}.image_name | basename",
            f"      process.command_line: b{block}.cmd else b{block}.commandline",
            f"      user.name:            b{block}.username | before_first('@')",
            f"      source.ip:            b{block}.saddr",
            f"      vendor.a{block}:      b{block}.value",
        ]
        block += 1
    return "\n".join(text[:max(lines, len(text))]) + "\n"


def check_speed(options):
    """Prints how long whole runs of `check` take, beside their limits and a bare YAML parser."""
    folder = CACHE / "check"
    folder.mkdir(exist_ok=True)
    long = CACHE / "check-2000.yml"
    long.write_text(rule_file(2000))
    for number in range(200):
        (folder / f"{number:03}.yml").write_text(rule_file(100, number))
    parse = ("import sys, yaml\nfor path in sys.argv[1:]:\n"
             "  yaml.load(open(path), getattr(yaml, 'CSafeLoader', yaml.SafeLoader))")
    many = sorted(map(str, folder.glob("*.yml")))
    cases = [
        ("2,000 lines in one file", [str(long)], 50, 15),
        ("200 files of 100 lines", many, 2000, 7),
    ]
    within = True
    for name, paths, limit, rounds in cases:
        times = {"hl-map check": [], "PyYAML, parsing only": []}
        for _ in range(rounds):
            times["hl-map check"].append(run([str(options.binary), "check", "-q", *paths]))
            if has_module("yaml"):
                times["PyYAML, parsing only"].append(run([PYTHON, "-c", parse, *paths]))
        shown = "; ".join(f"{engine} {statistics.median(found) * 1000:.1f} ms"
                          for engine, found in times.items() if found)
        median = statistics.median(times["hl-map check"]) * 1000
        within = within and median <= limit
        verdict = "within" if median <= limit else "OVER"
        print(f"check, {name}: {shown} (medians of {rounds}; {verdict} the limit of {limit:,} ms)")
    return within


# Allocations


def heap_total(command):
    """(allocations, bytes) of one whole run."""
    result = subprocess.run(
        ["valgrind", "--tool=memcheck", "--leak-check=no", "--undef-value-errors=no", *command],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    found = re.search(r"total heap usage: ([\d,]+) allocs, [\d,]+ frees, ([\d,]+) bytes",
                      result.stderr)
    if result.returncode != 0 or not found:
        raise RuntimeError("valgrind: " + "\n".join(result.stderr.splitlines()[-5:]))
    return tuple(int(number.replace(",", "")) for number in found.groups())


def event_lines(count):
    """Events in their raw form: of the corpus where it can be made, else of the sample."""
    source = corpus(5)[0] if MATERIAL.exists() else SAMPLE
    if not source.exists():
        return None
    lines = source.read_bytes().splitlines(keepends=True)
    return (lines * (count // max(1, len(lines)) + 1))[:count]


def allocations(options):
    """Counts over n events and the same n twice; the difference is what an event costs."""
    if not shutil.which("valgrind"):
        skip("allocations", "no valgrind")
        return not options.gate
    lines = event_lines(options.events)
    if not lines:
        skip("allocations", "no events")
        return not options.gate
    runs = [(REFERENCE, lines, True), (FLAGSHIP, lines, False)]
    runs += [(ROOT / "Fixtures/intake" / name / "ingest/parser.yml", None, True)
             for name in ("mutation", "translate", "grok", "kv")]
    zero = True
    for rules, lines, gated in runs:
        if not rules.exists():
            skip(f"allocations with {rules.name}", "no such file")
            continue
        if lines is None:
            tests = sorted((rules.parents[1] / "tests").glob("*.json"))
            inputs = [json.dumps(json.loads(test.read_text())["input"]).encode() + b"\n"
                      for test in tests]
            lines = inputs * (options.events // len(inputs))
        once, twice = CACHE / "events-n.ndjson", CACHE / "events-2n.ndjson"
        once.write_bytes(b"".join(lines))
        twice.write_bytes(b"".join(lines) * 2)
        # The same seeds in both runs: tables of other sizes would count as allocations.
        os.environ["SWIFT_DETERMINISTIC_HASHING"] = "1"
        first, second = (heap_total(hl_map(options.binary, rules, path, 1))
                         for path in (once, twice))
        each = (second[0] - first[0]) / len(lines)
        name = rules.relative_to(ROOT) if rules.is_relative_to(ROOT) else rules.name
        print(f"allocations with {name}: {each:.3f} per event, "
              f"{(second[1] - first[1]) / len(lines):.1f} bytes per event "
              f"({first[0]:,} in all for {len(lines):,} events)")
        # Growing a buffer now and then is not a cost per event.
        zero = zero and (not gated or each < 0.005)
    if options.gate and not zero:
        print("gate: an event allocates")
    return zero or not options.gate


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", nargs="?", default="run", choices=["run", "check", "collection", "allocations"])
    parser.add_argument("--binary", type=pathlib.Path, default=ROOT / ".build" / "hl-map")
    parser.add_argument("--size", type=int, default=200, help="megabytes of events (200)")
    parser.add_argument("--rounds", type=int, default=5, help="turns of each engine (5)")
    parser.add_argument("--only", help="engines whose name contains this text")
    parser.add_argument("--large", action="store_true", help="also the memory of ten times as much")
    parser.add_argument("--alloc", action="store_true", help="also count allocations")
    parser.add_argument("--gate", action="store_true", help="exit 1 when an event allocates")
    parser.add_argument("--events", type=int, default=2000, help="events to count over (2000)")
    options = parser.parse_args()
    if not options.binary.exists():
        sys.exit(f"{options.binary} is not built; run `make build`")
    CACHE.mkdir(parents=True, exist_ok=True)
    if options.command == "check":
        sys.exit(0 if check_speed(options) else 1)
    if options.command == "collection":
        sys.exit(collection_race(options))
    if options.command == "allocations":
        sys.exit(0 if allocations(options) else 1)

    if not MATERIAL.exists():
        skip("throughput and memory", f"no {MATERIAL}")
        startup(options)
    else:
        raw, wrapped = corpus(options.size)
        if outputs_agree(options, raw, wrapped) is False:
            sys.exit("the output differs from the reference; timing it would mean nothing")
        entries = contenders(options, raw, wrapped)
        if options.only:
            entries = [e for e in entries if options.only in e.name or e.name == LIMIT]
        table(take_turns(entries, options.rounds))
        targets(options, raw)
        peak_memory(options, raw)
        startup(options)
    check_speed(options)
    collection_race(options)
    if (options.alloc or options.gate) and not allocations(options):
        sys.exit(1)


if __name__ == "__main__":
    main()
