-- Grain: one id that a person judged to be the same as another. Which id it is to be.
{{ judged_ids('actor', ref('int_actor_ids')) }}
