//! Each system's own columns, in small files written for these tests: what of them arrives, and
//! where.

#![expect(clippy::unwrap_used, reason = "tests")]

use catalog::record::{Condition, Lifecycle, Quantity, RetiredReason, TitleKind, UnitKind};
use exchange::format::{Format, Incoming, Mapping, ReadOptions, Reading, Thing, ThingUnit, read};

fn read_text(text: &str) -> Reading {
    let currency = catalog::record::Currency::new("EUR");
    read(text.as_bytes(), &ReadOptions { currency, ..ReadOptions::default() })
}

fn things(reading: &Reading) -> Vec<&Thing> {
    fn thing(row: &Incoming) -> Option<&Thing> {
        match row {
            Incoming::Thing(thing) => Some(thing),
            Incoming::Place(_) => None,
        }
    }
    reading.rows.iter().filter_map(thing).collect()
}

fn unit(thing: &Thing) -> &ThingUnit {
    thing.unit.as_ref().unwrap()
}

fn custom<'a>(thing: &'a Thing, name: &str) -> Option<&'a str> {
    thing.custom.iter().find(|c| c.name == name).map(|c| c.value.as_str())
}

fn said(reading: &Reading) -> String {
    reading.problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_snipe_it_asset_arrives_without_the_person_who_has_it() {
    let reading = read_text(
        "\u{feff}Company,Name,Asset Tag,Category,Supplier,Manufacturer,Location,Order Number,Model,Model Number,Asset Notes,Purchase Date,Purchase Cost,Status,Checked Out To: Username,Checked Out To: Email\n\
         Halle 7,,A-0001,Laptops,Shop,Acme,Room 2,4711,Book 13,B13X,Sticker on it,1/23/23,\"$2,266.13\",Ready to Deploy,jdoe,jdoe@example.org\n\
         Halle 7,Beamer,A-0002,Displays,,,Room 2,,,,,2/1/23,,Lost/Stolen,,\n",
    );
    assert_eq!(reading.format, Format::SnipeIt);
    let all = things(&reading);
    let laptop = all[0];
    assert_eq!((laptop.name.as_str(), laptop.model.as_deref()), ("Acme Book 13", Some("B13X")));
    assert_eq!(laptop.categories, [["Laptops"]]);
    let it = unit(laptop);
    assert_eq!(it.aliases, ["A-0001"]);
    assert_eq!(it.place, ["Room 2"]);
    assert_eq!(it.acquired.cost.unwrap().to_string(), "2266.13 EUR");
    assert_eq!(it.acquired.date.unwrap().to_string(), "2023-01-23");
    assert_eq!(it.acquired.from.as_deref(), Some("Shop"));
    assert_eq!(it.owner.as_deref(), Some("Halle 7"));
    assert_eq!(custom(laptop, "Order Number"), Some("4711"));
    assert_eq!(unit(all[1]).lifecycle, Some(Lifecycle::Missing));
    assert_eq!(unit(all[1]).acquired.date.unwrap().to_string(), "2023-02-01");
    assert!(!format!("{:?}", reading.rows).contains("jdoe"));
    assert!(
        said(&reading).contains("2 cells about people (`Checked Out To: Username`"),
        "{}",
        said(&reading)
    );
}

#[test]
fn snipe_it_accessories_and_components_are_stock() {
    let reading = read_text(
        "Company,Name,Category,Supplier,Manufacturer,QTY,Location,Order Number,Min Amount,Model Number,Item Number,Notes,Purchase Date,Purchase Cost\n\
         C,Gloves,Safety,S,Maker,61,Store,1,20,M-1,I-1,soft,2023-01-02,3.50\n",
    );
    let it = unit(things(&reading)[0]);
    assert_eq!(
        (it.kind, it.quantity, it.min_qty),
        (UnitKind::Stock, Quantity::Exact(61), Some(20))
    );
    assert_eq!(things(&reading)[0].kind, Some(TitleKind::Material));
    let components = read_text(
        "Item Name,Purchase Date,Purchase Cost,Location,Company,Order Number,Serial number,Category,Quantity\n\
         Fan,2024-01-01,5.00,Store,C,2,,Spares,10\n",
    );
    assert_eq!(unit(things(&components)[0]).quantity, Quantity::Exact(10));
}

#[test]
fn snipe_its_report_with_every_box_ticked_is_read_by_position() {
    let reading = read_text(
        "ID, Company, Asset Name, Asset Tag, Model, Model No., Category, Manufacturer, Serial, Purchased, Cost, EOL, Warranty, Warranty Expires, Current Value, Diff, Fully Depreciated, Order Number, Supplier, Location, Address, Address, City, State, Country, Zip, Default Location, Address, Address, City, State, Country, Zip, Checked Out, Type, Username, Status, Created At, Notes, Chuck size\n\
         7,Halle 7,Drill,A-7,D2,D-2,Tools,Acme,S1,2023-04-01,9.00,,,,,,,,,Room 1,Street 1,,Town,,,,Shelf 3,Street 2,,Town,,,,Jane Doe,user,jane,Ready to Deploy,2023-05-01 10:00:00,quiet,13 mm\n",
    );
    let drill = things(&reading)[0];
    assert_eq!((drill.name.as_str(), unit(drill).serial.as_deref()), ("Drill", Some("S1")));
    assert_eq!(unit(drill).place, ["Shelf 3"]);
    assert_eq!(custom(drill, "Chuck size"), Some("13 mm"));
    assert_eq!(drill.external_ids, [("snipe-it".to_owned(), "7".to_owned())]);
    assert!(!format!("{:?}", reading.rows).to_lowercase().contains("jane"));
}

#[test]
fn snipe_its_list_view_models_and_locations_are_read() {
    let list = read_text(
        "id,name,asset_tag,serial,model,category,status_label,assigned_to,rtd_location,manufacturer\n1,Saw,T-1,,S9,Tools,Deployed,Jane,Shelf 2,Acme\n",
    );
    assert_eq!(unit(things(&list)[0]).place, ["Shelf 2"]);
    let models = read_text(
        "Name,Category,Manufacturer,Model Notes,Model Number,Fieldset,Requestable,EOL,Min Qty\nBook 13,Laptops,Acme,light,B13,Laptops,Y,36,5\n",
    );
    assert!(things(&models)[0].unit.is_none());
    let places = read_text(
        "name,address,address2,city,state,country,zip,manager,manager username,currency,parent\nRoom 1,Street 1,,Town,,,,Jane Doe,jane,,House\n",
    );
    let Incoming::Place(place) = &places.rows[0] else { panic!("a list of places has places") };
    assert_eq!(place.path, ["House", "Room 1"]);
    assert_eq!(place.note, "Street 1, Town");
    let people = read_text(
        "First Name,Last Name,Email,Username,Activated,Employee Number\nJane,Doe,j@example.org,jane,true,1\n",
    );
    assert_eq!((people.rows.len(), people.skipped.len()), (0, 1));
    assert!(people.skipped[0].why.starts_with("lists people"));
}

#[test]
fn lend_engines_table_and_export_are_read() {
    let import = read_text(
        "Id\tCode\tName\tShort description\tLong description\tComponents\tCare information\tSerial\tCondition\tCategory\tBrand\tPrice paid\tValue\tLoan fee\tLoan period\tKeywords\tReservable\n\
         1\tD12\tDrill\tA drill\tTwo gears<br>one chuck\tbattery; case\tKeep dry\tS1\tB - Fair\tTools\tBosch\t10\t89,90\t2\t7\tmasonry, wall\tyes\n",
    );
    assert_eq!(import.format, Format::LendEngine);
    let drill = things(&import)[0];
    assert_eq!(drill.body, "Two gears\none chuck\n\n## Care\n\nKeep dry");
    assert_eq!(drill.parts_expected, ["battery", "case"]);
    assert_eq!(drill.keywords, ["masonry", "wall"]);
    assert_eq!(drill.replacement_value.unwrap().to_string(), "89.90 EUR");
    assert_eq!(unit(drill).condition, Some(Condition::Fair));
    assert_eq!(unit(drill).aliases, ["D12"]);

    let export = read_text(
        "Id,Type,Added on,Code,Name,Type,Serial number,Condition,Tags,Location,Brand,Price paid,Value (RRP),Shown on website,Owned by,Donated by\n\
         1,kit,2023-05-06,K1,Party set,Crockery,,A - As new,Party,Van,,,,Yes,Jane Doe,John Doe\n",
    );
    let set = things(&export)[0];
    assert_eq!(set.kind, Some(TitleKind::Kit));
    assert_eq!(custom(set, "Type"), Some("Crockery"));
    assert!(!format!("{set:?}").contains("Doe"));
}

#[test]
fn my_turns_complete_export_is_read() {
    let reading = read_text(
        "Item ID,Item Type,Name,Categories,Description,Condition,Manufacturer,Model,Serial Number,Home Location,Replacement Cost,Image,Status(es),Weight,Date Created\n\
         MT-1,Tool,Ladder,Ladders,3 m,Good,Hailo,L3,,Garage/Wall,€ 120,ladder.jpg|,Active,7.5,2021-03-04\n\
         MT-2,Tool,Ladder,Ladders,3 m,Worn,Hailo,L3,,Garage/Wall,€ 120,,Retired - sold,16 lbs,2021-03-04\n",
    );
    assert_eq!(reading.format, Format::MyTurn);
    let all = things(&reading);
    assert_eq!(unit(all[0]).place, ["Garage", "Wall"]);
    assert_eq!((all[0].weight_g, all[1].weight_g), (Some(7500), Some(7257)));
    assert_eq!(unit(all[1]).lifecycle, Some(Lifecycle::Retired(RetiredReason::Sold)));
    assert_eq!(unit(all[1]).condition, Some(Condition::Worn));
}

#[test]
fn homeboxs_columns_are_read_under_old_and_new_names() {
    let reading = read_text(
        "HB.import_ref\tHB.location\tHB.labels\tHB.asset_id\tHB.archived\tHB.name\tHB.quantity\tHB.description\tHB.notes\tHB.purchase_price\tHB.purchase_time\tHB.model_number\tHB.serial_number\tHB.sold_to\tHB.field.Colour\n\
         x1\tHome / Bedroom / Desk\ta; b\t000-003\tfalse\tLamp\t1\tbright\tneeds a bulb\t12.5\t2022-02-03T00:00:00Z\tL1\tSN\t\tred\n\
         x2\tHome\t\t000-004\ttrue\tScrews\t200\t\t\t0\t\t\t\tJane Doe\t\n",
    );
    assert_eq!(reading.format, Format::Homebox);
    let all = things(&reading);
    assert_eq!(unit(all[0]).place, ["Home", "Bedroom", "Desk"]);
    assert_eq!(all[0].keywords, ["a", "b"]);
    assert_eq!(custom(all[0], "Colour"), Some("red"));
    assert_eq!(unit(all[0]).acquired.date.unwrap().to_string(), "2022-02-03");
    let screws = unit(all[1]);
    assert_eq!((screws.kind, screws.quantity), (UnitKind::Stock, Quantity::Exact(200)));
    assert_eq!(screws.lifecycle, Some(Lifecycle::Quarantined));
    assert_eq!(screws.acquired.cost, None);
    assert!(said(&reading).contains("row 3: was put away there without a reason"));
}

#[test]
fn shelfs_two_vocabularies_are_both_read() {
    let import = read_text(
        "title,description,kit,category,tags,location,valuation,custodian,bookable,barcode_Code128,assetModel,type,quantity,minQuantity,unitOfMeasure,\"cf: Serial number,type:text\",\"cf:Voltage, type:number\"\n\
         Drill,strong,Set 1,Tools,\"big, red\",Hall,100,Jane,yes,\"C1,C2\",D 9,INDIVIDUAL,,,,SN-1,18\n\
         Pens,black,,Office,small,Hall,2,,yes,,,QUANTITY_TRACKED,500,50,boxes,,\n",
    );
    assert_eq!(import.format, Format::Shelf);
    let all = things(&import);
    assert_eq!(unit(all[0]).serial.as_deref(), Some("SN-1"));
    assert_eq!(unit(all[0]).barcodes, ["C1", "C2"]);
    assert_eq!(all[0].keywords, ["big", "red"]);
    assert_eq!(custom(all[0], "Voltage"), Some("18"));
    let pens = unit(all[1]);
    assert_eq!(
        (pens.quantity, pens.measure.as_deref(), pens.min_qty),
        (Quantity::Exact(500), Some("boxes"), Some(50))
    );

    let index = read_text(
        "ID,Asset ID,QR ID,Name,Status,Description,Value,Category,Tags,Location,Kit,Custody,Code128,Quantity,Tracking method,Asset model\nabc,SAM-1,qr1,Drill,AVAILABLE,strong,100,Tools,,Hall,,Jane,,,Individual,D 9\n",
    );
    let drill = things(&index)[0];
    assert_eq!(unit(drill).aliases, ["SAM-1", "qr1"]);
    assert_eq!(
        (drill.model.as_deref(), unit(drill).lifecycle),
        (Some("D 9"), Some(Lifecycle::Active))
    );
}

#[test]
fn circulates_category_paths_and_locations_are_read() {
    let reading = read_text(
        "id,complete_number,code,number,name,categories,description_markdown,brand,model,serial,power_source,other_names,quantity,checkout_notice,status,location_area,location_shelf,purchase_price,created_at\n\
         12,D-0132,D,132,Drill,Power Tools//Drilling; Nuts/Bolts,\"**Strong**\",Bosch,G18,,battery,borer,,Wear goggles,maintenance,Basement,B4,99.00,2022-05-06 10:00:00 -0500\n",
    );
    assert_eq!(reading.format, Format::Circulate);
    let drill = things(&reading)[0];
    assert_eq!(drill.categories, [vec!["Power Tools", "Drilling"], vec!["Nuts/Bolts"]]);
    assert_eq!(drill.checkout_notice, "Wear goggles");
    assert_eq!(unit(drill).aliases, ["D-0132"]);
    assert_eq!(unit(drill).place, ["Basement", "B4"]);
    assert_eq!(unit(drill).lifecycle, Some(Lifecycle::Maintenance));
}

#[test]
fn inventrees_stock_and_parts_are_read() {
    let stock = read_text(
        "pk,part,quantity,serial,batch,location,status,status_text,purchase_price,purchase_price_currency,part_detail.name,part_detail.IPN,location_detail.pathstring\n\
         1,5,250.00000,,B7,3,10,OK,0.02,USD,M3 screw,SCR-3,Store/Drawer 2\n\
         2,6,1.00000,77,,3,10,OK,,,Drill,DR-1,Store\n\
         3,9,1.00000,,,3,10,OK,,,,,\n",
    );
    assert_eq!(stock.format, Format::InvenTree);
    let all = things(&stock);
    assert_eq!(unit(all[0]).quantity, Quantity::Exact(250));
    assert_eq!(unit(all[0]).acquired.cost.unwrap().to_string(), "0.02 USD");
    assert_eq!((unit(all[1]).kind, unit(all[1]).serial.as_deref()), (UnitKind::Unit, Some("77")));
    assert_eq!(stock.skipped[0].why, "has no name");
    let parts = read_text(
        "pk,name,IPN,description,category,is_template,purchaseable,units,minimum_stock,in_stock\n1,Wire,W-1,thin,4,False,True,m,10,120\n2,Idea,,,,,,,,\n",
    );
    let all = things(&parts);
    assert_eq!(unit(all[0]).measure.as_deref(), Some("m"));
    assert!(all[1].unit.is_none());
}

#[test]
fn leihs_items_are_read_and_borrowers_are_not() {
    let reading = read_text(
        "product,version,manufacturer,description,technical_detail,hand_over_note,categories,accessories,inventory_code,serial_number,supplier,owner,invoice_date,retired,retired_reason,price,is_broken,is_borrowable,building,room,shelf,user_name,Borrower First Name\n\
         Camera,Mk 2,Canon,good one,24 MP,Count the lenses,Video; Photo,strap; bag,INV-1,C1,Shop,Pool A,2020-02-03,false,,500,true,true,House,R1,S3,jdoe,Jane\n",
    );
    assert_eq!(reading.format, Format::Leihs);
    let camera = things(&reading)[0];
    assert_eq!(camera.body, "good one\n\n## Technical details\n\n24 MP");
    assert_eq!(camera.categories, [["Video"], ["Photo"]]);
    let it = unit(camera);
    assert_eq!(it.place, ["House", "R1", "S3"]);
    assert_eq!((it.condition, it.owner.as_deref()), (Some(Condition::Damaged), Some("Pool A")));
    assert!(!format!("{camera:?}").contains("jdoe") && !format!("{camera:?}").contains("Jane"));
}

#[test]
fn any_table_is_read_by_its_names_and_a_mapping_says_the_rest() {
    let text = "Bezeichnung;Lagerort;Anzahl;Kaufdatum;Farbe;Wer\nBohrer;Keller > Regal 2;ca. 20;03.04.2021;rot;x\n";
    let map = Mapping::parse(["Wer=owner"]).unwrap();
    let reading = read(text.as_bytes(), &ReadOptions { map, ..ReadOptions::default() });
    assert_eq!(reading.format, Format::Csv);
    let drill = things(&reading)[0];
    assert_eq!(unit(drill).place, ["Keller", "Regal 2"]);
    assert_eq!(unit(drill).quantity, Quantity::About(20));
    assert_eq!(unit(drill).owner.as_deref(), Some("x"));
    assert_eq!(custom(drill, "Farbe"), Some("rot"));
    assert!(said(&reading).contains("the column `Farbe` is not known"));
}

#[test]
fn dates_with_two_readings_are_asked_about_once() {
    let reading = read_text("name,purchase date\nSaw,3/4/23\nFile,5/6/23\n");
    let asked: Vec<String> = reading
        .problems
        .iter()
        .map(ToString::to_string)
        .filter(|p| p.contains("day-first"))
        .collect();
    assert_eq!(
        asked,
        [
            "dates like `3/4/23` can mean 2023-04-03 or 2023-03-04; say which with `--map dates=day-first` or `--map dates=month-first`. Until then these dates stay empty"
        ]
    );
    let map = Mapping::parse(["dates=month-first"]).unwrap();
    let told = read(
        "name,purchase date\nSaw,3/4/23\n".as_bytes(),
        &ReadOptions { map, ..ReadOptions::default() },
    );
    assert_eq!(unit(things(&told)[0]).acquired.date.unwrap().to_string(), "2023-03-04");
}

#[test]
fn a_code_of_our_own_form_is_our_code_and_any_other_is_an_alias() {
    let reading = read_text("name,code\nSaw,7K3-QP2J\nFile,7K3-QP2K\n");
    let all = things(&reading);
    assert_eq!(unit(all[0]).code.unwrap().to_string(), "7K3-QP2J");
    assert_eq!(
        (unit(all[1]).code, unit(all[1]).aliases.as_slice()),
        (None, &["7K3-QP2K".to_owned()][..])
    );
}

#[test]
fn prices_without_a_currency_are_kept_as_text_and_said_once() {
    let reading = read("name,price\nSaw,12.50\nFile,3\n".as_bytes(), &ReadOptions::default());
    assert_eq!(custom(things(&reading)[0], "price"), Some("12.50"));
    assert_eq!(said(&reading).matches("prices have no currency").count(), 1);
}
