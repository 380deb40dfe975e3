"""A worker of the site holds little: what takes files in or makes them is loaded by who does so (README: a small machine)."""

import os
import subprocess
import sys

HEAVY = {
    *("docx", "lxml", "openpyxl", "python_calamine", "xlsxwriter"),
    *("PIL", "pypdfium2", "qrcode", "typst", "numpy", "cv2", "onnxruntime"),
    *("cryptography", "hypothesis", "pytest", "schemathesis"),
}
TOLD = """
import sys
import gongkai.project.wsgi
from django.urls import get_resolver
get_resolver().url_patterns
print(*sorted({name.split(".")[0] for name in sys.modules}))
"""


def test_a_worker_that_has_started_has_loaded_no_library_that_pages_do_not_need(tmp_path):
    environment = {**os.environ, "GONGKAI_HOME": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", TOLD], env=environment, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert {"django", "gongkai"} <= loaded
    assert loaded & HEAVY == set()
