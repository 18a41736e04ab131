{# The contract's columns with its types: `_cdc` keeps a column's first type, and a mask is chosen by the type. #}
{% macro typed_columns(described, from='') -%}
  {% for name, column in described.columns.items() %}{{ from }}{{ name }}::{{ column.data_type }} as {{ name }}, {% endfor %}
{%- endmacro %}
