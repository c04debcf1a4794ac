-- Grain: one id that a person judged to be the same as another. Which id it is to be.
{{ judged_ids('visit', ref('int_visit_ids')) }}
