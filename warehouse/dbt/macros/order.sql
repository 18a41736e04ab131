{# Changes with `_moment`, by which they are ordered: the time of a change, or that of one before it by the sequence if that was later. DMS's sequence
   only grows, in the order of the source's log, and the time does not: MySQL's log has when a statement began, which may have waited for another, and a
   clock may be set back. A row of a full load has no sequence, only a time. The sequence comes from the engine that DMS is built on:
   https://help.qlik.com/en-US/replicate/Content/Global_Common/Content/SharedEMReplicate/Customize%20Tasks/tasks_headColumns.htm #}
{% macro with_moment(changes, described) -%}
  {% set sequence = "nullif(_sequence, '')" -%}
  (
    select *, coalesce(
      max(iff({{ sequence }} is null, null, _source_at)) over (
        partition by {{ key_of(described) }} order by {{ sequence }} nulls first
        rows between unbounded preceding and current row
      ),
      _source_at
    ) as _moment
    from {{ changes }}
  )
{%- endmacro %}

{# The order of a key's changes, the newest first: moment, a change before a row of the full load, sequence, file, version that was read last, row. #}
{% macro newest_first() -%}
  _moment desc, {{ is_full_load() }}, _sequence desc nulls last, _file desc, _loaded_at desc, _row desc
{%- endmacro %}

{# The same, the oldest first. #}
{% macro oldest_first() -%}
  _moment, {{ is_full_load() }} desc, _sequence nulls first, _file, _loaded_at, _row
{%- endmacro %}
