//! Each thing that is written besides the directory, as statements.

use directory::{AccountId, ProposalId, SessionId, Timestamp};

use super::step::{Step, parameters};
use super::to_rows;
use crate::store::error::{CommitError, Conflict};
use crate::store::records::{Account, Decision, ProposalState, TokenHash, Write};
use crate::store::rows::{PhotoRow, RecoveryCodeRow};
use crate::store::sql::{accounts, keeping, proposals, sessions};
use crate::store::to_rows::{number, word};

/// How many ceremonies are under way at once. Anybody can begin one; the oldest of strangers make room.
pub(in crate::store) const MAX_CEREMONIES: i64 = 10_000;
/// How many answers are kept for one account; the oldest make room.
pub(in crate::store) const MAX_ANSWERS: i64 = 1_000;
/// For how long an answer is kept: whoever asks again later means it.
const ANSWERS_KEPT_SECONDS: i64 = 24 * 60 * 60;

/// The statements of one write, in order.
#[expect(
    clippy::too_many_lines,
    reason = "one arm for each thing that can be written, and no arm for the rest"
)]
pub(super) fn steps(write: Write) -> Result<Vec<Step>, CommitError> {
    Ok(match write {
        Write::AddAccount(account) => vec![of_account(accounts::ACCOUNT_INSERT, *account)],
        Write::ChangeAccount(account) => vec![of_account(accounts::ACCOUNT_UPDATE, *account)],
        Write::AddPasskey(passkey) => {
            vec![Step::must(accounts::PASSKEY_INSERT, to_rows::passkey(passkey).parameters())]
        }
        Write::UsePasskey { id, credential, at } => vec![Step::must(
            accounts::PASSKEY_USE,
            parameters![String::from(id), credential.expose().clone(), at.seconds()],
        )],
        Write::RemovePasskey { id, account } => {
            vec![Step::must(accounts::PASSKEY_DELETE, parameters![String::from(id), String::from(account)])]
        }
        Write::SetAuthenticator(authenticator) => {
            vec![Step::must(
                accounts::AUTHENTICATOR_WRITE,
                to_rows::authenticator(authenticator).parameters(),
            )]
        }
        Write::RemoveAuthenticator(account) => {
            vec![Step::any(accounts::AUTHENTICATOR_DELETE, parameters![String::from(account)])]
        }
        Write::UseAuthenticator { account, step } => {
            vec![Step::must(accounts::AUTHENTICATOR_USE, parameters![String::from(account), number(step)])]
        }
        Write::SetRecoveryCodes { account, hashes } => recovery_codes(&account, hashes),
        Write::UseRecoveryCode { account, hash, at } => vec![Step::must(
            accounts::RECOVERY_CODE_USE,
            parameters![String::from(account), hash.0, at.seconds()],
        )],
        Write::AddLink(link) => vec![Step::must(sessions::LINK_INSERT, to_rows::link(link).parameters())],
        Write::UseLink { hash, at } => {
            vec![Step::must(sessions::LINK_USE, parameters![hash.0, at.seconds()])]
        }
        Write::EndLinks { account: Some(account), at } => {
            vec![Step::any(sessions::LINKS_END_OF, parameters![String::from(account), at.seconds()])]
        }
        Write::EndLinks { account: None, at } => {
            vec![Step::any(sessions::LINKS_END_OF_NOBODY, parameters![at.seconds()])]
        }
        Write::AddSession(session) => {
            vec![Step::must(sessions::SESSION_INSERT, to_rows::session(session).parameters())]
        }
        Write::SeeSession { id, at } => {
            vec![Step::must(sessions::SESSION_SEE, parameters![String::from(id), at.seconds()])]
        }
        Write::RenewSession { id, hash, at } => vec![Step::must(
            sessions::SESSION_RENEW,
            parameters![String::from(id), hash.map(|hash| hash.0), at.seconds()],
        )],
        Write::EndSession { id, account, at } => vec![Step::must(
            sessions::SESSION_END,
            parameters![String::from(id), String::from(account), at.seconds()],
        )],
        Write::EndSessions { account, except, at } => vec![end_sessions(account, except, at)],
        Write::AddRefresh(refresh) => {
            vec![Step::must(sessions::REFRESH_INSERT, to_rows::refresh(refresh).parameters())]
        }
        Write::UseRefresh { hash, at } => {
            vec![Step::must(sessions::REFRESH_USE, parameters![hash.0, at.seconds()])]
        }
        Write::AddToken(token) => {
            vec![Step::must(sessions::TOKEN_INSERT, to_rows::token(token).parameters())]
        }
        Write::UseToken { id, day } => {
            vec![Step::must(sessions::TOKEN_USE, parameters![String::from(id), day])]
        }
        Write::RevokeToken { id, account, at } => vec![Step::must(
            sessions::TOKEN_REVOKE,
            parameters![String::from(id), String::from(account), at.seconds()],
        )],
        Write::RevokeTokens { account, at } => {
            vec![Step::any(sessions::TOKENS_REVOKE, parameters![String::from(account), at.seconds()])]
        }
        Write::AddSigningKey(key) => {
            vec![Step::must(sessions::SIGNING_KEY_INSERT, to_rows::signing_key(key).parameters())]
        }
        Write::RemoveSigningKey { kid } => vec![Step::any(sessions::SIGNING_KEY_DELETE, parameters![kid])],
        Write::AddCeremony(ceremony) => vec![
            Step::any(sessions::CEREMONIES_MAKE_ROOM, parameters![MAX_CEREMONIES - 1]),
            Step::must(sessions::CEREMONY_INSERT, to_rows::ceremony(ceremony).parameters()),
        ],
        Write::TakeCeremony { hash, at } => {
            vec![Step::must(sessions::CEREMONY_TAKE, parameters![hash.0, at.seconds()])]
        }
        Write::AddProposal(proposal) => {
            vec![Step::must(proposals::PROPOSAL_INSERT, to_rows::proposal(*proposal)?.parameters())]
        }
        Write::DecideProposal { id, state, decision } => vec![decide(id, state, decision)],
        Write::CancelProposals { by, at } => {
            vec![Step::any(proposals::PROPOSALS_CANCEL, parameters![String::from(by), at.seconds()])]
        }
        Write::AddLetter(letter) => {
            vec![Step::must(keeping::LETTER_INSERT, to_rows::letter(letter).parameters())]
        }
        Write::TryLetter { id, state, tries, next_try_at } => vec![Step::must(
            keeping::LETTER_TRY,
            parameters![String::from(id), word(state), i64::from(tries), next_try_at.seconds()],
        )],
        Write::AddAnswer(answer) => vec![
            Step::any(keeping::ANSWERS_MAKE_ROOM, parameters![answer.account.to_string(), MAX_ANSWERS - 1]),
            Step::must(keeping::ANSWER_INSERT, to_rows::answer(answer).parameters()),
        ],
        Write::AddPhoto { hash, octets, at } => {
            let photo = PhotoRow { hash: hash.into(), octets, added_at: at.seconds() };
            vec![Step::any(keeping::PHOTO_INSERT, photo.parameters())]
        }
        Write::KeepPhoto { hash, at } => {
            vec![Step::must(keeping::PHOTO_KEEP, parameters![String::from(hash), at.seconds()])]
        }
        Write::AddReminder { channel, confirm_by, stage, at } => vec![Step::must(
            keeping::REMINDER_INSERT,
            to_rows::reminder(channel, confirm_by, stage, at).parameters(),
        )],
        Write::Sweep { before } => sweep(before),
    })
}

