-- Grain: one article.
select
    article_id,
    source_uri,
    source,
    title,
    language_code,
    {{ edtf('published_on') }} as published_date_edtf,
    place,
    text,
    text_sha256,
    engine,
    extractor_version,
    schema_version,
    landing_path,
    authors,
    canonical_uri,
    coalesce(revision, 1) as revision,
    signature
from {{ source('raw', 'articles') }}
