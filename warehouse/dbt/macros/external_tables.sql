{# Makes an external table for each table whose changes are built in this run, gives it the contract's columns, and lets it see the files that
   have arrived, unless S3 has notified it of them. It never replaces one, so grants survive. Its schema and the stage under it are the runner's. #}
{% macro external_tables() %}
  {% if execute and flags.WHICH in ['run', 'build'] %}
    {% for model in selected_resources if model.endswith('_cdc') and model in graph.nodes %}
      {% set meta = graph.nodes[model].config.meta %}
      {% set node = described(meta.source, meta.table) %}
      {% set relation = api.Relation.create(database=node.database, schema=node.schema, identifier=node.identifier) %}
      {% do run_query(create_external_table(relation, node)) %}
      {% for statement in changed_columns(relation, node) %}
        {% do run_query(statement) %}
      {% endfor %}
      {% set was_listening, listens = is_listening(relation), meta.source in var('listening') %}
      {% if was_listening != listens %}
        {% do run_query('alter external table ' ~ relation ~ ' set auto_refresh = ' ~ listens) %}
      {% endif %}
      {# One that has listened only from now on does not know what came before. #}
      {% if meta.source not in var('notified') or not was_listening %}
        {% do run_query('alter external table ' ~ relation ~ ' refresh') %}
      {% endif %}
    {% endfor %}
  {% endif %}
{% endmacro %}

{# Whether an external table listens to notifications: then it has a queue, which S3 is to notify.
   https://docs.snowflake.com/en/sql-reference/sql/show-external-tables #}
{% macro is_listening(relation) %}
  {% for row in run_query("show external tables like '" ~ relation.identifier ~ "' in schema " ~ relation.without_identifier())
    if row['name'] | upper == relation.identifier | upper and row['notification_channel'] %}
    {{ return(true) }}
  {% endfor %}
  {{ return(false) }}
{% endmacro %}

{# CREATE EXTERNAL TABLE over the table's folder, with the technical columns, the contract's, and the day for its partitions. #}
{% macro create_external_table(relation, node) %}
  {% set columns = external_columns(node) %}
  create external table if not exists {{ relation }} (
    {% for name, column in columns.items() -%}
    {{ name }} {{ column.type }} as ({{ column.value }}){{ ',' if not loop.last }}
    {% endfor -%}
  )
  partition by (_day)
  location = @{{ folder_of(node) }}
  auto_refresh = false
  file_format = (type = parquet)
{% endmacro %}

{# The table's folder as a path on the source's stage. #}
{% macro folder_of(node) %}
  {{ return(target.database ~ '.operations.' ~ node.config.meta.folder) }}
{% endmacro %}

{# All columns of an external table by their names, each with its type and the expression that reads it. Expressions are written out, because
   a column without one would be read by its position; a text `null` stays a text. #}
{% macro external_columns(node) %}
  {% set columns = {
    '_day': {'type': 'DATE', 'value': day_of('METADATA$FILENAME')},
    '_op': {'type': 'VARCHAR', 'value': 'value:"Op"::VARCHAR'},
    '_source_at': {'type': 'TIMESTAMP_NTZ', 'value': 'value:"dms_replicated_at"::TIMESTAMP_NTZ'},
    '_sequence': {'type': 'VARCHAR', 'value': 'value:"dms_change_sequence"::VARCHAR'}
  } %}
  {% for column in node.columns.values() %}
    {% set value = 'value:"' ~ column.config.meta.parquet ~ '"::' ~ column.data_type %}
    {% do columns.update({column.name: {'type': column.data_type, 'value': value}}) %}
  {% endfor %}
  {{ return(columns) }}
{% endmacro %}

{# The day of a file, from its path `<database>/<table>/yyyy/mm/dd/hh/<file>`. A full load's file, `<database>/<table>/LOAD<number>.parquet`, has no
   date and gets one far back: of it, all three parts are empty once LOAD and what follows is cut off. Snowflake allows METADATA$FILENAME alone in
   it, and some functions. No condition is written: its examples of partition columns have SPLIT_PART, || and TO_DATE, and its own project SUBSTR.
   https://docs.snowflake.com/en/sql-reference/sql/create-external-table https://github.com/snowflakedb/SnowAlert/pull/268 #}
{% macro day_of(file) %}
  {% set part = "SPLIT_PART(" ~ file ~ ", '/', " %}
  {{ return("TO_DATE(SUBSTR(SPLIT_PART(" ~ part ~ "3), 'LOAD', 1) || " ~ part ~ "4) || " ~ part ~ "5) || '19700101', 1, 8), 'YYYYMMDD')") }}
{% endmacro %}

{# The statements that bring an older external table up to the contract: a column that is no longer listed is dropped, one that is listed now
   is added, and one of another type is dropped and added. #}
{% macro changed_columns(relation, node) %}
  {% set wanted = external_columns(node) %}
  {% set there = {} %}
  {% for column in adapter.get_columns_in_relation(relation) %}
    {# The first column, of Snowflake's own, is the whole row. #}
    {% if column.name != 'VALUE' %}{% do there.update({column.name | lower: column}) %}{% endif %}
  {% endfor %}
  {% set statements = [] %}
  {% for name, column in there.items() if name not in wanted or not is_type(column, wanted[name].type) %}
    {% do statements.append('alter table ' ~ relation ~ ' drop column ' ~ name) %}
  {% endfor %}
  {% for name, column in wanted.items() if name not in there or not is_type(there[name], column.type) %}
    {% do statements.append('alter table ' ~ relation ~ ' add column ' ~ name ~ ' ' ~ column.type ~ ' as (' ~ column.value ~ ')') %}
  {% endfor %}
  {{ return(statements) }}
{% endmacro %}

{# Whether a column of Snowflake has a type of the contract, which says no length of a text. #}
{% macro is_type(column, type) %}
  {% set wanted = api.Column.from_description(column.name, type) %}
  {{ return((column.is_string() and wanted.is_string()) or column.data_type == wanted.data_type) }}
{% endmacro %}
