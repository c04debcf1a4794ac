{{ config(materialized='incremental', incremental_strategy='append', full_refresh=false) }}
-- Grain: one id given to one member. Grows only; it is state, not derived: a full refresh leaves it alone.
{{ stable_ids('int_visits_clustered', 'visit') }}
