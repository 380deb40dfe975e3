"""Loaded before the settings: every test process has a GONGKAI_HOME of its own, thrown away at the end."""

import atexit
import os
import shutil
import tempfile

_home = tempfile.mkdtemp(prefix="gongkai-test-")
os.environ["GONGKAI_HOME"] = _home
os.environ.pop("GONGKAI_TODAY", None)
atexit.register(shutil.rmtree, _home, ignore_errors=True)
