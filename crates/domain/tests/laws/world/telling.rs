//! Stories told step by step, and laws held against them.

use super::state::{World, request_events};
use super::story::{Command, Story};
use crate::support::cases::Verdict;
use domain::access_request::{AccessRequest, RequestEvent, RequestFact};
use domain::membership::{Membership, MembershipFact};
use domain::{Event, Refusal};

/// What a command did to the world.
#[derive(Debug)]
pub struct Step<'a> {
    pub command: &'a Command,
    pub before: &'a World,
    pub after: &'a World,
    pub events: &'a [Event],
    pub refusal: Option<&'a Refusal>,
}

impl<'a> Step<'a> {
    pub fn request_events(&self) -> impl Iterator<Item = &'a RequestEvent> {
        request_events(self.events)
    }

    pub fn granted(&self) -> impl Iterator<Item = &'a Membership> {
        self.events.iter().filter_map(|event| match event {
            Event::Membership(MembershipFact::Granted(membership)) => Some(membership),
            _ => None,
        })
    }
}

/// Carries out the commands one by one and shows each step to `see`.
pub fn tell<E>(story: &Story, mut see: impl FnMut(Step) -> Result<(), E>) -> Result<World, E> {
    let mut world = World::open(story.table.clone(), &story.posts);
    for command in &story.commands {
        let before = world.clone();
        let refusal = world.carry_out(command).err();
        let events = world.log[before.log.len()..].to_vec();
        see(Step {
            command,
            before: &before,
            after: &world,
            events: &events,
            refusal: refusal.as_ref(),
        })?;
    }
    Ok(world)
}

pub fn told(story: &Story) -> World {
    tell(story, |_| Ok::<_, ()>(())).expect("nothing to object")
}

/// Tells the story and holds the law against each of its steps.
pub fn at_every_step(story: &Story, law: impl Fn(&Step) -> Verdict) -> Verdict {
    tell(story, |step| law(&step)).map(drop)
}

/// Tells the story and holds the law against the facts of each request, in order, and how it stands in the end.
pub fn for_every_request(
    story: &Story,
    law: impl Fn(&World, &AccessRequest, &[RequestFact]) -> Verdict,
) -> Verdict {
    let world = told(story);
    world
        .requests
        .iter()
        .try_for_each(|request| law(&world, request, &world.facts_of(&request.id)))
}
