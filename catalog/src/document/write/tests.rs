use std::collections::BTreeMap;

use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::code::Code;
use crate::document::parse;
use crate::ids::{Handle, Slug};
use crate::record::*;

fn word_of<T: FromWord>() -> impl Strategy<Value = T> {
    "[a-z]{1,3}(-[a-z0-9]{1,3}){0,2}".prop_map(|word| T::from_word(&word))
}

/// Names that are parsed from a slug's form.
trait FromWord: std::fmt::Debug {
    fn from_word(word: &str) -> Self;
}
impl<T: std::str::FromStr<Err: std::fmt::Debug> + std::fmt::Debug> FromWord for T {
    fn from_word(word: &str) -> Self {
        word.parse().unwrap()
    }
}

fn words<T: FromWord>() -> impl Strategy<Value = Vec<T>> {
    vec(word_of(), 0..3)
}

fn line() -> impl Strategy<Value = String> {
    "[a-zA-Zäß\"'\\\\#+=\\[\\]\t ]{0,12}[a-zé]"
}

fn lines() -> impl Strategy<Value = Vec<String>> {
    vec(line(), 0..3)
}

/// A text that may have several lines, with translations.
fn text() -> impl Strategy<Value = Text> {
    let base = "(\\+\\+\\+\n|[a-z\"\\\\\n ]){0,6}[a-z]";
    let translations = btree_map("[a-z]{2}(-[a-z]{2})?", line(), 0..2);
    (base, translations).prop_map(|(base, translations)| Text { base, translations })
}

/// A body; its translations are files of their own.
fn body() -> impl Strategy<Value = Text> {
    "([ ]{0,4}[a-zä+*#][a-z \n+]{0,20}[a-z.])?".prop_map(Text::plain)
}

fn name() -> impl Strategy<Value = Text> {
    text()
}

fn lang() -> impl Strategy<Value = Lang> {
    select(vec!["en".to_owned(), "pt-br".into(), "es".into()])
}

fn date() -> impl Strategy<Value = jiff::civil::Date> {
    (1900i16..2300, 1i8..=12, 1i8..=28).prop_map(|(y, m, d)| jiff::civil::date(y, m, d))
}

fn money() -> impl Strategy<Value = Money> {
    (-1_000_000i64..1_000_000)
        .prop_map(|cents| Money { cents, currency: Currency::new("EUR").unwrap() })
}

fn code() -> impl Strategy<Value = Code> {
    any::<u32>().prop_map(Code::from_payload)
}

fn category() -> impl Strategy<Value = crate::ids::CategoryPath> {
    vec(word_of::<Slug>(), 1..3).prop_map(|parts| {
        let parts: Vec<_> = parts.iter().map(Slug::as_str).collect();
        parts.join("/").parse().unwrap()
    })
}

fn one_of<T: Copy + std::fmt::Debug + 'static>(all: &[(&str, T)]) -> impl Strategy<Value = T> {
    select(all.iter().map(|(_, value)| *value).collect::<Vec<_>>())
}

fn quantity() -> impl Strategy<Value = Quantity> {
    prop_oneof![
        any::<u32>().prop_map(Quantity::Exact),
        any::<u32>().prop_map(Quantity::About),
        Just(Quantity::Unknown),
    ]
}

fn acquired() -> impl Strategy<Value = Acquired> {
    (option::of(date()), option::of(line()), option::of(money()))
        .prop_map(|(date, from, cost)| Acquired { date, from, cost })
}

fn lifecycle() -> impl Strategy<Value = Lifecycle> {
    let retired = one_of(parse::unit::REASONS).prop_map(Lifecycle::Retired);
    let plain = &parse::unit::LIFECYCLES[..5];
    prop_oneof![one_of(plain), retired]
}

fn unit() -> impl Strategy<Value = Unit> {
    let first = (
        code(),
        one_of(parse::unit::KINDS),
        option::of(line()),
        option::of(line()),
        acquired(),
        word_of(),
        lifecycle(),
    );
    let second = (
        one_of(parse::unit::CONDITIONS),
        option::of(line()),
        lines(),
        option::of(word_of()),
        quantity(),
        option::of(line()),
        option::of(any::<u32>()),
        option::of((1i8..29).prop_map(|day| jiff::civil::date(2027, 2, day))),
    );
    (first, second).prop_map(|(a, b)| Unit {
        code: a.0,
        kind: a.1,
        serial: a.2,
        owner: a.3,
        return_to_owner: b.7,
        acquired: a.4,
        home_place: a.5,
        lifecycle: a.6,
        condition: b.0,
        circ_note: b.1,
        aliases: b.2,
        policy_override: b.3,
        quantity: b.4,
        measure: b.5,
        min_qty: b.6,
    })
}

