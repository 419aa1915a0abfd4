-- How well it fitted her when she asked, and by which weights: to measure later whether the order helps. Nobody sees it.
alter table requests
    add score double precision constraint a_score_is_0_to_1 check (score between 0 and 1),
    add weights_version text,
    add constraint a_score_names_its_weights check ((score is null) = (weights_version is null));
alter table going_along
    add score double precision constraint a_score_is_0_to_1 check (score between 0 and 1),
    add weights_version text,
    add constraint a_score_names_its_weights check ((score is null) = (weights_version is null));
