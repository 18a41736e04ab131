{# Fails with each file of the external table of which a `_cdc` table has no row: a run skips one that is late by more than two days, and a file
   may have no rows. #}
{% test has_all_files(model, files_of) %}
select file_name
from table({{ target.database }}.information_schema.external_table_files(table_name => '{{ files_of }}'))
where (file_name, etag) not in (select _file, _version from {{ model }})
{% endtest %}
