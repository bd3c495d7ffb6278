//! A file of users is sent.

use crate::pages;
use crate::pages::upload::desk::destination;
use crate::pages::upload::receiving::{Sent, receive};
use crate::web::desk::{Desk, ManageMembers};
use crate::web::errors::PageError;
use crate::web::page::render_with;
use axum::response::Response;

/// Takes a file of users. Out: leads on to the page of the upload, or shows what is wrong with the file as a whole.
pub async fn create(desk: Desk<ManageMembers>, sent: Sent) -> Result<Response, PageError> {
    Ok(
        match receive(
            &desk,
            &destination(&desk, None),
            &desk.address("uploads"),
            sent,
        )
        .await?
        {
            Ok(taken) => taken,
            Err(not) => {
                let page = pages::membership::add::with_file_fault(&desk, not.fault).await?;
                render_with(not.status, &page)
            }
        },
    )
}
