{# `current_<source>`: the rows that exist, each as its last change says. #}
{% macro current(database, table) %}
{% set described = described(database, table) %}
select
  {{ typed_columns(described) }}
  _source_at, _loaded_at
from (
  select * from {{ ref(sibling('cdc')) }}
  qualify row_number() over (partition by {{ key_of(described) }} order by {{ newest_first() }}) = 1
)
where _op <> 'D'
{% endmacro %}

{# The order of a key's changes, the newest first: time, a change before a row of the full load, sequence, file, row. #}
{% macro newest_first() -%}
  _source_at desc, regexp_like(_file, '.*/LOAD[0-9A-F]{8}[.]parquet'), _sequence desc nulls last, _file desc, _row desc
{%- endmacro %}

{# The same, the oldest first. #}
{% macro oldest_first() -%}
  _source_at, regexp_like(_file, '.*/LOAD[0-9A-F]{8}[.]parquet') desc, _sequence nulls first, _file, _row
{%- endmacro %}

{# The key's columns. While dbt parses, there is no contract yet. #}
{% macro key_of(described) -%}
  {{ described.config.meta.key | join(', ') }}
{%- endmacro %}
