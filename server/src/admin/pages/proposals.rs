//! What waits for a second person: all of it, and one in full, exactly as a source would see it before and after.

use askama::Template;
use data_encoding::BASE64;
use directory::{Act, Directory, PhotoHash, ProposalId, Strength};

use super::form::{Choice, Faults, Field, Typed};
use super::layout::Frame;
use super::markup::Markup;
use super::people::Names;
use super::profile::{WaitingProposal, what_next};
use super::telling;
use super::visit::{Answered, Reply, Visit, nothing_here};
use super::words;
use crate::auth::{Permission, Refusal};
use crate::editing::{DecideError, Editing, Shown, Sight};
use crate::http::Problem;
use crate::store::records::{Checked, Proposal, ProposalState, Proposed, ShownHash};

/// How many decided proposals the list shows.
const DECIDED: usize = 30;

#[derive(Template)]
#[template(path = "staff/proposals.html")]
struct Proposals {
    frame: Frame,
    waiting: Vec<WaitingProposal>,
    decided: Vec<Decided>,
}

struct Decided {
    id: String,
    subject: String,
    lines: Vec<String>,
    state: &'static str,
    by: String,
}

/// `GET /proposals`.
pub(super) async fn show_all(visit: &Visit<'_>) -> Answered {
    let stored = visit.directory().await?;
    let names = visit.names().await?;
    let waiting = visit.staff.editing.waiting(visit.by).await?;
    let newest = visit.staff.editing.proposals(visit.by, None, DECIDED * 2).await?;
    let decided = newest.iter().filter(|proposal| proposal.state != ProposalState::Waiting).take(DECIDED);
    Reply::page(&Proposals {
        waiting: waiting
            .iter()
            .map(|proposal| WaitingProposal::of(visit, proposal, &stored.directory, &names))
            .collect(),
        decided: decided.map(|proposal| decided_line(proposal, &stored.directory, &names)).collect(),
        frame: visit.frame("Proposals", "/proposals"),
    })
}

fn decided_line(proposal: &Proposal, directory: &Directory, names: &Names) -> Decided {
    let (subject, lines) = telling::proposed(&proposal.proposed, directory, names);
    Decided {
        id: proposal.id.to_string(),
        subject,
        lines,
        state: words::proposal_state(proposal.state),
        by: proposal.decision.as_ref().map_or_else(String::new, |decision| names.actor(&decision.by)),
    }
}

