{# `<source>_cdc`: every change once, appended from the files that the table does not have yet. A file is read whole or not at all. #}
{% macro cdc(database, table) %}
select
  {% for name in described(database, table).columns %}{{ name }}, {% endfor %}
  _op, _source_at, _sequence,
  METADATA$FILENAME as _file,
  METADATA$FILE_ROW_NUMBER as _row,
  sysdate() as _loaded_at
from {{ source(database, table) }}
{% if is_incremental() %}
where (_day >= '{{ first_day() }}'::DATE or _day = '1970-01-01'::DATE)
  and METADATA$FILENAME not in (select _file from {{ this }})
{% endif %}
{% endmacro %}

{# The day from which files are looked at: two days before the newest change, or the variable read_from. It is read first and becomes a constant
   of the query, because Snowflake prunes partitions on constants only. #}
{% macro first_day() %}
  {% if var('read_from') %}{{ return(var('read_from')) }}{% endif %}
  {% set newest = run_query("select coalesce(max(_source_at)::DATE - 2, '1970-01-01'::DATE)::VARCHAR from " ~ this) %}
  {{ return(newest.columns[0].values()[0]) }}
{% endmacro %}
