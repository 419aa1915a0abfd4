//! Paper as a printer gets it: one A4 each, and nothing on it is cut off.

use crate::{
    browser::{Browser, Scripts},
    served::Served,
    worker::Worker,
};
use buurten::kit::lang::Lang;
use data_encoding::BASE64;
use regex::bytes::Regex;
use serde_json::json;
use std::{env, fs, path::Path};

/// The pages of a PDF, each as wide and high as it says, in points.
fn pages(pdf: &[u8]) -> Vec<(f64, f64)> {
    let size = Regex::new(r"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]").expect("a pattern");
    let number = |text: &[u8]| String::from_utf8_lossy(text).parse::<f64>().expect("a number");
    size.captures_iter(pdf).map(|found| (number(&found[1]), number(&found[2]))).collect()
}

/// The page that is open, as a printer gets it. A browser that is busy now and then prints before it has read what paper
/// the page asks for, or not at all: then, as a person would, once more.
async fn printed(browser: &Browser) -> Vec<u8> {
    for _ in 0..TRIES {
        let print = json!({"preferCSSPageSize": true, "printBackground": true});
        let Ok(answer) = browser.asks("Page.printToPDF", print).await else { continue };
        let pdf = BASE64.decode(answer["data"].as_str().expect("a file").as_bytes()).expect("base64");
        if pages(&pdf).iter().all(|&(wide, _)| is_about(wide, A4.0)) {
            return pdf;
        }
    }
    panic!("{}: nothing came out on A4 in {TRIES} tries", browser.at().await)
}

const TRIES: u32 = 5;

/// Wide and high, in points.
const A4: (f64, f64) = (595.3, 841.9);

fn is_about(size: f64, wanted: f64) -> bool {
    (size - wanted).abs() < 1.0
}

/// What leaves its paper, or its card, as it is printed.
const CUT_OFF: &str = "
    const out = [];
    for (const frame of document.querySelectorAll('.sheet, .handout')) {
        const edge = frame.getBoundingClientRect();
        for (const it of frame.querySelectorAll('*')) {
            const box = it.getBoundingClientRect();
            if (it.closest('.visually-hidden') || box.width === 0) continue;
            if (box.bottom > edge.bottom + 1 || box.right > edge.right + 1 || box.left < edge.left - 1 || box.top < edge.top - 1)
                out.push(`${frame.className}: ${it.tagName} ${it.className} ${it.textContent.slice(0, 40)}`);
        }
    }
    const cards = [...document.querySelectorAll('.handout')].map(it => it.getBoundingClientRect());
    for (const card of cards) {
        const [wide, high] = [card.width / 96 * 25.4, card.height / 96 * 25.4];
        if (Math.abs(wide - 85) > 0.3 || Math.abs(high - 55) > 0.3) out.push(`a card of ${wide} × ${high} mm`);
    }
    return out;";

#[tokio::test]
async fn each_paper_is_one_a4_and_nothing_is_cut_off() {
    let city = Served::start(&[]);
    let browser = Browser::start(Scripts::Off, Lang::En).await;
    let she = Worker::of_the_sample(&city, browser, Lang::En).await;
    // A week in which more is open than a sheet holds, with long names.
    let database = city.database().await;
    sqlx::query(
        "insert into listings (id, key, kind, title_nl, title_en, venue, postcode, status, confirmed_on, rrule, first_date, starts, ends, english_ok)
         select gen_random_uuid(), 'full-' || n, 'club', 'Samen iets doen met een heel lange naam, nummer ' || n, 'Something together with a very long name, number ' || n,
                'Het wijkgebouw aan de andere kant van het park', '5611', 'active', buurten_now()::date,
                'FREQ=WEEKLY;BYDAY=' || (array['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'])[n % 7 + 1], buurten_now()::date - 30, '20:00', '22:00', true
         from generate_series(1, 42) n",
    )
    .execute(&*database)
    .await
    .expect("a full week");
    she.browser.opens(&city.to("/desk/hand-out/week")).await;
    for _ in 0..50 {
        if she.browser.main().await.contains("number") {
            break;
        }
        she.browser.opens(&city.to("/desk/hand-out/week")).await;
    }
    let calls = "insert into calls_for_locals (id, cell) values ('00000000-0000-4000-8000-0000000000ca', 'leisure-cycling.tue-morning.woensel-noord.a2'),
                                                              ('00000000-0000-4000-8000-0000000000cb', 'any.sun-evening.any.any')";
    sqlx::query(calls).execute(&*database).await.expect("calls");
    let hand_outs = [
        ("poster", "lang=nl"),
        ("poster", "lang=en&part=strijp&domain=sport&language=en"),
        ("week", "lang=nl"),
        ("week", "lang=en&part=strijp"),
        ("week", "lang=en&domain=culture"),
        ("cards", "lang=nl"),
        ("cards", "lang=en&part=woensel-noord&domain=education&language=nl"),
    ];
    let mut papers = hand_outs.map(|(name, query)| format!("/desk/hand-out/{name}?{query}")).to_vec();
    // What a gap asks for, on a wall.
    for (lang, call) in [("en", "ca"), ("nl", "ca"), ("nl", "cb")] {
        papers.push(format!("/{lang}/wanted/00000000-0000-4000-8000-0000000000{call}"));
    }
    for what in papers {
        she.browser.opens(&city.to(&what)).await;
        let pdf = printed(&she.browser).await;
        // For people to look at.
        if let Some(folder) = env::var_os("BUURTEN_PAPER") {
            let file = format!("{}.pdf", what.replace(['/', '?', '&', '='], "-"));
            fs::write(Path::new(&folder).join(file), &pdf).expect("written");
        }
        let pages = pages(&pdf);
        assert_eq!(pages.len(), 1, "{what}: one page, {pages:?}");
        assert!(she.browser.has(".code svg").await, "{what}: a code");
        let (wide, high) = pages[0];
        assert!(is_about(wide, A4.0) && is_about(high, A4.1), "{what}: A4, {pages:?}");
        // As on paper: 210 mm are 794 px.
        she.browser.width(794).await;
        she.browser.tell("Emulation.setEmulatedMedia", json!({"media": "print"})).await;
        let out: Vec<String> = serde_json::from_value(she.browser.run(CUT_OFF).await).expect("texts");
        assert!(out.is_empty(), "{what}: {out:#?}");
        she.browser.tell("Emulation.setEmulatedMedia", json!({"media": ""})).await;
    }
    she.browser.end().await;
    city.end();
}
