//! The bars: every page of every role, in both languages and both themes.

use crate::{
    browser::{Browser, Scripts},
    eye::Eye,
    served::Served,
    tour::tour,
};
use buurten::kit::lang::Lang;
use std::time::Instant;

#[tokio::test]
async fn the_eye_that_looks_at_the_pages_is_not_blind() {
    let city = Served::start(&[]);
    let browser = Browser::start(Scripts::On, Lang::En).await;
    let mut eye = Eye::of(&browser, Lang::En).await;
    browser.opens(&city.to("/en/talk")).await;
    let faults = "const main = document.querySelector('main');
        main.append(document.createElement('img'));
        const wide = document.createElement('p');
        wide.id = 'main';
        wide.style.inlineSize = '1500px';
        wide.style.color = matchMedia('(prefers-color-scheme: dark)').matches ? '' : '#f5f0e8';
        wide.textContent = 'Who can read this?';
        wide.setAttribute('style', wide.getAttribute('style') + ';margin: 0');
        main.append(wide);";
    browser.run(faults).await;
    eye.looks("a page with faults", 404).await;
    browser.opens(&city.to("/en/talk")).await;
    let fault = "const short = document.createElement('p');
        short.style.setProperty('white-space', 'nowrap');
        short.textContent = 'It fits, but only where it is short';
        document.querySelector('main').append(short);";
    browser.run(fault).await;
    eye.looks("a page of short words", 200).await;
    eye.reads("a page with faults", "<!DOCTYPE html><title>x</title><p><b>open</p>");
    let troubles = eye.found.troubles();
    for fault in [
        "image-alt",
        "color-contrast",
        "scrolls sideways",
        "where texts are longer",
        "there twice",
        "Security Policy",
        "200 instead of 404",
        "the HTML",
    ] {
        assert!(troubles.contains(fault), "{fault} was not found:\n{troubles}");
    }
    browser.end().await;
    city.end();
}

#[tokio::test]
async fn every_page_of_every_role_holds_the_bars() {
    let since = Instant::now();
    let (en, nl) = tokio::join!(tour(Lang::En), tour(Lang::Nl));
    let found = en.and(nl);
    println!("bars: {}; {:.0} s", found.counts(), since.elapsed().as_secs_f64());
    let troubles = found.troubles();
    assert!(troubles.is_empty(), "\n{troubles}\n");
}
