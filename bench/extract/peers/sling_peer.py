"""sling, a program in Go: the same, but into CSV, because for Parquet it downloads another program. Arguments: connection string, folder, fields."""

import os
import resource
import subprocess
import sys
from importlib.resources import files

sys.path.append(f"{sys.path[0]}/../../peers")
from measure import measured  # noqa: E402

URI, FOLDER, FIELDS = sys.argv[1:4]
PROGRAM = str(files("sling_linux_amd64") / "bin" / "sling-linux-amd64")


def load():
    environment = {**os.environ, "MONGO": URI, "SLING_HOME_DIR": FOLDER, "SLING_DISABLE_TELEMETRY": "TRUE"}
    source = ["--src-conn", "MONGO", "--src-stream", "bench.orders", "--select", f"_id,{FIELDS}"]
    target = ["--tgt-object", f"file://{FOLDER}/orders.csv"]
    subprocess.run([PROGRAM, "run", *source, *target], check=True, env=environment, stdout=sys.stderr, stderr=sys.stderr)


measured(load, resource.RUSAGE_CHILDREN)
