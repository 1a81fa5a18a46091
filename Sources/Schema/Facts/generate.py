#!/usr/bin/env python3
"""Writes one Swift file of field facts for each version of the Elastic Common Schema.

usage: python3 Sources/Schema/Facts/generate.py ../shared/ecs/ecs_flat-*.yml

Reads ECS's generated `ecs_flat-X.Y.Z.yml` files (Apache-2.0) and keeps names, types, array and beta
flags, allowed and expected values and patterns; no prose. A fact is one line of tab-separated
columns, sorted by name as bytes, so that the engine finds a field by binary search in the text:

    name  type  a (array)  b (beta)  v=value>type,type|value  e=value|value  p=pattern

where `a`, `b`, `v=`, `e=` and `p=` stand only where they apply and `>type,type` are the event types
that ECS expects beside a category.
"""

import pathlib
import re
import sys

ENTRY = re.compile(r"(\S+):$")
KEY = re.compile(r"  ([a-z_]+): ?(.*)$")
ALLOWED_NAME = re.compile(r"    name: (.*)$")
EXPECTED_TYPE = re.compile(r"    - (.*)$")
ITEM = re.compile(r"  - (.*)$")


def plain(text):
    """The value of a one-line YAML scalar."""
    if text[:1] == "'" == text[-1:]:
        return text[1:-1].replace("''", "'")
    return text


def read(path):
    """Yields (name, facts) for each entry of a flat ECS file."""
    name, facts, key = None, None, None
    for line in path.read_text(encoding="utf-8").splitlines():
        if match := ENTRY.match(line):
            if name:
                yield name, facts
            name = plain(match[1])
            facts = {"array": False, "beta": False, "allowed": [], "expected": []}
            types, key = [], None
        elif match := KEY.match(line):
            key, value = match[1], plain(match[2])
            if key in ("type", "pattern"):
                facts[key] = value
            elif key == "beta":
                facts["beta"] = True
        elif key == "normalize" and ITEM.match(line):
            facts["array"] |= plain(ITEM.match(line)[1]) == "array"
        elif key == "expected_values" and (match := ITEM.match(line)):
            facts["expected"].append(plain(match[1]))
        elif key == "allowed_values":
            if match := ALLOWED_NAME.match(line):
                facts["allowed"].append((plain(match[1]), types))
                types = []
            elif match := EXPECTED_TYPE.match(line):
                types.append(plain(match[1]))
    if name:
        yield name, facts


def fact_line(name, facts):
    columns = [name, facts["type"]]
    if facts["array"]:
        columns.append("a")
    if facts["beta"]:
        columns.append("b")
    if facts["allowed"]:
        values = (
            value + (">" + ",".join(types) if types else "") for value, types in facts["allowed"]
        )
        columns.append("v=" + "|".join(values))
    if facts["expected"]:
        columns.append("e=" + "|".join(facts["expected"]))
    if "pattern" in facts:
        columns.append("p=" + facts["pattern"])
    line = "\t".join(columns)
    assert line.isascii() and '"""' not in line, line
    return line


def main(paths):
    folder = pathlib.Path(__file__).parent
    for path in map(pathlib.Path, paths):
        version = re.search(r"(\d+)\.(\d+)\.(\d+)", path.name)
        lines = sorted(fact_line(*entry) for entry in read(path))
        identifier = f"ecs{version[1]}{version[2]}"
        (folder / f"ECS{version[1]}{version[2]}.swift").write_text(
            "// swift-format-ignore-file\n"
            f"// Written by generate.py from the Elastic Common Schema {version[0]} (Apache-2.0).\n\n"
            "extension Facts {\n"
            f"  /// The fields of ECS {version[0]}.\n"
            f'  static let {identifier} = Facts(\n    #"""\n\n'
            + "".join(f"    {line}\n" for line in lines)
            + '\n    """#)\n}\n',
            encoding="utf-8",
        )
        print(f"{path.name}: {len(lines)} fields")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1:])
