-- A letter of the week begins with the first moment after it was chosen: not at once, where that moment is over.
alter table letter_choices add weekly_chosen_at timestamptz;
