"""`python -m interkomm.project.cli`: how the server starts its worker, whatever the PATH says."""

import sys

from interkomm.project.cli import main

sys.exit(main())
