{# `current_<source>`: the rows that exist, each as its last change says. Changes from before the newest complete reload do not count: a row that
   it did not bring was deleted while nothing was replicated. #}
{% macro current(database, table) %}
{% set described = described(database, table) %}
select
  {{ typed_columns(described) }}
  _source_at, _loaded_at
from (
  select * from {{ ref(sibling('cdc')) }}
  where _source_at >= coalesce({{ last_reload(database, table) }}, _source_at)
  qualify row_number() over (partition by {{ key_of(described) }} order by {{ newest_first() }}) = 1
)
where _op <> 'D'
{% endmacro %}

{# When the newest complete reload began: `ops warehouse check` and `run` find that one is complete. NULL if there was none. #}
{% macro last_reload(database, table) -%}
  (select max(started_at)::timestamp_ntz from {{ target.database }}.operations.complete_loads where source_collection = '{{ database }}/{{ table }}')
{%- endmacro %}

{# The order of a key's changes, the newest first: time, a change before a row of the full load, sequence, file, version that was read last, row. #}
{% macro newest_first() -%}
  _source_at desc, {{ is_full_load() }}, _sequence desc nulls last, _file desc, _loaded_at desc, _row desc
{%- endmacro %}

{# The same, the oldest first. #}
{% macro oldest_first() -%}
  _source_at, {{ is_full_load() }} desc, _sequence nulls first, _file, _loaded_at, _row
{%- endmacro %}

{# The key's columns. While dbt parses, there is no contract yet. #}
{% macro key_of(described) -%}
  {{ described.config.meta.key | join(', ') }}
{%- endmacro %}
