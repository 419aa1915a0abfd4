//! The comparison as JSON. Numbers have six decimals at most; the same arguments give the same bytes.

use super::{
    compare::Compared,
    figures::{MEASURES, Unit},
};
use crate::measures::Interval;
use serde_json::{Map, Value, json};

fn number(value: f64) -> Value {
    // A number that is none does not get so far; JSON would say null.
    json!((value * 1e6).round() / 1e6)
}

fn interval(interval: Option<Interval>) -> Value {
    interval.map_or(Value::Null, |i| json!([number(i.low), number(i.high)]))
}

/// The whole comparison.
pub fn json(compared: &Compared) -> String {
    let asked = &compared.asked;
    let names: Vec<&str> = asked.policies.iter().map(|p| p.policy().name()).collect();
    let measures = MEASURES.iter().enumerate().map(|(place, measure)| {
        let cells = names.iter().zip(compared.row(place)).map(|(name, cell)| {
            let by_seed: Vec<Value> = cell.by_seed.iter().map(|v| v.map_or(Value::Null, number)).collect();
            let mut told = json!({
                "mean": cell.mean.map(number), "interval": interval(cell.interval), "by_seed": by_seed,
            });
            if let Some((more, of)) = cell.more_than_ours {
                told["more_than_ours"] = json!({"mean": number(more), "interval": interval(of)});
            }
            ((*name).to_owned(), told)
        });
        let unit = match measure.unit {
            Unit::Share => "share",
            Unit::Days => "days",
            Unit::Number(_) => "number",
        };
        json!({
            "name": measure.name, "says": measure.says, "unit": unit, "less_is_better": measure.less,
            "policies": cells.collect::<Map<_, _>>(),
        })
    });
    let bars = compared.bars();
    let bars = bars.iter().map(|bar| {
        json!({
            "measure": bar.measure.name, "ours_divided_by": bar.beside.policy().name(),
            "wanted": {if bar.at_most { "at_most" } else { "at_least" }: number(bar.bar)},
            "ratio": bar.ratio.map(number), "interval": interval(bar.interval), "met": bar.is_met(),
        })
    });
    let people = asked.people;
    let all = json!({
        "newcomers": people.newcomers, "waiting": people.waiting, "locals": people.locals,
        "least_joint_utility": number(people.least),
        "days_between_rounds": asked.every, "seeds": asked.seeds, "policies": names,
        "measures": measures.collect::<Vec<_>>(), "bars": bars.collect::<Vec<_>>(),
    });
    format!("{all:#}\n")
}
