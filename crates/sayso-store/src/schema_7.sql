-- Version 7: what people gave lies in the file twice, in its table and in an index of all its columns. No text can give it
-- again; where the two differ, `PRAGMA integrity_check` tells of it.
CREATE INDEX decisions_whole ON decisions(what, a, b, undone);
CREATE INDEX judgements_whole ON judgements(
    reviewer, doc, text_sha256, kind, record, verdict, given, corrected, actors, note, settles, at, undone, rule, confidence,
    event, start
);
CREATE INDEX finished_whole ON finished(text_sha256, at);
CREATE INDEX sampled_whole ON sampled(place, stratum);
CREATE INDEX annotations_whole ON annotations(text_sha256, form, sound, at);
