-- How many invitations an account may send in a day, where an operator has set that.
ALTER TABLE smart_accounts ADD COLUMN invitations_a_day BIGINT;

-- Nobody is told of what somebody did before they held a role: the day a member was last here is that of the role at the earliest.
UPDATE memberships SET holder_seen_on = since - since % 86400000 WHERE holder_seen_on < since - since % 86400000;
