//! An address as a picture for a camera.

use qrcode::{QrCode, render::svg};

/// A QR code: an SVG with its own white ground, without any inline style. The label says what it opens.
///
/// # Errors
/// Where the address is too long for one.
pub fn picture(address: &str, label: &str) -> anyhow::Result<String> {
    let code = QrCode::new(address)?;
    let drawn = code.render::<svg::Color>().min_dimensions(220, 220).build();
    let svg = drawn.split_once("?>").map_or(drawn.as_str(), |(_, svg)| svg);
    let label = label.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    Ok(svg.replacen("<svg ", &format!("<svg role=\"img\" aria-label=\"{label}\" "), 1))
}
