{# The schema that a model names, as it is: dbt would put the profile's schema before it. #}
{% macro generate_schema_name(custom_schema_name, node) -%}
  {{ custom_schema_name or target.schema }}
{%- endmacro %}
