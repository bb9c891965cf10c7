"""Counters that many processes count up at once: one row for each key, one statement for each count."""

from django.db import connections, router


def count_up(model, key: dict, **first) -> int:
    """Add one to the `count` of the row with this key, which is made if there is none. Return the new count.

    key: field names and values that a unique constraint or the primary key of the model names.
    first: what a new row holds besides. The statement locks the row, so no count is lost, and others
    wait only until it is committed (PostgreSQL, INSERT, "ON CONFLICT"; SQLite, "UPSERT").
    """
    connection = connections[router.db_for_write(model)]
    quote = connection.ops.quote_name
    table, count = quote(model._meta.db_table), quote(model._meta.get_field("count").column)
    fields = [(model._meta.get_field(name), value) for name, value in {**key, **first}.items()]
    columns = ", ".join(quote(field.column) for field, _ in fields)
    unique = ", ".join(quote(model._meta.get_field(name).column) for name in key)
    marks = ", ".join(["%s"] * len(fields))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({columns}, {count}) VALUES ({marks}, 1) "
            f"ON CONFLICT ({unique}) DO UPDATE SET {count} = {table}.{count} + 1 RETURNING {count}",
            [field.get_db_prep_save(value, connection) for field, value in fields],
        )
        return cursor.fetchone()[0]
