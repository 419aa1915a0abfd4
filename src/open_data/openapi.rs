//! `/api/openapi.json`: all of it, described (OpenAPI 3.1). Parameters are told from where they are read, and answers
//! from the types that are written.

use super::{
    LICENCE,
    answer::{Answer, Page},
    calendar::LANG,
    hsds::About,
    organizations,
    parameters::{Asked, Kind, Parameter},
    places, services, terms,
};
use crate::{
    city::TheCity,
    hsds::{Organization, Service, ServiceAtLocation, Taxonomy, TaxonomyTerm},
    kit::{lang::Lang, place::gazetteer, week::DAYS, words::Domain},
    web::PublicAddress,
};
use axum::Json;
use schemars::{JsonSchema, SchemaGenerator, generate::SchemaSettings};
use serde_json::{Map, Value, json};

/// `GET /api/openapi.json`
pub(super) async fn file(address: PublicAddress, city: TheCity, asked: Asked) -> Answer<Json<Value>> {
    asked.read(&[])?;
    Ok(Json(described(&address.link(""), &city.now().name)))
}

fn described(address: &str, city: &str) -> Value {
    let mut all = Described {
        schemas: SchemaSettings::draft2020_12()
            .for_serialize()
            .with(|s| s.definitions_path = "/components/schemas".into())
            .into_generator(),
        paths: Map::new(),
    };
    all.json::<About>("/hsds", "What this is", &[]);
    all.json::<About>("/hsds/", "What this is", &[]);
    all.json::<Page<services::Listed>>("/hsds/services", "Listings", &services::PARAMETERS);
    all.json::<Service>("/hsds/services/{id}", "A listing", &[]);
    all.json::<Page<Organization>>("/hsds/organizations", "Organisations", &organizations::PARAMETERS);
    all.json::<Organization>("/hsds/organizations/{id}", "An organisation", &organizations::OF_ONE);
    all.json::<Page<ServiceAtLocation>>("/hsds/service_at_locations", "Listings at their places", &places::PARAMETERS);
    all.json::<ServiceAtLocation>("/hsds/service_at_locations/{id}", "A listing at its place", &[]);
    all.json::<Page<Taxonomy>>("/hsds/taxonomies", "Taxonomies", &terms::OF_TAXONOMIES);
    all.json::<Taxonomy>("/hsds/taxonomies/{id}", "A taxonomy", &[]);
    all.json::<Page<TaxonomyTerm>>("/hsds/taxonomy_terms", "Terms", &terms::OF_TERMS);
    all.json::<TaxonomyTerm>("/hsds/taxonomy_terms/{id}", "A term", &[]);
    all.filtered("/calendar.ics", "What is open, as a calendar", "text/calendar");
    all.filtered("/new.rss", "What is new, as a feed", "application/rss+xml");
    all.text("/sitemap.xml", "Every page that is for everybody", "application/xml", Vec::new());
    all.text("/sitemap/{id}", "A part of the sitemap", "application/xml", vec![number_in_path("id")]);
    all.json::<Map<String, Value>>("/api/openapi.json", "This description", &[]);
    all.done(address, city)
}

struct Described {
    schemas: SchemaGenerator,
    paths: Map<String, Value>,
}

impl Described {
    /// A route that answers with JSON.
    fn json<T: JsonSchema>(&mut self, path: &str, says: &str, asked: &[&Parameter]) {
        let schema = self.schemas.subschema_for::<T>();
        let mut parameters: Vec<Value> = path.contains("{id}").then(id_in_path).into_iter().collect();
        parameters.extend(asked.iter().map(|p| in_query(p.name, p.says, p.kind.schema())));
        self.add(path, says, parameters, json!({"application/json": {"schema": schema}}));
    }

    /// A route that is filtered as the list of listings is.
    fn filtered(&mut self, path: &str, says: &str, kind: &str) {
        // An empty one is none.
        let names = |mut all: Vec<&'static str>| {
            all.push("");
            json!({"type": "string", "enum": all})
        };
        let several = |all: Vec<&'static str>| json!({"type": "array", "items": names(all)});
        let parts: Vec<&'static str> = gazetteer().parts.iter().map(|part| part.slug.as_str()).collect();
        let languages: Vec<&str> = [Lang::En, Lang::Nl].map(Lang::as_str).to_vec();
        let parameters = vec![
            in_query(LANG, "The language of the answer.", names(languages.clone())),
            in_query("q", "Only what has these words.", Kind::Text.schema()),
            in_query("domain", "Only these domains.", several(Domain::ALL.iter().map(|d| d.as_str()).collect())),
            in_query("day", "Only on these days.", several(DAYS.to_vec())),
            in_query("language", "Only where this is spoken.", names(languages)),
            in_query("part", "Only in this part of town.", names(parts)),
        ];
        self.text(path, says, kind, parameters);
    }

    fn text(&mut self, path: &str, says: &str, kind: &str, parameters: Vec<Value>) {
        self.add(path, says, parameters, json!({kind: {"schema": {"type": "string"}}}));
    }

    fn add(&mut self, path: &str, says: &str, parameters: Vec<Value>, content: Value) {
        let problem = json!({"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}});
        let get = json!({
            "summary": says,
            "operationId": path.replace(|c: char| !c.is_ascii_alphanumeric(), "_"),
            "parameters": parameters,
            "responses": {
                "200": {"description": says, "content": content,
                    "headers": {"ETag": {"description": "Of these very bytes.", "schema": {"type": "string"}}}},
                "304": {"description": "You have it already."},
                "400": {"description": "The question cannot be read.", "content": problem},
                "404": {"description": "There is no such thing.", "content": problem},
                "503": {"description": "Too many at once. Try again soon."},
            },
        });
        self.paths.insert(path.to_owned(), json!({"get": get}));
    }

    fn done(mut self, address: &str, city: &str) -> Value {
        let mut schemas = self.schemas.take_definitions(true);
        let problem = json!({"type": "object", "required": ["title", "status", "detail"], "properties": {
            "title": {"type": "string"}, "status": {"type": "integer"}, "detail": {"type": "string"}}});
        schemas.insert("Problem".to_owned(), problem);
        json!({
            "openapi": "3.1.0",
            "info": {
                "title": format!("Buurten {city}: open data"),
                "version": "1",
                "description": "What newcomers can go to: listings and organisations, never people. HSDS 3.1 at /hsds.",
                "license": {"name": LICENCE.0, "url": LICENCE.1},
            },
            "servers": [{"url": address}],
            "paths": self.paths,
            "components": {"schemas": schemas},
        })
    }
}

fn in_query(name: &str, says: &str, schema: Value) -> Value {
    json!({"name": name, "in": "query", "required": false, "description": says, "schema": schema})
}

fn id_in_path() -> Value {
    json!({"name": "id", "in": "path", "required": true, "schema": {"type": "string", "format": "uuid"}})
}

fn number_in_path(name: &str) -> Value {
    json!({"name": name, "in": "path", "required": true, "schema": {"type": "integer", "minimum": 1}})
}
