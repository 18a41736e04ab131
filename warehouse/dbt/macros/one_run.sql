{# One run at a time: two could both append the same file. A table says that a run is going on; the second run ends before it changes anything.
   CREATE TABLE fails if the table is there, also if both come at once. #}
{% macro begin_run() %}
  {% if execute and flags.WHICH in ['run', 'build'] %}
    {% if run_query("show tables like 'RUN_IN_PROGRESS' in schema " ~ target.database ~ ".models") | length > 0 %}
      {% set began = run_query('select began_at::VARCHAR from ' ~ run_in_progress()).columns[0].values()[0] %}
      {{ exceptions.raise_compiler_error('RUN_IN_PROGRESS: a run that began at ' ~ began ~ ' UTC is going on. Wait for it. If it was killed: ops warehouse run <stack> --forget, or dbt run-operation forget_run') }}
    {% endif %}
    {% do run_query('create table ' ~ run_in_progress() ~ " as select '" ~ invocation_id ~ "' as run, sysdate() as began_at") %}
  {% endif %}
{% endmacro %}

{# After a run, also one that failed. It leaves the table of another run. #}
{% macro end_run() %}
  {% if execute and flags.WHICH in ['run', 'build']
    and run_query("show tables like 'RUN_IN_PROGRESS' in schema " ~ target.database ~ ".models") | length > 0
    and run_query('select run from ' ~ run_in_progress()).columns[0].values()[0] == invocation_id %}
    {% do forget_run() %}
  {% endif %}
{% endmacro %}

{# After a run was killed: `ops warehouse run --forget`, or by hand. #}
{% macro forget_run() %}
  {% do run_query('drop table if exists ' ~ run_in_progress()) %}
{% endmacro %}

{% macro run_in_progress() -%}
  {{ target.database }}.models.run_in_progress
{%- endmacro %}
