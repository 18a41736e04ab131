{# After an append, if the variable cdc_days is set: removes changes that were appended before so many days and are not the last of their key.
   The days must be more than the lake keeps files: a file of which no row is left would be read again. #}
{% macro remove_superseded() %}
  {% if execute and var('cdc_days') %}
    {% set described = described(model.config.meta.source, model.config.meta.table) %}
    delete from {{ this }}
    where _loaded_at < dateadd(day, -{{ var('cdc_days') | int }}, sysdate())
    and (_file, _version, _row) not in (
      select _file, _version, _row from {{ with_moment(this, described) }}
      qualify row_number() over (partition by {{ key_of(described) }} order by {{ newest_first() }}) = 1
    )
  {% endif %}
{% endmacro %}
