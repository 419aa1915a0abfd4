-- A translation is behind when the other language was changed after both said the same. even_en and even_nl: the texts
-- when they last did, as a hash. Whoever translates brings them even again; so does whoever says that they are.
alter table listings add column even_en text, add column even_nl text;
update listings set even_en = md5(coalesce(title_en, '') || '~' || coalesce(summary_en, '')),
                    even_nl = md5(coalesce(title_nl, '') || '~' || coalesce(summary_nl, ''));
alter table listings add column behind text generated always as (case
    when title_en is null or title_nl is null then null
    when md5(coalesce(title_en, '') || '~' || coalesce(summary_en, '')) <> even_en then 'nl'
    when md5(coalesce(title_nl, '') || '~' || coalesce(summary_nl, '')) <> even_nl then 'en' end) stored;
create index listings_behind on listings (behind) where behind is not null;

create function texts_are_even() returns trigger language plpgsql as $$
declare
    en text := md5(coalesce(new.title_en, '') || '~' || coalesce(new.summary_en, ''));
    nl text := md5(coalesce(new.title_nl, '') || '~' || coalesce(new.summary_nl, ''));
begin
    -- New, translated now, or a text came or went: nothing is behind what was not there.
    if tg_op = 'INSERT' or (en <> new.even_en and nl <> new.even_nl)
        or (old.title_en is null) <> (new.title_en is null) or (old.title_nl is null) <> (new.title_nl is null)
        or (old.summary_en is null) <> (new.summary_en is null) or (old.summary_nl is null) <> (new.summary_nl is null) then
        new.even_en := en;
        new.even_nl := nl;
    end if;
    return new;
end $$;
create trigger texts_are_even before insert or update on listings for each row execute function texts_are_even();
