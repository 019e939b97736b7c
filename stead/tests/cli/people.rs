//! Members: their names stay on this device.

use crate::env::Env;

#[test]
fn a_member_has_a_number_and_a_card_and_either_names_them() {
    let env = Env::with_node();
    let run = env.node("member add --name 'Sam Adeyemi' --handle sam --lang es --json").ok();
    let (number, card) = (run.field("member"), run.field("card"));
    assert_eq!(card.len(), 13);
    let list = env.node("member list --json").ok().json();
    assert_eq!(
        (&list[0]["number"], &list[0]["name"]),
        (&number.as_str().into(), &"Sam Adeyemi".into())
    );
    let bare = number.replace('-', "");
    env.node(&format!("loan out drill --member {bare}")).ok();
    env.node("loan in drill").ok();
    env.node(&format!("loan out drill --member {}", card.to_lowercase())).ok();
    assert_eq!(env.node("loan list --json").ok().json()[0]["member"], number.as_str());
}

#[test]
fn a_new_card_ends_the_old_one_and_a_pin_is_shown_once() {
    let env = Env::with_node();
    let run = env.node("member add --name Sam --json").ok();
    let (number, old) = (run.field("member"), run.field("card"));
    let new = env.node(&format!("member card {number} --json")).ok().field("card");
    assert_ne!(old, new);
    assert_eq!(env.node(&format!("loan out drill --member {old}")).status, 1);
    let pin = env.node(&format!("member pin {new} --json")).ok().field("pin");
    assert_eq!(pin.len(), 4);
    assert_eq!(env.node("member list --json").ok().json()[0]["has_pin"], true);
    assert!(!env.node("member list --json").ok().out.contains(&format!("\"{pin}\"")));
}

#[test]
fn an_erased_member_is_gone_and_the_history_stands() {
    let env = Env::with_node();
    let number = env.node("member add --name 'Sam Unmistakable' --json").ok().field("member");
    env.node(&format!("loan out drill --member {number}")).ok();
    env.node("loan in drill").ok();
    let asked = env.node(&format!("member erase {number}"));
    assert_eq!(asked.status, 1);
    assert!(asked.err.contains("--yes"), "{}", asked.err);
    env.node(&format!("member erase {number} --yes")).ok();
    assert_eq!(env.node("member list --json").ok().json(), serde_json::json!([]));
    assert_eq!(env.node("log --json").ok().json().as_array().unwrap().len(), 2);
    let store = fs_err::read(env.path("node/.stead/private.sqlite")).unwrap();
    assert!(!String::from_utf8_lossy(&store).contains("Unmistakable"));
}

#[test]
fn a_name_or_a_contact_that_a_member_has_already_makes_nobody_unless_it_is_meant() {
    let env = Env::with_node();
    let sam = env.node("member add --name 'Sam Adeyemi' --contact sam@example.org --json").ok();
    let number = sam.field("member");
    for twice in ["--name ' sam  ADEYEMI '", "--name 'S. A.' --contact Sam@example.org"] {
        let refused = env.node(&format!("member add {twice}"));
        assert_eq!(refused.status, 1, "{}", refused.out);
        let said = refused.err;
        assert!(said.contains(&format!("Sam Adeyemi ({number})")), "{said}");
        assert!(said.contains(&format!("stead member card {number}")), "{said}");
        assert!(said.contains("--sure"), "{said}");
    }
    let count = || env.node("member list --json").ok().json().as_array().unwrap().len();
    assert_eq!(count(), 1);
    env.node("member add --name Kim").ok();
    env.node("member add --name 'Sam Adeyemi' --sure").ok();
    assert_eq!(count(), 3, "no contact is nobody's contact");
}