fn of_account(statement: &'static str, account: Account) -> Step {
    Step { conflict: Conflict::Account, ..Step::must(statement, to_rows::account(account).parameters()) }
}

fn recovery_codes(account: &AccountId, hashes: Vec<TokenHash>) -> Vec<Step> {
    let all = Step::any(accounts::RECOVERY_CODES_DELETE, parameters![account.to_string()]);
    let new = hashes.into_iter().map(|hash| {
        let row = RecoveryCodeRow { hash: hash.0, account_id: account.to_string(), used_at: None };
        Step::must(accounts::RECOVERY_CODE_INSERT, row.parameters())
    });
    std::iter::once(all).chain(new).collect()
}

fn end_sessions(account: AccountId, except: Option<SessionId>, at: Timestamp) -> Step {
    let account = String::from(account);
    match except {
        None => Step::any(sessions::SESSIONS_END, parameters![account, at.seconds()]),
        Some(except) => Step::any(
            sessions::SESSIONS_END_BUT_ONE,
            parameters![account, at.seconds(), String::from(except)],
        ),
    }
}

fn decide(id: ProposalId, state: ProposalState, decision: Decision) -> Step {
    let Decision { by, at, checked, remark } = decision;
    let parameters =
        parameters![String::from(id), word(state), String::from(by), at.seconds(), checked.map(word), remark];
    Step::must(proposals::PROPOSAL_DECIDE, parameters)
}

// What refers to something comes before it.
fn sweep(before: Timestamp) -> Vec<Step> {
    let answers = before.plus_seconds(-ANSWERS_KEPT_SECONDS);
    let over = [
        sessions::CEREMONIES_SWEEP,
        sessions::LINKS_SWEEP,
        sessions::REFRESH_SWEEP,
        sessions::SESSIONS_SWEEP,
        keeping::LETTERS_SWEEP,
        keeping::PHOTOS_SWEEP,
    ];
    let over = over.into_iter().map(|statement| Step::any(statement, parameters![before.seconds()]));
    over.chain([Step::any(keeping::ANSWERS_SWEEP, parameters![answers.seconds()])]).collect()
}
