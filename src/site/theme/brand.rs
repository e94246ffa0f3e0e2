//! A plan's own colour → a small style sheet, with ink that can be read on it.

/// The plan's own colour and the ink that can be read on it.
#[must_use]
pub fn brand_css(colour: &str) -> String {
    let ink = if luminance(colour).is_some_and(|light| light > 0.179) { "#000000" } else { "#ffffff" };
    format!("@layer tokens {{ :root {{ --brand: {colour}; --brand-ink: {ink}; }} }}\n")
}

/// Relative luminance of `#rrggbb` (WCAG 2.2).
fn luminance(colour: &str) -> Option<f64> {
    let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(&digits[at..at + 2], 16).ok()?) / 255.0;
        Some(if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) })
    };
    Some(0.2126 * channel(0)? + 0.7152 * channel(2)? + 0.0722 * channel(4)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ink_can_be_read_on_the_colour() {
        for (colour, ink) in [
            ("#12436d", "#ffffff"),
            ("#ffdd00", "#000000"),
            ("#000000", "#ffffff"),
            ("#ffffff", "#000000"),
            ("#777777", "#000000"),
        ] {
            assert!(brand_css(colour).contains(&format!("--brand-ink: {ink};")), "{colour}");
            let (light, dark) = (luminance(colour).expect("a colour"), luminance(ink).expect("a colour"));
            let contrast = (light.max(dark) + 0.05) / (light.min(dark) + 0.05);
            assert!(contrast >= 4.5, "{colour}: {contrast}");
        }
    }
}
