{#- Schemas are named as the layers are; there is one target, so no prefix is needed. -#}
{%- macro generate_schema_name(custom_schema_name, node) -%}
    {{- custom_schema_name | trim if custom_schema_name else target.schema -}}
{%- endmacro -%}
