//! Open data over HTTP: what the official schemas ask for, paging, filters, tags; never a person.

use crate::{
    hsds::{schema, troubles},
    support::{
        reader::{Page, Reader},
        town::Town,
    },
};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use serde_json::{Value, json};
use std::collections::BTreeSet;

pub async fn asks(reader: &mut Reader, path: &str) -> (StatusCode, Value) {
    let page = reader.opens(path).await;
    let json = serde_json::from_str(&page.html).unwrap_or_else(|e| panic!("{path}: {e}: {}", page.html));
    (page.status, json)
}

async fn with(reader: &mut Reader, path: &str, headers: &[(header::HeaderName, &str)]) -> Page {
    let request = headers.iter().fold(Request::get(path), |request, (name, value)| request.header(name, *value));
    reader.send(request.body(Body::empty()).expect("a request")).await
}

/// Everything a list holds, page by page.
async fn all(reader: &mut Reader, path: &str) -> Vec<Value> {
    let (mut found, mut number) = (Vec::new(), 1);
    loop {
        let (status, page) =
            asks(reader, &format!("{path}{}per_page=7&page={number}", if path.contains('?') { "&" } else { "?" }))
                .await;
        assert_eq!(status, StatusCode::OK, "{path}: {page}");
        let contents = page["contents"].as_array().expect("contents").clone();
        assert_eq!(
            (page["size"].as_u64(), page["first_page"].as_bool()),
            (Some(contents.len() as u64), Some(number == 1))
        );
        found.extend(contents);
        if page["last_page"] == json!(true) {
            assert_eq!(page["total_items"].as_u64(), Some(found.len() as u64), "{path}");
            return found;
        }
        number += 1;
    }
}

#[tokio::test]
async fn every_list_and_every_item_is_as_the_official_schemas_say() {
    let town = Town::sample().await;
    let mut anybody = town.reader();
    let public = town.count("select count(*) from listings where status <> 'draft'").await;
    for (path, brief, whole) in [
        ("services", "compiled/service_list.json", "compiled/service.json"),
        ("organizations", "compiled/organization_list.json", "compiled/organization.json"),
        ("service_at_locations", "compiled/service_at_location_list.json", "compiled/service_at_location.json"),
        ("taxonomies", "", ""),
        ("taxonomy_terms", "", ""),
    ] {
        let items = all(&mut anybody, &format!("/hsds/{path}")).await;
        assert!(items.len() > 4 && (path != "services" || items.len() as i64 == public), "{path}: {}", items.len());
        let (brief, whole) = (
            Some(brief).filter(|b| !b.is_empty()).and_then(schema),
            Some(whole).filter(|w| !w.is_empty()).and_then(schema),
        );
        for item in &items {
            let wrong = brief.as_ref().map(|schema| troubles(schema, item)).unwrap_or_default();
            assert!(wrong.is_empty(), "{path}: {wrong:?} in {item}");
        }
        for item in items.iter().step_by(9) {
            let (status, one) =
                asks(&mut anybody, &format!("/hsds/{path}/{}", item["id"].as_str().expect("an id"))).await;
            assert_eq!((status, &one["id"]), (StatusCode::OK, &item["id"]), "{path}");
            let wrong = whole.as_ref().map(|schema| troubles(schema, &one)).unwrap_or_default();
            assert!(wrong.is_empty(), "{path}: {wrong:?} in {one}");
        }
    }
    // Whole, in a list: the same as alone.
    for item in all(&mut anybody, "/hsds/services?full=true&search=koor").await {
        let path = format!("/hsds/services/{}", item["id"].as_str().expect("an id"));
        assert_eq!(asks(&mut anybody, &path).await.1, item);
    }
}

#[tokio::test]
async fn nobody_s_name_or_address_and_no_draft_is_in_it() {
    let town = Town::sample().await;
    let mut anybody = town.reader();
    sqlx::query("update listings set status = 'draft', title_nl = 'Nog geheim' where key = 'living-in'")
        .execute(&*town.db)
        .await
        .expect("a draft");
    town.look().await;
    let mut text = String::new();
    for path in
        ["/hsds/services?full=true", "/hsds/organizations?full_service=true", "/hsds/service_at_locations?full=true"]
    {
        text += &serde_json::to_string(&all(&mut anybody, path).await).expect("JSON");
    }
    for path in ["/calendar.ics", "/new.rss", "/calendar.ics?lang=nl", "/new.rss?lang=nl", "/sitemap/1"] {
        text += &anybody.opens(path).await.html;
    }
    let hosts = "select unnest(array[contact_email, contact_name]) from listings where contact_email is not null
        union select email from accounts";
    for host in sqlx::query_scalar::<_, Option<String>>(hosts).fetch_all(&*town.db).await.expect("hosts") {
        let host = host.unwrap_or_default();
        let as_a_word = regex::Regex::new(&format!(r"\b{}\b", regex::escape(&host))).expect("a pattern");
        assert!(host.is_empty() || host == "desk@example.org" || !as_a_word.is_match(&text), "{host}");
    }
    assert!(!text.contains("Nog geheim") && !text.contains(&town.listing("living-in").await.to_string()));
}

