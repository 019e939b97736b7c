//! Proposals, delegations, hours, lots, rights and payments between nodes, as people type them.

use std::process::Command;

use serde_json::json;

use crate::env::{Env, Run};

fn event(run: &Run) -> String {
    run.json()["event"].as_str().unwrap().to_owned()
}

fn with_credits() -> Env {
    let env = Env::with_node();
    let node = env.read("node/node.toml")
        + "\n[units_of_account.MIN]\nlabel = \"hours\"\nminor_per_major = 60\nmode = \"mutual\"\ncredit_limit = 600\n";
    env.write("node/node.toml", &node);
    env.node("commit -m credits").ok();
    env
}

#[test]
fn a_proposal_lives_from_draft_to_in_force_and_counts_the_same_again() {
    let env = Env::with_node();
    env.node("new proposal 'Lend for two weeks' --slug two-weeks").ok();
    env.node("propose move two-weeks discussion").ok();
    env.node("propose say two-weeks 'Fine by me' --as mira").ok();
    let why =
        "propose amend two-weeks 'A test of one summer.' --why 'Let us try first' --as sam --json";
    let amendment = event(&env.node(why).ok());
    env.node(&format!("propose answer {amendment} --as mira")).ok();
    assert!(env.read("node/governance/proposals/two-weeks.md").contains("A test of one summer."));
    assert_eq!(env.node("propose close two-weeks").status, 1, "nothing was called yet");

    let call = "propose call two-weeks --closes 2026-12-01T20:00Z --roll mira,sam,ines --json";
    assert_eq!(env.node(call).ok().json()["roll"], json!(["mira", "sam", "ines"]));
    let late = "propose amend two-weeks more --why late --as sam";
    assert_eq!(env.node(late).status, 1, "the text is frozen");
    env.node("delegate sam --as ines").ok();
    // A delegation counts as it was when the vote opened.
    for who in ["mira", "sam"] {
        env.at("2026-11-22T10:00:00Z").node(&format!("vote two-weeks consent --as {who}")).ok();
    }
    let open = env.node("propose close two-weeks");
    assert_eq!((open.status, open.err.contains("open until")), (1, true), "{}", open.err);

    let first = env.at("2026-12-02T10:00:00Z").node("propose close two-weeks --json").ok();
    assert_eq!(first.json()["provisional"], true);
    let bytes = env.read("node/governance/results/two-weeks.json");
    let last = env.at("2026-12-20T10:00:00Z").node("propose close two-weeks --json").ok();
    assert_eq!(last.json()["provisional"], false);
    assert_eq!(env.read("node/governance/results/two-weeks.json"), bytes);
    let again = env.node("tally two-weeks --json").ok().json();
    assert_eq!(again["sha256"], last.json()["result"]);
    assert!(env.read("node/governance/proposals/two-weeks.md").contains("state = \"adopted\""));
    env.node("propose move two-weeks in_force --note 'From January'").ok();
    assert_eq!(env.node("propose move two-weeks voting").status, 1);
    let list = env.node("propose list --json").ok().json();
    assert_eq!(list["notices"], json!([]));
    let talk = env.node("propose talk two-weeks --json").ok().json();
    assert_eq!(talk.as_array().unwrap().len(), 2);
    env.node("check").ok();
    assert_eq!(env.git("status --porcelain").out, "", "everything is committed");
}

/// A draft of a secret vote of twelve with three trustees, two of whom open it.
fn secret_vote(env: &Env) {
    let roll = "[\"a1\", \"a2\", \"a3\", \"a4\", \"a5\", \"a6\", \"a7\", \"a8\", \"a9\", \"b1\", \"b2\", \"b3\"]";
    let text = format!(
        "+++\nname = \"Board\"\nstate = \"discussion\"\nmethod = \"majority\"\nsecret = true\ntrustees = [\"xan\", \"yara\", \"zoe\"]\ntrustees_needed = 2\nroll = {roll}\n+++\n\nShall it be?\n"
    );
    env.write("node/governance/proposals/board.md", &text);
    env.node("commit -m board").ok();
}

