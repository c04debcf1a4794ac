{#- The key of a row: the first 16 hexadecimal digits of the MD5 of its parts, none of which may be null. -#}
{%- macro short_hash(parts) -%}
    left(md5({{ parts | join(" || '|' || ") }}), 16)
{%- endmacro -%}
