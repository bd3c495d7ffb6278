//! For each address that takes a form, by noun: one that would change something if it came from the right person and place.
//!
//! They are written down and not read from the pages: a form holds no more here than it must, so that each field left out is missed,
//! and many stand on pages that come only with a link from a mail, or once somebody else has done something.

use crate::support::office::PASSWORD;
use crate::support::visitor::encode;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Addresses, each with the fields of its form.
const WRITTEN: &str = "
/sign-in               name=camille password={password}
/sign-out
/sign-up               full_name=Eve+Example organisation=Eve+Ltd email=eve@elsewhere.example
/sign-up/confirmation  token=guessed user_id=eve password={new_password}
/set-up                token=guessed user_id=eve password={new_password}
/forgot                name=camille
/forgot/password       token=guessed password={new_password}
/language              language=fr back=/help
/unsubscribe

/profile                     full_name=Eve+Example organisation=Eve+Ltd phone= language=en time_zone=Europe/Paris
/profile/password            current_password={password} new_password={new_password}
/profile/email               email=eve@elsewhere.example password={password}
/profile/email/confirmation  token=guessed
/profile/data
/profile/email/works
/profile/absence             from=2026-12-01 until=2026-12-09 deputy=
/profile/absence/end
/profile/notifications       to_decide=off reminder=daily settled=off decision=daily progress=at-once case=at-once \
                             account=at-once quiet_from=22 quiet_to=6 daily_at=7

/access/requests                        identifier=other.example reason=Please+let+me+in+as+well
/access/requests/{id}/answers           turn=1 answer=For+the+site+of+Lyon.
/access/requests/{id}/offer-acceptance  turn=1
/access/requests/{id}/offer-refusal     turn=1
/access/requests/{id}/messages          message=Please+hurry,+I+am+at+the+site.
/access/requests/{id}/reminders
/access/requests/{id}/withdrawal
/access/mine/{id}/return
/access/entitlements/{id}/return
/access/contracts                      number=204881 access=full-support reason=Please+let+me+in+as+well
/access/programmes/{key}/requests      identifier=CERT-20418 access=records q-certified=no reason=Please+let+me+in+as+well

/programmes/{key}/requests/{id}/decision   version=1 outcome=decline class=other
/programmes/{key}/requests/{id}/questions  version=1 question=For+which+site+do+you+need+it%3F
/programmes/{key}/requests/{id}/handovers  version=1 to=per_00000000000000000000000000000000
/programmes/{key}/requests/{id}/comments   comment=I+know+her.
/programmes/{key}/requests/{id}/revocation why_away=They+work+for+another+company+now.

/support/requests/{id}/decision   version=1 outcome=decline class=other
/support/requests/{id}/questions  version=1 question=For+which+site+do+you+need+it%3F
/support/requests/{id}/handovers  version=1 to=per_00000000000000000000000000000000
/support/requests/{id}/comments   comment=I+know+her.
/support/requests/{id}/renewal
/support/requests/{id}/revocation why_away=They+work+for+another+company+now.

/accounts/{domain}/requests/decisions       outcome=decline request=req_00000000000000000000000000000000:1 class=other
/accounts/{domain}/requests/{id}/decision   version=1 outcome=approve scope=entire role=sa-user
/accounts/{domain}/requests/{id}/questions  version=1 question=For+which+site+do+you+need+it%3F
/accounts/{domain}/requests/{id}/handovers  version=1 to=per_00000000000000000000000000000000
/accounts/{domain}/requests/{id}/comments   comment=I+know+her.

/access/requests/{id}/support-case  words=Please+hurry.
/support/cases/{id}/messages        words=Please+hurry.
/support/cases/{id}/closure         sure=yes
/support/cases/{id}/reopening       words=It+is+not+solved.
/support/cases/{id}/solution        words=It+works+now.
/support/cases/{id}/notes           note=A+difficult+one.
/support/cases/{id}/priority        priority=urgent
/support/cases/{id}/reminders       why=She+waits.
/support/cases/{id}/handovers       why=She+waits. decider=
/support/cases/{id}/assignment      who=me
/contact                            name=Eve+Example email=eve@elsewhere.example subject=Locked+out words=Please+hurry.
/contact/confirmation               token=guessed
/contact/case/messages              token=guessed words=Please+hurry.
/contact/case/reopening             token=guessed words=Please+hurry.
/contact/case/closure               token=guessed sure=yes
/contact/case/link                  token=guessed
/access/cases                       subject=I+cannot+log+in words=Please+hurry.

/support/contracts                  number=300000 company=Ortega offers=full-support
/support/contracts/{id}/properties  version=1 number=204881 company=Ortega offers=full-support
/support/contracts/{id}/lock        version=1
/support/contracts/{id}/unlocking   version=1
/support/contracts/{id}/end         version=1
/support/contracts/imports
/support/contracts/imports/{id}/application
/support/contracts/imports/{id}/disposal

/accounts/{domain}/automation                name=Nobody organisation=Nobody+Ltd outcome=decline class=other
/accounts/{domain}/automation/{id}/deletion  version=1

/accounts/{domain}/users/new      users=camille scope=entire role=sa-user
/accounts/{domain}/users/changes  what=role role=sa-user asked=yes plan=seen
/accounts/{domain}/uploads
/accounts/{domain}/uploads/{id}/application
/accounts/{domain}/uploads/{id}/disposal

