-- Its columns begin another index, and it had a row only where there is such an account, which time must not tell.
DROP INDEX access_requests_by_applicant_and_account;
