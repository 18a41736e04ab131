{# Fails with each file of a source's table of which a `_cdc` table has no row: a run skips one that is late by more than two days, and a file may
   have no rows. If notifications bring the files, one may come after the append, or never: then what is in the lake for an hour counts, whether
   or not the external table knows it. #}
{% test has_all_files(model, files_of) %}
{% set listens = execute and node_of(files_of).source_name in var('listening') %}
{% set hour_ago = run_started_at - modules.datetime.timedelta(hours=1) %}
select file_name
from table({{ target.database }}.information_schema.external_table_files(table_name => '{{ files_of }}'))
where (file_name, etag) not in (select _file, _version from {{ model }})
{% if listens %}
  and convert_timezone('UTC', last_modified)::timestamp_ntz < '{{ hour_ago.strftime('%Y-%m-%d %H:%M:%S') }}'::timestamp_ntz
  {% for file in unknown_files(files_of, hour_ago) %}
union all select '{{ file | replace("'", "''") }}'
  {% endfor %}
{% endif %}
{% endtest %}
