//! `MathML` presentation markup, built from parts that are escaped on the way in.

use std::fmt::Write;

/// A finished piece of markup.
#[derive(Debug, Clone)]
pub(super) struct Math(String);

/// The complete element, as a line of its own.
pub(super) fn block(parts: &[Math]) -> String {
    format!(r#"<math xmlns="http://www.w3.org/1998/Math/MathML" display="block">{}</math>"#, row(parts).0)
}

/// A variable, or a name such as `min`.
pub(super) fn name(text: &str) -> Math {
    element("mi", text)
}

/// An operator, relation or bracket.
pub(super) fn sign(text: &str) -> Math {
    element("mo", text)
}

/// A number.
pub(super) fn number(value: f64) -> Math {
    if value < 0.0 {
        row(&[sign("−"), element("mn", &(-value).to_string())])
    } else {
        element("mn", &value.to_string())
    }
}

/// Parts side by side.
pub(super) fn row(parts: &[Math]) -> Math {
    nest("mrow", parts)
}

/// A base with an index below: `w` with `i`.
pub(super) fn indexed(base: Math, index: Math) -> Math {
    nest("msub", &[base, index])
}

/// Two names: a base with an index below.
pub(super) fn at(base: &str, index: &str) -> Math {
    indexed(name(base), name(index))
}

/// A base with an index and a prime: `w′` with `i`.
pub(super) fn primed(base: Math, index: Math) -> Math {
    nest("msubsup", &[base, index, sign("′")])
}

/// A square root.
pub(super) fn root(of: Math) -> Math {
    nest("msqrt", &[of])
}

/// A base with an exponent.
pub(super) fn power(base: Math, exponent: Math) -> Math {
    nest("msup", &[base, exponent])
}

/// A fraction.
pub(super) fn fraction(above: Math, below: Math) -> Math {
    nest("mfrac", &[above, below])
}

/// `Σ` or `Π` with what it runs over below.
pub(super) fn over(operator: &str, range: Math) -> Math {
    nest("munder", &[sign(operator), range])
}

fn nest(tag: &str, parts: &[Math]) -> Math {
    let inner: String = parts.iter().map(|part| part.0.as_str()).collect();
    Math(format!("<{tag}>{inner}</{tag}>"))
}

fn element(tag: &str, text: &str) -> Math {
    let mut markup = format!("<{tag}>");
    for c in text.chars() {
        match c {
            '&' => markup.push_str("&amp;"),
            '<' => markup.push_str("&lt;"),
            '>' => markup.push_str("&gt;"),
            '"' => markup.push_str("&quot;"),
            '\'' => markup.push_str("&#39;"),
            c => markup.push(c),
        }
    }
    // Writing to a String cannot fail.
    let _ = write!(markup, "</{tag}>");
    Math(markup)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_escaped() {
        let markup = block(&[name("<script>alert('1')&\"")]);
        assert!(markup.contains("<mi>&lt;script&gt;alert(&#39;1&#39;)&amp;&quot;</mi>"), "{markup}");
    }

    #[test]
    fn a_negative_number_has_a_minus_sign_of_its_own() {
        assert_eq!(number(-2.5).0, "<mrow><mo>−</mo><mn>2.5</mn></mrow>");
    }
}
