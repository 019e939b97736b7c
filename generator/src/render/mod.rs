//! Templates, strings and glyphs brought together: a name, a language and a context in, a page out.

mod card;
mod sprite;
mod strict;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::{Date, DateTime, Time};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Kwargs, Serde, ValueKind};
use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, Value, context,
};
use serde::Serialize;
use themes::{Argument, Calendar, Strings, Theme, ThemeError, direction_of};

pub(crate) use self::card::Card;
use self::sprite::Sprite;

/// How much a template may do before it is stopped: a theme's endless loop must not hang a kiosk.
const FUEL: u64 = 5_000_000;

/// What is drawn for a glyph that the theme does not have: something in a box.
const FALLBACK_GLYPH: &str = "box";

/// Draws pages. Made once for a theme; safe to share between threads.
#[derive(Debug)]
pub struct Renderer {
    theme: Arc<Theme>,
    strings: Arc<Strings>,
    sprite: Sprite,
    /// What a node's own templates ask for.
    asked: strict::Asked,
    environments: BTreeMap<String, Environment<'static>>,
    fallback: Environment<'static>,
}

/// Why a page cannot be drawn.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// The theme's files cannot be used.
    #[error(transparent)]
    Theme(#[from] ThemeError),
    /// A template is missing or has an error.
    #[error("{template}{}: {message}", line.map(|n| format!(":{n}")).unwrap_or_default())]
    Template {
        /// The template's name.
        template: String,
        /// The line of the error, where it is known.
        line: Option<usize>,
        /// What is wrong, with what was wrong below it.
        message: String,
    },
}

impl RenderError {
    fn template(name: &str, error: &Error) -> Self {
        let mut message = error.to_string();
        let mut below = std::error::Error::source(error);
        while let Some(cause) = below {
            message.push_str(&format!("; {cause}"));
            below = cause.source();
        }
        let template = error.name().unwrap_or(name).to_owned();
        Self::Template { template, line: error.line(), message }
    }
}

impl Renderer {
    /// A renderer for a theme and the languages of a node, the node's default first.
    pub fn new(theme: Theme, languages: &[String]) -> Result<Self, RenderError> {
        let theme = Arc::new(theme);
        let default = languages.first().map_or("en", String::as_str);
        let strings = Arc::new(Strings::read(&theme, default)?);
        let sprite = Sprite::read(&theme)?;
        let of = |lang: &str| (lang.to_owned(), environment(&theme, &strings, &sprite, lang));
        let own = languages.iter().map(String::as_str).chain(strings.languages());
        let environments = own.map(of).collect();
        let fallback = environment(&theme, &strings, &sprite, default);
        let asked = strict::Asked::read(&theme)?;
        Ok(Self { theme, strings, sprite, asked, environments, fallback })
    }

    /// Draws a template in a language. The template sees the fields of `context`, and `lang` and `dir`.
    ///
    /// Names are those of the theme: `title.html` is `templates/title.html`, `kiosk/home.html` is
    /// `kiosk/home.html`. Where the page says `<!--sprite-->`, the glyphs that it uses are put in.
    pub fn render(
        &self,
        name: &str,
        lang: &str,
        context: &impl Serialize,
    ) -> Result<String, RenderError> {
        let wrong = |error| RenderError::template(name, &error);
        let environment = self.environments.get(lang).unwrap_or(&self.fallback);
        let template = environment.get_template(name).map_err(wrong)?;
        let values = Value::from(Serde(context));
        self.asked.check(name, &values)?;
        let page = template.render(context! { ..values }).map_err(wrong)?;
        Ok(self.sprite.place_into(page))
    }

    /// Changes with everything that pages are drawn from beside what they show: templates, words, glyphs.
    pub fn mark(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        let sprites = ["assets/icons.svg".to_owned(), "assets/glyphs.svg".to_owned()];
        let folders = ["templates/", "locales/"].into_iter().flat_map(|f| self.theme.names(f));
        for name in folders.chain(sprites) {
            let bytes = self.theme.file(&name).unwrap_or_default();
            hasher.update(name.as_bytes());
            hasher.update(&bytes.len().to_le_bytes());
            hasher.update(&bytes);
        }
        hasher.finalize().to_hex().chars().take(32).collect()
    }