fn contents() -> impl Strategy<Value = Contents> {
    prop_oneof![
        code().prop_map(Contents::Unit),
        (word_of(), 1u32..100).prop_map(|(title, qty)| Contents::Title(title, qty)),
    ]
}

fn part() -> impl Strategy<Value = Part> {
    (line(), 1u32..100, any::<bool>()).prop_map(|(name, qty, required)| Part {
        name,
        qty,
        required,
    })
}

fn plan() -> impl Strategy<Value = Plan> {
    let when = (option::of(1u32..3000), option::of(1u32..3000), any::<[bool; 2]>());
    (word_of::<Slug>(), line(), when, option::of(line()), option::of(date())).prop_map(
        |(plan, name, (every_days, every_uses, [after_each_loan, blocks]), how, from)| Plan {
            plan,
            name,
            every_days,
            every_uses,
            after_each_loan,
            blocks,
            how,
            from,
        },
    )
}

fn custom() -> impl Strategy<Value = Vec<Custom>> {
    btree_map(line(), line(), 0..3)
        .prop_map(|all| all.into_iter().rev().map(|(name, value)| Custom { name, value }).collect())
}

fn title() -> impl Strategy<Value = Title> {
    let words = (
        word_of::<Slug>(),
        name(),
        lines(),
        one_of(parse::title::KINDS),
        text(),
        lang(),
        vec(category(), 0..3),
        lines(),
        option::of(line()),
        option::of(line()),
    );
    let rules = (
        option::of(any::<u32>()),
        option::of(word_of()),
        option::of(word_of()),
        words_of_slugs(),
        option::of(0u8..=120),
        option::of(money()),
        option::of(money()),
    );
    let more = (
        (vec(part(), 0..3), vec(plan(), 0..3)),
        vec(contents(), 0..3),
        text(),
        lines(),
        words_of_slugs(),
        option::of(any::<u32>()),
        btree_map(line(), line(), 0..2),
        custom(),
        option::of(date()),
    );
    (words, rules, more, vec(unit(), 0..3), body()).prop_map(|(a, b, c, units, body)| Title {
        slug: a.0,
        name: a.1,
        other_names: a.2,
        kind: a.3,
        summary: a.4,
        lang: a.5,
        categories: a.6,
        keywords: a.7,
        brand: a.8.clone(),
        model: a.9.clone(),
        power_source: a.9,
        size: a.8,
        weight_g: b.0,
        policy: b.1,
        reservation_policy: b.2,
        requires_authorisation: b.3.clone(),
        min_age: b.4,
        deposit: b.5,
        fee_per_day: b.6,
        replacement_value: b.5,
        parts_expected: c.0.0,
        maintenance: c.0.1,
        contents: c.1,
        checkout_notice: c.2,
        images: c.3.clone(),
        manuals: c.3,
        compatible_with: c.4,
        designs: b.3,
        carbon_g: c.5,
        external_ids: c.6,
        custom: c.7,
        added: c.8,
        units,
        body,
    })
}

fn words_of_slugs() -> impl Strategy<Value = Vec<Slug>> {
    words()
}

fn read<T>(parsed: parse::Parsed<T>, bytes: &[u8]) -> T {
    let text = String::from_utf8_lossy(bytes);
    assert_eq!(parsed.problems, [], "{text}");
    parsed.record.unwrap()
}

fn circulation() -> impl Strategy<Value = CirculationPolicy> {
    let numbers = (1u32..1000, any::<u32>(), option::of(any::<u32>()), 0u32..1000, 0u32..1000);
    let flags = (any::<[bool; 7]>(), option::of(money()));
    let kinds = (line(), one_of(parse::policy::PERIOD_UNITS), one_of(parse::policy::DUE_ATS));
    (numbers, flags, kinds).prop_map(|(n, (f, deposit), (label, unit, due_at))| CirculationPolicy {
        label,
        period: n.0,
        unit,
        due_at,
        renewals_max: n.1,
        self_renew: f[0],
        max_open_per_member: n.2,
        hold_window_days: n.3,
        holds_per_member: n.2,
        grace_days: n.4,
        long_overdue_days: n.3,
        deposit,
        block_if_overdue: f[1],
        skip_closed_days: f[2],
        requires_approval: f[3],
        requires_pin: f[4],
        lend_incomplete: f[5],
        self_supersede: f[6],
        lend_to_nodes: f[0],
        keep_back: n.0 % 3,
    })
}

