{# `current_<source>`: the rows that exist, each as its last change says. Changes from before the newest complete reload do not count: a row that
   it did not bring was deleted while nothing was replicated. #}
{% macro current(database, table) %}
{% set described = described(database, table) %}
select
  {{ typed_columns(described) }}
  _source_at, _loaded_at
from (
  select * from {{ with_moment(ref(sibling('cdc')), described) }}
  where _moment >= coalesce({{ last_reload(database, table) }}, _moment)
  qualify row_number() over (partition by {{ key_of(described) }} order by {{ newest_first() }}) = 1
)
where _op <> 'D'
{% endmacro %}

{# When the newest complete reload began: `ops warehouse check` and `run` find that one is complete. NULL if there was none. #}
{% macro last_reload(database, table) -%}
  (select max(started_at)::timestamp_ntz from {{ target.database }}.operations.complete_loads where source_collection = '{{ database }}/{{ table }}')
{%- endmacro %}

{# The key's columns. While dbt parses, there is no contract yet. #}
{% macro key_of(described) -%}
  {{ described.config.meta.key | join(', ') }}
{%- endmacro %}
