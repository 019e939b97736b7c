//! Everything that the screens do can be done by a program: each address that a form is sent to stands
//! beside the operations of the API that do the same, or is one that a program has no use for.

use std::collections::{BTreeMap, BTreeSet};

use super::*;

/// What is sent where, and which operations do the same.
const COVERED: &[(&str, &[&str])] = &[
    ("/kiosk/book/{slug}", &["book"]),
    ("/kiosk/booking/cancel", &["cancelBooking"]),
    ("/kiosk/credits", &["pay", "requestPayment"]),
    ("/kiosk/delegate", &["delegate"]),
    ("/kiosk/elsewhere/cancel", &["cancelAsking"]),
    ("/kiosk/elsewhere/{node}/{slug}", &["askNode"]),
    ("/kiosk/hold", &["placeHold"]),
    ("/kiosk/hold/cancel", &["cancelHold"]),
    ("/kiosk/hold/pause", &["suspendHold", "resumeHold"]),
    ("/kiosk/lend", &["lend"]),
    ("/kiosk/me/own", &["changeMe", "vouch", "withdrawVouch", "appeal"]),
    ("/kiosk/offer", &["acceptRequest", "refuseRequest"]),
    ("/kiosk/renew", &["renewLoan"]),
    ("/kiosk/return/{code}", &["takeBack", "putRepairPhoto"]),
    // What was read on a label is looked up, lent, moved or counted.
    ("/kiosk/scan", &["readLabel", "lend", "moveUnit", "scanStocktake"]),
    ("/kiosk/stock", &["changeStock", "scanStocktake"]),
    ("/kiosk/trainings", &["signUp", "cancelSignup"]),
    ("/kiosk/undo", &["undo"]),
    ("/kiosk/vote/{slug}", &["castBallot"]),
    ("/kiosk/wrong/{code}", &["reportDamage", "putRepairPhoto"]),
    ("/kiosk/wrong/{code}/label", &["relabelUnit", "freshCode"]),
    ("/kiosk/steward/backup", &["makeBackup"]),
    ("/kiosk/steward/between", &["stepInterloan"]),
    ("/kiosk/steward/booking", &["answerBooking", "packBooking", "missBooking", "cancelBooking"]),
    ("/kiosk/steward/care", &["careDone"]),
    ("/kiosk/steward/clock", &["setClock"]),
    ("/kiosk/steward/edit", &["putRecord", "listRecordVersions"]),
    ("/kiosk/steward/devices", &["inviteDevice", "admitDevice", "revokeDevice"]),
    (
        "/kiosk/steward/exchange",
        &["followNode", "changeFollowedNode", "unfollowNode", "welcomeDrive"],
    ),
    ("/kiosk/steward/house", &["setOpeningHours", "addClosure", "removeClosure", "changePolicy"]),
    ("/kiosk/steward/keys", &["makeKey", "revokeKey"]),
    ("/kiosk/steward/labels", &["freshCode", "codesPrinted"]),
    ("/kiosk/steward/loan", &["renewLoan", "sayOfLoan"]),
    ("/kiosk/steward/members", &["addMember", "issuePin"]),
    (
        "/kiosk/steward/members/{number}",
        &[
            "changeMember",
            "eraseMember",
            "issueCard",
            "revokeCard",
            "issuePin",
            "unlockMember",
            "grantTraining",
            "withdrawTraining",
            "settleMember",
        ],
    ),
    ("/kiosk/steward/part", &["setCondition"]),
    ("/kiosk/steward/ready", &["readyHold"]),
    ("/kiosk/steward/alias", &["bindAlias"]),
    ("/kiosk/steward/register", &["registerThing", "addPhoto"]),
    ("/kiosk/steward/resolve", &["resolveException"]),
    ("/kiosk/steward/restore", &["unpackBackup", "agreeToRestore", "discardRestore"]),
    ("/kiosk/steward/sessions", &["signUp", "cancelSignup", "passSignup"]),
    ("/kiosk/steward/stocktake", &["openStocktake"]),
    ("/kiosk/steward/stocktake/{count}", &["closeStocktake"]),
    ("/kiosk/steward/ticket", &["noteRepair", "closeRepair"]),
];

/// What is sent where and is about the screen itself.
const SCREEN: &[(&str, &str)] = &[
    ("/kiosk/awake", "keeps a screen from going back to the start while somebody reads"),
    ("/kiosk/done", "signs out; a key is not signed in"),
    ("/kiosk/pin", "says who stands there; a key says so itself"),
    ("/kiosk/pin/steward", "says who stands there; a key says so itself"),
    ("/kiosk/prefs", "language, contrast and size of this screen"),
    ("/kiosk/remove", "takes a line off a list that the screen alone keeps"),
    ("/kiosk/scan/frame", "a picture of the camera, to find a label in"),
    ("/kiosk/scan/photo", "a picture of the camera, to find a label in"),
    ("/kiosk/steward/lock", "leaves the steward's screens"),
    (
        "/kiosk/steward/move",
        "chooses the shelf for what is scanned next; a program names it each time",
    ),
    ("/kiosk/welcome", "a phone that stays on the kiosk's own Wi-Fi"),
];

/// The addresses of the screens that take a form, as the router itself says.
async fn forms(kiosk: &Kiosk) -> BTreeSet<&'static str> {
    let table = crate::pages::addresses();
    let patterns: Vec<_> = table.addresses().collect();
    let router: Router = table.router().with_state(Arc::clone(&kiosk.app));
    let mut found = BTreeSet::new();
    for pattern in patterns {
        let path: Vec<_> =
            pattern.split('/').map(|part| if part.starts_with('{') { "x" } else { part }).collect();
        let request = Request::delete(path.join("/")).body(Body::empty()).unwrap();
        let response = router.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::METHOD_NOT_ALLOWED, "{pattern}");
        let allowed = response.headers()["allow"].to_str().unwrap();
        if allowed.split(',').any(|verb| verb == "POST") {
            found.insert(pattern);
        }
    }
    found
}

#[tokio::test]
async fn whatever_the_screens_do_a_program_can_do() {
    let forms = forms(&Kiosk::new()).await;
    let listed: Vec<_> =
        COVERED.iter().map(|one| one.0).chain(SCREEN.iter().map(|one| one.0)).collect();
    let once: BTreeSet<_> = listed.iter().copied().collect();
    assert_eq!(once.len(), listed.len(), "each address stands in one list, once");
    let new: Vec<_> = forms.difference(&once).collect();
    assert!(new.is_empty(), "no operation of the API does what these do: {new:?}");
    let gone: Vec<_> = once.difference(&forms).collect();
    assert!(gone.is_empty(), "no screen sends anything there any more: {gone:?}");
}

#[test]
fn every_operation_that_stands_beside_a_screen_is_described() {
    let (document, _) = crate::api::described();
    let paths = document["paths"].as_object().unwrap().values();
    let operations = paths.flat_map(|path| path.as_object().unwrap().iter());
    let known: BTreeMap<_, _> = operations
        .map(|(verb, one)| (one["operationId"].as_str().unwrap(), verb.as_str()))
        .collect();
    for (address, operations) in COVERED {
        assert!(!operations.is_empty(), "{address}");
        for id in *operations {
            assert!(known.contains_key(id), "{address}: there is no operation {id}");
        }
    }
}