fn reservation() -> impl Strategy<Value = ReservationPolicy> {
    let unit = option::of(one_of(parse::policy::BOOKING_UNITS));
    let caps = (unit, option::of(0i8..24), option::of(any::<u32>()));
    let all = (line(), 1u32..3000, 0u8..=100, any::<bool>(), caps);
    all.prop_map(|(label, n, percent, approval, (unit, hour, cap))| {
        let time = hour.map(|hour| jiff::civil::time(hour, 30, 0, 0));
        ReservationPolicy {
            label,
            unit,
            starts_at: time,
            ends_at: time,
            lead_min_hours: n,
            horizon_max_days: n,
            length_max_hours: n,
            buffer_before_minutes: n,
            buffer_after_minutes: n,
            max_percent_of_pool: percent,
            visitors_max: cap,
            open_per_member: cap,
            hours_per_month: cap,
            requires_approval: approval,
        }
    })
}

fn training() -> impl Strategy<Value = Training> {
    (name(), option::of(any::<u32>()), option::of(1u32..1200), text()).prop_map(
        |(name, minutes, valid_months, summary)| Training { name, minutes, valid_months, summary },
    )
}

fn unit_of_account() -> impl Strategy<Value = UnitOfAccount> {
    let numbers = (1u32..1000, 0i64..1_000_000, option::of(0i64..1_000_000));
    let share = || (0u32..4, 4u32..9);
    let decided = (option::of(word_of()), option::of(share()), option::of((share(), share())));
    (text(), numbers, one_of(parse::node::MODES), words(), decided).prop_map(
        |(label, n, mode, handles, decided)| {
            let limit = |handle: Handle| {
                let decided_by = decided.0.clone();
                (handle, MemberLimit { credit_limit: n.1, cap: n.2, decided_by })
            };
            UnitOfAccount {
                label,
                minor_per_major: n.0,
                mode,
                credit_limit: n.1,
                cap: n.2,
                newcomer_limit: n.2,
                members: handles.into_iter().map(limit).collect(),
                demurrage: decided.2.map(|(rate, deficit)| DemurrageTerms {
                    rate,
                    exempt: n.1,
                    deficit_rate: Some(deficit),
                    decided_by: decided.0.clone(),
                }),
                dividend: decided.1.map(|share| DividendTerms {
                    share,
                    reserve: n.1,
                    decided_by: decided.0.clone(),
                }),
            }
        },
    )
}

fn hours() -> impl Strategy<Value = OpeningHours> {
    let time = || {
        prop_oneof![
            Just(jiff::civil::Time::MAX),
            (0i8..24, 0i8..60).prop_map(|(h, m)| jiff::civil::time(h, m, 0, 0)),
        ]
    };
    (one_of(parse::node::DAYS), time(), time()).prop_map(|(day, from, to)| OpeningHours {
        day,
        from,
        to,
    })
}

fn node() -> impl Strategy<Value = NodeConfig> {
    let head = (
        word_of(),
        name(),
        text(),
        vec(lang(), 1..3),
        option::of(line()),
        option::of((-90.0f64..=90.0, -180.0f64..=180.0)),
        line(),
        option::of(word_of()),
        btree_map(word_of(), follow(), 0..3),
    );
    let lists = (
        btree_map("[a-z]{1,5}", "#[0-9a-f]{6}", 0..3),
        vec(hours(), 0..3),
        vec((date(), date(), option::of(line())), 0..3),
        words(),
    );
    let tables = (
        btree_map(word_of(), circulation(), 0..3),
        btree_map(word_of(), reservation(), 0..3),
        btree_map(word_of(), training(), 0..3),
        btree_map(category(), (name(), option::of(line())), 0..3),
        btree_map(line(), unit_of_account(), 0..3),
    );
    (head, lists, tables).prop_map(|(a, b, c)| NodeConfig {
        id: a.0,
        name: a.1,
        tagline: a.2,
        languages: a.3,
        timezone: "Europe/London".into(),
        address: a.4.clone(),
        location: a.5,
        email: a.4.clone(),
        phone: a.4.clone(),
        url: a.4.clone(),
        label_base: a.6,
        license: a.4,
        currency: Currency::new("SEK"),
        default_policy: a.7,
        colours: b.0,
        opening_hours: b.1,
        closures: b.2.into_iter().map(|(from, to, reason)| Closure { from, to, reason }).collect(),
        stewards: b.3,
        policies: c.0,
        reservation_policies: c.1,
        trainings: c.2,
        categories: c
            .3
            .into_iter()
            .map(|(k, (name, glyph))| (k, Category { name, glyph }))
            .collect(),
        units_of_account: c.4,
        follows: a.8,
    })
}

