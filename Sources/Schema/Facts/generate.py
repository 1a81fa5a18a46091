#!/usr/bin/env python3
"""Writes the Swift files of field facts: one for each version of the Elastic Common Schema, and one
for the taxonomy of intake formats.

usage: python3 Sources/Schema/Facts/generate.py ecs ../shared/ecs/ecs_flat-*.yml
       python3 Sources/Schema/Facts/generate.py intake ecs_flat-X.Y.Z.yml built_in_fields.txt sekoiaio_flat.yml

`ecs` reads ECS's generated `ecs_flat-X.Y.Z.yml` files (Apache-2.0) and keeps names, types, array and beta
flags, allowed and expected values and patterns; no prose. A fact is one line of tab-separated
columns, sorted by name as bytes, so that the engine finds a field by binary search in the text:

    name  type  a (array)  b (beta)  r=list  v=value>type,type|value  e=value|value  p=pattern

where `a`, `b`, `r=`, `v=`, `e=` and `p=` stand only where they apply, `list` is the one below `related`
that gathers the field, and `>type,type` are the event types that ECS expects beside a category.

`intake` reads the list of ECS names that intake formats know, takes their types from an ECS file
(`keyword` for a name without one there), and lays the collection's own fields on top. A fact is the
name and the type; `ecs.version` is left out, since events keep it only where a format declares it.
"""

import pathlib
import re
import sys

ENTRY = re.compile(r"(\S+):$")
KEY = re.compile(r"  ([a-z_]+): ?(.*)$")
ALLOWED_NAME = re.compile(r"    name: (.*)$")
EXPECTED_TYPE = re.compile(r"    - (.*)$")
MULTI_FIELD = re.compile(r"  - flat_name: (\S+)$")
MULTI_TYPE = re.compile(r"    type: (\S+)$")
ITEM = re.compile(r"  - (.*)$")

# What a field means, by its name, and so which list below `related` gathers it. What tells a record
# (`event.hash`) or a person (`user.hash`) from others identifies no file, program or certificate.
RELATED = {
    "ip": r"dns\.answers\.data",
    "hosts": r"(.*\.)?host(\.target)?\.(host)?name|observer\.hostname|log\.syslog\.hostname"
    r"|(client|server|source|destination)\.domain|(.*\.)?url\.domain"
    r"|dns\.(question|answers)\.name|tls\.client\.server_name",
    "user": r"(.*[._])?user\.name|user\.(changes|effective|target)\.name|(.*\.)?file\.owner",
    "hash": r".*\.hash\..*|.*\.(imphash|import_hash|go_import_hash|pehash|symhash|telfhash)"
    r"|.*\.thumbprint_sha256|tls\.(client\.ja3|server\.ja3s)",
}


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
            facts = {"array": False, "beta": False, "allowed": [], "expected": [], "multi": {}}
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
        elif key == "multi_fields":
            if match := MULTI_FIELD.match(line):
                flat_name = match[1]
            elif match := MULTI_TYPE.match(line):
                facts["multi"][flat_name] = match[1]
        elif key == "allowed_values":
            if match := ALLOWED_NAME.match(line):
                facts["allowed"].append((plain(match[1]), types))
                types = []
            elif match := EXPECTED_TYPE.match(line):
                types.append(plain(match[1]))
    if name:
        yield name, facts


def related(name, type):
    """The list below `related` that gathers a field; nothing where none does."""
    if name.startswith("related."):
        return None
    if type == "ip":
        return "ip"
    return next((key for key, names in RELATED.items() if re.fullmatch(names, name)), None)


def fact_line(name, facts):
    columns = [name, facts["type"]]
    if facts["array"]:
        columns.append("a")
    if facts["beta"]:
        columns.append("b")
    if gathered := related(name, facts["type"]):
        columns.append("r=" + gathered)
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


def write(name, origin, documentation, identifier, lines):
    """Writes `name`.swift with the lines as a text in the binary."""
    lines = sorted(lines)
    (pathlib.Path(__file__).parent / f"{name}.swift").write_text(
        "// swift-format-ignore-file\n"
        f"// Written by generate.py from {origin}.\n\n"
        "extension Facts {\n"
        f"  /// {documentation}\n"
        f'  static let {identifier} = Facts(\n    #"""\n\n'
        + "".join(f"    {line}\n" for line in lines)
        + '\n    """#)\n}\n',
        encoding="utf-8",
    )
    print(f"{name}: {len(lines)} fields")


def ecs(*paths):
    for path in map(pathlib.Path, paths):
        version = re.search(r"(\d+)\.(\d+)\.(\d+)", path.name)
        write(
            f"ECS{version[1]}{version[2]}",
            f"the Elastic Common Schema {version[0]} (Apache-2.0)",
            f"The fields of ECS {version[0]}.",
            f"ecs{version[1]}{version[2]}",
            (fact_line(*entry) for entry in read(path)),
        )


def intake(ecs_path, names_path, own_path):
    published = {}
    for name, facts in read(pathlib.Path(ecs_path)):
        published |= {name: facts["type"], **facts["multi"]}
    names = pathlib.Path(names_path).read_text(encoding="utf-8").split()
    types = {name: published.get(name, "keyword") for name in names}
    own = {name: facts["type"] for name, facts in read(pathlib.Path(own_path))}
    # A built-in `date` is cast as ECS's are; a `date` of a format's own is not.
    assert "date" not in own.values()
    types |= own
    del types["ecs.version"]
    lines = [f"{name}\t{type}" for name, type in types.items()]
    assert all(line.isascii() for line in lines)
    write(
        "IntakeTaxonomy",
        "the names and types that intake formats build on",
        "The fields that every intake format knows.",
        "intakeTaxonomy",
        lines,
    )


if __name__ == "__main__":
    commands = {"ecs": ecs, "intake": intake}
    if len(sys.argv) < 3 or sys.argv[1] not in commands:
        sys.exit(__doc__)
    commands[sys.argv[1]](*sys.argv[2:])
