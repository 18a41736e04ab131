{# The files of the lake from before a time that an external table does not know: no notification came, or it was lost. #}
{% macro unknown_files(relation, time) %}
  {% set known = {} %}
  {% for row in run_query("select file_name, to_char(convert_timezone('UTC', last_modified), 'YYYY-MM-DD HH24:MI:SS') from table("
    ~ relation.database ~ ".information_schema.external_table_files(table_name => '" ~ relation ~ "'))") %}
    {% do known.update({row[0]: row[1]}) %}
  {% endfor %}
  {% set unknown = [] %}
  {% for row in run_query('list @' ~ folder_of(node_of(relation))) %}
    {# `s3://<bucket>/<key>`, and `Mon, 23 Feb 2026 10:05:00 GMT` #}
    {% set key = row['name'].split('/')[3:] | join('/') %}
    {% set modified = modules.datetime.datetime.strptime(row['last_modified'], '%a, %d %b %Y %H:%M:%S GMT') %}
    {% if modified < time.replace(tzinfo=none) and known.get(key, '') < modified | string %}
      {# It may be known as it was before it was written again. #}
      {% do unknown.append(key) %}
    {% endif %}
  {% endfor %}
  {{ return(unknown) }}
{% endmacro %}

{# What the contract says of an external table. #}
{% macro node_of(relation) %}
  {% for node in graph.sources.values() if node.schema == relation.schema and node.identifier == relation.identifier %}
    {{ return(node) }}
  {% endfor %}
{% endmacro %}
