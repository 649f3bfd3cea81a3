//! Reads which known function a text means: the cases name functions in words alone.
//!
//! ```text
//! 10+u1+2u2+3u3                                           linear
//! sin(z1)+7 sin(z2)^2+0.1 z3^4 sin(z1), z=2 pi u - pi     Ishigami, with 7 and 0.1
//! prod (|4u_i-2|+a_i)/(1+a_i), a=[0, 1, 4.5]              Sobol's G
//! ```

use scoring::uncertainty::known::Function;

use crate::Failure;

pub(super) fn read(text: &str, d: usize) -> Result<Function, Failure> {
    let dense: String = text.chars().filter(|c| !c.is_whitespace() && *c != '*').collect();
    let function = ishigami(&dense).filter(|_| d == 3).or_else(|| g(&dense, d)).or_else(|| linear(&dense, d));
    function.ok_or_else(|| Failure::input(format!("`{text}` is no function with known indices")))
}

fn ishigami(text: &str) -> Option<Function> {
    let rest = text.strip_prefix("sin(z1)+")?;
    let (a, rest) = rest.split_once("sin(z2)^2+")?;
    let (b, rest) = rest.split_once("z3^4sin(z1)")?;
    rest.starts_with(",z=2piu-pi").then_some(())?;
    Some(Function::Ishigami { a: factor(a)?, b: factor(b)? })
}

fn g(text: &str, d: usize) -> Option<Function> {
    text.contains("|4u").then_some(())?;
    let (_, listed) = text.rsplit_once("a=")?;
    let constants: Vec<f64> = listed
        .trim_matches(['[', ']', '(', ')', '{', '}'])
        .split(',')
        .map(|a| a.parse().ok())
        .collect::<Option<_>>()?;
    (constants.len() == d).then_some(Function::G(constants))
}

fn linear(text: &str, d: usize) -> Option<Function> {
    let mut coefficients = vec![0.0; d];
    let signed = text.replace('-', "+-");
    for term in signed.split('+').filter(|term| !term.is_empty()) {
        match term.split_once('u') {
            None => {
                term.parse::<f64>().ok()?;
            }
            Some((c, input)) => {
                let place = input.trim_start_matches('_').parse::<usize>().ok()?.checked_sub(1)?;
                *coefficients.get_mut(place)? += factor(c)?;
            }
        }
    }
    Some(Function::Linear(coefficients))
}

/// What stands before a variable; nothing is 1.
fn factor(text: &str) -> Option<f64> {
    match text {
        "" => Some(1.0),
        "-" => Some(-1.0),
        _ => text.parse().ok().filter(|x: &f64| x.is_finite()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_kinds_are_read() {
        assert_eq!(read("10+u1+2u2 - 3.5*u3", 3), Ok(Function::Linear(vec![1.0, 2.0, -3.5])));
        let ishigami = "sin(z1)+7 sin(z2)^2+0.1 z3^4 sin(z1), z=2 pi u - pi";
        assert_eq!(read(ishigami, 3), Ok(Function::Ishigami { a: 7.0, b: 0.1 }));
        assert_eq!(read("prod (|4u_i-2|+a_i)/(1+a_i), a=[0, 1]", 2), Ok(Function::G(vec![0.0, 1.0])));
    }

    #[test]
    fn anything_else_is_refused() {
        for text in ["u1*u2", "exp(u1)", "2u9", ""] {
            assert!(read(text, 3).is_err() || text.is_empty(), "{text}");
        }
    }
}
