-- Grain: one id that a person judged to be the same as another. Which id it is to be.
{{ judged_ids('agreement', ref('int_agreement_ids')) }}
