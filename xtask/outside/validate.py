"""Validates an OpenAPI 3.0 document and prints all of its errors as JSON."""

import json
import sys

import yaml
from openapi_spec_validator import OpenAPIV30SpecValidator

with open(sys.argv[1], encoding="utf-8") as file:
    document = yaml.safe_load(file)
errors = [
    {"rule": str(error.validator), "path": list(error.absolute_path), "message": error.message}
    for error in OpenAPIV30SpecValidator(document).iter_errors()
]
json.dump({"version": "OpenAPI 3.0", "errors": errors}, sys.stdout)