#[test]
fn a_secret_vote_is_sealed_opened_together_and_found_again_by_its_voters() {
    let env = Env::with_node();
    secret_vote(&env);
    let call = "propose call board --closes 2026-12-01T20:00Z --accept-until 2026-12-02T20:00Z";
    let early = env.node(call);
    assert_eq!(early.status, 1);
    assert!(early.err.contains("@xan, @yara, @zoe must go on"), "{}", early.err);
    assert_eq!(env.node("trustee board --as ines").status, 1, "not one of them");
    for _ in 0..4 {
        for who in ["xan", "yara", "zoe"] {
            env.node(&format!("trustee board --as {who} --keep stick-{who}")).ok();
        }
    }
    env.at("2026-11-21T10:00:00.750Z").node(call).ok();
    assert!(env.read("node/governance/proposals/board.md").contains("state = \"voting\""));
    // A ballot of the very second of the call counts.
    env.node("vote board no --as b3").ok();

    env.at("2026-11-22T10:00:00Z");
    let wordy = env.node("vote board yes --as a1 --reason because");
    assert_eq!((wordy.status, wordy.err.contains("carries no words")), (1, true), "{}", wordy.err);
    let mut trackers = Vec::new();
    for (who, choice) in
        [("a1", "no"), ("a1", "yes"), ("a2", "yes"), ("a3", "no"), ("a4", "abstain")]
    {
        let cast = env.node(&format!("vote board {choice} --as {who} --json")).ok();
        assert!(cast.err.contains("whoever controls this device could see it"), "{}", cast.err);
        trackers.push(cast.json()["tracker"].as_str().unwrap().to_owned());
    }
    let feeds = env.git("grep -h ballot.cast -- feeds").out;
    assert_eq!(feeds.lines().count(), 6);
    assert!(!feeds.contains("\"yes\"") && !feeds.contains("abstain"), "nothing readable: {feeds}");
    let waiting = env.node("tally board --json").ok().json();
    assert_eq!(
        waiting["waits"],
        "the ballots are sealed: 0 of the 2 trustees that it takes have opened the sum"
    );

    env.at("2026-12-01T21:00:00Z");
    let until = env.node("trustee board --as xan --keep stick-xan --json").ok().json();
    assert_eq!(until["waits_for"], "final");
    env.at("2026-12-03T10:00:00Z");
    let stranger = env.node("trustee board --as xan --keep stick-yara");
    assert_eq!(stranger.status, 1, "another place has no part of the key");
    env.node("trustee board --as xan --keep stick-xan").ok();
    assert_eq!(env.node("propose close board").status, 1, "one trustee alone opens nothing");
    env.node("trustee board --as zoe --keep stick-zoe").ok();
    let closed = env.node("propose close board --json").ok().json();
    let counted = env.node("tally board --json").ok().json();
    assert_eq!(counted["sha256"], closed["result"]);
    assert_eq!(
        counted["counts"],
        json!([
            { "of": "yes", "votes": 2 }, { "of": "no", "votes": 2 }, { "of": "abstain", "votes": 1 },
        ])
    );
    for (at, tracker) in trackers.iter().enumerate() {
        let rows = counted["trackers"].as_array().unwrap();
        let row = rows.iter().find(|row| row["tracker"] == tracker.as_str()).unwrap();
        let state = if at == 0 { "replaced by a later ballot of its voter" } else { "proofs hold" };
        assert_eq!(row["state"], state);
    }
    assert!(env.read("node/governance/results/board.json").contains(&trackers[1]));
    env.node("build").ok();
    let page = env.read("node/public/governance/board/index.html");
    assert!(trackers.iter().all(|tracker| page.contains(tracker)), "each voter finds the own one");
    for told in ["Sealed ballots", "could see it", "If that many conspire", "Replaced by its voter"]
    {
        assert!(page.contains(told), "{told}");
    }
    assert!(env.read("node/public/governance/board/result.json").contains(&trackers[1]));
    let files = env.git("ls-files").out;
    assert!(!files.contains("stick") && !files.contains("trustee"), "{files}");
    env.node("check").ok();
}

