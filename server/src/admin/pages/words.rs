//! Moments, roles and states as people read them.

use directory::{Act, Role, Status, Timestamp, Visibility};

use crate::store::records::{AccountState, Checked, ProposalState, SignInMeans};

/// `23 November 2026`.
pub(super) fn day(moment: Timestamp) -> String {
    let text = moment.rfc3339();
    let number = text.get(8..10).unwrap_or_default().trim_start_matches('0');
    format!("{number} {}", moment.month().in_words())
}

/// `23 November 2026, 14:05 UTC`.
pub(super) fn moment(moment: Timestamp) -> String {
    let text = moment.rfc3339();
    format!("{}, {} UTC", day(moment), text.get(11..16).unwrap_or_default())
}

/// `2026-11-23`, as a date field wants it.
pub(super) fn date(moment: Timestamp) -> String {
    moment.rfc3339().get(..10).unwrap_or_default().to_owned()
}

/// The beginning of the day that a date field holds, in UTC.
pub(super) fn read_date(text: &str) -> Option<Timestamp> {
    let is_date = text.len() == 10 && text.is_ascii();
    is_date.then(|| Timestamp::parse_rfc3339(&format!("{text}T00:00:00Z"))).flatten()
}

/// `in 3 hours`, `in 2 days`; `now` when it has come.
pub(super) fn until(from: Timestamp, to: Timestamp) -> String {
    let seconds = to.seconds().saturating_sub(from.seconds());
    match seconds {
        ..=0 => "now".to_owned(),
        1..=3_599 => counted((seconds + 59) / 60, "minute"),
        3_600..=172_799 => counted((seconds + 1_800) / 3_600, "hour"),
        _ => counted((seconds + 43_200) / 86_400, "day"),
    }
}

fn counted(number: i64, what: &str) -> String {
    format!("in {number} {what}{}", if number == 1 { "" } else { "s" })
}

/// What a role may do, in a sentence.
pub(super) const fn role(role: Role) -> &'static str {
    match role {
        Role::Owner => "answers for the directory: edits it, and decides who signs in",
        Role::Editor => "edits every profile, and confirms what others propose",
        Role::Approver => "confirms what others propose, and edits nothing",
        Role::Reporter => "looks after their own profile only",
        Role::Auditor => "reads everything, and changes nothing",
    }
}

/// A profile's status.
pub(super) const fn status(status: Status) -> &'static str {
    match status {
        Status::Draft => "draft",
        Status::Listed => "listed",
        Status::Paused => "paused",
        Status::Withdrawn => "withdrawn",
    }
}

/// Where a channel is shown.
pub(super) const fn visibility(visibility: Visibility) -> &'static str {
    match visibility {
        Visibility::Hidden => "hidden",
        Visibility::Profile => "own page only",
        Visibility::Listed => "shown everywhere",
    }
}

/// Whether an account can sign in.
pub(super) const fn account_state(state: AccountState) -> &'static str {
    match state {
        AccountState::Invited => "waits for its one-time link",
        AccountState::Active => "active",
        AccountState::Disabled => "disabled",
        AccountState::Left => "left",
    }
}

/// What became of a proposal.
pub(super) const fn proposal_state(state: ProposalState) -> &'static str {
    match state {
        ProposalState::Waiting => "waits for a second person",
        ProposalState::Approved => "approved, and done",
        ProposalState::Refused => "refused",
        ProposalState::Cancelled => "taken back",
        ProposalState::Expired => "expired: nobody decided in time",
        ProposalState::Outdated => "outdated: the profile moved on meanwhile",
        ProposalState::CooledOff => "done after the waiting time, because nobody else could confirm it",
    }
}

/// How somebody made sure.
pub(super) const fn checked(checked: Checked) -> &'static str {
    match checked {
        Checked::InPerson => "in person",
        Checked::CalledKnownNumber => "by a call to a number known before",
        Checked::Video => "by video",
        Checked::Other => "otherwise, as the remark says",
    }
}

/// How somebody signed in.
pub(super) const fn means(means: SignInMeans) -> &'static str {
    match means {
        SignInMeans::Passkey => "by passkey",
        SignInMeans::PasswordAndCode => "by password and code",
        SignInMeans::PasswordAndRecoveryCode => "by password and recovery code",
        SignInMeans::Link => "by one-time link",
    }
}

/// What a token may do, as its scope is called.
pub(super) const fn act(act: Act) -> &'static str {
    match act {
        Act::KeepOwnAccount => "keep one’s own account",
        Act::ReadProfiles => "read profiles, hidden channels included",
        Act::MakeProfiles => "make drafts",
        Act::EditProfiles => "edit profiles (what opens a door waits for a person)",
        Act::CloseDoors => "hide, pause and withdraw",
        Act::ConfirmChannels => "say that channels still work",
        Act::ReadProposals => "read what waits for a second person",
        Act::DecideProposals => "decide about proposals",
        Act::Import => "import files",
        Act::Export => "take the directory and the history away as files",
        Act::ReadHistory => "read the history",
        Act::ReadAccounts => "see who signs in",
        Act::KeepAccounts => "decide who signs in",
        Act::KeepTokens => "keep tokens",
        Act::ReadSettings => "read the settings",
    }
}

/// `1 channel`, `2 channels`.
pub(super) fn number(number: usize, one: &str, several: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { several })
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT: Timestamp = Timestamp::from_seconds(1_795_000_000);

    #[test]
    fn a_moment_is_written_for_people_and_a_date_reads_back() {
        assert_eq!(moment(AT), "18 November 2026, 11:06 UTC");
        let read = read_date(&date(AT)).unwrap();
        assert_eq!((day(read), date(read)), (day(AT), date(AT)));
        assert!(read_date("2026-13-01").is_none());
        assert!(read_date("18/11/2026").is_none());
        assert!(read_date("").is_none());
    }

    #[test]
    fn a_wait_is_told_in_words_that_are_never_too_short() {
        assert_eq!(until(AT, AT), "now");
        assert_eq!(until(AT, AT.plus_seconds(1)), "in 1 minute");
        assert_eq!(until(AT, AT.plus_seconds(86_400)), "in 24 hours");
        assert_eq!(until(AT, AT.plus_seconds(7 * 86_400)), "in 7 days");
    }
}