fn follow() -> impl Strategy<Value = Follow> {
    let name = option::of("[a-z][a-z ]{0,8}[a-z]");
    (any::<[u8; 20]>(), name, option::of(date())).prop_map(|(node, name, compared)| Follow {
        node: crate::ids::NodeKey::new(node),
        url: name.as_ref().map(|name| format!("https://{name}.example")),
        name,
        compared,
    })
}

fn ballot_terms() -> impl Strategy<Value = BallotTerms> {
    let some = (option::of(line()), option::of(0u32..9), any::<bool>(), words(), lines());
    let tie = one_of(parse::governance::TIES);
    (some, tie, option::of((0u32..4, 4u32..9))).prop_map(
        |((text, n, flag, names, options), tie, share)| {
            let text = text.filter(|text| !text.trim().is_empty());
            let by_option = || options.iter().cloned();
            let only: Vec<Handle> = names.clone();
            BallotTerms {
                default_option: text.clone(),
                accept_until: n.map(|n| jiff::Timestamp::from_second(i64::from(n)).unwrap()),
                approval_quorum: n
                    .map_or(Some(ApprovalQuorum::SquareRoot), |n| Some(ApprovalQuorum::Votes(n))),
                of_roll: flag,
                seats: n.map(|n| n + 1),
                points: n.map(|n| n + 1),
                majorities: by_option().map(|option| (option, (3, 1))).collect(),
                tie,
                seed: text.clone(),
                casting_vote: text.clone(),
                topic: text.clone(),
                delegation: share.map(|_| flag),
                delegate_at_most: share,
                secret: flag,
                advisory: flag,
                trustees: only.clone(),
                trustees_needed: n.map(|n| n + 2),
                budget: n.map(u64::from),
                costs: by_option().map(|option| (option, 7)).collect(),
                stock: by_option().map(|option| (option, 2)).collect(),
                priorities: by_option().map(|option| (option, only.clone())).collect(),
                holdings: text
                    .map(|held| only.iter().map(|who| (who.clone(), held.clone())).collect())
                    .unwrap_or_default(),
            }
        },
    )
}

fn rule() -> impl Strategy<Value = Rule> {
    let texts = (word_of(), word_of(), lines(), option::of(line()));
    let numbers = (option::of(0i64..99), option::of((0u32..4, 4u32..9)));
    (texts, numbers, one_of(parse::governance::ABOUT)).prop_map(|(t, n, about)| Rule {
        id: Slug::to_string(&t.0),
        clause: Slug::to_string(&t.1),
        about,
        at_most: n.0,
        unit: t.3.clone(),
        clauses: t.2,
        threshold: n.1,
        quorum: n.1,
        appeal: t.3,
    })
}

fn proposal() -> impl Strategy<Value = Proposal> {
    let head = (word_of(), name(), text(), lang(), words(), option::of(date()));
    let state = one_of(parse::governance::STATES);
    let stages = vec((one_of(parse::governance::STATES), date(), option::of(line())), 0..3);
    let rest = (
        option::of(select(vec!["consent".to_owned(), "ranked-stv".into()])),
        lines(),
        option::of((0u32..4, 4u32..9)),
        option::of(-1_000_000i64..4_000_000_000),
        words(),
        lines(),
        option::of(word_of()),
    );
    (head, state, stages, rest, body(), ballot_terms()).prop_map(
        |(a, state, stages, b, body, terms)| Proposal {
            terms,
            slug: a.0,
            name: a.1,
            summary: a.2,
            lang: a.3,
            proposed_by: a.4,
            proposed_on: a.5,
            state,
            stages: stages.into_iter().map(|(state, on, note)| Stage { state, on, note }).collect(),
            method: b.0,
            options: b.1,
            quorum: b.2,
            threshold: b.2,
            opens_at: b.3.map(|s| jiff::Timestamp::from_second(s).unwrap()),
            closes_at: b.3.map(|s| jiff::Timestamp::from_second(s + 1).unwrap()),
            roll: b.4,
            review_on: a.5,
            changes: b.5,
            supersedes: b.6,
            body,
        },
    )
}

