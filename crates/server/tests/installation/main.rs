//! The product as people install and run it: one program, reached over HTTP and SMTP alone.

#[path = "../support/mod.rs"]
mod support;

mod commands;
mod from_nothing;
mod kills;
mod looking_after;
mod on_a_server;
mod operational_log;
#[cfg(target_os = "linux")]
mod quiet;
mod serving;

use support::house::House;
use support::installation::Installation;
use support::mailbox::link_in;
use support::office::PASSWORD;
use support::visitor::Visitor;

/// Writes the files that `parvis import` reads. Out: the folder.
fn files(house: &Installation, files: &[(&str, &str)]) -> String {
    let folder = house.path().join("files");
    std::fs::create_dir_all(&folder).unwrap();
    for (name, lines) in files {
        std::fs::write(folder.join(name), lines).unwrap();
    }
    folder.to_str().unwrap().to_owned()
}

/// Olga follows the link that the program printed and becomes the first operator.
fn becomes_operator(house: &Installation) -> Visitor<'_, Installation> {
    let link = house.says("/set-up?token=");
    becomes_operator_by(house, &link_in(&link))
}

/// As [`becomes_operator`], by a link that was printed before.
fn becomes_operator_by<'h>(house: &'h Installation, link: &str) -> Visitor<'h, Installation> {
    let mut olga = house.visitor("olga@operations.example");
    olga.goes_to(link).presses(
        "Create an account",
        &[
            ("E-mail", "olga@operations.example"),
            ("Full name", "Olga Ivanova"),
            ("Company or organisation", "Operations"),
            ("User ID", "olga"),
            ("Password", PASSWORD),
        ],
    );
    olga.sees("Your account is ready").sees("Operation");
    olga
}

/// Somebody who was brought in without a password finds their way in by mail.
fn finds_the_way_in<'h>(house: &'h Installation, address: &str) -> Visitor<'h, Installation> {
    let mut visitor = house.visitor(address);
    visitor
        .goes_to("/")
        .follows("Forgot your user ID or password?");
    visitor
        .presses("Send me a link", &[("User ID or e-mail", address)])
        .sees("If we know that user ID or address");
    visitor
        .opens_the_link_in("Your way back in")
        .presses("Save the password", &[("New password", PASSWORD)])
        .sees("Your new password is saved");
    visitor
}

/// Somebody new creates an account.
fn signs_up<'h>(house: &'h Installation, name: &str, address: &str) -> Visitor<'h, Installation> {
    let mut visitor = house.visitor(address);
    visitor.goes_to("/").follows("Create an account");
    visitor
        .presses(
            "Send me the link",
            &[
                ("Full name", name),
                ("Company or organisation", "Atelier Lumen"),
                ("E-mail", address),
            ],
        )
        .sees("We have sent a link to that address");
    visitor
        .opens_the_link_in("Finish your account")
        .presses("Create an account", &[("Password", PASSWORD)])
        .sees("Your account is ready");
    visitor
}

/// What an installation is asked over HTTP, whoever asks.
fn reads(house: &Installation, path: &str) -> String {
    let request = axum::http::Request::get(path);
    let (status, _, page) = house.answers(request.body(axum::body::Body::empty()).unwrap());
    assert_eq!(status, 200, "{path}: {page}");
    page
}
