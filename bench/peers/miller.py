"""Miller, piped into gzip. Python only writes the Miller program and measures both."""

import json
import resource
import subprocess
import sys

from measure import measured

RAW, MASK, OUT, LEVEL = sys.argv[1:5]
PASSTHROUGH = ["oid__id", "dms_replicated_at", "Op"]
# Otherwise Miller makes objects of columns with dots.
OPTIONS = ["--icsv", "--gzin", "--ojsonl", "--no-auto-flatten", "--no-auto-unflatten"]


def decode():
    """The function that reads JSON; its name depends on the version."""
    known = subprocess.run(["mlr", "help", "list-functions"], capture_output=True, text=True).stdout.split()
    return "json_decode" if "json_decode" in known else "json_parse"


def clean():
    with open(MASK) as file:
        mask = json.load(file)
    with open(OUT, "wb") as out:
        mlr = subprocess.Popen(["mlr", *OPTIONS, "put", "-q", program(mask), RAW], stdout=subprocess.PIPE)
        gzip = subprocess.Popen(["gzip", f"-{LEVEL}", "-n"], stdin=mlr.stdout, stdout=out)
        mlr.stdout.close()
        if gzip.wait() != 0 or mlr.wait() != 0:
            sys.exit("mlr or gzip failed.")


def program(mask):
    functions = []
    listed = [take(name, rule, functions) for name, rule in mask.items()]
    lines = ["map row = {};", 'if ($Op != "D") {', *listed, "}", *(take(name, True, functions) for name in PASSTHROUGH)]
    return "\n".join([*functions, *lines, "emit row;"])


def take(name, rule, functions):
    cell, kept = f"${{{name}}}", f"row[{json.dumps(name)}]"
    value = f"string({cell})" if rule is True else f"{DECODE}({cell})"
    if isinstance(rule, dict):
        value = f"{projection(rule, functions)}({value})"
    return f'if ({cell} != "" && {cell} != "NULL") {{ {kept} = {value}; }}'


def projection(mask, functions):
    """A function of the Miller program that keeps the listed keys; returns its name."""
    members = []
    for key, rule in mask.items():
        name = json.dumps(key)
        member = f"value[{name}]"
        kept = member if rule is True else f"{projection(rule, functions)}({member})"
        members.append(f"if (haskey(value, {name})) {{ kept[{name}] = {kept}; }}")
    own = f"project{len(functions)}"
    functions.append(
        f"func {own}(value) {{ if (is_array(value)) {{ return apply(value, func(item) {{ return {own}(item); }}); }}\n"
        f"map kept = {{}};\n" + "\n".join(members) + "\nreturn kept; }"
    )
    return own


DECODE = decode()
measured(clean, resource.RUSAGE_CHILDREN)
