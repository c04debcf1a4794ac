{#-
    Takes the place of dbt-duckdb's own materialization of incremental models, which knows nothing of a scope. A whole
    build is that of a table. In a night the new rows of the scope are compared with the old ones (nights.sql); what the
    contract asks was checked, and the comments were written, when the table was made by the same rules.
-#}
{%- materialization incremental, adapter='duckdb' -%}
    {%- set target = this.incorporate(type='table') -%}
    {%- set meta = config.get('meta') or {} -%}
    {%- if not is_incremental() -%}
        {{ return(materialization_table_duckdb()) }}
    {%- endif -%}
    {{ run_hooks(pre_hooks, inside_transaction=False) }}
    {{ run_hooks(pre_hooks, inside_transaction=True) }}
    {%- if meta.get('has_scope') -%}
        {%- set scope = compiled_code.split('/* scope: ')[1].split(' :scope */')[0] -%}
        {%- call statement('main') -%}
            {{ replace_scope(target, config.get('unique_key'), scope, meta.tells, compiled_code) }}
        {%- endcall -%}
    {%- else -%}
        {%- call statement('main') -%}
            create or replace table nights.changed_{{ target.identifier }} as ({{ compiled_code }});
            insert into {{ target }} by name from nights.changed_{{ target.identifier }}
        {%- endcall -%}
    {%- endif -%}
    {{ run_hooks(post_hooks, inside_transaction=True) }}
    {%- do adapter.commit() -%}
    {{ run_hooks(post_hooks, inside_transaction=False) }}
    {{ return({'relations': [target]}) }}
{%- endmaterialization -%}

{#- The scope is asked once; the model's own mentions of it become a look into its answer. -#}
{%- macro replace_scope(target, key, scope, tells, sql) -%}
    {%- set keys = [key] if key is string else key -%}
    {%- if scope != 'all' %}
    create or replace temporary table scope as select distinct * from ({{ scope }});
    {%- set sql = sql | replace(scope, 'select * from scope') %}
    {%- endif %}
    create or replace temporary table fresh as ({{ sql }});
    create or replace temporary table stale as
    select * from {{ target }}
    {%- if scope != 'all' %}
    where {{ in_scope(key, 'select * from scope') }}
    {%- endif %};
    create or replace table nights.changed_{{ target.identifier }} as
    select distinct {{ (keys + tells) | unique | join(', ') }}
    from (
        {#- Grouped: `except all` numbers equal rows, for which it sorts all of them. -#}
        select
            * exclude (side),
            sum(side) as side
        from (
            select *, 1 as side from fresh
            union all by name
            select *, -1 as side from stale
        )
        group by all
        having sum(side) <> 0
    );
    delete from {{ target }}
    where ({{ keys | join(', ') }}) in (select {{ keys | join(', ') }} from nights.changed_{{ target.identifier }});
    insert into {{ target }} by name
    select * from fresh
    where ({{ keys | join(', ') }}) in (select {{ keys | join(', ') }} from nights.changed_{{ target.identifier }})
{%- endmacro -%}
