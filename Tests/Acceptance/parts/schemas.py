"""The schemas for editors, as an editor would use them: a file of YAML is held against its own."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from .daemon import REPOSITORY

PYTHON = REPOSITORY / ".build-python" / "bin" / "python"
FILES = ("casebell", "people", "desk", "canned", "rota")
SECONDS = 60.0

# In the environment of `scripts/python-tools`, which has the validator and the reader of YAML.
JUDGE = """
import json, sys
import jsonschema_rs, yaml
class Reader(yaml.SafeLoader):
    pass
# Dates are texts in YAML 1.2.
dates = "tag:yaml.org,2002:timestamp"
Reader.yaml_implicit_resolvers = {
    sign: [rule for rule in rules if rule[0] != dates]
    for sign, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
directory, schemas = sys.argv[1:3]
verdicts = {}
for name in sys.argv[3:]:
    with open(f"{schemas}/{name}.schema.json") as file:
        schema = json.load(file)
    jsonschema_rs.meta.validate(schema)
    validator = jsonschema_rs.Draft202012Validator(schema)
    with open(f"{directory}/{name}.yaml") as file:
        document = yaml.load(file, Reader)
    verdicts[name] = [
        {"path": list(error.instance_path), "message": error.message}
        for error in validator.iter_errors(document)
    ]
print(json.dumps(verdicts))
"""


def complaints(directory: Path) -> dict[str, list[dict[str, Any]]]:
    """What the schemas have against the files of a configuration, by the file's name."""
    assert PYTHON.exists(), f"{PYTHON} is missing: scripts/python-tools makes it"
    judged = subprocess.run(
        [str(PYTHON), "-c", JUDGE, str(directory), str(REPOSITORY / "schemas"), *FILES],
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )
    assert judged.returncode == 0, judged.stderr
    verdicts: dict[str, list[dict[str, Any]]] = json.loads(judged.stdout)
    return verdicts
