//! The tables and the queries.

use buurten::{
    kit::{
        month::Month,
        vocabulary::vocabulary,
        words::{Belonging, Domain},
    },
    matching::{fast::Answers, person::Person},
};
use chrono::NaiveDate;

/// One backend, everything in memory.
pub const SETTINGS: &str = "set max_parallel_workers_per_gather = 0; set jit = off; set work_mem = '256MB'";

/// Bits of the interests.
pub const INTERESTS: usize = 176;
/// Bits of the skills.
pub const SKILLS: usize = 94;

const SCALARS: &str = "place int, standing int, closed int2, children int2, is_full bool, min_months int8,
    by_appointment bool, door int, speech int, price int, at int, cost float8, manner int2, days int2, domains int2,
    never bool, asks bool, ties0 float8, ties1 float8, ties2 float8, ties3 float8, ties4 float8, ties5 float8,
    ties6 float8, ties7 float8, ties8 float8, ties9 float8, ties10 float8, ties11 float8, ties12 float8, ties13 float8";

/// One row a listing, its lists as bits (and as numbers, for the product).
pub const BITS: &str = "drop table if exists listing_bits; create unlogged table listing_bits (SCALARS, audience int2,
    week_one int, week_two int, interests bit(176), skills bit(94), i0 int2, i1 int2, i2 int2, i3 int2, s0 int2, s1 int2,
    s2 int2, s3 int2)";

/// A table for each list.
pub const LISTS: &str = "drop table if exists listing, audience, interest, skill, domain, daypart;
    create unlogged table listing (SCALARS);
    create unlogged table audience (place int, belongs int2);
    create unlogged table interest (place int, interest int2);
    create unlogged table skill (place int, skill int2);
    create unlogged table domain (place int, domain int2);
    create unlogged table daypart (place int, daypart int2, next_too bool)";

/// The statement with its columns.
pub fn tables(make: &str) -> String {
    make.replace("SCALARS", SCALARS)
}

/// U, from what was looked up: weights by role, skills asked and appointment; arrays begin at 1.
const SCORE: &str = "select place, standing, gate, ($27::bool[])[speech + 1] and manner & 1 = 0 as later,
        round(least(1, greatest(0.05, exp(
            ($22::float8[])[w + 1] * ln(greatest(0.05, interest)) + ($22::float8[])[w + 2] * ($18::float8[])[speech + 1]
            + ($22::float8[])[w + 3] * coalesce(skill, 0) + ($22::float8[])[w + 4] * $21::float8
            + ($22::float8[])[w + 5] * ($19::float8[])[at + 1] + ($22::float8[])[w + 6] * ($20::float8[])[domains + 1]
            + ($22::float8[])[w + 7] * ties)
            * (0.85 + ($23::float8[])[door + 1] + ($24::float8[])[price + 1] + ($25::float8[])[days + 1])
            * ($26::float8[])[manner + 1])) * 1e6) / 1e6 as u
    from gated where gate is null";

/// The counts by the first gate, then the best in order.
const ANSWER: &str = "select 0::int4, gate::int4, count(*)::float8 from gated where gate is not null group by gate
    union all (select 1, place, u from scored order by later, u desc, standing limit 20)";

const TIES: &str =
    "case $28::int4 when 0 then ln(0.05::float8) when 1 then ties0 when 2 then ties1 when 3 then ties2 when 4 then ties3
    when 5 then ties4 when 6 then ties5 when 7 then ties6 when 8 then ties7 when 9 then ties8 when 10 then ties9
    when 11 then ties10 when 12 then ties11 when 13 then ties12 else ties13 end";

/// The gates before and after those that read lists.
const FIRST: &str = "when closed >= 0 then closed";
const CHILD: &str = "when ($2::bool and children = 0) or ($3::bool[])[door + 1] then 4 when is_full then 5
    when ($4::bool[])[speech + 1] then 6 when min_months > $5::int8 then 7";
const LATER: &str = "when ($8::bool[])[at + 1] then 9 when cost > $9::float8 then 10";
const WEIGHTS: &str = "7 * ((manner >> 1 & 1) + asks::int * 2 + by_appointment::int * 4) as w";

