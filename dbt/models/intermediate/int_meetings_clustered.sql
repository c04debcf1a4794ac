{%- set scope = 'select member_key from ' ~ ref('int_meeting_claims') ~ ' where frame_key in ('
    ~ changed('frame_key', 'int_meeting_claims') ~ ') union ' ~ changed('member_key', 'int_meeting_claims') %}
{{ renewed('member_key', scope, tells=['cluster_key']) }}
-- Grain: one member key. Meetings of the same people are one when they belong to one visit or bear one date; a meeting
-- without date joins the one dated meeting of its visit; without visit and date it is its own article's only.
with frames as (
    select
        *,
        array_to_string(participant_ids, ',') as people,
        case
            when visit_id is not null then 'visit ' || visit_id
            when meeting_date_edtf is not null then 'dated'
            else 'article ' || original_article_id
        end as frame
    from {{ ref('int_meeting_claims') }}
    {%- if is_incremental() %}
        where frame_key in (
            select claims.frame_key from {{ within(ref('int_meeting_claims'), scope, 'member_key') }} as claims
        )
    {%- endif %}
),

dates as (
    select
        people,
        frame,
        min(meeting_date_edtf) as only_date
    from frames
    group by people, frame
    having count(distinct meeting_date_edtf) = 1
),

completed as (
    select
        frames.member_key,
        frames.people || '|' || frames.frame || '|'
        || coalesce(frames.meeting_date_edtf, dates.only_date, '') as cluster_key
    from frames
    left join dates on frames.people = dates.people and frames.frame = dates.frame
)

select distinct
    member_key,
    cluster_key,
    {{ short_hash(["'meeting'", 'cluster_key']) }} as proposed_id,
    true as is_anchor
from completed
{%- if is_incremental() %}
    where {{ in_scope('member_key', scope) }}
{%- endif %}
