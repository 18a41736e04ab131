{# `history_<source>`: every version of a row, from when it held and until when; the last one of a row that exists has no end. #}
{% macro history(database, table) %}
{% set described = described(database, table) %}
select * from (
  select
    {{ typed_columns(described) }}
    _op,
    _source_at as _valid_from,
    lead(_source_at) over (partition by {{ key_of(described) }} order by {{ oldest_first() }}) as _valid_to
  from {{ ref(sibling('cdc')) }}
)
where _op <> 'D'
{% endmacro %}
