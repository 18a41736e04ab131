{# UNLISTED_COLUMN: fails with each name in the files of the newest append that the contract does not list. DMS should have left it out; the external
   table and `_cdc` have not read it. Names are compared letter by letter. Days are constants, because Snowflake prunes partitions on constants
   only. It reads each row of these files. Its limit: VALUE need not have a name whose value is null, so a column is seen if some row has a value of it.
   One that is NULL in every row is seen by the guard in AWS, which reads the footer, daily and in `ops status`: `functions/lake-columns/`. #}
{% test no_unlisted_column(model, external, listed) %}
{% set newest = 'select distinct _file from ' ~ model ~ ' where _loaded_at = (select max(_loaded_at) from ' ~ model ~ ')' %}
{% set days = {} %}
{% if execute %}
  {% for file in run_query(newest).columns[0].values() %}
    {# `<database>/<table>/yyyy/mm/dd/hh/<file>`; a file of a full load has no date. #}
    {% set parts = file.split('/') %}
    {% do days.update({parts[2:5] | join('-') if parts | length == 7 else '1970-01-01': true}) %}
  {% endfor %}
{% endif %}
select distinct field.key as column_name
from {{ external }} as change, lateral flatten(input => change.value) as field
where change._day in ('{{ days.keys() | join("', '") or '1970-01-01' }}')
  and change.METADATA$FILENAME in ({{ newest }})
  and field.key not in ('{{ listed | join("', '") }}')
{% endtest %}