    /// The theme's files.
    pub fn theme(&self) -> &Theme {
        &self.theme
    }

    /// The theme's words.
    pub fn strings(&self) -> &Strings {
        &self.strings
    }
}

fn environment(
    theme: &Arc<Theme>,
    strings: &Arc<Strings>,
    sprite: &Sprite,
    lang: &str,
) -> Environment<'static> {
    let mut env = Environment::new();
    let files = Arc::clone(theme);
    env.set_loader(move |name| {
        files.template(name).map_err(|e| Error::new(ErrorKind::BadInclude, e.to_string()))
    });
    env.set_auto_escape_callback(auto_escape);
    env.set_formatter(write_escaped);
    env.set_undefined_behavior(UndefinedBehavior::Chainable);
    env.set_syntax(syntax());
    env.set_fuel(Some(FUEL));
    env.add_global("lang", lang);
    env.add_global("dir", direction_of(lang).as_str());
    add_words(&mut env, strings, lang);
    add_dates(&mut env, strings, lang);
    env.add_function("icon", |name: &str| svg_use("i", name));
    env.add_function("qr", |text: &str| crate::qr::symbol(text).map(|it| Value::from(Serde(it))));
    env.add_function("thing", |state: &State<'_, '_>, card: Value| card::thing(state, &card));
    let known = sprite.names();
    env.add_function("glyph", move |name: &str| {
        svg_use("g", if known.contains(name) { name } else { FALLBACK_GLYPH })
    });
    env
}

/// Lines that hold nothing but a block leave no empty line behind.
fn syntax() -> SyntaxConfig {
    SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build().unwrap_or_default()
}

/// Everything is HTML except what says otherwise by its name.
fn auto_escape(name: &str) -> AutoEscape {
    match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("txt" | "ics") => AutoEscape::None,
        _ => AutoEscape::Html,
    }
}

/// Texts are escaped by our own five characters: addresses keep their slashes readable.
fn write_escaped(
    out: &mut Output<'_>,
    state: &mut State<'_, '_>,
    value: &Value,
) -> Result<(), Error> {
    match value.as_str() {
        Some(text) if !value.is_safe() && matches!(state.auto_escape(), AutoEscape::Html) => {
            out.write_str(&crate::chart::escape(text)).map_err(Error::from)
        }
        _ => minijinja::escape_formatter(out, state, value),
    }
}

fn svg_use(class: &str, name: &str) -> Value {
    let name: String = name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    let class = if class == "i" { " class=\"i\"" } else { "" };
    Value::from_safe_string(format!(
        "<svg{class} aria-hidden=\"true\"><use href=\"#{name}\"/></svg>"
    ))
}

fn add_words(env: &mut Environment<'static>, strings: &Arc<Strings>, lang: &str) {
    let (words, tag) = (Arc::clone(strings), lang.to_owned());
    env.add_function("t", move |key: &str, kwargs: Kwargs| -> Result<String, Error> {
        let args: Vec<(&str, Argument)> = arguments(&kwargs)?;
        Ok(words.text(&tag, key, &args))
    });
    let numbers = strings.numbers(lang);
    let fixed = numbers.clone();
    env.add_filter("number", move |n: i64| numbers.whole(n));
    env.add_filter("fixed", move |n: f64, digits: usize| fixed.fixed(n, digits.min(6)));
}

fn arguments(kwargs: &Kwargs) -> Result<Vec<(&str, Argument)>, Error> {
    let names: Vec<&str> = kwargs.args().collect();
    names.into_iter().map(|name| Ok((name, argument(&kwargs.get::<Value>(name)?)))).collect()
}

fn argument(value: &Value) -> Argument {
    match value.kind() {
        ValueKind::Number => f64::try_from(value.clone())
            .map_or_else(|_| Argument::Text(value.to_string()), Argument::Number),
        _ => Argument::Text(value.to_string()),
    }
}

