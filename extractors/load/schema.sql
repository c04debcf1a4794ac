-- The raw tables: claims documents as loaded, one row a claim. Only extractors/load writes here, only dbt reads.
create schema if not exists raw;

create table if not exists raw.articles (
    article_id varchar primary key,
    source_uri varchar not null,
    source varchar,
    title varchar,
    language_code varchar,
    published_on varchar,
    place varchar,
    text varchar not null,
    text_sha256 varchar not null,
    landing_uri varchar not null,
    landing_path varchar,
    landing_sha256 varchar,
    metadata_sha256 varchar,
    engine varchar not null,
    extractor_version varchar not null,
    schema_version varchar not null,
    content_sha256 varchar not null,
    run_id varchar not null,
    loaded_at timestamptz not null,
    source_name varchar,
    revision integer,
    authors varchar[],
    canonical_uri varchar,
    signature ubigint[],
    landing_item varchar
);
-- A file made before these columns were there gets them empty.
alter table raw.articles add column if not exists source_name varchar;
alter table raw.articles add column if not exists revision integer;
alter table raw.articles add column if not exists authors varchar[];
alter table raw.articles add column if not exists canonical_uri varchar;
alter table raw.articles add column if not exists signature ubigint[];
alter table raw.articles add column if not exists landing_item varchar;

-- Every wording that an article has had, oldest first; the landed bytes of each stay where landing_path says.
create table if not exists raw.article_revisions (
    article_id varchar not null,
    revision integer not null,
    source_uri varchar not null,
    text_sha256 varchar not null,
    landing_path varchar,
    landing_sha256 varchar,
    run_id varchar not null,
    revised_at timestamptz not null,
    primary key (article_id, revision)
);
create table if not exists raw.actors (
    article_id varchar not null,
    ref varchar not null,
    kind varchar,
    name varchar,
    variants varchar[],
    country_code varchar,
    rank varchar,
    positions struct(title varchar, organization varchar)[],
    mentions struct("start" integer, "end" integer, "text" varchar)[],
    country_basis varchar
);
-- A file made before this column was there gets it empty.
alter table raw.actors add column if not exists country_basis varchar;

create table if not exists raw.visits (
    article_id varchar not null,
    claim_index integer not null,
    visitors varchar[],
    origin_country_code varchar,
    destination_country_code varchar,
    places varchar[],
    start_date varchar,
    end_date varchar,
    date_basis varchar,
    status varchar,
    level varchar,
    purpose varchar,
    invited_by varchar[],
    hosts varchar[],
    evidence struct("start" integer, "end" integer, "text" varchar)[],
    confidence double
);

create table if not exists raw.meetings (
    article_id varchar not null,
    claim_index integer not null,
    participants varchar[],
    "date" varchar,
    place varchar,
    format varchar,
    evidence struct("start" integer, "end" integer, "text" varchar)[],
    confidence double
);

create table if not exists raw.agreements (
    article_id varchar not null,
    claim_index integer not null,
    kind varchar,
    title varchar,
    subject varchar,
    parties struct(country varchar, ref varchar, "name" varchar)[],
    signatories varchar[],
    status varchar,
    signed_on varchar,
    valid_from varchar,
    valid_to varchar,
    areas varchar[],
    evidence struct("start" integer, "end" integer, "text" varchar)[],
    confidence double
);

create table if not exists raw.honours (
    article_id varchar not null,
    claim_index integer not null,
    recipient varchar,
    name varchar,
    conferred_by varchar,
    evidence struct("start" integer, "end" integer, "text" varchar)[],
    confidence double
);

create table if not exists raw.rejected_claims (
    article_id varchar not null,
    claim_index integer not null,
    reason varchar,
    "start" integer,
    "end" integer,
    "text" varchar
);

create table if not exists raw.rejected_articles (
    rejection_id varchar primary key,
    source_uri varchar not null,
    source varchar,
    stage varchar not null,
    reason varchar not null,
    detail varchar,
    landing_uri varchar not null,
    landing_path varchar,
    landing_sha256 varchar,
    metadata_sha256 varchar,
    extractor_version varchar,
    run_id varchar not null,
    rejected_at timestamptz not null,
    source_name varchar,
    landing_item varchar
);
alter table raw.rejected_articles add column if not exists source_name varchar;
alter table raw.rejected_articles add column if not exists landing_item varchar;

-- Which state of which landed item has been dealt with: intake passes over what stands here unchanged. An address that
-- two sources offer has a row for each of them.
create table if not exists raw.landed_items (
    landing_uri varchar not null,
    source_name varchar not null,
    landing_sha256 varchar not null,
    metadata_sha256 varchar,
    extractor_version varchar,
    is_rejected boolean not null,
    run_id varchar not null,
    settled_at timestamptz not null,
    primary key (landing_uri, source_name)
);

create table if not exists raw.runs (
    run_id varchar primary key,
    started_at timestamptz not null,
    finished_at timestamptz,
    landed_count integer,
    unchanged_count integer,
    loaded_count integer,
    rejected_count integer,
    fetched_count integer,
    duplicate_count integer
);
alter table raw.runs add column if not exists fetched_count integer;
alter table raw.runs add column if not exists duplicate_count integer;
