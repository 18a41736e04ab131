{# `daily_<source>`: each row as it was at the end of each day, in UTC, from the versions in its history. A day that is not over has none. #}
{% macro daily(database, table) %}
{% set described = described(database, table) %}
select
  dateadd(day, midnight.value::NUMBER(38,0), _valid_from::DATE) as _day,
  {{ typed_columns(described, "version.") }}
  _valid_from
from {{ ref(sibling('history')) }} as version,
  lateral flatten(input => array_generate_range(0, datediff(day, _valid_from, coalesce(_valid_to, sysdate())))) as midnight
{% endmacro %}