fn design() -> impl Strategy<Value = Design> {
    let head = (word_of(), name(), text(), lang(), option::of(line()), lines());
    let names = vec("[a-z]{1,4}\\.stl", 0..4);
    let parts = vec((line(), line(), option::of(line())), 0..3);
    let rest = (vec(category(), 0..2), words(), option::of(any::<u32>()), names, parts);
    (head, rest, any::<bool>()).prop_map(|(a, b, listed)| {
        let mut files: Vec<DesignFile> = Vec::new();
        let mut add = |path: &str, kind| {
            if !files.iter().any(|file| file.path == path) {
                files.push(DesignFile { path: path.into(), kind });
            }
        };
        add("stool.svg", DesignFileKind::Image);
        add("README.md", DesignFileKind::Other);
        if listed {
            add("parts.csv", DesignFileKind::Other);
        }
        b.3.iter().for_each(|path| add(path, DesignFileKind::Export));
        let parts = b.4.into_iter().map(|(name, quantity, note)| BomLine {
            name,
            quantity,
            note,
            source: None,
        });
        Design {
            slug: a.0,
            name: a.1,
            function: a.2,
            lang: a.3,
            version: a.4.clone(),
            license: a.4.clone(),
            licensor: a.5.clone(),
            organization: a.4.clone(),
            repo: a.4.clone(),
            image: Some("stool.svg".into()),
            readme: Some("README.md".into()),
            bom: listed.then(|| "parts.csv".into()),
            parts: if listed { Vec::new() } else { parts.collect() },
            files,
            technology_readiness: a.4.clone(),
            documentation_readiness: a.4,
            tsdc: a.5.clone(),
            categories: b.0,
            tools: b.1,
            derived_from: a.5,
            build_minutes: b.2,
            mass_g: b.2,
            body: Text::default(),
        }
    })
}

