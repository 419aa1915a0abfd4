-- What somebody said on the telephone and somebody of the desk typed, until she says herself that it is right: then it
-- becomes the answers of her account. Otherwise it is forgotten after 14 days.
create table intakes (
    id uuid primary key,
    by_account uuid references accounts on delete set null,
    address text not null constraint the_address_of_an_intake_is_in_lower_case check (address = lower(address)),
    first_name text not null constraint the_first_name_of_an_intake_is_short check (length(first_name) between 1 and 40),
    language text not null constraint an_intake_has_one_of_our_languages check (language in ('en', 'nl')),
    answers jsonb not null constraint what_an_intake_says_is_an_object check (jsonb_typeof(answers) = 'object'),
    women_only boolean not null default false,
    token_hash bytea not null constraint one_intake_per_link unique,
    made_at timestamptz not null default buurten_now(),
    confirmed_at timestamptz
);
create index intakes_of_address on intakes (address, made_at);
