{#-
    Nights: what a build has to look at again. A complete build leaves in the schema `nights` which articles it saw, by
    which rules and with which seeds. As long as these are the same, the next build looks only at what may differ; else,
    or when the build before did not come to its end, everything is built anew.

    A model that is built by nights is `incremental` and begins with

        {%- set scope = changed('visit_id', 'int_visits_resolved') %}
        {{ renewed('visit_id', scope) }}

    the key by which its rows are replaced, and the query of the keys to look at again. Where it is incremental, `within`
    narrows an input to the scope. A key may be of two columns, of pairs: then the scope gives ones that either may be.
    The materialization (materializations.sql) then compares the new rows of the scope with
    the old ones, and writes only those keys whose rows differ; the differing rows' columns named in `tells` it leaves in
    the table nights.changed_<model>, where the scopes of the following models find them. So what says nothing new ends there.
-#}

{#- Configures a model that is built by nights. Null as scope: the model only grows, and its SQL gives what is new. -#}
{%- macro renewed(key, scope, tells=none) -%}
    {{ config(
        materialized='incremental',
        incremental_strategy='append' if scope is none else 'delete+insert',
        unique_key=key,
        on_schema_change='fail',
        meta={'has_scope': scope is not none, 'tells': tells if tells is not none else []}
    ) }}
    {#- Not in the config: that is settled before dbt knows what a ref stands for. -#}
    {%- if scope is not none -%}
        /* scope: {{ scope }} :scope */
    {%- endif -%}
{%- endmacro -%}

{#- The keys of rows that models have changed in this build. -#}
{%- macro changed(key) -%}
    {%- for model in varargs %}
        select {{ key }} from {{ source('nights', 'changed_' ~ model) }}
        {%- if not loop.last %}
            union
        {%- endif %}
    {%- endfor -%}
{%- endmacro -%}

{#- The keys of rows of a relation of which a column is among some values. -#}
{%- macro keys_where(key, relation, column, values) -%}
    select {{ key }} from {{ relation }} where {{ column }} in ({{ values }})
{%- endmacro -%}

{#- An input, or where only what is new is looked at, its rows in the scope. -#}
{%- macro within(relation, scope, key='article_id') -%}
    {%- if is_incremental() -%}
        (select * from {{ relation }} where {{ in_scope(key, scope) }})
    {%- else -%}
        {{ relation }}
    {%- endif -%}
{%- endmacro -%}

{#- Whether a key, or one of two, is in a scope. -#}
{%- macro in_scope(key, scope) -%}
    {%- if key is string -%}
        {{ key }} in ({{ scope }})
    {%- else -%}
        ({{ key | join(' in (' ~ scope ~ ') or ') }} in ({{ scope }}))
    {%- endif -%}
{%- endmacro -%}

{#- Whether this build looks only at what may differ, so that the tables nights.changed_... are of this build. -#}
{%- macro is_night() -%}
    {%- if not execute -%}{{ return(false) }}{%- endif -%}
    {%- set known = adapter.get_relation(target.database, 'nights', 'last_build') -%}
    {%- if known is none -%}{{ return(false) }}{%- endif -%}
    {%- set reason = run_query("select reason from " ~ known).rows -%}
    {{ return(reason | length == 1 and reason[0][0] == '') }}
{%- endmacro -%}

{#- What the claims of an article are known by: loading it anew gives another time. -#}
{%- macro article_print() -%}
    hash(content_sha256, loaded_at, revision, source, text_sha256)
{%- endmacro -%}

{#- Articles that are new, changed or gone (their print is null then) since the last complete build. -#}
{%- macro articles_that_differ(articles) -%}
    select
        coalesce(now_there.article_id, seen.article_id) as article_id,
        now_there.print
    from (select article_id, {{ article_print() }} as print from {{ articles }}) as now_there
    full join {{ source('nights', 'articles') }} as seen on now_there.article_id = seen.article_id
    where now_there.print is distinct from seen.print
{%- endmacro -%}

{#- Models that are not among some nodes. -#}
{%- macro models_left_out(nodes) -%}
    {%- set left_out = [] -%}
    {%- for node in graph.nodes.values()
        if node.resource_type == 'model' and node.config.enabled and node.unique_id not in nodes -%}
        {%- do left_out.append(node.unique_id) -%}
    {%- endfor -%}
    {{ return(left_out) }}
{%- endmacro -%}

{#- Why a build has to look at everything; empty if it need not. -#}
{%- macro reason_to_build_all(rules, seeds) -%}
    {%- set last = run_query("select rules, seeds, is_complete from nights.last_build").rows -%}
    {%- if flags.FULL_REFRESH -%}{{ return('asked') }}{%- endif -%}
    {%- if not last or last[0][0] != rules -%}{{ return('rules') }}{%- endif -%}
    {%- if not last[0][2] -%}{{ return('unfinished') }}{%- endif -%}
    {%- if models_left_out(selected_resources) -%}{{ return('selection') }}{%- endif -%}
    {%- if last[0][1] != seeds -%}{{ return('seeds') }}{%- endif -%}
    {#- Where a fifth is new, looking for what it touches costs more than it saves. -#}
    {{ return(run_query(
        "select case when count(*) * 5 > (select count(*) from nights.articles) then 'many' else '' end "
        ~ "from nights.articles_that_differ"
    ).rows[0][0]) }}
{%- endmacro -%}

{#- Before a run: settles whether it looks at everything. Until its end, it counts as unfinished. -#}
{%- macro begin_build() -%}
    {%- if execute and flags.WHICH in ['build', 'run'] -%}
        {%- do run_query("create schema if not exists nights") -%}
        {%- do run_query("create table if not exists nights.articles (article_id varchar, print ubigint)") -%}
        {%- do run_query(
            "create table if not exists nights.last_build "
            ~ "(rules varchar, seeds varchar, reason varchar, is_complete boolean)"
        ) -%}
        {#- Once, for all who ask: every article is compared. -#}
        {%- do run_query(
            "create or replace table nights.articles_that_differ as ("
            ~ articles_that_differ(source('raw', 'articles')) ~ ")"
        ) -%}
        {%- set prints = run_query("select project_print('rules'), project_print('seeds')").rows[0] -%}
        {%- set reason = reason_to_build_all(prints[0], prints[1]) -%}
        {%- do run_query("delete from nights.last_build") -%}
        {%- do run_query(
            "insert into nights.last_build values ('" ~ prints[0] ~ "', '" ~ prints[1] ~ "', '" ~ reason ~ "', false)"
        ) -%}
    {%- endif -%}
{%- endmacro -%}

{#- After a run: it is complete if it has made every model. -#}
{%- macro end_build(results) -%}
    {%- if execute and flags.WHICH in ['build', 'run'] -%}
        {%- set made = [] -%}
        {%- for result in results if result.status == 'success' -%}
            {%- do made.append(result.node.unique_id) -%}
        {%- endfor -%}
        {%- if not models_left_out(made) -%}
            {%- do run_query(
                "delete from nights.articles where article_id in (select article_id from nights.articles_that_differ);"
                ~ "insert into nights.articles from nights.articles_that_differ where print is not null;"
                ~ "update nights.last_build set is_complete = true"
            ) -%}
        {%- endif -%}
    {%- endif -%}
{%- endmacro -%}

{#- Takes the place of dbt's own: besides being asked for, what begin_build has settled. Caches (`meta.is_cache`) hold
    whatever they hold as long as the rules are the same. -#}
{%- macro should_full_refresh() -%}
    {%- set own = config.get('full_refresh') -%}
    {%- if own is not none -%}{{ return(own) }}{%- endif -%}
    {%- if flags.FULL_REFRESH or not execute -%}{{ return(flags.FULL_REFRESH) }}{%- endif -%}
    {%- set known = adapter.get_relation(this.database, 'nights', 'last_build') -%}
    {%- if known is none -%}{{ return(true) }}{%- endif -%}
    {%- set reason = run_query("select reason from " ~ known).rows -%}
    {%- set reasons = ['asked', 'rules'] if (config.get('meta') or {}).get('is_cache')
        else ['asked', 'rules', 'unfinished', 'selection', 'seeds', 'many'] -%}
    {{ return(not reason or reason[0][0] in reasons) }}
{%- endmacro -%}