fn moment() -> impl Strategy<Value = jiff::Zoned> {
    let zone = select(vec!["Europe/Berlin", "America/New_York", ""]);
    (0i64..4_000_000_000, zone).prop_map(|(second, zone)| {
        let at = jiff::Timestamp::from_second(second).unwrap();
        let fixed = || jiff::tz::TimeZone::fixed(jiff::tz::offset(2));
        at.to_zoned(crate::document::time_zone(zone).unwrap_or_else(fixed))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_title_reads_back(title in title()) {
        let bytes = title_to_document(&title);
        let path = parse_path(DocumentKind::Title, &title.slug);
        prop_assert_eq!(read(parse::parse_title(&path, &bytes), &bytes), title);
    }

    #[test]
    fn a_node_reads_back(node in node()) {
        let bytes = node_to_document(&node);
        prop_assert_eq!(read(parse::parse_node("node.toml".into(), &bytes), &bytes), node);
    }

    #[test]
    fn a_place_reads_back(
        slug in word_of::<Slug>(), name in name(), note in text(), parent in option::of(word_of()),
        code in option::of(code()), kind in one_of(parse::place::KINDS),
    ) {
        let place = Place { slug, name, kind, parent, code, note };
        let bytes = place_to_document(&place);
        let path = parse_path(DocumentKind::Place, &place.slug);
        prop_assert_eq!(read(parse::parse_place(&path, &bytes), &bytes), place);
    }

    #[test]
    fn a_proposal_reads_back(proposal in proposal()) {
        let bytes = proposal_to_document(&proposal);
        let path = parse_path(DocumentKind::Proposal, &proposal.slug);
        prop_assert_eq!(read(parse::parse_proposal(&path, &bytes), &bytes), proposal);
    }

    #[test]
    fn a_design_reads_back(design in design()) {
        let bytes = design_to_document(&design);
        let path = parse_path(DocumentKind::Design, &design.slug);
        let mut found = read(parse::parse_design(&path, &bytes), &bytes);
        let by_path = |a: &DesignFile, b: &DesignFile| a.path.cmp(&b.path);
        let mut design = design;
        found.files.sort_by(by_path);
        design.files.sort_by(by_path);
        prop_assert_eq!(found, design);
    }

    #[test]
    fn pages_events_people_minutes_and_the_constitution_read_back(
        slug in word_of::<Slug>(), name in name(), summary in text(), lang in lang(), body in body(),
        date in option::of(date()), flag: bool, starts in option::of(moment()), all in lines(),
        number in option::of(any::<u32>()), rules in vec(rule(), 0..3), slugs in words_of_slugs(),
    ) {
        let page = Page {
            slug: slug.clone(), name: name.clone(), summary: summary.clone(), kind: PageKind::News,
            date, lang: lang.clone(), draft: flag, body: body.clone(),
        };
        let bytes = page_to_document(&page);
        let path = parse_path(DocumentKind::Page, &slug);
        prop_assert_eq!(read(parse::parse_page(&path, &bytes), &bytes), page);

        let event = Happening {
            slug: slug.clone(), name: name.clone(), summary, ends: starts.clone(), starts,
            place: slugs.first().cloned(), training: slugs.last().cloned(), seats: number,
            lang: lang.clone(), cancelled: flag, body: body.clone(),
        };
        let bytes = event_to_document(&event);
        let path = parse_path(DocumentKind::Event, &slug);
        let found = read(parse::parse_event(&path, &bytes), &bytes);
        let written = |event: &Happening| event.starts.as_ref().map(ToString::to_string);
        prop_assert_eq!(written(&found), written(&event), "with its zone");
        prop_assert_eq!(found, event);

        let person = Person {
            handle: slug.clone().into(), name: name.clone(), skills: all.clone(), roles: all.clone(),
            languages: vec![lang.clone()], lang: lang.clone(), body: body.clone(),
        };
        let bytes = person_to_document(&person);
        let path = parse_path(DocumentKind::Person, &slug);
        prop_assert_eq!(read(parse::parse_person(&path, &bytes), &bytes), person);

        let minutes = Minutes {
            slug: slug.clone(), name: name.clone(), date, lang: lang.clone(),
            present: slugs.iter().cloned().map(Into::into).collect(), attendance: number,
            decisions: slugs, body: body.clone(),
        };
        let bytes = minutes_to_document(&minutes);
        let path = parse_path(DocumentKind::Minutes, &slug);
        prop_assert_eq!(read(parse::parse_minutes(&path, &bytes), &bytes), minutes);

        let version = all.first().cloned();
        let constitution = Constitution { name, version, in_force_since: date, lang, rules, body };
        let bytes = constitution_to_document(&constitution);
        let path = parse_path(DocumentKind::Constitution, &slug);
        prop_assert_eq!(read(parse::parse_constitution(&path, &bytes), &bytes), constitution);
    }
}

fn parse_path(kind: DocumentKind, slug: &Slug) -> camino::Utf8PathBuf {
    crate::document::path_of(kind, slug)
}

#[test]
fn a_new_title_has_its_fields_in_the_order_of_the_format() {
    let mut title = parse::title::named("drill".parse().unwrap(), Text::plain("Drill"));
    title.lang = "en".into();
    title.weight_g = Some(1600);
    title.parts_expected =
        ["battery", "case"].map(|name| Part { name: name.into(), qty: 1, required: true }).to_vec();
    title.name.translations = BTreeMap::from([("es".into(), "Taladro".into())]);
    title.custom.push(Custom { name: "Chuck".into(), value: "13 mm".into() });
    title.units.push(parse::unit::coded("7K3-QP2J".parse().unwrap()));
    title.body = Text::plain("Text.");
    let text = String::from_utf8(title_to_document(&title)).unwrap();
    insta::assert_snapshot!(text, @r#"
    +++
    name = "Drill"
    kind = "tool"
    lang = "en"
    weight_kg = 1.6
    parts_expected = [
        { name = "battery", qty = 1, required = true },
        { name = "case", qty = 1, required = true },
    ]

    [custom]
    Chuck = "13 mm"

    [translations.es]
    name = "Taladro"

    [[units]]
    code = "7K3-QP2J"
    lifecycle = "active"
    condition = "good"
    +++

    Text.
    "#);
}

#[test]
fn a_body_in_another_language_is_a_file_of_its_own() {
    let body = Text { base: "A".into(), translations: BTreeMap::from([("es".into(), "B".into())]) };
    assert_eq!(body_in(&body, "es"), Some(b"B\n".to_vec()));
    assert_eq!(body_in(&body, "de"), None);
}
