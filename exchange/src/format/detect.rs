//! Which system wrote a file, by the names of its columns.

use super::column::{Layout, normal};
use super::{
    Format, circulate, generic, homebox, inventree, leihs, lend_engine, my_turn, shelf, snipe_it,
};

/// What a file was taken for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub(super) layout: &'static Layout,
    score: u32,
    known: usize,
    marked: bool,
}

/// A file's format with the reason.
#[derive(Debug, Clone)]
pub struct Detection {
    /// The format.
    pub format: Format,
    /// How well it fits, 0 to 200: 100 for the columns that only this system has, and the share of
    /// columns that it knows in percent.
    pub score: u32,
    /// Why, in words.
    pub reason: String,
    pub(super) layout: &'static Layout,
}

fn layouts() -> impl Iterator<Item = &'static Layout> {
    [
        snipe_it::LAYOUTS,
        lend_engine::LAYOUTS,
        my_turn::LAYOUTS,
        homebox::LAYOUTS,
        shelf::LAYOUTS,
        inventree::LAYOUTS,
        circulate::LAYOUTS,
        leihs::LAYOUTS,
        generic::LAYOUTS,
    ]
    .into_iter()
    .flatten()
}

/// Finds the format of a file with these columns, or the right one of the told format's files.
pub fn detect(header: &[String], told: Option<Format>) -> Detection {
    let names: Vec<String> = header.iter().map(|h| normal(h)).collect();
    let mut best = Found { layout: &generic::LAYOUTS[0], score: 0, known: 0, marked: false };
    let mut is_first = true;
    for layout in layouts().filter(|l| told.is_none_or(|f| f == l.format)) {
        let found = rate(layout, &names);
        // Without its marks, a system is believed only when it was named.
        let possible = found.marked || told.is_some() || layout.format == Format::Csv;
        let better =
            (found.score, found.known) > (best.score, best.known) || is_first && told.is_some();
        if possible && better {
            best = found;
            is_first = false;
        }
    }
    Detection {
        format: best.layout.format,
        score: best.score,
        reason: reason(best, &names),
        layout: best.layout,
    }
}

fn rate(layout: &'static Layout, names: &[String]) -> Found {
    let has = |name: &&str| names.iter().any(|n| n == name);
    let marked = layout.marks.iter().any(|set| set.iter().all(has));
    let known = names.iter().filter(|n| layout.field(n, 0).is_some()).count();
    let share = known * 100 / names.len().max(1);
    let score = u32::from(marked) * 100 + u32::try_from(share).unwrap_or(100);
    Found { layout, score, known, marked }
}

fn reason(found: Found, names: &[String]) -> String {
    let has = |name: &&str| names.iter().any(|n| n == name);
    let marks = found.layout.marks.iter().find(|set| set.iter().all(has)).copied().unwrap_or(&[]);
    let marks: Vec<String> = marks.iter().map(|m| format!("`{m}`")).collect();
    let share = format!("{} of {} columns are known", found.known, names.len());
    if marks.is_empty() {
        format!("{}; {share}", found.layout.what)
    } else {
        format!("{}; has {}, {share}", found.layout.what, marks.join(" and "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn format_of(header: &str) -> (Format, &'static str) {
        let names: Vec<String> = header.split(',').map(str::to_owned).collect();
        let found = detect(&names, None);
        (found.format, found.layout.what)
    }

    #[test]
    fn each_system_is_recognised_by_its_own_header() {
        for (header, format, what) in [
            (
                "Company,Name,Asset Tag,Category,Manufacturer,Checked Out To: Email",
                Format::SnipeIt,
                "assets",
            ),
            (
                "Company,Name,Category,Supplier,Manufacturer,QTY,Location,Order Number,Min Amount,Model Number",
                Format::SnipeIt,
                "counted things",
            ),
            (
                "Item Name,Purchase Date,Purchase Cost,Location,Company,Order Number,Serial number,Category,Quantity",
                Format::SnipeIt,
                "counted things",
            ),
            (
                "name,address,address2,city,state,country,zip,manager,manager username,currency",
                Format::SnipeIt,
                "locations",
            ),
            (
                "First Name,Last Name,Email,Username,Activated,Location,Employee Number",
                Format::SnipeIt,
                "people",
            ),
            (
                "Code,Name,Short description,Long description,Components,Care information,Serial",
                Format::LendEngine,
                "items to import",
            ),
            (
                "Id,Type,Added on,Code,Name,Type,Serial number,Condition,Tags,Location,Brand,Price paid,Value (RRP),Shown on website",
                Format::LendEngine,
                "items export",
            ),
            (
                "Item ID,Item Type,Name,Home Location,Current Location,Replacement Cost",
                Format::MyTurn,
                "items",
            ),
            ("HB.location,HB.name,HB.quantity", Format::Homebox, "items"),
            (
                "title,description,kit,category,tags,location,custodian,bookable,valuation",
                Format::Shelf,
                "assets to import",
            ),
            (
                "Asset ID,QR ID,Name,Status,Description,Value,Category,Tags,Location,Kit,Custody,Tracking method",
                Format::Shelf,
                "asset index",
            ),
            (
                "pk,part,quantity,serial,batch,location,status,stocktake_date",
                Format::InvenTree,
                "stock items",
            ),
            (
                "pk,name,IPN,description,category,is_template,purchaseable",
                Format::InvenTree,
                "parts",
            ),
            ("id,complete_number,code,number,name,categories", Format::Circulate, "items"),
            ("product,version,manufacturer,inventory_code,is_borrowable", Format::Leihs, "items"),
            ("source,id,name,category,location,quantity,brand", Format::Csv, "a table"),
            ("Bezeichnung,Ort,Menge", Format::Csv, "a table"),
        ] {
            assert_eq!(format_of(header), (format, what), "{header}");
        }
    }

    #[test]
    fn a_told_format_is_believed() {
        let header = ["Name".to_owned(), "Category".to_owned()];
        assert_eq!(detect(&header, Some(Format::Homebox)).format, Format::Homebox);
        let found = detect(&header, None);
        assert_eq!(found.format, Format::Csv);
        assert_eq!(found.reason, "a table; 2 of 2 columns are known");
    }
}
