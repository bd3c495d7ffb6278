//! All addresses together.

use crate::routes::desk::desk_pages;
use crate::routes::door::{Door, Route};
use crate::routes::own::own_pages;
use crate::routes::public::public_pages;
use crate::routes::queue::queue_pages;
use crate::routes::staff::staff_pages;

/// Every page with its door.
pub fn pages() -> Vec<(Door, Route)> {
    let mut pages = public_pages();
    pages.extend(own_pages());
    pages.extend(desk_pages());
    pages.extend(queue_pages());
    pages.extend(staff_pages());
    pages
}
