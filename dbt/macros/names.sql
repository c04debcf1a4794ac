{#- A text without diacritics, letters kept in their case. `strip_accents` leaves đ, ø, ł, ß, æ and œ alone. -#}
{%- macro to_ascii(column) -%}
    strip_accents(
        replace(replace(replace(replace(replace(
            translate({{ column }}, 'ĐđØøŁłÐðı', 'DdOoLlDdi'),
            'ß', 'ss'), 'æ', 'ae'), 'Æ', 'Ae'), 'œ', 'oe'), 'Œ', 'Oe')
    )
{%- endmacro -%}

{#- The words of a text, folded: without case, diacritics and punctuation. -#}
{%- macro folded_words(column) -%}
    regexp_extract_all(lower({{ to_ascii(column) }}), '[\p{L}\p{N}]+')
{%- endmacro -%}

{#- A text folded to words with one space between. -#}
{%- macro folded(column) -%}
    array_to_string({{ folded_words(column) }}, ' ')
{%- endmacro -%}

{#-
    The parts of a person's name in alphabetical order, so that the order of family and given name does not count.
    Generational suffixes go, and so do initials where two full parts remain without them.
-#}
{%- macro name_parts(words) -%}
    list_sort(list_distinct(
        case
            when len(list_filter({{ words }}, lambda w: length(w) > 1 and w not in ('jr', 'sr'))) >= 2
                then list_filter({{ words }}, lambda w: length(w) > 1 and w not in ('jr', 'sr'))
            else {{ words }}
        end
    ))
{%- endmacro -%}

{#- A place name without spaces, so that "Hà Nội" and "Hanoi" are one. -#}
{%- macro place_key(column) -%}
    coalesce(array_to_string({{ folded_words(column) }}, ''), '')
{%- endmacro -%}