/// A way to write a date.
type DatePattern = fn(&Calendar<'_>, Date) -> String;

const DATE_FILTERS: [(&str, DatePattern); 5] = [
    ("date", |c, d| c.long(d)),
    ("date_short", |c, d| c.short(d)),
    ("date_weekday", |c, d| c.weekday_short(d)),
    ("date_full", |c, d| c.full(d)),
    ("month", |c, d| c.month_year(d)),
];

fn add_dates(env: &mut Environment<'static>, strings: &Arc<Strings>, lang: &str) {
    for (name, pattern) in DATE_FILTERS {
        let (words, tag) = (Arc::clone(strings), lang.to_owned());
        env.add_filter(name, move |text: &str| match date_of(text) {
            Some(date) => pattern(&Calendar::new(&words, &tag), date),
            None => text.to_owned(),
        });
    }
    let (words, tag) = (Arc::clone(strings), lang.to_owned());
    env.add_filter("time", move |text: &str| match time_of(text) {
        Some(time) => Calendar::new(&words, &tag).time(time),
        None => text.to_owned(),
    });
}

fn date_of(text: &str) -> Option<Date> {
    text.parse().ok().or_else(|| text.get(..10)?.parse().ok())
}

fn time_of(text: &str) -> Option<Time> {
    let of_moment = || text.get(..16)?.parse::<DateTime>().ok().map(DateTime::time);
    text.parse().ok().or_else(of_moment)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn renderer(files: &[(&str, &str)]) -> Renderer {
        let own = files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()));
        let languages = ["en".to_owned(), "de".to_owned(), "ar".to_owned()];
        Renderer::new(Theme::with_own(own).unwrap(), &languages).unwrap()
    }

    fn draw(lang: &str, source: &str, context: &impl Serialize) -> String {
        renderer(&[("templates/x.html", source)]).render("x.html", lang, context).unwrap()
    }

    #[test]
    fn words_dates_and_numbers_come_in_the_pages_language() {
        let source = "{{ dir }} {{ day|date }} {{ n|number }} {{ at|time }} {{ t('none') }}";
        let context =
            serde_json::json!({"day": "2026-05-16", "n": 1204, "at": "2026-05-16T14:02:00"});
        assert_eq!(draw("en", source, &context), "ltr 16 May 2026 1,204 14:02 ⟦none⟧");
        assert_eq!(draw("de", source, &context), "ltr 16. Mai 2026 1.204 14:02 ⟦none⟧");
        assert!(draw("ar", source, &context).starts_with("rtl"));
    }

    #[test]
    fn what_is_not_marked_as_safe_is_escaped() {
        let context = serde_json::json!({"x": "<script>"});
        assert_eq!(draw("en", "{{ x }}", &context), "&lt;script&gt;");
        assert_eq!(
            draw("en", "{{ icon('pin\"><script>') }}", &context),
            "<svg class=\"i\" aria-hidden=\"true\"><use href=\"#pinscript\"/></svg>"
        );
    }

    #[test]
    fn only_the_glyphs_that_a_page_uses_are_put_in() {
        let page = draw("en", "<!--sprite-->{{ icon('pin') }}{{ glyph('drill') }}", &());
        assert_eq!(page.matches("<symbol").count(), 2, "{page}");
        assert!(page.contains("<symbol id=\"drill\""));
    }

    #[test]
    fn an_error_names_the_template_and_the_line() {
        let renderer = renderer(&[("templates/x.html", "a\n{{ 1 + }}")]);
        let error = renderer.render("x.html", "en", &()).unwrap_err().to_string();
        assert!(error.starts_with("x.html:2:"), "{error}");
        assert!(renderer.render("none.html", "en", &()).is_err());
    }

    #[test]
    fn a_template_that_never_ends_is_stopped() {
        let source =
            "{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}";
        assert!(renderer(&[("templates/x.html", source)]).render("x.html", "en", &()).is_err());
    }
}
