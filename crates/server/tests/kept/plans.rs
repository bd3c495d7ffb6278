//! How the engines go about the queries behind lists and rights: by an index, and in its order, however large the tables are.

use crate::on_both_engines;
use crate::support::Office;
use crate::tables::another_program;
use diesel::connection::{Instrumentation, InstrumentationEvent, SimpleConnection};
use diesel::prelude::*;
use diesel::sql_types::Text;
use domain::access_request::RequestOutcome;
use domain::membership::Holder;
use domain::{GroupId, Moment, PersonId, ReviewId, Role, SmartAccountId, VirtualAccountId};
use parvis::paging::ListPlace;
use parvis::sight::{RequestsOf, Sight};
use parvis::storage::{AnyConnection, Error};
use parvis::store;
use parvis::store::access_request::{AskedRole, Narrowed, QueueFilter as Queue, WaitingRequests};
use parvis::store::group::list::SeenGroup;
use parvis::store::membership::list::{MembershipFilter, Sort};
use parvis::store::notification::ListedMail;
use std::sync::{Arc, Mutex};

/// Statements as they were asked, with places for what is bound in them.
type Asked = Arc<Mutex<Vec<String>>>;

fn keeps(asked: &Asked) -> impl Instrumentation {
    let asked = asked.clone();
    move |event: InstrumentationEvent<'_>| {
        if let InstrumentationEvent::StartQuery { query, .. } = event {
            let text = query.to_string();
            let sql = text.split(" -- binds").next().unwrap().to_owned();
            asked.lock().unwrap().push(sql);
        }
    }
}

