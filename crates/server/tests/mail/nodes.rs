//! Several nodes on one database, and nodes that die with a mail in hand.

use crate::support::smtp_server::SmtpServer;
use crate::support::{Engine, Office};
use crate::{on_both_engines, only_mail, tell_many, time_passes};
use parvis::jobs;
use parvis::notification::outbox::lease;
use parvis::notification::smtp::{SendOutcome, Transport};
use parvis::notification::written::WrittenMail;
use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;

/// Takes a mail and dies with it.
#[derive(Default)]
struct Dying {
    holds_it: Notify,
}

impl Transport for Dying {
    fn send<'a>(
        &'a self,
        _: &'a WrittenMail,
    ) -> Pin<Box<dyn Future<Output = SendOutcome> + Send + 'a>> {
        Box::pin(async {
            self.holds_it.notify_one();
            std::future::pending().await
        })
    }
}

/// A node takes the mails that are due first, and is no more.
fn a_node_dies(office: &Office) {
    let (app, dying) = (office.app.clone(), Arc::new(Dying::default()));
    let way = dying.clone();
    office.runtime.block_on(async {
        let node = tokio::spawn(async move { jobs::run_once(&app, Some(&*way)).await });
        dying.holds_it.notified().await;
        node.abort();
        assert!(node.await.unwrap_err().is_cancelled());
    });
}

on_both_engines!(
    the_mail_of_a_dead_node_comes_back_after_its_lease,
    a_dead_node_holds_back_no_more_mails_than_it_has_connections,
);

fn the_mail_of_a_dead_node_comes_back_after_its_lease(office: &Office) {
    let Some(post) = SmtpServer::opens() else {
        return;
    };
    office.sends_by(post.sender(&office.app.config));
    tell_many(office, 1);
    a_node_dies(office);
    let lease = lease(&office.app.config.mail);
    time_passes(office, lease - Duration::from_secs(1));
    office.works();
    assert!(post.taken().is_empty(), "it may still be on its way");
    assert_eq!(only_mail(office).state, "waiting");
    time_passes(office, Duration::from_secs(1));
    office.works();
    assert_eq!(post.taken().len(), 1);
    office.nothing_left_to_send();
}

fn a_dead_node_holds_back_no_more_mails_than_it_has_connections(office: &Office) {
    let Some(post) = SmtpServer::opens() else {
        return;
    };
    office.sends_by(post.sender(&office.app.config));
    tell_many(office, 10);
    a_node_dies(office);
    office.works();
    assert_eq!(post.taken().len(), 10 - office.app.config.mail.connections);
    time_passes(office, lease(&office.app.config.mail));
    office.works();
    assert_eq!(post.taken().len(), 10);
}

#[test]
fn two_nodes_at_once_send_each_mail_once() {
    let (Some(engine), Some(post)) = (Engine::postgres(), SmtpServer::opens()) else {
        return;
    };
    let first = Office::open(engine);
    let second = first.second_node();
    let readers = tell_many(&first, 60);
    let work = [&first, &second].map(|office| {
        let (app, way) = (office.app.clone(), post.sender(&office.app.config));
        let all = async move { jobs::run_until_idle(&app, Some(&way), 1000).await };
        office.runtime.spawn(all)
    });
    for node in work {
        first.runtime.block_on(node).unwrap().unwrap();
    }
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for mail in post.taken() {
        *counts.entry(mail.envelope.rcpts[0].clone()).or_default() += 1;
    }
    let once: BTreeMap<String, usize> = readers.into_iter().map(|reader| (reader, 1)).collect();
    assert_eq!(counts, once);
    first.nothing_left_to_send();
}