#[test]
fn everybody_sees_where_their_vote_is() {
    let env = Env::with_node();
    env.node("delegate mira --as ines --about area:lending").ok();
    env.node("delegate --nobody --as tom").ok();
    let text = "+++\nname = \"Two weeks\"\nstate = \"voting\"\nmethod = \"majority\"\ntopic = \"lending\"\nopens_at = \"2026-11-21T11:00:00Z\"\ncloses_at = \"2026-12-01T11:00:00Z\"\nroll = [\"mira\", \"ines\", \"tom\"]\n+++\n";
    env.write("node/governance/proposals/two-weeks.md", text);
    env.at("2026-11-22T10:00:00Z");
    let standing = |env: &Env, who: &str| {
        let shown = env.node(&format!("delegate --as {who} --json")).ok().json();
        shown[0]["standing"].as_str().unwrap().to_owned()
    };
    assert_eq!(standing(&env, "ines"), "lent to @mira, who has not voted");
    env.node("vote two-weeks yes --as mira").ok();
    assert_eq!(standing(&env, "ines"), "carried by @mira");
    assert_eq!(standing(&env, "tom"), "not voted");
    assert_eq!(env.node("delegate ines --as ines").status, 1);
    assert_eq!(env.node("delegate ines --as mira --about garden").status, 1);
}

#[test]
fn hours_wait_for_somebody_else_and_months_are_sealed() {
    let env = with_credits();
    env.node("pay sam commons 200").ok();
    let offer = event(&env.node("hours log mira 1:30 --work garden --ask --json").ok());
    let own = env.node(&format!("hours confirm {offer} --as mira"));
    assert_eq!((own.status, own.err.contains("somebody else")), (1, true), "{}", own.err);
    env.node(&format!("hours confirm {offer} --as sam")).ok();
    assert_eq!(env.node(&format!("hours confirm {offer} --as tom")).status, 1);
    let asked = event(&env.node("ledger ask tom 45 --as mira --memo bread --json").ok());
    env.node(&format!("ledger refuse {asked} --as tom")).ok();
    assert_eq!(env.node("ledger offers --json").ok().json(), json!([]));
    let balance = env.node("ledger balance --json").ok().json();
    assert_eq!(balance["accounts"]["member:mira"]["MIN"], 90);
    assert_eq!(balance["sum"]["MIN"], 0);
    assert_eq!(env.node("ledger seal 2026-11").status, 1, "the month is not over");
    env.at("2026-12-02T10:00:00Z").node("ledger seal 2026-11").ok();
    assert_eq!(env.node("ledger seal --json").ok().json()[0]["holds"], true);
}

