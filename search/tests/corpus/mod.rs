//! A catalogue made up for tests: four languages, few frequent words and many rare ones.

use std::collections::BTreeMap;

use search::Entry;

const WORDS: [(&str, &str); 4] = [
    (
        "en",
        "drill saw hammer ladder tent battery charger set cordless motor wood metal drills drilling \
         screwdriver driver clamp bench sander sanding pliers torque bit case cable plug the for with \
         and hammered handsaw trailer projector kettle stove garden rake spade bicycle pump hose 18v \
         3d printer printing laser cutter sewing machine machines workshop battery-powered driver's",
    ),
    (
        "de",
        "bohrmaschine säge hammer leiter zelt akku ladegerät satz motor holz metall bohren bohrer \
         schraubendreher koffer maschine maschinen stichsäge sägeblatt werkbank schleifer zange nuss \
         der die und für mit bohrmaschinenkoffer akkubohrer schlagbohrmaschine garten gartenschere \
         fahrrad pumpe fahrradpumpe schlauch schloss schlüssel schraubenschlüssel lötkolben 18v 3d",
    ),
    (
        "es",
        "taladro sierra martillo escalera tienda batería cargador juego motor madera metal taladros \
         destornillador maletín cable enchufe banco alicates el la de para con bicicleta bomba cocina \
         horno pintura brocha rodillo impresora láser costura máquina jardín rastrillo pala",
    ),
    (
        "sv",
        "borrmaskin såg hammare stege tält batteri laddare sats motor trä metall borra borrar \
         skruvdragare skruv dragare väska arbetsbänk bänk tång sticksåg och att för med på cykel pump \
         cykelpump slang trädgård kratta spade gräsklippare symaskin maskin verktyg verktygslåda låda",
    ),
];
const CATEGORIES: [&str; 6] =
    ["Power tools", "Hand tools", "Garden", "Bicycles", "Kitchen", "Textiles"];
const PLACES: [&str; 20] = [
    "Harbour depot",
    "Harbour shelf",
    "Riverside depot",
    "Riverside shelf",
    "Mill depot",
    "Mill shelf",
    "Station depot",
    "Station shelf",
    "Canal depot",
    "Canal shelf",
    "Linden depot",
    "Linden shelf",
    "Meadow depot",
    "Meadow shelf",
    "Bridge depot",
    "Bridge shelf",
    "Hill depot",
    "Hill shelf",
    "Südkiez depot",
    "Südkiez shelf",
];
const TAGS: [&str; 8] =
    ["cordless", "18v", "heavy", "beginner", "donated", "outdoor", "two-people", "indoor"];
const CONDITIONS: [&str; 4] = ["good", "fair", "new", "worn"];

/// A generator of numbers that needs nothing but a seed (`SplitMix64`, Steele, Lea, Flood 2014).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % limit as u64).unwrap()
    }

    /// The first of many are picked most, as words are in a text.
    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        let reach = self.below(from.len()) + 1;
        from[self.below(reach)]
    }

    fn text(&mut self, words: &[&str], rare: &[String], length: usize) -> String {
        let word = |dice: &mut Self| match dice.below(8) {
            0 => rare[dice.below(rare.len())].clone(),
            _ => dice.pick(words).to_owned(),
        };
        (0..length).map(|_| word(self)).collect::<Vec<_>>().join(" ")
    }
}

/// Entries that are the same for the same number.
pub(crate) fn entries(count: usize) -> Vec<Entry> {
    let mut dice = Dice(1);
    (0..count).map(|number| entry(number, &mut dice)).collect()
}

fn entry(number: usize, dice: &mut Dice) -> Entry {
    let (lang, words) = WORDS[[0, 0, 0, 1, 1, 2, 3][dice.below(7)]];
    let words: Vec<&str> = words.split_whitespace().collect();
    // Rare words: two words of the language joined, like names and compounds.
    let rare: Vec<String> =
        (0..30).map(|_| format!("{}{}", dice.pick(&words), dice.pick(&words))).collect();
    let title_length = 1 + dice.below(3);
    let body_length = 20 + dice.below(120);
    let title = dice.text(&words, &rare, title_length);
    Entry {
        key: format!("{number:06}"),
        url: format!("items/{number:06}/index.html"),
        kind: if dice.below(10) == 0 { "event" } else { "item" }.into(),
        title: format!("{title} {}", dice.below(2000)),
        codes: vec![format!("7K3-{number:04}")],
        categories: vec![dice.pick(&CATEGORIES).into()],
        place: Some(dice.pick(&PLACES).into()),
        tags: vec![dice.pick(&TAGS).into(), dice.pick(&TAGS).into()],
        summary: dice.text(&words, &rare, 8),
        body: dice.text(&words, &rare, body_length),
        lang: lang.into(),
        facets: BTreeMap::from([("condition".into(), vec![dice.pick(&CONDITIONS).into()])]),
        ..Entry::default()
    }
}
