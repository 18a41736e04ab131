{# CREATE VIEW for the views of generated models. An analytics view's columns get their tags in it: with ALTER or a hook there would be a moment
   without masks, and dbt has no tags of columns: https://github.com/dbt-labs/dbt-adapters/issues/730
   The comment is a hash of the statement: a view whose SQL has not changed stays as it is, unless somebody has changed its tags. The first time without COPY GRANTS, with which a view
   gets none of the rights on future views: https://docs.snowflake.com/en/sql-reference/sql/create-view #}
{% macro snowflake__create_view_as(relation, sql) -%}
  {%- if model.fqn[1] != 'generated' or model.config.materialized != 'view' -%}
    {{ snowflake__create_view_as_with_temp_flag(relation, sql) }}
  {%- else -%}
    {%- set is_analytics = model.fqn[2] == 'analytics' -%}
    {%- set columns = '(\n    ' ~ tagged_columns() | join(',\n    ') ~ '\n  )' if is_analytics else '' -%}
    {%- set hash = local_md5(columns ~ sql) -%}
    {%- set there = view_comment(relation) -%}
    {%- if there == hash and (not is_analytics or has_declared_tags(relation)) -%}
  select 'unchanged' as view_state
    {%- else -%}
  create {{ 'or replace ' if there is not none }}{{ 'secure ' if is_analytics }}view {{ relation }} {{ columns }}
  {{ 'copy grants' if there is not none }} comment = '{{ hash }}' as (
    {{ sql }}
  );
    {%- endif -%}
  {%- endif -%}
{%- endmacro %}

{# The comment of a view; none if there is no such view. #}
{% macro view_comment(relation) %}
  {% set rows = run_query("select coalesce(comment, '') from " ~ relation.database ~ ".information_schema.views where table_schema = '"
    ~ relation.schema | upper ~ "' and table_name = '" ~ relation.identifier | upper ~ "'") %}
  {{ return(rows.columns[0].values()[0] if rows | length > 0 else none) }}
{% endmacro %}

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

{# Whether the columns of an analytics view have the tags that the contract says, and no others: anybody with the right on a tag can take it off, and
   with it goes the mask. https://docs.snowflake.com/en/sql-reference/functions/tag_references_all_columns #}
{% macro has_declared_tags(relation) %}
  {% set declared, there = [], [] %}
  {% for column in described(model.config.meta.source, model.config.meta.table).columns.values() if column.config.meta.tag %}
    {% do declared.append([column.name | upper, column.config.meta.tag | upper, column.config.meta.kind]) %}
  {% endfor %}
  {% for row in run_query("select column_name, tag_name, tag_value from table(" ~ relation.database ~ ".information_schema.tag_references_all_columns('"
    ~ relation ~ "', 'table')) where tag_schema = 'GOVERNANCE'") %}
    {% do there.append([row[0] | upper, row[1] | upper, row[2]]) %}
  {% endfor %}
  {{ return(there | sort == declared | sort) }}
{% endmacro %}