#[test]
fn lots_rights_vouches_appeals_and_disputes_are_recorded_with_their_rules() {
    let env = Env::with_node();
    env.node("lot call plots ana ben cy dee").ok();
    assert_eq!(env.node("lot draw plots").status, 1, "there is no seed yet");
    env.node("lot seed plots '4 2 6' --witness mira --witness sam").ok();
    let order = env.node("lot draw plots --json").ok().json();
    assert_eq!(order["order"].as_array().unwrap().len(), 4);
    assert_eq!(env.node("lot draw plots --json").ok().json(), order);

    let grant = "right grant 'plot 3' mira --until 2027-10-31 --json";
    let right = event(&env.node(grant).ok());
    assert_eq!(env.node("right grant 'plot 3' sam").status, 1, "mira has it");
    env.node(&format!("right ask {right} 'One more year?' --until 2028-10-31 --as mira")).ok();
    env.node("right list").ok();

    assert_eq!(env.node("vouch give ana lathe --until 2030-01-01 --as mira").status, 1);
    env.node("vouch give ana lathe --until 2027-01-01 --as mira").ok();
    assert_eq!(env.node("vouch list ana --json").ok().json().as_array().unwrap().len(), 1);
    assert!(env.node("vouch export ana").ok().out.contains("lathe"));

    let appeal = event(&env.node("appeal open most-loans 'For the school' --as ana --json").ok());
    env.node(&format!("appeal answer {appeal} --upheld --as mira")).ok();
    assert_eq!(env.node("appeal list --json").ok().json()[0]["upheld"], true);

    let template = env.node("rules template cooperative").ok();
    env.write("node/governance/constitution.md", &template.out);
    assert!(env.node("rules list").ok().out.contains("change-purpose"));
    env.node("check").ok();
    env.node("commit -m rules").ok();

    let number = |name: &str| {
        let added = env.node(&format!("member add --name {name} --json")).ok().json();
        added["member"]["number"].as_str().or(added["member"].as_str()).unwrap().to_owned()
    };
    let members: Vec<String> = ["Ana", "Ben", "Cy", "Dee", "Eva"].map(number).to_vec();
    let open = format!(
        "dispute open 'A drill came back broken' --by {} --with {} --json",
        members[0], members[1]
    );
    let dispute = event(&env.node(&open).ok());
    let willing = members.join(" ");
    let panel = env.node(&format!("dispute panel {dispute} {willing} --seed dice --json")).ok();
    let panel = panel.json()["panel"].clone();
    assert!(!panel.as_array().unwrap().contains(&json!(members[0])), "no party sits on it");
    env.write("details.txt", "The chuck was cracked before.\n");
    let seal = format!("dispute seal {dispute} --text details.txt --keys keys --json");
    let keys = env.node(&seal).ok().json()["keys"].clone();
    assert_eq!(keys.as_array().unwrap().len(), 5, "two sides and three seats");
    let read = |key: &str| env.node(&format!("dispute read {dispute} --key {key}"));
    assert_eq!(read(keys[3].as_str().unwrap()).ok().out, "The chuck was cracked before.\n");
    let device = env.path("node/.stead/device_key");
    assert_eq!(read(device.as_str()).status, 1, "not even this device reads it");
    let again = env
        .node(&format!("dispute seal {dispute} --key {} --keys keys", keys[0].as_str().unwrap()));
    assert!(again.ok().out.contains("Sealed for 5 readers"));
    assert!(!env.git("ls-files").out.contains("disputes/"), "never in git");
    let close =
        format!("dispute step {dispute} closed --outcome 'Mended together' --remedy repair");
    env.node(&close).ok();
    let list = env.node("dispute list --json").ok().json();
    env.node("build").ok();
    let page = env.read("node/public/governance/promises.html");
    for told in ["plot 3", "A drill came back broken", "Mended together", "Repair"] {
        assert!(page.contains(told), "{told}");
    }
    assert!(!page.contains("mira") && !page.contains("Ana"), "nobody is named without a profile");
    assert_eq!(list[0]["step"], "closed");
    assert!(!list.to_string().contains("Ana"), "nobody is named");
    read(keys[0].as_str().unwrap()).ok();
    let tidied = env.at("2028-11-22T10:00:00Z").node("dispute list").ok();
    assert!(tidied.err.contains("was deleted: its time is over"), "{}", tidied.err);
    assert_eq!(read(keys[0].as_str().unwrap()).status, 1, "24 months later nothing is left");
}

/// A second node that has its own credits.
fn neighbour(env: &Env, folder: &str) {
    env.stead(&format!("init {folder} --name {folder} --timezone UTC")).ok();
    let node = env.read(&format!("{folder}/node.toml"))
        + "\n[units_of_account.MIN]\nlabel = \"hours\"\nmode = \"mutual\"\ncredit_limit = 600\n";
    env.write(&format!("{folder}/node.toml"), &node);
    env.on(folder, "commit -m credits").ok();
}

#[test]
fn a_payment_travels_by_stick_is_taken_in_once_and_clears_in_a_circle() {
    let env = Env::new();
    let names = ["oak", "elm", "ash"];
    let followed: Vec<String> = names
        .iter()
        .filter_map(|name| {
            neighbour(&env, name);
            let status = env.on(name, "status --json").ok().json();
            status["node"]["identity"].as_str().or(status["identity"].as_str()).map(str::to_owned)
        })
        .collect();
    let carried = |env: &Env| {
        for name in names {
            for _ in 0..2 {
                env.on(name, &format!("carry {}", env.path("stick"))).ok();
            }
        }
        for name in names {
            env.on(name, &format!("carry {}", env.path("stick"))).ok();
        }
    };
    fs_err::create_dir_all(env.path("stick")).unwrap();
    for (at, name) in names.iter().enumerate() {
        for (other, id) in followed.iter().enumerate() {
            if other != at {
                env.on(name, &format!("follow {id}")).ok();
            }
        }
        for other in names.iter().filter(|other| *other != name) {
            env.on(name, &format!("clearing trust {other} --they 600 --we 600")).ok();
        }
        env.on(name, "member add --name Bob --handle bob").ok();
    }
    assert_eq!(followed.len(), 3, "each node says who it is");
    for (at, amount) in [(0, 100), (1, 80), (2, 50)] {
        let pay = format!("clearing pay {} ana bob {amount} --memo bread", names[(at + 1) % 3]);
        env.on(names[at], &pay).ok();
    }
    let over = env.on("oak", "clearing pay elm ana bob 900");
    assert_eq!(over.status, 1, "more than was agreed");
    carried(&env);
    for name in names {
        assert_eq!(env.on(name, "clearing take --json").ok().json().as_array().unwrap().len(), 1);
        assert_eq!(env.on(name, "clearing take --json").ok().json(), json!([]), "once is enough");
    }
    carried(&env);
    let agree = |name: &str| {
        let status = env.on(name, "clearing status --json").ok().json();
        let all = status.as_array().unwrap().clone();
        all.iter().filter(|one| one["agrees"] == true).count()
    };
    assert_eq!(names.map(agree), [2, 2, 2]);
    let found = env.on("oak", "clearing circles --json").ok().json();
    let circle = found[0]["circle"].as_str().unwrap().to_owned();
    assert_eq!(found[0]["amount"], 50);
    for name in names {
        env.on(name, &format!("clearing agree {circle}")).ok();
    }
    carried(&env);
    for name in names {
        let cleared = env.on(name, "clearing clear --json").ok().json();
        assert_eq!(cleared[0]["circle"], circle.as_str());
    }
    let owes = |name: &str, peer: &str| {
        let json = env.on(name, "ledger balance --json").ok().json();
        (json["accounts"][format!("peer:{peer}")]["MIN"].clone(), json["sum"]["MIN"].clone())
    };
    assert_eq!(owes("oak", "elm"), (json!(50), json!(0)));
    assert_eq!(owes("elm", "ash"), (json!(30), json!(0)));
    assert_eq!(owes("ash", "oak"), (json!(0), json!(0)));
}