#[derive(Template)]
#[template(path = "staff/proposal.html")]
struct OneProposal {
    frame: Frame,
    id: String,
    subject: String,
    profile: Option<String>,
    lines: Vec<String>,
    by: String,
    at: String,
    next: String,
    state: &'static str,
    is_waiting: bool,
    decision: Option<Vec<(&'static str, String)>>,
    sides: Vec<Side>,
    hash: String,
    /// Why this visitor is not the second person.
    why_not: Option<String>,
    /// Whether they must show a second factor again first.
    needs_code: bool,
    is_own: bool,
    checked: Markup,
    remark: Markup,
}

/// One side of what a source sees: before or after.
struct Side {
    heading: &'static str,
    sight: Option<Seen>,
}

struct Seen {
    slug: String,
    status: &'static str,
    block: String,
    card: String,
    qr: Option<String>,
    photo: Option<String>,
}

/// `GET /proposals/{id}`.
pub(super) async fn show(visit: &Visit<'_>) -> Answered {
    let (proposal, shown) = proposal(visit).await?;
    Reply::page(&page(visit, &proposal, shown, &Typed::default(), Faults::default()).await?)
}

/// `POST /proposals/{id}/approve`.
pub(super) async fn approve(visit: &Visit<'_>) -> Answered {
    let id = id(visit)?;
    let Some(checked) = read_checked(visit.typed.one("checked")) else {
        return again(visit, Faults::of("checked", "Say how you made sure that it is true")).await;
    };
    let shown = ShownHash(visit.typed.one("shown").to_owned());
    match visit.staff.editing.approve(visit.by, &id, &shown, checked, remark(visit)).await {
        Ok(_) => Reply::see("/proposals?done=approved"),
        Err(error) => after(visit, error).await,
    }
}

/// `POST /proposals/{id}/refuse`.
pub(super) async fn refuse(visit: &Visit<'_>) -> Answered {
    let id = id(visit)?;
    match visit.staff.editing.refuse(visit.by, &id, remark(visit)).await {
        Ok(()) => Reply::see("/proposals?done=refused"),
        Err(error) => after(visit, error).await,
    }
}

/// `POST /proposals/{id}/cancel`.
pub(super) async fn cancel(visit: &Visit<'_>) -> Answered {
    let id = id(visit)?;
    match visit.staff.editing.cancel(visit.by, &id).await {
        Ok(()) => Reply::see("/proposals?done=cancelled"),
        Err(error) => after(visit, error).await,
    }
}

fn id(visit: &Visit<'_>) -> Result<ProposalId, Problem> {
    ProposalId::parse(visit.piece(0)).map_err(|_| nothing_here())
}

fn remark(visit: &Visit<'_>) -> Option<String> {
    visit.typed.has("remark").then(|| visit.typed.one("remark").to_owned())
}

async fn proposal(visit: &Visit<'_>) -> Result<(Proposal, Option<Shown>), Problem> {
    Ok(visit.staff.editing.proposal(&reading(visit)?, &id(visit)?).await?)
}

/// A decision is made with one permission, and its page is read with another.
fn reading(visit: &Visit<'_>) -> Result<Permission, Problem> {
    Ok(visit.by.visitor().permit(Act::ReadProposals, Strength::SignedIn)?)
}

/// The page again, with what stood in the way; or the problem, where it is no longer about this form.
async fn after(visit: &Visit<'_>, error: DecideError) -> Answered {
    let faults = match &error {
        DecideError::RemarkNeeded => Faults::of("remark", error.to_string()),
        DecideError::NotTheSecondPerson(_) | DecideError::Decided | DecideError::Outdated => {
            Faults::whole(error.to_string())
        }
        DecideError::Rule(rule) => Faults::whole(rule.to_string()),
        DecideError::Refused(_) | DecideError::Unknown | DecideError::Read(_) | DecideError::Commit(_) => {
            return Err(error.into());
        }
    };
    again(visit, faults).await
}

async fn again(visit: &Visit<'_>, faults: Faults) -> Answered {
    let (proposal, shown) = proposal(visit).await?;
    Reply::again(&page(visit, &proposal, shown, visit.typed, faults).await?)
}

/// Why this visitor cannot be the second person, or nothing; and whether they must show a second factor again first.
fn why_not(visit: &Visit<'_>, proposal: &Proposal) -> (Option<String>, bool) {
    match visit.by.visitor().permit(Act::DecideProposals, Strength::SignedIn) {
        Err(_) => (Some("Your role reads proposals and decides none.".to_owned()), false),
        Ok(by) => match Editing::may_decide(&by, proposal) {
            Ok(()) => (None, false),
            // It only takes another look at who they are.
            Err(DecideError::Refused(Refusal::StepUp)) => (None, true),
            Err(error) => (Some(error.to_string()), false),
        },
    }
}

async fn page(
    visit: &Visit<'_>,
    proposal: &Proposal,
    shown: Option<Shown>,
    typed: &Typed,
    faults: Faults,
) -> Result<OneProposal, Problem> {
    let stored = visit.directory().await?;
    let names = visit.names().await?;
    let (subject, told) = telling::proposed(&proposal.proposed, &stored.directory, &names);
    let profile = match &proposal.proposed {
        Proposed::Profile { profile, .. } => {
            stored.directory.profile(profile).map(|profile| profile.slug.to_string())
        }
        Proposed::Account { .. } => None,
    };
    let (lines, hash, sides) = match shown {
        Some(shown) => {
            let sides = vec![
                Side { heading: "What sources see now", sight: seen(visit, shown.before.as_ref()).await? },
                Side { heading: "What they would see", sight: seen(visit, shown.after.as_ref()).await? },
            ];
            (shown.words, shown.hash.0, sides)
        }
        None => (told, String::new(), Vec::new()),
    };
    let (why_not, needs_code) = why_not(visit, proposal);
    let sides = if profile.is_some() { sides } else { Vec::new() };
    Ok(OneProposal {
        id: proposal.id.to_string(),
        profile,
        lines,
        by: names.actor(&proposal.proposed_by),
        at: words::moment(proposal.proposed_at),
        next: what_next(visit, proposal, &stored.directory),
        state: words::proposal_state(proposal.state),
        is_waiting: proposal.state == ProposalState::Waiting,
        decision: decision(proposal, &names),
        sides,
        hash,
        why_not,
        needs_code,
        is_own: proposal.proposed_by == visit.by.actor(),
        checked: checked_field(typed, &faults),
        remark: Field::lines("remark", "Remark", 2)
            .hint("Needed if you chose “otherwise”. It is kept in the history.")
            .optional()
            .typed(typed, &faults)
            .markup(),
        frame: visit.frame(format!("Proposal: {subject}"), "/proposals").faults(faults),
        subject,
    })
}

fn checked_field(typed: &Typed, faults: &Faults) -> Markup {
    let chosen = typed.one("checked");
    let choice = |value: &'static str, words| Choice::new(value, words, chosen == value);
    let choices = vec![
        choice("in_person", "In person"),
        choice("called_known_number", "By a call to a number that I knew before")
            .hint("Never the number that is proposed."),
        choice("video", "By video"),
        choice("other", "Otherwise, as the remark says"),
    ];
    Field::radios("checked", "How did you make sure, with the reporter, that it is true?", choices)
        .faults(faults)
        .markup()
}

fn read_checked(text: &str) -> Option<Checked> {
    Some(match text {
        "in_person" => Checked::InPerson,
        "called_known_number" => Checked::CalledKnownNumber,
        "video" => Checked::Video,
        "other" => Checked::Other,
        _ => return None,
    })
}

fn decision(proposal: &Proposal, names: &Names) -> Option<Vec<(&'static str, String)>> {
    let decision = proposal.decision.as_ref()?;
    let mut facts = vec![("By", names.actor(&decision.by)), ("On", words::moment(decision.at))];
    facts.extend(decision.checked.map(|checked| ("Checked", words::checked(checked).to_owned())));
    facts.extend(decision.remark.clone().map(|remark| ("Remark", remark)));
    Some(facts)
}

async fn seen(visit: &Visit<'_>, sight: Option<&Sight>) -> Result<Option<Seen>, Problem> {
    let Some(sight) = sight else { return Ok(None) };
    let photo = match sight.photo.as_deref().and_then(|hash| PhotoHash::parse(hash).ok()) {
        Some(hash) => visit.staff.editing.photo(visit.by, &hash).await?,
        None => None,
    };
    Ok(Some(Seen {
        slug: sight.slug.clone(),
        status: sight.status,
        block: sight.block.clone(),
        card: sight.card.clone(),
        qr: sight.qr.clone(),
        photo: photo.map(|octets| BASE64.encode(&octets)),
    }))
}
