//! What the calls are about: the things of a scene, by their ids.

use crate::scene::Scene;
use crate::support::Office;
use domain::{
    AgreementId, CaseId, ContractId, CreationId, GroupId, InvitationId, MembershipId,
    NotificationAddressId, PersonId, RequestId, ReviewId, RuleId, SmartAccountId, UploadId,
    VirtualAccountId,
};

/// The ids of what a call may need, and who may make it.
#[derive(Clone)]
pub struct Stage {
    /// Administers the account.
    pub amina: PersonId,
    pub olga: PersonId,
    pub sam: PersonId,
    pub camille: PersonId,
    pub mallory: PersonId,
    pub account: SmartAccountId,
    pub agreement: AgreementId,
    pub case: CaseId,
    pub contract: ContractId,
    pub dora: PersonId,
    pub in_programme: RequestId,
    pub by_number: RequestId,
    pub given: RequestId,
    pub in_programme_given: RequestId,
    pub creation: CreationId,
    pub group: GroupId,
    pub doomed: GroupId,
    /// A group that holds a role, and the role.
    pub holding: (GroupId, MembershipId),
    pub invitation: InvitationId,
    /// A role of Camille's elsewhere.
    pub membership: MembershipId,
    pub address: NotificationAddressId,
    pub request: RequestId,
    pub review: ReviewId,
    pub rule: RuleId,
    pub upload: UploadId,
    pub import: UploadId,
    pub part: VirtualAccountId,
}

pub struct Ground<'o> {
    pub office: &'o Office,
    pub stage: Stage,
}

impl<'o> Ground<'o> {
    pub fn laid(office: &'o Office) -> Self {
        let scene = Scene::set(office);
        // What is written in a case is gathered for an hour.
        office.may_leave_mail();
        let stage = Stage {
            amina: scene.person("amina"),
            olga: scene.person("olga"),
            sam: scene.person("sam"),
            camille: scene.person("camille"),
            mallory: scene.person("mallory"),
            account: scene.account.parse().unwrap(),
            agreement: scene.agreement.parse().unwrap(),
            case: scene.case.parse().unwrap(),
            contract: scene.contract.parse().unwrap(),
            dora: scene.person("dora"),
            in_programme: scene.in_programme.parse().unwrap(),
            by_number: scene.by_number.parse().unwrap(),
            given: scene.given.parse().unwrap(),
            in_programme_given: scene.in_programme_given.parse().unwrap(),
            creation: scene.creation.parse().unwrap(),
            group: scene.group.parse().unwrap(),
            doomed: scene.doomed.parse().unwrap(),
            holding: (
                scene.holding.0.parse().unwrap(),
                scene.holding.1.parse().unwrap(),
            ),
            invitation: scene.invitation.parse().unwrap(),
            membership: scene.membership.parse().unwrap(),
            address: scene.address.parse().unwrap(),
            request: scene.request.parse().unwrap(),
            review: scene.review.parse().unwrap(),
            rule: scene.rule.parse().unwrap(),
            upload: scene.upload.parse().unwrap(),
            import: scene.import.parse().unwrap(),
            part: scene.part.parse().unwrap(),
        };
        Self { office, stage }
    }
}
