//! Showing a second factor again, before a door is opened.

use super::{AddressClass, Auth, Opened, SignInError, Visitor};
use crate::secret::Secret;
use crate::store::CommitError;
use crate::store::records::{Work, Write};

use super::session::about;

impl Auth {
    /// Shows a second factor again, by a code. The session gets a new cookie.
    pub async fn step_up_by_code(
        &self,
        visitor: &Visitor,
        code: Secret<String>,
        from: AddressClass,
    ) -> Result<Opened, SignInError> {
        let work = self.show_code_again(visitor, &code, from).await?;
        let renewed = self.renew_session(visitor, work).await;
        self.conclude_step_up(visitor, from, renewed)
    }

    /// The same for an API session: its next access tokens are strong.
    pub async fn step_up_api(
        &self,
        visitor: &Visitor,
        code: Secret<String>,
        from: AddressClass,
    ) -> Result<(), SignInError> {
        let session = visitor.session().ok_or(SignInError::Refused)?;
        let mut work = self.show_code_again(visitor, &code, from).await?;
        work.writes.push(Write::RenewSession {
            id: session.id.clone(),
            hash: session.hash.clone(),
            at: work.at,
        });
        work.entries.push(about(&visitor.account, "confirmed_who_they_are"));
        let renewed = self.store.write(work).await.map(drop).map_err(SignInError::from);
        self.conclude_step_up(visitor, from, renewed)
    }

    async fn show_code_again(
        &self,
        visitor: &Visitor,
        code: &Secret<String>,
        from: AddressClass,
    ) -> Result<Work, SignInError> {
        self.admit(from)?;
        let account = &visitor.account;
        let mut work = self.work_of(visitor);
        self.throttle.try_code(&account.id, work.at)?;
        if self.use_code(account, code.expose().trim(), &mut work).await?.is_none() {
            self.refusals.note(&account.id);
            return Err(SignInError::Refused);
        }
        Ok(work)
    }

    fn conclude_step_up<T>(
        &self,
        visitor: &Visitor,
        from: AddressClass,
        renewed: Result<T, SignInError>,
    ) -> Result<T, SignInError> {
        match renewed {
            Ok(renewed) => {
                self.throttle.succeeded_from(from);
                self.throttle.code_succeeded(&visitor.account.id);
                Ok(renewed)
            }
            // The code was used at the same moment, or was none; or the session ended meanwhile.
            Err(SignInError::Commit(CommitError::Stale)) => {
                self.refusals.note(&visitor.account.id);
                Err(SignInError::Refused)
            }
            Err(error) => Err(error),
        }
    }
}
