{#-
    Extended Date/Time Format (ISO 8601-2), level 1, as the claims carry it: `2025-06-14`, `2025-06`, `2025`, X for
    an unknown digit. What does not have this form gives null everywhere and `unknown` as precision.
-#}

{%- macro edtf(column) -%}
    case
        -- The thirty-first of June has the form, but is no day.
        when
            regexp_matches({{ column }}, '^[0-9]{4}-[0-9]{2}-[0-9]{2}') and try_cast({{ column }}[:10] as date) is null
            then null
        else nullif(regexp_extract({{ column }}, '^([0-9X]{4}(-[0-9X]{2}(-[0-9X]{2})?)?)[~?%]?$', 1), '')
    end
{%- endmacro -%}

{#- The day, where every digit of it is known and it is in the calendar. -#}
{%- macro edtf_day(column) -%}
    case when length({{ column }}) = 10 then try_cast({{ column }} as date) end
{%- endmacro -%}

{#- A number for each month, by which days are put together. -#}
{%- macro month_number(day) -%}
    year({{ day }}) * 12 + month({{ day }})
{%- endmacro -%}

{#- The first day that the text allows; null where no digit of the year is known. -#}
{%- macro edtf_earliest(column) -%}
    case
        when regexp_matches({{ column }}, '^[0-9]')
            then try_cast(
                replace({{ column }}[:4], 'X', '0')
                || '-' || coalesce(nullif(regexp_extract({{ column }}, '^.{4}-([0-9]{2})', 1), ''), '01')
                || '-' || coalesce(nullif(regexp_extract({{ column }}, '^.{4}-[0-9]{2}-([0-9]{2})', 1), ''), '01')
                as date
            )
    end
{%- endmacro -%}

{#- The last day that the text allows; null where no digit of the year is known. -#}
{%- macro edtf_latest(column) -%}
    case
        when not regexp_matches({{ column }}, '^[0-9]') then null
        when regexp_matches({{ column }}, '^.{4}-[0-9]{2}-[0-9]{2}$')
            then try_cast(replace({{ column }}[:4], 'X', '9') || {{ column }}[5:] as date)
        else last_day(try_cast(
            replace({{ column }}[:4], 'X', '9')
            || '-' || coalesce(nullif(regexp_extract({{ column }}, '^.{4}-([0-9]{2})', 1), ''), '12')
            || '-01' as date
        ))
    end
{%- endmacro -%}

{#- Month and day of an unknown year, as a day of the leap year 2000, to compare such days with one another. -#}
{%- macro edtf_day_of_any_year(column) -%}
    case
        when {{ column }} like 'XXXX-%'
            then try_cast(
                '2000-' || nullif(regexp_extract({{ column }}, '^XXXX-([0-9]{2})', 1), '')
                || '-' || coalesce(nullif(regexp_extract({{ column }}, '-([0-9]{2})$', 1), ''), '01') as date
            )
    end
{%- endmacro -%}

{#- What is known: day, month, year, partial (a day or month without its year, a decade), or unknown. -#}
{%- macro edtf_precision(column) -%}
    case
        when {{ column }} is null then 'unknown'
        when {{ column }} = 'XXXX' then 'unknown'
        when regexp_matches({{ column }}, '^[0-9]{4}-[0-9]{2}-[0-9]{2}$') then 'day'
        when regexp_matches({{ column }}, '^[0-9]{4}-[0-9]{2}(-XX)?$') then 'month'
        when regexp_matches({{ column }}, '^[0-9]{4}(-XX)?(-XX)?$') then 'year'
        else 'partial'
    end
{%- endmacro -%}

{#- One unknown day between two known ones, either of which may be missing: `[2023-10-24..2025-06-19]` (level 2). -#}
{%- macro edtf_one_of(earliest, latest) -%}
    case
        when {{ earliest }} is null and {{ latest }} is null then null
        when {{ earliest }} = {{ latest }} then {{ latest }}::varchar
        when {{ earliest }} > {{ latest }} then null
        else '[' || coalesce({{ earliest }}::varchar, '') || '..' || coalesce({{ latest }}::varchar, '') || ']'
    end
{%- endmacro -%}

{#- Whether the dates of a claim can be the chosen ones: text equal, or the known years' days overlap, or no year known. -#}
{%- macro dates_agree(claim, chosen) -%}
    coalesce(
        {{ edtf_earliest('coalesce(' ~ claim ~ '.start_date_edtf, ' ~ claim ~ '.end_date_edtf)') }}
        <= {{ edtf_latest('coalesce(' ~ chosen ~ '.end_date_edtf, ' ~ chosen ~ '.start_date_edtf)') }}
        and {{ edtf_latest('coalesce(' ~ claim ~ '.end_date_edtf, ' ~ claim ~ '.start_date_edtf)') }}
        >= {{ edtf_earliest('coalesce(' ~ chosen ~ '.start_date_edtf, ' ~ chosen ~ '.end_date_edtf)') }},
        true
    )
{%- endmacro -%}
