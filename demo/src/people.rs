//! The members of a demo node: admitted, trained, and two of them with cards to try.

use catalog::ids::{Handle, Slug};
use desk::edge::NoRandomness;
use desk::{By, Desk, MemberNumber, NewMember, Pin, Randomness, Role};
use jiff::Timestamp;
use rand::RngExt as _;

use crate::script::{History, MemberLine};
use crate::{DemoError, Stage, Visitor};

/// A member with what the player knows of them.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) number: MemberNumber,
    pub(crate) handle: Option<Handle>,
    pub(crate) likes: Vec<String>,
    pub(crate) activity: f64,
    pub(crate) steward: bool,
    pub(crate) joined: jiff::civil::Date,
    trainings: Vec<Slug>,
    named_trainings: bool,
}

/// Writes all members into the private store.
pub(crate) fn admit(
    desk: &mut Desk,
    history: &History,
    start: Timestamp,
) -> Result<Vec<Person>, DemoError> {
    let first = start.to_zoned(jiff::tz::TimeZone::UTC).date();
    history.members.iter().map(|line| admit_one(desk, line, first)).collect()
}

fn admit_one(
    desk: &mut Desk,
    line: &MemberLine,
    first: jiff::civil::Date,
) -> Result<Person, DemoError> {
    let joined = line.joined.unwrap_or(first);
    let new = NewMember {
        name: line.name.clone(),
        contact: None,
        handle: line.handle.clone(),
        languages: line.languages.clone(),
        role: if line.steward { Role::Steward } else { Role::Member },
        joined,
        provisional: false,
    };
    let (members, random) = desk.members_mut();
    let (member, _) = members.add(&new, random)?;
    Ok(Person {
        number: member.number,
        handle: line.handle.clone(),
        likes: line.likes.clone(),
        activity: line.activity.unwrap_or(1.0),
        steward: line.steward,
        joined,
        trainings: line.trainings.clone(),
        named_trainings: !line.trainings.is_empty() || line.handle.is_some(),
    })
}

impl Stage {
    /// Gives everybody the trainings that they have passed.
    pub(crate) fn train(&mut self) {
        for person in self.people.clone() {
            let mut trainings = person.trainings.clone();
            if !person.named_trainings {
                let shares = self.history.training_shares.clone();
                let passed = shares.into_iter().filter(|(_, share)| self.chance(*share));
                trainings.extend(passed.map(|(training, _)| training).collect::<Vec<_>>());
            }
            for training in trainings {
                // A training that the node does not have is left out; the past is made up anyway.
                let until = Some(jiff::civil::date(2030, 12, 31));
                drop(self.desk.grant(person.number, &training, until, By::Terminal));
            }
        }
    }

    pub(crate) fn chance(&mut self, share: f64) -> bool {
        self.rng.random_bool(share.clamp(0.0, 1.0))
    }
}

/// Who of the members is there to try the kiosk with: a member and a steward.
pub(crate) fn to_try(history: &History) -> [usize; 2] {
    let at = |wanted: fn(&MemberLine) -> bool| history.members.iter().position(wanted).unwrap_or(0);
    [at(|line| line.demo), at(|line| line.demo_steward)]
}

/// The member and the steward to try the kiosk with: new cards, and PINs to print.
pub(crate) fn visitors(
    stage: &mut Stage,
    random: &mut dyn RandomnessObject,
) -> Result<(Visitor, Visitor), DemoError> {
    let [member, steward] = to_try(&stage.history);
    let one = visitor(stage, member, random.inner())?;
    let other = visitor(stage, steward, random.inner())?;
    Ok((one, other))
}

/// Randomness behind a pointer whose lifetime is its own.
pub(crate) trait RandomnessObject {
    fn inner(&mut self) -> &mut (dyn Randomness + 'static);
}

impl<R: Randomness + 'static> RandomnessObject for R {
    fn inner(&mut self) -> &mut (dyn Randomness + 'static) {
        self
    }
}

fn visitor(
    stage: &mut Stage,
    at: usize,
    random: &mut (dyn Randomness + 'static),
) -> Result<Visitor, DemoError> {
    let missing = || DemoError::Randomness(NoRandomness("the demo node has no members".into()));
    let person = stage.people.get(at).ok_or_else(missing)?;
    let name = stage.history.members.get(at).map(|line| line.name.clone()).unwrap_or_default();
    let number = person.number;
    let pin = Pin::draw(random)?;
    let (members, _) = stage.desk.members_mut();
    let card = members.issue_card(number, random)?;
    members.set_pin(number, Some(&pin), random)?;
    Ok(Visitor { name, number, card, pin })
}
