//! Every word the interface says, in Chinese and English side by side: one file an area.
//!
//! [`words!`] turns each entry into a function of the language. A text that lacks a language, or
//! whose languages use different arguments, does not compile; a text nobody uses is a warning.
//! Why not a translation library: `docs/decisions/2026-11-23_words-are-functions.md`.

/// Declares texts: `title: "排名", "Ranking";` or, with arguments, `total(n): "共 {n} 个", "{n} in all";`.
macro_rules! words {
    ($( $key:ident $( ( $($arg:ident),+ ) )? : $zh:literal, $en:literal; )*) => {
        $( $crate::locales::words!(@one $key $( ( $($arg),+ ) )? : $zh, $en); )*
    };
    (@one $key:ident : $zh:literal, $en:literal) => {
        #[doc = concat!($zh, " / ", $en)]
        pub const fn $key(lang: domain::Lang) -> &'static str {
            match lang {
                domain::Lang::Zh => $zh,
                domain::Lang::En => $en,
            }
        }
    };
    (@one $key:ident ( $($arg:ident),+ ) : $zh:literal, $en:literal) => {
        #[doc = concat!($zh, " / ", $en)]
        pub fn $key(lang: domain::Lang, $($arg: impl std::fmt::Display),+) -> String {
            match lang {
                domain::Lang::Zh => format!($zh, $($arg = $arg),+),
                domain::Lang::En => format!($en, $($arg = $arg),+),
            }
        }
    };
}
pub(crate) use words;

pub mod account;
pub mod admin;
pub mod audit;
pub mod change;
pub mod common;
pub mod csv;
pub mod dimensions;
pub mod documents;
pub mod downloads;
pub mod edition;
pub mod explain;
pub mod fieldwork;
pub mod filing;
pub mod home;
pub mod imputation;
pub mod indicator;
pub mod item;
pub mod job;
pub mod method;
pub mod other_methods;
pub mod paging;
pub mod problem;
pub mod publish;
pub mod questionnaire;
pub mod rating;
pub mod reach;
pub mod recipe;
pub mod release;
pub mod reweigh;
pub mod robustness;
pub mod round;
pub mod unit;
pub mod upload;
pub mod verify;
pub mod work;

#[cfg(test)]
mod tests {
    use domain::Lang;

    words! {
        plain: "排名", "Ranking";
        with_arguments(n, name): "{name}共 {n} 个", "{n} of {name}";
    }

    #[test]
    fn a_word_is_a_function_of_the_language() {
        assert_eq!(plain(Lang::Zh), "排名");
        assert_eq!(with_arguments(Lang::En, 3, "cities"), "3 of cities");
    }
}
