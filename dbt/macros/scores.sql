{#-
    The probability that at least one of several independent reports is right, given the probability of each.
    Sorted first: the last digits of a product depend on the order of its factors, and a rebuild must change no row.
-#}
{%- macro any_right(confidences) -%}
    round(1 - list_product(list_sort(list_transform(
        list({{ confidences }}), lambda c: 1 - least(greatest(c, 0), 0.999)
    ))), 4)
{%- endmacro -%}

{#- How much a text tells, for choosing one of several: the longest, and of equals the first in the alphabet. -#}
{%- macro fullest(column) -%}
    arg_max({{ column }}, (length({{ column }}), {{ column }}))
{%- endmacro -%}
