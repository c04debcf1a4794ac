{#-
    The probability that at least one of the independent reports of a fact is right, given the confidence of each. A
    copy of an article is no report of its own. The factors are sorted: the last digits of a product depend on their
    order, and a rebuild must change no row.

    Args:
        claims: relation with the key, original_article_id and confidence.
        key: the fact's key.
-#}
{%- macro confidence_by(claims, key) -%}
    select
        {{ key }},
        round(1 - list_product(list_sort(list(1 - least(greatest(confidence, 0), 0.999)))), 4) as confidence_score
    from (
        select
            {{ key }},
            original_article_id,
            max(confidence) as confidence
        from {{ claims }}
        group by {{ key }}, original_article_id
    ) as reports
    group by {{ key }}
{%- endmacro -%}

{#- How much a text tells, for choosing one of several: the longest, and of equals the last in the alphabet. -#}
{%- macro fullest(column) -%}
    arg_max({{ column }}, (length({{ column }}), {{ column }}))
{%- endmacro -%}

{#- A list of values in the order of others. Sorted afterwards: an ordered aggregate sorts for every group by itself, which
    takes minutes for a million of them. -#}
{%- macro in_order(value, order, condition=none) -%}
    list_transform(
        list_sort(
            list({ {%- for column in order %}'o{{ loop.index }}': {{ column }}, {% endfor %}'value': {{ value }} })
            {%- if condition is not none %} filter ({{ condition }}){%- endif %},
            'asc', 'nulls last'
        ),
        lambda one: one.value
    )
{%- endmacro -%}

{#- The grounds for a country, the strongest first, as numbers that have a least, and back. -#}
{%- macro basis_order(column) -%}
    list_position(['text', 'reference', 'name', 'context'], {{ column }})
{%- endmacro -%}

{%- macro basis_name(number) -%}
    ['text', 'reference', 'name', 'context'][{{ number }}]
{%- endmacro -%}
