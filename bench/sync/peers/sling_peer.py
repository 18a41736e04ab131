"""sling, a program in Go: loads the same files into a table that it makes. Arguments: port of PostgreSQL, files."""

import os
import resource
import subprocess
import sys
import tempfile
from importlib.resources import files

sys.path.append(f"{sys.path[0]}/../../peers")
from measure import measured  # noqa: E402

PORT, *PARTS = sys.argv[1:]
PROGRAM = str(files("sling_linux_amd64") / "bin" / "sling-linux-amd64")


def load():
    with tempfile.TemporaryDirectory() as home:
        server = f"postgresql://postgres@127.0.0.1:{PORT}/postgres?sslmode=disable"
        environment = {**os.environ, "SERVER": server, "SLING_HOME_DIR": home, "SLING_DISABLE_TELEMETRY": "TRUE"}
        # Of one folder, all at once: with a run for each part it would take longer.
        source = ["--src-stream", f"file://{os.path.dirname(PARTS[0])}/*.csv.gz"]
        target = ["--tgt-conn", "SERVER", "--tgt-object", "public.items", "--mode", "full-refresh"]
        subprocess.run([PROGRAM, "run", *source, *target], check=True, env=environment, stdout=sys.stderr, stderr=sys.stderr)


measured(load, resource.RUSAGE_CHILDREN)
