-- The night of which what is scarce is known. In a row of its own: a night that finds nothing scarce was a night too, and
-- is not worked out again every hour.
create table scarcity_nights (as_of date primary key);
insert into scarcity_nights select max(as_of) from listing_scarcity having max(as_of) is not null;
