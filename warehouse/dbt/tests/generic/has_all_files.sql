{# Fails with each file of the external table of which a `_cdc` table has no row: Snowflake skips a file that it can't read without a word, and
   a run skips one that is late by more than two days. #}
{% test has_all_files(model, files_of) %}
select file_name
from table({{ target.database }}.information_schema.external_table_files(table_name => '{{ files_of }}'))
where file_name not in (select _file from {{ model }})
{% endtest %}
