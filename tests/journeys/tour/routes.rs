//! Whether somebody looked at every page of the table of routes.

use std::collections::BTreeSet;

/// What is no page: it leads on at once, or a machine reads it.
const NO_PAGE: [&str; 34] = [
    "/",
    "/{lang}",
    "/static/{*name}",
    "/robots.txt",
    "/healthz",
    "/readyz",
    "/{lang}/at/{what}",
    "/{lang}/listings/{id}/calendar.ics",
    "/{lang}/week/calendar.ics",
    "/{lang}/meet/{id}/calendar.ics",
    "/{lang}/local/training/{id}/calendar.ics",
    "/{lang}/going/{id}/calendar.ics",
    "/{lang}/gathering/{id}/calendar.ics",
    "/{lang}/calendar/{token}",
    "/{lang}/me/data.json",
    "/desk/import/template",
    "/desk/export",
    "/hsds",
    "/hsds/",
    "/hsds/services",
    "/hsds/services/{id}",
    "/hsds/organizations",
    "/hsds/organizations/{id}",
    "/hsds/service_at_locations",
    "/hsds/service_at_locations/{id}",
    "/hsds/taxonomies",
    "/hsds/taxonomies/{id}",
    "/hsds/taxonomy_terms",
    "/hsds/taxonomy_terms/{id}",
    "/calendar.ics",
    "/new.rss",
    "/sitemap.xml",
    "/sitemap/{id}",
    "/api/openapi.json",
];

/// The addresses that can be opened, as the table names them.
fn table() -> Vec<&'static str> {
    let lines = include_str!("../../trust/routes.toml").lines();
    lines.filter_map(|line| line.strip_prefix("[\"GET ")?.strip_suffix("\"]")).collect()
}

/// How many parts of the address the route names itself; `None` where it is another route's.
fn fits(route: &str, path: &str) -> Option<usize> {
    let (route, path): (Vec<_>, Vec<_>) = (route.split('/').collect(), path.split('/').collect());
    let part = |(route, path): (&&str, &&str)| route == path || (route.starts_with('{') && !path.is_empty());
    let same = route.len() == path.len() && route.iter().zip(&path).all(part);
    same.then(|| route.iter().zip(&path).filter(|(route, path)| route == path).count())
}

/// The routes of pages that are none of these paths.
pub fn not_among(paths: &BTreeSet<String>) -> Vec<&'static str> {
    let table = table();
    let strange: Vec<_> = NO_PAGE.iter().filter(|no| !table.contains(no)).collect();
    assert!(strange.is_empty(), "exceptions without a route: {strange:?}");
    let route = |path: &String| table.iter().copied().max_by_key(|route| fits(route, path));
    let seen: BTreeSet<&str> = paths.iter().filter_map(route).collect();
    table.iter().copied().filter(|route| !seen.contains(route) && !NO_PAGE.contains(route)).collect()
}

#[test]
fn a_page_that_nobody_opened_is_missed() {
    let paths = ["/en/", "/desk/listings/new", "/en/listings/7"].map(str::to_owned);
    let left = not_among(&BTreeSet::from(paths));
    for seen in ["/{lang}/", "/desk/listings/new", "/{lang}/listings/{id}"] {
        assert!(!left.contains(&seen), "{seen}");
    }
    for missed in ["/desk/listings/{id}", "/{lang}/me", "/desk"] {
        assert!(left.contains(&missed), "{missed}");
    }
}