/// The balances that another program reads out of a journal, without zeros.
fn balances(program: &str, arguments: &[&str]) -> Option<String> {
    let run = Command::new(program).args(arguments).output().ok()?;
    assert!(run.status.success(), "{program}: {}", String::from_utf8_lossy(&run.stderr));
    Some(String::from_utf8(run.stdout).unwrap())
}

#[test]
fn other_programs_read_the_journal_with_equal_balances() {
    let env = with_credits();
    for line in
        ["pay mira sam 90 --memo 'bread; \"good\"'", "pay sam commons 30", "hours log tom 20"]
    {
        env.node(line).ok();
    }
    let export = |form: &str| env.node(&format!("ledger export --format {form}")).ok().out;
    env.write("book.journal", &export("polyglot"));
    env.write("strict.journal", &export("hledger"));
    let own = env.stead("ledger balance --journal book.journal --json").ok().json();
    let expected = [("M-mira", 90), ("M-sam", -60), ("M-tom", -20)];
    for (name, amount) in expected {
        assert_eq!(own["accounts"][format!("Liabilities:Members:{name}")]["MIN"], amount);
    }
    let (book, strict) = (env.path("book.journal"), env.path("strict.journal"));
    let mut readers = 0;
    let oracles: [(&str, Vec<&str>); 3] = [
        ("hledger", vec!["-f", book.as_str(), "bal", "--flat", "-N"]),
        ("ledger", vec!["-f", book.as_str(), "bal", "--flat", "--no-total"]),
        ("bean-query", vec![book.as_str(), "SELECT account, sum(position) GROUP BY account"]),
    ];
    for (program, arguments) in &oracles {
        let Some(out) = balances(program, arguments) else {
            println!("skipped: {program} is not installed");
            continue;
        };
        readers += 1;
        for (name, amount) in expected {
            let line = out.lines().find(|line| line.contains(name));
            let line = line.unwrap_or_else(|| panic!("{program}: {name} in {out}"));
            let words: Vec<&str> = line.split_whitespace().collect();
            assert!(words.contains(&amount.to_string().as_str()), "{program}: {line}");
        }
    }
    if balances("hledger", &["-f", strict.as_str(), "check", "-s"]).is_none() {
        println!("skipped: hledger is not installed");
    }
    println!("{readers} other programs agree");
}

