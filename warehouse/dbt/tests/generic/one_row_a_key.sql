{# Fails with each key that has several rows. #}
{% test one_row_a_key(model, key) %}
select {{ key | join(', ') }} from {{ model }} group by {{ key | join(', ') }} having count(*) > 1
{% endtest %}