#[tokio::test]
async fn new_is_what_everybody_sees_since_then_however_long_it_was_a_draft() {
    let town = Town::empty().await;
    town.at("2026-11-01 12:00:00+01").await;
    let draft = town.with_listing(&[("id", "choir"), ("status", "draft")]).await;
    town.wait("10 days").await;
    town.with_listing(&[("id", "chess")]).await;
    town.wait("10 days").await;
    let publish = async |status: &'static str| {
        let sql = "update listings set status = $1, closed_on = null, created_at = created_at where key = 'choir'";
        sqlx::query(sql).bind(status).execute(&*town.db).await.expect("a state");
    };
    publish("active").await;
    town.look().await;
    let titles = |feed: &str| -> Vec<String> {
        let title = regex::Regex::new("<item><title>([^<]+)</title>").expect("a pattern");
        title.captures_iter(feed).map(|found| found[1].to_owned()).collect()
    };
    let feed = town.reader().opens("/new.rss").await.html;
    assert_eq!(titles(&feed), ["choir", "chess"], "{feed}");
    assert!(feed.contains("<pubDate>Sat, 21 Nov 2026 11:00:"), "{feed}");
    // Resting and being a draft again do not make it new, nor does anybody who writes another moment.
    town.wait("10 days").await;
    for status in ["paused", "draft", "active"] {
        publish(status).await;
    }
    sqlx::query("update listings set published_at = buurten_now()").execute(&*town.db).await.expect("nothing");
    town.look().await;
    assert_eq!(town.reader().opens("/new.rss").await.html, feed);
    assert!(feed.contains(&draft.to_string()));
}

