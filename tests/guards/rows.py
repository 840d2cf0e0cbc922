"""All rows of the permission matrix."""

from tests.guards import (
    matrix,
    matrix_accounts,
    matrix_capabilities,
    matrix_catalogue,
    matrix_costs,
    matrix_instruments,
    matrix_meetings,
    matrix_papers,
)
from tests.guards.access import Row

ROWS: list[Row] = [
    *matrix.ROWS,
    *matrix_accounts.ROWS,
    *matrix_capabilities.ROWS,
    *matrix_catalogue.ROWS,
    *matrix_costs.ROWS,
    *matrix_instruments.ROWS,
    *matrix_meetings.ROWS,
    *matrix_papers.ROWS,
]
