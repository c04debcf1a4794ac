{#- Whether a window of an unknown year (two days of the year 2000) can lie within a window of known days. -#}
{%- macro any_year_fits(any_from, any_to, window_from, window_to) -%}
    (
        {%- for edge in [window_from, window_to] %}
        (
            {{ any_from }} + to_years((year({{ edge }}) - 2000)::integer) <= {{ window_to }}
            and {{ any_to }} + to_years((year({{ edge }}) - 2000)::integer) >= {{ window_from }}
        )
        {%- if not loop.last %} or {% endif %}
        {%- endfor %}
    )
{%- endmacro -%}

{#- Whether the dates of a claim and of a cluster (relations with the window columns) can be those of one visit. -#}
{%- macro windows_fit(claim, cluster) -%}
    case
        when {{ claim }}.window_from is not null and {{ cluster }}.window_from is not null
            then {{ claim }}.window_from <= {{ cluster }}.window_to and {{ claim }}.window_to >= {{ cluster }}.window_from
        when {{ claim }}.any_from is not null and {{ cluster }}.window_from is not null
            then {{ any_year_fits(claim ~ '.any_from', claim ~ '.any_to', cluster ~ '.window_from', cluster ~ '.window_to') }}
        when {{ claim }}.window_from is not null and {{ cluster }}.any_from is not null
            then {{ any_year_fits(cluster ~ '.any_from', cluster ~ '.any_to', claim ~ '.window_from', claim ~ '.window_to') }}
        -- News of an unknown day may be of any journey of the two.
        when {{ claim }}.is_news and {{ claim }}.tier = 'none' then false
        when {{ cluster }}.window_from is not null
            then {{ cluster }}.window_from <= coalesce({{ claim }}.known_before, {{ cluster }}.window_from)
        else true
    end
{%- endmacro -%}