#[tokio::test]
async fn filters_find_what_they_say() {
    let town = Town::empty().await;
    town.with_listings(
        "id,kind,title_en,title_nl,organisation,domains,interests,postcode,venue,status,rrule,first_date,starts,ends\n\
         choir,club,Choir,Koor,Singers,culture,choir,5611,Church,active,FREQ=WEEKLY,2026-09-01,20:00,22:00\n\
         chess,club,Chess,Schaken,Players,social,board-games,5651,,active,,,,\n\
         walk,activity,A walk,Wandelen,Players,sport,hiking,,,paused,,,,\n",
    )
    .await;
    let mut anybody = town.reader();
    let (_, organizations) = asks(&mut anybody, "/hsds/organizations").await;
    let players = organizations["contents"]
        .as_array()
        .expect("a list")
        .iter()
        .find(|o| o["name"] == "Players")
        .expect("one")["id"]
        .as_str()
        .expect("an id")
        .to_owned();
    let (_, terms) = asks(&mut anybody, "/hsds/taxonomy_terms?search=hiking").await;
    let hiking = &terms["contents"][0];
    let (term, taxonomy) = (hiking["id"].as_str().expect("an id"), hiking["taxonomy_id"].as_str().expect("an id"));
    assert_eq!(hiking["taxonomy_detail"]["name"], "buurten-interest");
    for (query, expected) in [
        ("", vec!["A walk", "Chess", "Choir"]),
        ("search=koor", vec!["Choir"]),
        ("search=zzzzzz", vec![]),
        (&format!("organization_id={players}"), vec!["A walk", "Chess"]),
        (&format!("taxonomy_term_id={term}"), vec!["A walk"]),
        (&format!("taxonomy_id={taxonomy}"), vec!["A walk", "Chess", "Choir"]),
        ("modified_after=2999-01-01", vec![]),
        ("modified_after=2020-01-01T00:00:00Z&format=json", vec!["A walk", "Chess", "Choir"]),
    ] {
        let (status, page) = asks(&mut anybody, &format!("/hsds/services?{query}")).await;
        let mut names: Vec<&str> =
            page["contents"].as_array().expect("a list").iter().filter_map(|s| s["name"].as_str()).collect();
        names.sort_unstable();
        assert_eq!((status, names), (StatusCode::OK, expected), "{query}");
        assert_eq!(page["empty"], json!(page["size"] == 0));
    }
    let (_, minimal) = asks(&mut anybody, "/hsds/services?minimal=true").await;
    assert_eq!(minimal["contents"][0].as_object().expect("an object").len(), 2);
    for (query, count) in
        [("postcode=5611", 1), ("postcode=5611&proximity=20000", 2), ("postcode=5611&proximity=10", 1), ("", 2)]
    {
        let (_, page) = asks(&mut anybody, &format!("/hsds/service_at_locations?{query}")).await;
        assert_eq!(page["total_items"], json!(count), "{query}");
    }
    for (path, says) in [
        ("/hsds/services?page=0", "page: expected a whole number from 1"),
        ("/hsds/services?taxonmy_id=x", "taxonmy_id: expected only search, page"),
        ("/hsds/services?page=1&page=2", "page: expected it once"),
        ("/hsds/services?full=yes", "full: expected true or false"),
        ("/hsds/services?format=ndjson", "format: expected json"),
        ("/hsds/service_at_locations?proximity=100", "proximity: expected a postcode beside it"),
        ("/calendar.ics?day=never", "expected lang and the filters"),
    ] {
        let (status, problem) = asks(&mut anybody, path).await;
        assert!(status == StatusCode::BAD_REQUEST && problem["detail"].to_string().contains(says), "{path}: {problem}");
    }
    for path in ["/hsds/services/none", "/hsds/organizations/00000000-0000-4000-8000-000000000000", "/sitemap/2"] {
        assert_eq!(asks(&mut anybody, path).await.0, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn who_has_the_bytes_is_told_so_and_other_sites_may_read_them() {
    let town = Town::sample().await;
    let mut anybody = town.reader();
    for path in
        ["/hsds", "/hsds/services?full=true", "/calendar.ics?lang=nl", "/new.rss", "/sitemap.xml", "/api/openapi.json"]
    {
        let first = with(&mut anybody, path, &[(header::ORIGIN, "https://elsewhere.example")]).await;
        let tag = first.headers[header::ETAG].to_str().expect("text").to_owned();
        assert!(tag.starts_with('"') && first.headers["access-control-allow-origin"] == "*", "{path}: {tag}");
        for named in [tag.clone(), format!("W/{tag}"), format!("\"other\", {tag}"), "*".to_owned()] {
            let again = with(&mut anybody, path, &[(header::IF_NONE_MATCH, &named)]).await;
            assert_eq!((again.status, again.html.as_str()), (StatusCode::NOT_MODIFIED, ""), "{path}: {named}");
            assert_eq!(again.headers[header::ETAG].to_str().expect("text"), tag, "{path}");
        }
        assert_eq!(with(&mut anybody, path, &[(header::IF_NONE_MATCH, "\"other\"")]).await.status, StatusCode::OK);
        // Packed, it is other bytes, and has another tag.
        let packed = Request::get(path).header(header::ACCEPT_ENCODING, "gzip").body(Body::empty()).expect("a request");
        let packed = reader_headers(&town, packed).await;
        assert!(
            packed.get(header::CONTENT_ENCODING).is_none() || packed[header::ETAG].to_str().expect("text") != tag,
            "{path}"
        );
        let head = Request::head(path).body(Body::empty()).expect("a request");
        assert_eq!(reader_headers(&town, head).await[header::ETAG].to_str().expect("text"), tag, "{path}");
    }
    // A listing changes: so do the bytes.
    let path = format!("/hsds/services/{}", town.listing("living-in").await);
    let before = anybody.opens(&path).await.headers[header::ETAG].clone();
    sqlx::query("update listings set title_en = 'Another' where key = 'living-in'")
        .execute(&*town.db)
        .await
        .expect("changed");
    town.look().await;
    assert_ne!(anybody.opens(&path).await.headers[header::ETAG], before);
}

async fn reader_headers(town: &Town, mut request: Request<Body>) -> axum::http::HeaderMap {
    request.headers_mut().insert(header::HOST, header::HeaderValue::from_static("127.0.0.1:3000"));
    tower::ServiceExt::oneshot(town.router.clone(), request).await.expect("an answer").headers().clone()
}

#[tokio::test]
async fn calendars_and_feeds_know_every_filter_of_the_list() {
    let town = Town::sample().await;
    let mut anybody = town.reader();
    let count = |text: &str, what: &str| text.matches(what).count();
    let whole = anybody.opens("/calendar.ics").await.html;
    assert!(count(&whole, "BEGIN:VEVENT") > 50 && whole.contains("X-WR-CALNAME:Things to do in Eindhoven"), "{whole}");
    let id_of = |link: &str| link.split("/listings/").nth(1).and_then(|rest| rest.get(..36)).map(str::to_owned);
    for query in ["q=choir", "domain=culture", "day=tue", "language=en", "part=centrum", "domain=sport&day=tue"] {
        let calendar = anybody.opens(&format!("/calendar.ics?lang=nl&{query}")).await;
        let events = count(&calendar.html, "BEGIN:VEVENT");
        let fewer = (1..count(&whole, "BEGIN:VEVENT")).contains(&events);
        assert!(calendar.status == StatusCode::OK && fewer, "{query}: {events}");
        let feed = anybody.opens(&format!("/new.rss?lang=nl&{query}")).await;
        assert!(
            feed.status == StatusCode::OK && feed.html.contains("<title>Nieuw in Eindhoven</title>"),
            "{}",
            feed.html
        );
        // The page of the list names both, filtered the same.
        let list = anybody.opens(&format!("/nl/listings?{query}")).await;
        let links = list.attributes("link[rel=alternate]", "href");
        assert!(links.contains(&format!("/new.rss?lang=nl&{query}")), "{links:?}");
        // What takes place, and what is new, is in the list.
        let mut listed = BTreeSet::new();
        for number in 1..20 {
            let page = anybody.opens(&format!("/nl/listings?{query}&page={number}")).await;
            let more = page.attributes("main a[href*='/listings/']", "href");
            let before = listed.len();
            listed.extend(more.iter().filter_map(|link| id_of(link)));
            if listed.len() == before {
                break;
            }
        }
        // A line of a calendar is folded wherever it is too long.
        for text in [calendar.html.replace("\r\n ", ""), feed.html] {
            let named: BTreeSet<String> = text.split("http").filter_map(id_of).collect();
            assert!(named.is_subset(&listed), "{query}: {:?}", named.difference(&listed));
        }
    }
    let tuesday = anybody.opens("/calendar.ics?q=koor").await.html;
    assert!(tuesday.contains("/en/listings/"), "{tuesday}");
}

#[tokio::test]
async fn every_listing_s_page_says_what_it_is_and_search_engines_find_it() {
    let town = Town::sample().await;
    let mut anybody = town.reader();
    let index = anybody.opens("/sitemap.xml").await.html;
    assert!(index.contains("<loc>http://127.0.0.1:3000/sitemap/1</loc>"), "{index}");
    assert!(anybody.opens("/robots.txt").await.html.contains("Sitemap: http://127.0.0.1:3000/sitemap.xml"));
    let sitemap = anybody.opens("/sitemap/1").await.html;
    let named = sitemap.split("<loc>").skip(1).filter_map(|rest| rest.split("</loc>").next());
    let pages: Vec<&str> = named.filter(|page| !page.contains("/listings/")).collect();
    assert!(pages.len() >= 20, "{pages:?}");
    for page in pages {
        let path = page.strip_prefix("http://127.0.0.1:3000").expect("an address of ours");
        assert_eq!(anybody.opens(path).await.status, StatusCode::OK, "{path}");
    }
    let ids: Vec<uuid::Uuid> =
        sqlx::query_scalar("select id from listings where status <> 'draft'").fetch_all(&*town.db).await.expect("ids");
    for id in ids {
        let path = format!("/nl/listings/{id}");
        assert!(sitemap.contains(&format!("<loc>http://127.0.0.1:3000{path}</loc>")), "{path}");
        let page = anybody.opens(&path).await;
        let scripts =
            page.html.split("<script type=\"application/ld+json\">").nth(1).unwrap_or_else(|| panic!("{path}"));
        let told: Value = serde_json::from_str(scripts.split("</script>").next().expect("an end")).expect("JSON");
        assert!(told["@context"] == "https://schema.org" && told["name"].is_string(), "{path}: {told}");
        assert_eq!(
            page.attributes("link[rel=alternate][type='application/json']", "href"),
            [format!("/hsds/services/{id}")]
        );
    }
}

#[tokio::test]
async fn a_page_says_what_there_is_under_which_licence_and_how_to_name_it() {
    let town = Town::sample().await;
    for lang in ["en", "nl"] {
        let mut anybody = town.reader();
        let page = anybody.opens(&format!("/{lang}/open-data")).await;
        assert!(page.says("CC BY 4.0") && page.says("desk@example.org"), "{}", page.main());
        for address in page.attributes("main ul a", "href") {
            assert_eq!(anybody.opens(&address).await.status, StatusCode::OK, "{address}");
        }
        assert!(
            anybody
                .opens(&format!("/{lang}/"))
                .await
                .attributes("footer a", "href")
                .contains(&format!("/{lang}/open-data"))
        );
    }
}