/// With bit columns.
pub fn bits() -> String {
    format!(
        "with gated as materialized (
            select place, standing, door, speech, price, at, manner, days, domains, {WEIGHTS}, {TIES} as ties,
                case when i0 = 255 then $15::float8 when $14::float8 is not null then $14 else 1 - ($13::float8[])[i0 + 1]
                    * ($13::float8[])[i1 + 1] * ($13::float8[])[i2 + 1] * ($13::float8[])[i3 + 1] end as interest,
                case when asks then coalesce($17::float8, greatest(($16::float8[])[s0 + 1], ($16::float8[])[s1 + 1],
                    ($16::float8[])[s2 + 1], ($16::float8[])[s3 + 1])) end as skill,
                case {FIRST}
                    when audience <> 0 and ((audience & 3 <> 0 and audience & 3 & $1::int4 = 0)
                        or audience & 12 & ~$1::int4 <> 0) then 3
                    {CHILD}
                    when never or not by_appointment and week_one & $6::int4 = 0 and week_two & $7::int4 = 0 then 8
                    {LATER}
                    when i0 <> 255 and $14::float8 is null and interests & $10::text::bit(176) = 0::bit(176)
                        and ($12::bool[])[domains + 1]
                        and (not asks or $17::float8 is null and skills & $11::text::bit(94) = 0::bit(94)) then 11
                end as gate
            from listing_bits where $29::int2[] is not null and $30::int2[] is not null),
        scored as ({SCORE}) {ANSWER}"
    )
}

/// With a table for each list.
pub fn lists() -> String {
    format!(
        "with likes as (select n - 1 as interest, factor from unnest($13::float8[]) with ordinality as f(factor, n)),
        able as (select n - 1 as skill, ln from unnest($16::float8[]) with ordinality as f(ln, n)),
        free as (select n as daypart, $6::int4 >> n & 1 = 1 as here, $7::int4 >> n & 1 = 1 as next_too
            from generate_series(0, 20) n),
        whom as (select place, bool_or(belongs < 2) as by_sex, bool_or(belongs < 2 and $1::int4 >> belongs & 1 = 1) as sex,
            bool_and(belongs < 2 or $1::int4 >> belongs & 1 = 1) as others from audience group by place),
        shared as (select place, exp(sum(ln(factor))) as doubt, bool_or(interest = any ($29::int2[])) as any
            from interest join likes using (interest) group by place),
        wanted as (select place, max(ln) as ln, bool_or(ln > -2.99) as any from skill join able using (skill) group by place),
        hoped as (select distinct place from domain where domain = any ($30::int2[])),
        can as (select distinct place from daypart d join free f using (daypart)
            where case when d.next_too then f.next_too else f.here end),
        gated as materialized (
            select place, standing, door, speech, price, at, manner, days, domains, {WEIGHTS}, {TIES} as ties,
                case when shared.place is null then $15::float8 when $14::float8 is not null then $14
                    else 1 - doubt end as interest,
                case when asks then coalesce($17::float8, wanted.ln) end as skill,
                case {FIRST} when whom.place is not null and not ((not by_sex or sex) and others) then 3 {CHILD}
                    when never or not by_appointment and $6::int4 is not null and can.place is null then 8
                    {LATER}
                    when shared.place is not null and $14::float8 is null and not shared.any
                        and ($12::bool[])[domains + 1] and hoped.place is null
                        and (not asks or $17::float8 is null and not wanted.any) then 11
                end as gate
            from listing left join whom using (place) left join shared using (place) left join wanted using (place)
                left join hoped using (place) left join can using (place)
            where $10::text is not null and $11::text is not null),
        scored as ({SCORE}) {ANSWER}"
    )
}

/// What she said, as the queries want it.
pub struct Hers {
    pub audience: i32,
    pub along: bool,
    /// None: unknown, or no end.
    pub months: Option<i64>,
    /// Dayparts that are free, and those after which the next is free as well.
    pub week: Option<[i32; 2]>,
    pub cost: Option<f64>,
    pub likes: String,
    pub can: String,
    pub choices: Vec<i16>,
    pub wishes: Vec<i16>,
}

impl Hers {
    pub fn of(her: &Person, a: &Answers, today: NaiveDate) -> Self {
        let set =
            |many: usize, has: &dyn Fn(usize) -> bool| (0..many).map(|n| if has(n) { '1' } else { '0' }).collect();
        let belongs = |b: &Belonging| 1 << *b as i32;
        let free = her.free.map(|free| free.bits() as i32);
        let ends = her.stays_until.flatten().map(|m| m.months_after(Month::of(today)));
        assert_eq!((vocabulary().interests.len(), vocabulary().skills.len()), (INTERESTS, SKILLS));
        Self {
            audience: her.belongs_to.iter().flatten().map(belongs).sum(),
            along: her.child_comes_along == Some(true),
            months: ends.map(i64::from),
            // The last part of a day is followed by the night.
            week: free.map(|free| [free, free & free >> 1 & 0o333_3333]),
            cost: her.cost_max_eur.flatten(),
            likes: set(INTERESTS, &|n| a.factors[n] < 1.0),
            can: set(SKILLS, &|n| a.can[n].0 > 0.05),
            choices: (0..INTERESTS as i16).filter(|n| a.factors[*n as usize] < 1.0).collect(),
            wishes: her.wishes.iter().flatten().map(|d: &Domain| *d as i16).collect(),
        }
    }
}
