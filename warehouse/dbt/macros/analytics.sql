{# `analytics_<source>`: the current rows for readers. Its classes become tags in create_view_as, so it is masked from the start. #}
{% macro analytics(database, table) %}
select
  {{ typed_columns(described(database, table)) }}
  _source_at, _loaded_at
from {{ ref(sibling('current')) }}
{% endmacro %}
