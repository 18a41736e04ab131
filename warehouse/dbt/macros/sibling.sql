{# The name of another model of the same table: `practice__clients_cdc` in `practice__clients_current`. #}
{% macro sibling(kind) -%}
  {{ return(model.name.rsplit('_', 1)[0] ~ '_' ~ kind) }}
{%- endmacro %}
