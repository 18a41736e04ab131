{# `<source>_cdc`: every change once, appended from the files that the table does not have yet. A file is its name and its version, so one that
   a reload wrote again under the same name is read; it is read whole or not at all. What is older than the erasure of its row is appended
   without values and as a delete: as a row that was left out, its file would be read again. #}
{% macro cdc(database, table) %}
{% set described = described(database, table) %}
{# Of a file that a notification brings after the check, nothing is known. #}
{% set now = run_query('select sysdate()::VARCHAR').columns[0].values()[0] if execute %}
{% if execute and flags.WHICH in ['run', 'build'] %}
  {% do add_listed_columns(described) %}
  {% do check_new_files(described, now) %}
{% endif %}
{% set source_at = time_of_change(database, table) %}
{% set erased = is_erased(source_at) %}
select
  {% for name in described.columns %}iff({{ erased }}, null, change.{{ name }}) as {{ name }}, {% endfor %}
  iff({{ erased }}, 'D', change._op) as _op,
  {{ source_at }} as _source_at,
  _sequence, _file, _row,
  version.etag as _version,
  sysdate() as _loaded_at
from (
  select
    {% for name in described.columns %}{{ name }}, {% endfor %}
    _op, _source_at as _written_at, _sequence,
    METADATA$FILENAME as _file,
    METADATA$FILE_ROW_NUMBER as _row
  from {{ source(database, table) }}
  where {{ is_looked_at('_day') }}
) as change
join {{ files_of(source(database, table), now) }} as version on version.file_name = _file
left join {{ erased_rows(database, table) }} as erased on erased.key_hash = {{ key_hash(described) }}
{% if is_incremental() %}
where (_file, version.etag) not in (select _file, _version from {{ this }})
{% endif %}
{% endmacro %}

{# Gives `_cdc` the columns that are listed now, before anything can stop the append: the views need them. #}
{% macro add_listed_columns(described) %}
  {% set there = adapter.get_columns_in_relation(this) | map(attribute='name') | map('lower') | list if is_incremental() else described.columns %}
  {% for name, column in described.columns.items() if name not in there %}
    {% do run_query('alter table ' ~ this ~ ' add column ' ~ name ~ ' ' ~ column.data_type) %}
  {% endfor %}
{% endmacro %}

{# The files that the external table of a source knew at a time (UTC), with their versions. #}
{% macro files_of(relation, time) -%}
  (
    select file_name, etag, last_modified from table({{ relation.database }}.information_schema.external_table_files(table_name => '{{ relation }}'))
    where convert_timezone('UTC', registered_on)::timestamp_ntz <= '{{ time }}'::timestamp_ntz
  )
{%- endmacro %}

{# When a row changed in the source. DMS may give a reload's rows the time at which the task was started, maybe long ago: such a row is as
   old as the reload, whose start is known. #}
{% macro time_of_change(database, table) %}
  {% set reloads = [] %}
  {% if execute %}
    {% set reloads = run_query("select distinct started_at from " ~ target.database ~ ".operations.loads where source_collection = '"
      ~ database ~ '/' ~ table ~ "' order by started_at desc").columns[0].values() %}
  {% endif %}
  {% if reloads | length == 0 %}{{ return('_written_at') }}{% endif %}
  {% set cases = [] %}
  {% for began in reloads %}
    {% set at = "'" ~ began ~ "'::timestamp_ntz" %}
    {% do cases.append('when ' ~ is_full_load() ~ " and convert_timezone('UTC', version.last_modified)::timestamp_ntz >= " ~ at
      ~ ' then greatest(_written_at, ' ~ at ~ ')') %}
  {% endfor %}
  {{ return('case ' ~ cases | join('\n    ') ~ ' else _written_at end') }}
{% endmacro %}

{# Whether a change is a row of a full load. #}
{% macro is_full_load() -%}
  {{ return("regexp_like(_file, '.*/LOAD[0-9A-F]{8}[.]parquet')") }}
{%- endmacro %}

{# Whether this run looks at files of a day: those of a full load, which have no day, and from two days before the newest change on, or from
   the variable read_from on. The newest change is read first and becomes a constant of the query, because Snowflake prunes partitions on
   constants only. One that is dated in the future does not count: it would keep all later changes out until then. #}
{% macro is_looked_at(day) %}
  {% if not is_incremental() %}{{ return('true') }}{% endif %}
  {% set first = var('read_from') or run_query("select coalesce(max(_source_at)::DATE - 2, '1970-01-01'::DATE)::VARCHAR from " ~ this ~ " where _source_at <= sysdate()").columns[0].values()[0] %}
  {{ return('(' ~ day ~ " >= '" ~ first ~ "'::DATE or " ~ day ~ " = '1970-01-01'::DATE)") }}
{% endmacro %}
