{# One run at a time: two could both append the same file. A table says that a run is going on, and which; the second run ends before it changes
   anything. CREATE TABLE fails if the table is there, also if both come at once. It never expires by itself: Snowflake goes on with a statement of a run
   that was killed, and a run that was paused may wake up. Only who knows that the run is gone may forget it. #}
{% macro begin_run() %}
  {% if execute and flags.WHICH in ['run', 'build'] %}
    {% if run_query("show tables like 'RUN_IN_PROGRESS' in schema " ~ target.database ~ ".models") | length > 0 %}
      {% set other = run_query("select run, to_char(began_at, 'YYYY-MM-DD HH24:MI:SS'), datediff(minute, began_at, sysdate()) from " ~ run_in_progress()).rows[0] %}
      {{ exceptions.raise_compiler_error('RUN_IN_PROGRESS: the run ' ~ other[0] ~ ' began at ' ~ other[1] ~ ' UTC, ' ~ other[2]
        ~ ' minutes ago, and has not ended. Nothing was changed. Wait for it. No run begins until it has ended or is forgotten: if you know that it was killed, ops warehouse run <stack> --forget, or dbt run-operation forget_run') }}
    {% endif %}
    {% do run_query('create table ' ~ run_in_progress() ~ " as select '" ~ this_run() | replace("'", "''") ~ "' as run, sysdate() as began_at") %}
  {% endif %}
{% endmacro %}

{# After a run, also one that failed. It leaves the table of another run. #}
{% macro end_run() %}
  {% if execute and flags.WHICH in ['run', 'build']
    and run_query("show tables like 'RUN_IN_PROGRESS' in schema " ~ target.database ~ ".models") | length > 0
    and run_query('select run from ' ~ run_in_progress()).columns[0].values()[0] == this_run() %}
    {% do forget_run() %}
  {% endif %}
{% endmacro %}

{# After a run was killed: `ops warehouse run --forget`, or by hand. #}
{% macro forget_run() %}
  {% do run_query('drop table if exists ' ~ run_in_progress()) %}
{% endmacro %}

{# dbt's id of this run, and who began it, so that somebody can look whether it is still there. #}
{% macro this_run() %}
  {% set job = env_var('GITHUB_SERVER_URL', '') ~ '/' ~ env_var('GITHUB_REPOSITORY', '') ~ '/actions/runs/' ~ env_var('GITHUB_RUN_ID', '') %}
  {% set by = job if env_var('GITHUB_RUN_ID', '') else 'dbt Cloud, run ' ~ env_var('DBT_CLOUD_RUN_ID', '') if env_var('DBT_CLOUD_RUN_ID', '') else env_var('USER', 'nobody known') %}
  {{ return(invocation_id ~ ' (by ' ~ by ~ ')') }}
{% endmacro %}

{% macro run_in_progress() -%}
  {{ target.database }}.models.run_in_progress
{%- endmacro %}