/// What a piece of the program asks of the database, and how the engine would go about each statement.
fn plans<T>(
    office: &Office,
    work: impl FnOnce(&mut AnyConnection) -> Result<T, Error>,
) -> Vec<(String, String)> {
    let mut db = another_program(office);
    let asked = Asked::default();
    db.set_instrumentation(keeps(&asked));
    let _ = work(&mut db).unwrap();
    db.set_instrumentation(|_: InstrumentationEvent<'_>| {});
    let asked = std::mem::take(&mut *asked.lock().unwrap());
    let mut read: Vec<String> = asked
        .into_iter()
        // Where nothing can be found, nothing is asked in earnest.
        .filter(|sql| sql.starts_with("SELECT") && !sql.contains("(1=0)"))
        .collect();
    assert!(!read.is_empty());
    read.sort();
    read.dedup();
    read.into_iter()
        .map(|sql| (plan(&mut db, &sql), sql))
        .map(|(plan, sql)| (sql, plan))
        .collect()
}

#[derive(QueryableByName)]
struct Detail {
    #[diesel(sql_type = Text)]
    detail: String,
}

#[derive(QueryableByName)]
struct Explained {
    #[diesel(sql_type = Text, column_name = "QUERY PLAN")]
    plan: String,
}

/// How an engine would go about a statement, whatever is bound in it, if the tables were large.
fn plan(db: &mut AnyConnection, sql: &str) -> String {
    match db {
        AnyConnection::Sqlite(db) => {
            let rows: Vec<Detail> = diesel::sql_query(format!("EXPLAIN QUERY PLAN {sql}"))
                .load(db)
                .unwrap();
            let lines: Vec<String> = rows.into_iter().map(|row| row.detail).collect();
            lines.join("\n")
        }
        AnyConnection::Postgres(db) => {
            db.batch_execute(&format!(
                "SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; SET enable_sort = off; \
                 PREPARE asked AS {sql}"
            ))
            .unwrap();
            let places = (1..).take_while(|number| sql.contains(&format!("${number}")));
            let nothing = vec!["NULL"; places.count()].join(", ");
            let explain = if nothing.is_empty() {
                "EXPLAIN EXECUTE asked".to_owned()
            } else {
                format!("EXPLAIN EXECUTE asked ({nothing})")
            };
            let rows: Vec<Explained> = diesel::sql_query(explain).load(db).unwrap();
            db.batch_execute("DEALLOCATE asked").unwrap();
            let lines: Vec<String> = rows.into_iter().map(|row| row.plan).collect();
            lines.join("\n")
        }
    }
}

/// Nothing is read whole.
fn by_index<T>(office: &Office, work: impl FnOnce(&mut AnyConnection) -> Result<T, Error>) {
    for (sql, plan) in plans(office, work) {
        // SQLite names what it goes through from end to end; the arms of a merged statement are small results of their own.
        let whole = |line: &str| {
            (line.trim_start().starts_with("SCAN ") && !line.contains("SCAN arm_"))
                || line.contains("Seq Scan")
        };
        assert!(!plan.lines().any(whole), "{sql}\n{plan}");
    }
}

/// Nothing is read whole, and what is read comes in the order of the list, so that no more than a page of it is read.
fn in_order<T>(office: &Office, work: impl FnOnce(&mut AnyConnection) -> Result<T, Error>) {
    let all = plans(office, work);
    // Few people are erased at a time.
    let is_list = |sql: &str| sql.contains("LIMIT") && !sql.contains("erasures");
    let listed = all.iter().filter(|(sql, _)| is_list(sql));
    assert!(listed.clone().count() > 0);
    for (sql, plan) in listed {
        let sorts = |line: &str| {
            line.contains("USE TEMP B-TREE FOR ORDER BY")
                || line
                    .trim_start()
                    .trim_start_matches("->")
                    .trim_start()
                    .starts_with("Sort ")
        };
        assert!(!plan.lines().any(sorts), "{sql}\n{plan}");
        // Those indexes have those only who are listed.
        let listed_alone = ["people_deactivated", "notices_by_fault", "outbox_by_fault"];
        let whole = |line: &str| {
            let is_short = listed_alone.iter().any(|index| line.ends_with(index));
            (line.trim_start().starts_with("SCAN ") && !is_short) || line.contains("Seq Scan")
        };
        assert!(!plan.lines().any(whole), "{sql}\n{plan}");
    }
}

fn account() -> SmartAccountId {
    SmartAccountId::new(1)
}

fn whole() -> Sight {
    Sight::of_the_program(&account(), None)
}

fn place() -> ListPlace {
    ListPlace {
        key: "1".into(),
        id: "m".into(),
    }
}

fn parts(count: u128) -> Vec<VirtualAccountId> {
    (1..=count).map(VirtualAccountId::new).collect()
}

on_both_engines!(
    rights_are_found_by_an_index,
    users_come_in_the_order_of_an_index,
    requests_come_in_the_order_of_an_index,
    a_queue_comes_in_the_order_of_an_index,
    groups_reviews_and_invitations_come_in_the_order_of_an_index,
    operators_and_readers_of_logs_find_people_and_accounts_by_an_index,
    what_is_due_and_what_failed_is_found_by_an_index,
);

fn rights_are_found_by_an_index(office: &Office) {
    let somebody = PersonId::new(1);
    by_index(office, |db| {
        store::membership::held(db, &somebody, &account())
    });
    let holders = [
        Holder::Person(somebody.clone()),
        Holder::Group(GroupId::new(1)),
    ];
    by_index(office, |db| {
        store::membership::held_by_all(db, &holders, &account())
    });
    by_index(office, |db| {
        store::membership::held_anywhere(db, &somebody, 100)
    });
    by_index(office, |db| store::membership::alone_in(db, &somebody));
    by_index(office, |db| store::membership::administered(db, &somebody));
    by_index(office, |db| {
        store::person::find_by_name(db, "camille@atelier.example")
    });
    by_index(office, |db| {
        store::smart_account::find(db, &account())
            .map(|_| ())
            .or_else(|_| Ok(()))
    });
}

fn users_come_in_the_order_of_an_index(office: &Office) {
    let now = Moment(1 << 41);
    let all = || MembershipFilter::default();
    for filter in [
        all(),
        MembershipFilter {
            sort: Sort::Newest,
            ..all()
        },
        MembershipFilter {
            sort: Sort::Ending,
            ends_before: Some(now),
            ..all()
        },
        MembershipFilter {
            sort: Sort::Seen,
            not_seen_since: Some(now),
            ..all()
        },
        MembershipFilter {
            role: Some(Role::SaUser),
            ..all()
        },
        MembershipFilter {
            role: Some(Role::SaUser),
            sort: Sort::Newest,
            ..all()
        },
        MembershipFilter {
            origin: Some("import"),
            ..all()
        },
        MembershipFilter {
            part: parts(1).pop(),
            ..all()
        },
        MembershipFilter {
            part: parts(1).pop(),
            sort: Sort::Ending,
            ends_before: Some(now),
            ..all()
        },
        MembershipFilter {
            part: parts(1).pop(),
            sort: Sort::Seen,
            not_seen_since: Some(now),
            ..all()
        },
        MembershipFilter {
            part: parts(1).pop(),
            sort: Sort::Newest,
            ..all()
        },
        MembershipFilter {
            words: vec!["cam".into(), "ex".into()],
            ..all()
        },
    ] {
        let ways = [None, Some(place())]
            .into_iter()
            .flat_map(|from| [None, Some(1), Some(3)].map(|within| (from.clone(), within)));
        for (from, within) in ways {
            // A Virtual Account of the account has to be known to be one.
            let within = within.or(filter.part.as_ref().map(|_| 1));
            let sight = Sight::of_the_program(&account(), within.map(parts));
            in_order(office, |db| {
                store::membership::list::page(db, &sight, &filter, from.as_ref(), 20)
            });
        }
    }
}

fn requests_come_in_the_order_of_an_index(office: &Office) {
    let all = Narrowed::default;
    for narrowed in [
        all(),
        Narrowed {
            outcome: Some(RequestOutcome::Pending),
            ..all()
        },
        Narrowed {
            asked_role: Some(AskedRole::This(Role::SaUser)),
            ..all()
        },
        Narrowed {
            waiting: Some(WaitingRequests::Nobody),
            ..all()
        },
        Narrowed {
            waiting: Some(WaitingRequests::Requester),
            ..all()
        },
        Narrowed {
            sent_before: Some(Moment(1 << 41)),
            ..all()
        },
    ] {
        let queue = Queue {
            of: &RequestsOf::Account(whole()),
            narrowed: &narrowed,
        };
        in_order(office, |db| {
            store::access_request::page(db, &queue, Some("req_f"), 21)
        });
    }
}

fn a_queue_comes_in_the_order_of_an_index(office: &Office) {
    let of = RequestsOf::Queue {
        queue: domain::access_request::RequestQueue::Contracts,
        only: None,
    };
    for (outcome, oldest_first) in [(None, false), (Some(RequestOutcome::Pending), true)] {
        let narrowed = Narrowed {
            outcome,
            oldest_first,
            ..Narrowed::default()
        };
        let queue = Queue {
            of: &of,
            narrowed: &narrowed,
        };
        in_order(office, |db| {
            store::access_request::page(db, &queue, Some("req_f"), 21)
        });
    }
}

fn groups_reviews_and_invitations_come_in_the_order_of_an_index(office: &Office) {
    in_order(office, |db| {
        store::group::list::page(db, &whole(), &[], None, 21)
    });
    for words in [vec![], vec!["cam".to_owned(), "ex".into()]] {
        for from in [None, Some(place())] {
            in_order(office, |db| {
                store::group::list::members(
                    db,
                    &SeenGroup::by_the_program(&GroupId::new(1)),
                    &words,
                    from.as_ref(),
                    20,
                )
            });
        }
    }
    in_order(office, |db| {
        store::invitation::page(db, &whole(), Some("inv_f"), 21)
    });
    let review = ReviewId::new(1);
    for open in [None, Some(true), Some(false)] {
        for within in [None, Some(parts(1)), Some(parts(3))] {
            let filter = store::access_review::LineFilter {
                open,
                but: vec!["per_1".into()],
            };
            let sight = Sight::of_the_program(&account(), within);
            by_index(office, |db| {
                store::access_review::lines(db, &sight, &review, &filter, Some("line"), 21)
            });
        }
    }
}

fn operators_and_readers_of_logs_find_people_and_accounts_by_an_index(office: &Office) {
    let people = |text: &str, is_active| store::person::search::PersonSearch {
        text: text.into(),
        is_active,
    };
    let accounts = |text: &str, status| store::smart_account::search::AccountSearch {
        text: text.into(),
        status,
    };
    for from in [None, Some(place())] {
        in_order(office, |db| {
            store::person::search::page(db, &people("", Some(false)), from.as_ref(), 20)
        });
        in_order(office, |db| {
            store::person::search::page(db, &people("élodie", None), from.as_ref(), 20)
        });
        let suspended = domain::smart_account::AccountStatus::Suspended;
        in_order(office, |db| {
            store::smart_account::search::page(
                db,
                &accounts("", Some(suspended)),
                from.as_ref(),
                20,
            )
        });
        in_order(office, |db| {
            store::smart_account::search::page(db, &accounts("lumen", None), from.as_ref(), 20)
        });
    }
    let words = ["camille".to_owned(), "ex".to_owned()];
    by_index(office, |db| {
        store::event::people::called(db, &["a".into(), "b".into()], &words, 20)
    });
}

fn what_is_due_and_what_failed_is_found_by_an_index(office: &Office) {
    let now = Moment(1 << 41);
    in_order(office, |db| store::membership::lapsed(db, now, now, 100));
    in_order(office, |db| parvis::jobs::look(db, now));
    in_order(office, |db| store::notification::notices_with_fault(db, 20));
    in_order(office, |db| {
        store::notification::page(db, ListedMail::WithFault, Some("mail_f"), 21)
    });
    in_order(office, |db| store::put_off::waiting(db, now, 10));
}
