{# dbt's own CREATE VIEW, but an analytics view's columns get their tags in it: with ALTER or a hook there would be a moment without masks. dbt
   has no tags of columns: https://github.com/dbt-labs/dbt-adapters/issues/730 #}
{% macro snowflake__create_view_as(relation, sql) -%}
  {%- if model.fqn[1:3] != ['generated', 'analytics'] -%}
    {{ snowflake__create_view_as_with_temp_flag(relation, sql) }}
  {%- else -%}
  create or replace secure view {{ relation }} (
    {% for column in tagged_columns() -%}
    {{ column }}{{ ',' if not loop.last }}
    {% endfor -%}
  ) copy grants as (
    {{ sql }}
  );
  {%- endif -%}
{%- endmacro %}

{# The columns of an analytics view in its order, each classified one with its tag. #}
{% macro tagged_columns() %}
  {% set columns = [] %}
  {% for column in described(model.config.meta.source, model.config.meta.table).columns.values() %}
    {% set meta = column.config.meta %}
    {% set tag = " with tag (" ~ target.database ~ ".governance." ~ meta.tag ~ " = '" ~ meta.kind ~ "')" if meta.tag else '' %}
    {% do columns.append(column.name ~ tag) %}
  {% endfor %}
  {{ return(columns + ['_source_at', '_loaded_at']) }}
{% endmacro %}
