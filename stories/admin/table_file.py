"""A table as a file that a spreadsheet opens, without formulas."""

import csv

from django.http import HttpResponse

from stories.admin.registers import neutralise


def as_file(name, headings, rows):
    """Return the answer that saves a table as a CSV file; what looks like a formula stays text.

    name: that of the file. rows: sequences of cells, in the order of the headings.
    """
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    # Excel knows UTF-8 by its mark alone.
    response.write("\ufeff")
    writer = csv.writer(response)
    writer.writerow(headings)
    for row in rows:
        writer.writerow(map(neutralise, row))
    return response
