{# The rows of a table that `ops warehouse erase` has erased, each with the last time. #}
{% macro erased_rows(database, table) -%}
  (
    select key_hash, max(erased_at) as erased_at from {{ target.database }}.operations.erased_keys
    where source_table = '{{ database }}/{{ table }}' group by key_hash
  )
{%- endmacro %}

{# The hash of a change's key, as the runner has it: `warehouse/snowflake/erased-keys.ts`. #}
{% macro key_hash(described) -%}
  {% for name in described.config.meta.key %}{{ ' || ' if not loop.first }}sha2(change.{{ name }}::varchar, 256){% endfor %}
{%- endmacro %}

{# Whether a change is from before its row was erased: by its time, or by that of its file if the source's clock is ahead. Changes of a row that
   was made anew since are not. #}
{% macro is_erased(source_at) -%}
  {{ return("least(" ~ source_at ~ ", convert_timezone('UTC', version.last_modified)::timestamp_ntz) <= erased.erased_at") }}
{%- endmacro %}
