{# Before an append: counts the rows of each new file by a second read of the stage. An external table skips what it can't read without a word;
   if it shows another number of rows, the run stops here and names the file, and nothing of the table is appended.
   https://docs.snowflake.com/en/user-guide/tables-external-intro #}
{% macro check_new_files(node, time) %}
  {% set shown = {} %}
  {% for row in run_query(rows_of_new_files(node, time)) %}{% do shown.update({row[0]: row[1]}) %}{% endfor %}
  {% set staged = {} %}
  {# One by one those of which nothing is seen: if reading one fails, the last line of the log names it. #}
  {% for file in shown if shown[file] == 0 %}
    {% do log(file ~ ': no row is seen, so it is read once more. If that fails, it is damaged (UNREADABLE_FILE).', info=true) %}
    {% do staged.update(staged_rows(node, file)) %}
  {% endfor %}
  {% for files in shown | reject('in', staged) | batch(1000) %}
    {% do staged.update(staged_rows(node, node.config.meta.folder, files)) %}
  {% endfor %}
  {% for file in shown if staged.get(file, 0) != shown[file] %}
    {{ exceptions.raise_compiler_error('UNREADABLE_FILE ' ~ file ~ ': Snowflake shows ' ~ shown[file] ~ ' of its ' ~ staged.get(file, 0)
      ~ ' rows. Nothing was appended. Put a whole file there, or reload the table: ops reload') }}
  {% endfor %}
{% endmacro %}

{# The new files that the external table knew at a time, with the number of rows that it shows. #}
{% macro rows_of_new_files(node, time) %}
  {% set relation = source(node.source_name, node.name) %}
  select version.file_name, count(_file) as shown
  from {{ files_of(relation, time) }} as version
  left join (
    select METADATA$FILENAME as _file from {{ relation }} where {{ is_looked_at('_day') }}
  ) on _file = version.file_name
  where {{ is_looked_at(day_of('version.file_name')) }}
  {% if is_incremental() %}
    and (version.file_name, version.etag) not in (select _file, _version from {{ this }})
  {% endif %}
  group by version.file_name
{% endmacro %}

{# Counts the rows of files on the stage. Fails if one of them can't be read.
   @param place a file's key, or the table's folder on the stage
   @param files keys; only these, and others of the same names #}
{% macro staged_rows(node, place, files=none) %}
  {% set folder = node.config.meta.folder %}
  {# A key begins with the source, whose folder the stage is. #}
  {% set path = place if files else folder.split('/')[0] ~ '/' ~ place.split('/')[1:] | join('/') %}
  {% set names = [] %}
  {% for file in files or [] %}{% do names.append(modules.re.escape(file.split('/')[-1]).replace('\\.', '[.]').replace('\\-', '-')) %}{% endfor %}
  {% set pattern = " (pattern => '.*(" ~ names | join('|') ~ ")')" if files else '' %}
  {% set rows = {} %}
  {% for row in run_query('select METADATA$FILENAME, count(*) from @' ~ target.database ~ '.operations.' ~ path ~ pattern ~ ' group by 1') %}
    {% do rows.update({row[0]: row[1]}) %}
  {% endfor %}
  {{ return(rows) }}
{% endmacro %}