#[test]
fn the_balance_of_somebody_who_left_is_settled_when_it_is_time() {
    let env = with_credits();
    env.node("pay sam ines 2:00").ok();
    let early =
        env.at("2027-01-10T10:00:00Z").node("ledger write-off sam --left 2026-12-01 --json");
    assert_eq!(early.ok().json()[0]["not_before"], "2027-03-01");
    env.at("2027-03-02T10:00:00Z");
    assert_eq!(env.node("ledger write-off sam").status, 1, "nobody said that sam left");
    let done = env.node("ledger write-off sam --left 2026-12-01 --json").ok().json();
    assert_eq!(
        done[0]["postings"],
        json!([
            { "account": "member:sam", "delta": 120 }, { "account": "writeoff", "delta": -120 },
        ])
    );
    let again = env.node("ledger write-off sam --left 2026-12-01").ok();
    assert_eq!(again.out, "Nobody who left has a balance.\n");
    let to = env.node("ledger write-off ines --left 2027-03-01 --to commons --json").ok().json();
    assert_eq!(to[0]["postings"][1], json!({ "account": "commons", "delta": 120 }));
    let balance = env.node("ledger balance --json").ok().json();
    assert_eq!(balance["sum"]["MIN"], 0);
}

#[test]
fn a_rule_of_the_constitution_is_named_where_it_refuses() {
    let env = Env::with_node();
    env.write("node/governance/constitution.md", "+++\nname = \"Rules\"\n[[rule]]\nid = \"most-loans\"\nclause = \"lending\"\nabout = \"loans\"\nat_most = 0\nappeal = \"the assembly\"\n+++\n\n## Lending {#lending}\n");
    let member = env.node("member add --name Ada --json").ok().field("member");
    let refused = env.node(&format!("loan out 7K3-QP2J --member {member}"));
    assert_eq!(refused.status, 1);
    assert!(refused.err.contains("The rule “most-loans” (clause lending) allows at most 0. Whoever sees it differently can appeal to the assembly."), "{}", refused.err);
}

#[test]
fn two_notes_with_one_number_stop_the_pair_until_people_have_talked() {
    let env = Env::new();
    let stick = env.path("stick");
    fs_err::create_dir_all(&stick).unwrap();
    let identity = |name: &str| {
        let status = env.on(name, "status --json").ok().json();
        status["node"]["identity"].as_str().or(status["identity"].as_str()).unwrap().to_owned()
    };
    for (name, other) in [("oak", "elm"), ("elm", "oak")] {
        neighbour(&env, name);
        env.on(name, &format!("clearing trust {other} --they 600 --we 600")).ok();
    }
    env.on("oak", &format!("follow {}", identity("elm"))).ok();
    env.on("elm", &format!("follow {}", identity("oak"))).ok();
    env.on("elm", "member add --name Bob --handle bob").ok();
    let carry = |name: &str| env.on(name, &format!("carry {stick}")).ok();
    let invitation = env.on("oak", "device invite --json").ok().field("invitation");
    carry("oak");
    env.stead(&format!("device join copy --from {stick} --invitation {invitation}")).ok();
    for name in ["oak", "copy"] {
        carry(name);
    }
    // Two devices of one node, apart: both number their payment as the first.
    let first = env.on("oak", "clearing pay elm ana bob 10 --json").ok().json();
    let second = env.on("copy", "clearing pay elm ana bob 20 --json").ok().json();
    assert_eq!((&first["seq"], &second["seq"]), (&json!(1), &json!(1)));
    for name in ["oak", "copy", "oak", "elm"] {
        carry(name);
    }
    let taken = env.on("elm", "clearing take --json").ok().json();
    assert_eq!(taken.as_array().unwrap().len(), 1, "{taken}");
    assert_eq!(
        (&taken[0]["kind"], &taken[0]["what"]["seq"]),
        (&json!("clearing.freeze"), &json!(1))
    );
    assert_eq!(taken[0]["what"]["hashes"].as_array().unwrap().len(), 2, "both notes are named");
    assert_eq!(env.on("elm", "clearing take --json").ok().json(), json!([]));
    assert_eq!(env.on("elm", "clearing pay oak bob ana 5").status, 1, "nothing moves either way");
    let status = env.on("elm", "clearing status --json").ok().json();
    assert_eq!(status[0]["frozen_at"], 1);
    let balance = env.on("elm", "ledger balance --json").ok().json();
    assert_eq!(balance["accounts"]["member:bob"]["MIN"], json!(null), "neither was taken in");
    // At home one of the two counts and the other is kept with its reason.
    let own = env.on("oak", "ledger balance --json").ok();
    assert_eq!(own.json()["sum"]["MIN"], 0);
    assert!(own.err.contains("it does not follow the note before it"), "{}", own.err);
}
