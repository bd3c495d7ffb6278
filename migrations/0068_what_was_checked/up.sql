-- Which version of a contract the check of a line found (0: none): what was changed since then is not overwritten.
ALTER TABLE upload_lines ADD COLUMN stood_at BIGINT;

-- A number leads to every contract that has it, whatever it is of there. Working material: what is lost here are warnings of files in hand.
DROP TABLE upload_numbers;
CREATE TABLE upload_numbers (
  upload_id TEXT NOT NULL,
  number TEXT NOT NULL,
  company TEXT NOT NULL,
  line BIGINT NOT NULL,
  PRIMARY KEY (upload_id, number)
);