/accounts/{domain}/invitations/{id}/letters
/accounts/{domain}/invitations/{id}/withdrawal
/invitation/acceptance    token=guessed
/invitation/refusal       token=guessed
/invitation/registration  token=guessed full_name=Eve+Example organisation=Eve+Ltd user_id=eve password={new_password}

/accounts/{domain}/groups                name=Night+shift
/accounts/{domain}/groups/{id}           name=Night+shift version=1
/accounts/{domain}/groups/{id}/deletion  seen=1.0
/accounts/{domain}/groups/{id}/members   people=mallory
/accounts/{domain}/groups/{id}/members/removal
/accounts/{domain}/groups/{id}/uploads
/accounts/{domain}/groups/{id}/roles     scope=entire role=sa-user
/accounts/{domain}/groups/{id}/roles/{role}/end
/groups/{id}/departure

/accounts/{domain}/reviews                 name=Winter who=everyone due=2027-06-30 rule=keep
/accounts/{domain}/reviews/{id}/decisions  lines=rvl_00000000000000000000000000000001 answer=keep
/accounts/{domain}/reviews/{id}/closure

/accounts/{domain}/virtual-accounts                name=Nantes parent= to=create
/accounts/{domain}/virtual-accounts/{id}/settings  name=Lyon-Nord version=1 parent=
/accounts/{domain}/virtual-accounts/{id}/default   version=1
/accounts/{domain}/virtual-accounts/{id}/deletion  seen=1.0.0.0

/accounts/{domain}/properties                              version=1 name=Lumen kind=holding visibility=unrestricted
/accounts/{domain}/properties/agreements                   seen=0 title=Terms+of+use words=Be+kind+to+one+another.
/accounts/{domain}/properties/agreements/{id}/versions     seen=1 title=Terms+of+use words=Be+kinder+to+one+another.
/accounts/{domain}/properties/agreements/{id}/acceptances  seen=1
/accounts/{domain}/properties/notifications                email=desk@lumen.example language=fr
/accounts/{domain}/properties/notifications/{id}/letters
/accounts/{domain}/properties/notifications/{id}/removal
/notification-address/confirmation                         token=guessed

/accounts/new                                way=nominee nominee=boss@eve.example domain=eve.example \
                                             reason=We+are+a+new+company name=Eve kind=customer \
                                             visibility=unrestricted virtual_accounts=Default step=send
/accounts/new/{id}/nominee                   nominee=boss@eve.example
/accounts/new/{id}/withdrawal
/accounts/new/{id}/revival
/accounts/authorisation                      token=guessed outcome=approve
/accounts/{domain}/creations/{id}/objection  words=Not+ours
/operator/creations/{id}/approval            version=2
/operator/creations/{id}/refusal             version=2 words=Not+ours
/operator/creations/{id}/nominee             nominee=somebody@else.example
/operator/creations/{id}/objection-settlement
/operator/creations/{id}/revival
/operator/creations/{id}/extension
/operator/creations/{id}/closure

/operator/accounts                      domain=eve.example name=Eve kind=customer visibility=unrestricted \
                                        virtual_accounts=Default administrator=camille
/operator/accounts/{id}/suspension      reason=It+is+disputed
/operator/accounts/{id}/reactivation    reason=It+is+disputed
/operator/accounts/{id}/administrators  person=camille
/operator/accounts/{id}/invitations     invitations=2000
/operator/accounts/{id}/aliases         version=1 aliases=other.example

/operator/people/{id}/appointments  duty=support-agent
/operator/people/{id}/removals      duty=support-agent
/operator/people/{id}/deactivation  reason=It+is+disputed
/operator/people/{id}/erasure       user_id=mallory
/operator/people/{id}/absence       from=2026-12-01 until=2026-12-09 deputy=
/operator/people/{id}/absence/end
/operator/people/{id}/reactivation
/operator/people/{id}/unlocking
/operator/people/{id}/email         email=mallory@elsewhere.example
/operator/people/{id}/email/release

/operator/mail/retries
/operator/mail/{id}/retry
";

/// The same by address, as a browser sends it.
pub static FORMS: LazyLock<BTreeMap<&str, String>> = LazyLock::new(|| {
    let mut forms = BTreeMap::new();
    for line in WRITTEN.lines().filter(|line| !line.is_empty()) {
        let mut words = line.split_whitespace();
        let address = words.next().unwrap();
        let fields: Vec<&str> = words.collect();
        let form = fields
            .join("&")
            .replace("{password}", &PASSWORD.replace(' ', "+"))
            .replace("{new_password}", "another+forecourt+at+dawn");
        assert!(forms.insert(address, form).is_none(), "{address} twice");
    }
    forms
});

/// The form that an address takes, as a browser sends it.
pub fn effective_form(pattern: &str) -> String {
    let found = FORMS.get(pattern);
    found
        .unwrap_or_else(|| panic!("what does POST {pattern} take? Say so in forms.rs"))
        .clone()
}

pub fn form(fields: &[(&str, &str)]) -> String {
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    encode(&fields.iter().map(owned).collect::<Vec<_>>())
}
