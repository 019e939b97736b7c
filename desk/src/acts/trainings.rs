//! Trainings: a seat in a session, passing, and what no longer counts.

use catalog::circulation::may_sign_up;
use catalog::event::{AuthGrant, AuthRevoke, Kind, SignupAdd, SignupCancel};
use catalog::ids::{EventId, GrantId, SignupId, Slug};
use jiff::ToSpan;
use jiff::civil::Date;

use crate::{By, Desk, MemberNumber, Refusal};

impl Desk {
    /// A member takes a seat in a session.
    pub fn sign_up(
        &mut self,
        session: &Slug,
        member: MemberNumber,
        by: By,
    ) -> Result<SignupId, Refusal> {
        let borrower = self.member_facts(member)?;
        may_sign_up(self.node(), session, &borrower, by.authority(), self.now())
            .map_err(Refusal::Denied)?;
        let patron = self.seal(member)?;
        let kind = Kind::SignupAdd(Box::new(SignupAdd { event: session.clone(), patron }));
        Ok(SignupId(self.record(by, &kind, None)?.id))
    }

    /// Gives a seat free: the member's own, or any by a steward.
    pub fn cancel_signup(&mut self, signup: SignupId, by: By) -> Result<EventId, Refusal> {
        let found = self.node().state.signups.get(&signup);
        let found = found.ok_or_else(|| Refusal::no_such("place", &signup))?;
        if found.cancelled || found.passed.is_some() {
            return Err(Refusal::Over { what: "place" });
        }
        match by {
            By::Anyone => return Err(Refusal::NotAllowed),
            By::Member(number) if !self.owns(number, signup.0) => {
                let denial = catalog::circulation::Denial::NotYours;
                return Err(Refusal::Denied(vec![denial]));
            }
            _ => {}
        }
        let kind = Kind::SignupCancel(Box::new(SignupCancel { signup }));
        Ok(self.record(by, &kind, None)?.id)
    }

    /// Somebody who had a seat has passed what the session teaches.
    pub fn pass(&mut self, signup: SignupId, by: By) -> Result<GrantId, Refusal> {
        if !by.is_steward() {
            return Err(Refusal::NotAllowed);
        }
        let state = &self.node().state;
        let found = state.signups.get(&signup);
        let found = found.ok_or_else(|| Refusal::no_such("place", &signup))?;
        let counts = |grant: &GrantId| state.grants.get(grant).is_some_and(|g| !g.revoked);
        if found.cancelled || found.passed.as_ref().is_some_and(counts) {
            return Err(Refusal::Over { what: "place" });
        }
        let session = self.node().documents.events.get(&found.event);
        let training = session.and_then(|session| session.training.clone());
        let training = training.ok_or_else(|| Refusal::no_such("training", &found.event))?;
        let member = self.unseal(&found.patron);
        let member = member.ok_or_else(|| Refusal::no_such("member", &signup))?;
        self.grant_of(member, &training, None, Some(signup), by)
    }

    /// A member has passed a training. Valid as long as the training says, or until a day.
    pub fn grant(
        &mut self,
        member: MemberNumber,
        training: &Slug,
        until: Option<Date>,
        by: By,
    ) -> Result<GrantId, Refusal> {
        self.grant_of(member, training, until, None, by)
    }

    fn grant_of(
        &mut self,
        member: MemberNumber,
        training: &Slug,
        until: Option<Date>,
        signup: Option<SignupId>,
        by: By,
    ) -> Result<GrantId, Refusal> {
        if !by.is_steward() {
            return Err(Refusal::NotAllowed);
        }
        let trainings = &self.node().documents.node.trainings;
        let found = trainings.get(training);
        let found = found.ok_or_else(|| Refusal::no_such("training", &training))?;
        let months = found.valid_months.map(|months| i64::from(months.min(1200)).months());
        let until = until.or_else(|| self.today().checked_add(months?).ok());
        self.members().get(member)?;
        let patron = self.seal(member)?;
        let kind = AuthGrant { training: training.clone(), patron, until, signup };
        Ok(GrantId(self.record(by, &Kind::AuthGrant(Box::new(kind)), None)?.id))
    }

    /// A training no longer counts.
    pub fn revoke(
        &mut self,
        grant: GrantId,
        note: Option<&str>,
        by: By,
    ) -> Result<EventId, Refusal> {
        if !by.is_steward() {
            return Err(Refusal::NotAllowed);
        }
        if !self.node().state.grants.contains_key(&grant) {
            return Err(Refusal::no_such("training", &grant));
        }
        let kind = Kind::AuthRevoke(Box::new(AuthRevoke { grant, note: note.map(Into::into) }));
        Ok(self.record(by, &kind, None)?.id)
    }
}
