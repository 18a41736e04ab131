{# `history_<source>`: every version of a row, from when it held and until when; the last one of a row that exists has no end. One that the newest
   complete reload did not bring ended when that began. #}
{% macro history(database, table) %}
{% set described = described(database, table) %}
select
  {{ typed_columns(described) }}
  _op, _valid_from,
  coalesce(_next, iff(_valid_from < {{ last_reload(database, table) }}, {{ last_reload(database, table) }}, null)) as _valid_to
from (
  select
    *,
    _moment as _valid_from,
    lead(_moment) over (partition by {{ key_of(described) }} order by {{ oldest_first() }}) as _next
  from {{ with_moment(ref(sibling('cdc')), described) }}
)
where _op <> 'D'
{% endmacro %}
