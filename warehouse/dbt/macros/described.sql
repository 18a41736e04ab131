{# What the contract says of a table: its node of the generated source, with columns, key and folder. Empty while dbt parses. #}
{% macro described(database, table) %}
  {% set none_yet = {'columns': {}, 'config': {'meta': {'key': [], 'folder': ''}}} %}
  {% if not execute %}{{ return(none_yet) }}{% endif %}
  {% for node in graph.sources.values() if node.source_name == database and node.name == table %}
    {{ return(node) }}
  {% endfor %}
  {{ exceptions.raise_compiler_error('no table ' ~ table ~ ' in the source ' ~ database ~ ': run `npm run docs`') }}
{% endmacro %}
